//! The guided way, for those who have only a symptom: a few questions, which end in the same causes.

use serde::Serialize;

use super::answer::{Cause, Parts};
use super::ask::Names;
use super::facts::Facts;
use super::messages::MESSAGES;
use super::rank;
use super::read::Reading;

/// A decision path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// The id of the first step.
    pub start: &'static str,
    /// The questions.
    pub steps: Vec<GuideStep>,
}

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GuideStep {
    /// Unique in the guide.
    pub id: &'static str,
    /// The question.
    pub question: &'static str,
    /// What can be answered.
    pub answers: Vec<GuideAnswer>,
}

/// An answer, and where it leads: to another step, or to causes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GuideAnswer {
    /// What the reader says.
    pub answer: &'static str,
    /// The next step; `null` where the way ends.
    pub step: Option<&'static str>,
    /// What it means, where the way ends.
    pub meaning: Option<&'static str>,
    /// The causes, where the way ends.
    pub causes: Vec<Cause>,
}

/// Where an answer leads.
enum Leads {
    To(&'static str),
    /// To the causes of the message that begins so.
    Message(&'static str),
    /// To those of a denial of an action.
    Denied(&'static str),
    /// To those of a denial that names a kind of policy.
    Blamed(&'static str),
}

use Leads::{Blamed, Denied, Message, To};

const ASSUME_ROLE: &str = "User: <principal> is not authorized to perform: <action> on resource: <resource>";

/// Id, question, answers.
type Step = (&'static str, &'static str, &'static [(&'static str, Leads)]);

/// The steps.
const STEPS: &[Step] = &[
    (
        "when",
        "When does it go wrong?",
        &[
            ("When the trust policy is saved", To("save")),
            ("When somebody or something assumes the role", To("who")),
            ("Later: the session is there, but a call with it is denied", To("session")),
        ],
    ),
    (
        "save",
        "What does AWS say when the policy is saved?",
        &[
            ("Invalid principal in policy, with \"AWS\"", Message("Invalid principal in policy: \"AWS\":\"<value>\"")),
            (
                "Invalid principal in policy, with \"SERVICE\"",
                Message("Invalid principal in policy: \"SERVICE\":\"<value>\""),
            ),
            (
                "Something about federated principals",
                Message("Federated principals must be valid domain names or SAML metadata ARNs"),
            ),
            ("The policy is too long", Message("Cannot exceed quota for ACLSizePerRole: <value>")),
            ("The role cannot be found", Message("The role with name <resource> cannot be found")),
            ("The role is protected", Message("Cannot perform the operation on the protected role '<resource>'")),
            ("That the policy is malformed, in other words", Message("Syntax error in policy.")),
        ],
    ),
    (
        "who",
        "Who assumes the role?",
        &[
            ("A user, or a program with credentials of AWS", To("principal")),
            ("A workflow or a pod with a token (GitHub Actions, GitLab, EKS …)", To("token")),
            ("People who sign in by SAML", To("saml")),
            ("An AWS service", Message("The role defined for the function cannot be assumed by Lambda")),
            (
                "I, in the console, by Switch Role",
                Message(
                    "Invalid information in one or more fields. Check your information or contact your administrator",
                ),
            ),
        ],
    ),
    (
        "principal",
        "What does AWS STS reply?",
        &[
            ("Not authorized to perform sts:AssumeRole, and no more", Message(ASSUME_ROLE)),
            (
                "The same, and it names a kind of policy: because no … policy allows, or with an explicit deny",
                To("blamed"),
            ),
            ("Not authorized to perform sts:TagSession", Denied("sts:TagSession")),
            ("Not authorized to perform sts:SetSourceIdentity", Denied("sts:SetSourceIdentity")),
            ("That the duration is too long", To("duration")),
            ("Roles may not be assumed by root accounts", Message("Roles may not be assumed by root accounts")),
            (
                "Something about the MFA code",
                Message("MultiFactorAuthentication failed with invalid MFA one time pass code"),
            ),
            ("The security token is expired", Message("The security token included in the request is expired")),
            ("The security token is invalid", Message("The security token included in the request is invalid")),
            (
                "Nothing: the program finds no credentials",
                Message("Unable to locate credentials. You can configure credentials by running"),
            ),
        ],
    ),
    (
        "blamed",
        "Which kind of policy does it name?",
        &[
            ("An identity-based policy", Blamed("identity-policy")),
            ("The role trust policy, or a resource-based policy", Blamed("trust-policy")),
            ("A permissions boundary", Blamed("permissions-boundary")),
            ("A session policy", Blamed("session-policy")),
            ("A service control policy", Blamed("service-control-policy")),
            ("A resource control policy", Blamed("resource-control-policy")),
            ("A VPC endpoint policy", Blamed("vpc-endpoint-policy")),
        ],
    ),
    (
        "duration",
        "Does a role assume the role?",
        &[
            (
                "Yes, the caller's credentials are those of a role",
                Message(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
                ),
            ),
            ("No", Message("DurationSeconds exceeds the MaxSessionDuration set for this role")),
        ],
    ),
    (
        "token",
        "What does AWS STS reply?",
        &[
            ("Not authorized", Message("Not authorized to perform sts:AssumeRoleWithWebIdentity")),
            (
                "No OpenIDConnect provider found",
                Message("No OpenIDConnect provider found in your account for <issuer>"),
            ),
            ("Incorrect token audience", Message("Incorrect token audience")),
            ("The token is expired", Message("Token expired: current date/time")),
            (
                "The verification key could not be retrieved",
                Message("Couldn't retrieve verification key from your identity provider"),
            ),
            (
                "Nothing: there are no credentials",
                Message("Credentials could not be loaded, please check your action inputs"),
            ),
        ],
    ),
    (
        "saml",
        "What does AWS reply?",
        &[
            ("Not authorized", Message("Not authorized to perform sts:AssumeRoleWithSAML")),
            ("An invalid SAML response", Message("Your request included an invalid SAML response")),
            ("The signature is invalid", Message("Response signature invalid")),
            ("The issuer is not present in the provider", Message("Issuer not present in specified provider")),
            ("The provider does not exist", Message("Specified provider doesn't exist")),
            ("RoleSessionName is missing or wrong", Message("RoleSessionName is required in AuthnResponse")),
        ],
    ),
    (
        "session",
        "What does the denial speak of?",
        &[
            ("sts:AssumeRole: the session is to assume the next role", To("principal")),
            ("iam:PassRole", Denied("iam:PassRole")),
            ("Something else that the session may not do", Denied("another action")),
            ("Nothing that can be read: it is encoded", Message("Encoded authorization failure message: <encoded>")),
        ],
    ),
];

/// The guided way, whole: each answer leads to another step or to causes.
#[must_use]
pub fn guide() -> Guide {
    let steps = STEPS.iter().map(|(id, question, answers)| GuideStep {
        id,
        question,
        answers: answers.iter().map(|(answer, leads)| answer_of(answer, leads)).collect(),
    });
    Guide { start: STEPS[0].0, steps: steps.collect() }
}

fn answer_of(answer: &'static str, leads: &Leads) -> GuideAnswer {
    let (text, action, kind) = match leads {
        To(step) => return GuideAnswer { answer, step: Some(step), meaning: None, causes: Vec::new() },
        Message(text) => (*text, None, None),
        Denied(action) => (ASSUME_ROLE, Some(*action), None),
        Blamed(kind) => (ASSUME_ROLE, Some("sts:AssumeRole"), Some(*kind)),
    };
    let Some(message) = MESSAGES.iter().find(|message| message.text == text) else {
        return GuideAnswer { answer, step: None, meaning: None, causes: Vec::new() };
    };
    let called = message.api.first().copied().filter(|api| api.starts_with("sts:") && message.api.len() == 1);
    let action = action.or(called).map(str::to_owned);
    let parts = Parts { action, policy_type: kind.map(str::to_owned), ..Parts::default() };
    let reading = Reading { message: Some(message), code: None, api: None, parts, event: None, explicit: false };
    let (usual, meaning) = super::causes_of(message, &reading);
    let names =
        Names { action: reading.parts.action.clone().filter(|action| action.contains(':')), ..Names::default() };
    let causes = rank::rank(&reading, usual, &names, &Facts::default(), None);
    GuideAnswer { answer, step: None, meaning: Some(meaning), causes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_leads_on_or_ends() {
        let guide = guide();
        let is_step = |id: &str| guide.steps.iter().any(|step| step.id == id);
        assert!(is_step(guide.start));
        for step in &guide.steps {
            for answer in &step.answers {
                let leads = answer.step.is_some_and(is_step);
                assert!(leads == answer.causes.is_empty(), "{}: {}", step.id, answer.answer);
                let commands = answer.causes.iter().filter(|cause| !cause.next.is_empty()).count();
                assert!(leads || commands > 0, "{}: {} ends without a command", step.id, answer.answer);
            }
        }
        for step in &guide.steps[1..] {
            let mut answers = guide.steps.iter().flat_map(|step| &step.answers);
            assert!(answers.any(|answer| answer.step == Some(step.id)), "nothing leads to {}", step.id);
        }
    }
}
