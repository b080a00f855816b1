//! From AWS's words to the cause: what a message says, what is usually behind it, and which of that this policy shows.
//!
//! [`read`] finds the message in the text with all the noise around it; the messages are a table ([`messages`]), and so is
//! what is usually behind them ([`usual`]). [`rank`] asks the policy: the findings of `check`, and the simulator with the
//! caller and the action of the message.

mod answer;
mod ask;
mod compact;
mod event;
mod facts;
mod guide;
mod json;
mod messages;
mod outputs;
mod rank;
mod read;
mod template;
mod trust;
mod usual;
mod weigh;

pub use answer::{Cause, Decoded, Evidence, Likelihood, Parts};
pub use guide::{Guide, GuideAnswer, GuideStep, guide};

use crate::aws::Arn;
use crate::intake::Input;
use crate::policy::Policy;
use crate::report::{Finding, Report};
use crate::rules::Refusal;
use ask::Names;
use facts::Facts;
pub(crate) use facts::Heard;
use messages::Message;
use read::Reading;
use usual::Usual;

/// The policy of the evidence, read and checked.
pub(crate) struct Known<'i> {
    pub(crate) input: &'i Input<'i>,
    pub(crate) policy: Option<&'i Policy<'i>>,
    /// What `check` found, each with what AWS says to it when the policy is saved.
    pub(crate) findings: Vec<(Finding, Option<Refusal>)>,
    /// Checks another text of the policy.
    pub(crate) check: &'i dyn Fn(&str) -> Report,
}

/// Decodes a message. `role` is the ARN of the role, where it is known.
pub(crate) fn decode(heard: Heard, role: Option<&str>, known: Option<&Known<'_>>) -> Decoded {
    let Heard { reading, facts } = heard;
    let policy = known.and_then(|known| known.policy);
    let mut names = names(&reading, &facts, role);
    if names.provider.is_none() {
        names.provider = policy.and_then(provider_of);
    }
    let told = facts.told(&names);
    let Some(message) = reading.message else {
        return Decoded { told, ..unknown(reading, &facts) };
    };
    let message = if is_of_services(message, &names, policy) { &messages::BY_SERVICE } else { message };
    let (usual, meaning) = causes_of(message, &reading);
    let causes = rank::rank(&reading, usual, &names, &facts, known);
    // Where AWS blames another policy, the trust policy tells no more.
    let blamed = reading.parts.policy_type.as_deref().is_some_and(|kind| kind != "trust-policy");
    let enough = policy.is_some() || blamed || !usual.iter().any(Usual::is_of_trust);
    let question = question(&causes, enough, &names);
    Decoded {
        recognised: true,
        code: reading.code,
        api: reading.api,
        meaning: meaning.to_owned(),
        parts: reading.parts,
        told,
        policy: None,
        causes,
        question,
    }
}

/// What would tell most.
fn question(causes: &[Cause], enough: bool, names: &Names) -> Option<String> {
    let first = causes.first()?;
    // What outputs and policies settled needs no more questions.
    if first.likelihood == Likelihood::High && (enough || !names.answered.is_empty()) {
        return None;
    }
    if !enough && !names.answered.contains(&ask::ROLE) {
        return Some("Is the role's trust policy at hand? With it the list is about this role.".to_owned());
    }
    let open = causes.iter().filter(|cause| !cause.why.starts_with("Ruled out: "));
    let (title, command) = open.filter_map(|cause| Some((&cause.title, cause.next.first()?))).next()?;
    let words: Vec<&str> = command.split(' ').take(3).collect();
    let command = words.join(" ");
    Some(format!("What does `{command}` print, the command under \"{title}\"? Pasted back, it moves the list on."))
}

/// The usual causes of a message, and what it means; a denial depends on what was denied.
fn causes_of(message: &Message, reading: &Reading) -> (&'static [Usual], &'static str) {
    let encoded = message.text.contains("<encoded>");
    let denied = reading.parts.action.as_deref().filter(|_| encoded || message.text.contains("<action>"));
    let usual = match denied {
        Some("sts:AssumeRole") if encoded => usual::ASSUME_ROLE,
        None | Some("sts:AssumeRole") => message.causes,
        Some("sts:TagSession") => usual::TAG_SESSION,
        Some("sts:SetSourceIdentity") => usual::SOURCE_IDENTITY,
        Some("sts:AssumeRoleWithWebIdentity") => usual::WEB_IDENTITY,
        Some("sts:AssumeRoleWithSAML") => usual::SAML,
        Some(action) => {
            let usual = if action == "iam:PassRole" { usual::PASS_ROLE } else { usual::OTHER_ACTION };
            return (usual, "The caller lacks a permission; no trust policy is asked about this action.");
        }
    };
    let named = reading.parts.policy_type.is_some() && message.meaning == messages::NOT_ALLOWED;
    (
        usual,
        if named {
            "AWS names the kind of policy that does not let the caller assume the role."
        } else {
            message.meaning
        },
    )
}

/// Whether it is a service that could not assume the role: nobody said who calls, and the policy trusts services only.
fn is_of_services(message: &Message, names: &Names, policy: Option<&Policy<'_>>) -> bool {
    let Some(policy) = policy.filter(|_| std::ptr::eq(message, &messages::BY_PROGRAM) && names.caller.is_none()) else {
        return false;
    };
    let mut named = policy.statements.iter().flat_map(|statement| statement.principals()).peekable();
    named.peek().is_some() && named.all(|value| value.trimmed().ends_with(".amazonaws.com"))
}

/// A text that is none of the messages: what was recognised all the same.
fn unknown(reading: Reading, facts: &Facts) -> Decoded {
    let parts = &reading.parts;
    let of_aws = reading.code.is_some() || reading.api.is_some() || !parts.arns.is_empty();
    let output = facts.are_sure();
    let question = match of_aws && !output {
        true => {
            "What does AWS say in full? Look for the line with `AccessDenied`, `MalformedPolicyDocument` or `is not authorized \
                 to perform`."
        }
        false => "Which call failed, and what did AWS reply? Paste the whole error, or the event of CloudTrail.",
    };
    let meaning = match output {
        true => "This is the output of a command and no error: it tells more beside the error that it belongs to.",
        false => "No message of AWS about roles was recognised in this text.",
    };
    Decoded {
        recognised: output,
        meaning: meaning.to_owned(),
        code: reading.code,
        api: reading.api,
        parts: reading.parts,
        question: Some(question.to_owned()),
        ..Decoded::default()
    }
}

/// The identity provider that a policy names.
fn provider_of(policy: &Policy<'_>) -> Option<String> {
    let mut principals = policy.statements.iter().flat_map(|statement| statement.principals());
    principals.find(|value| value.trimmed().contains("-provider/")).map(|value| value.trimmed().to_owned())
}

/// The names for the commands.
fn names(reading: &Reading, facts: &Facts, role: Option<&str>) -> Names {
    let parts = &reading.parts;
    let is_role = |text: &&str| Arn::parse(text).is_some_and(|arn| arn.resource_type() == "role");
    let resource = parts.resource.as_deref();
    let role_arn = resource.filter(is_role).or(role).map(str::to_owned);
    let bare = resource.filter(|text| !text.contains(':')).map(|text| text.trim_start_matches("role ").to_owned());
    let arns = [role_arn.as_deref(), parts.principal.as_deref(), parts.value.as_deref()];
    let partition = arns.into_iter().flatten().find_map(|text| Arn::parse(text).map(|arn| arn.partition().to_owned()));
    let provider = reading.event.as_ref().and_then(|event| event.provider.clone());
    let called = reading.api.as_deref().and_then(|api| api.strip_prefix("sts:").or(api.strip_prefix("iam:")));
    let caller = parts.principal.clone().or_else(|| facts.caller().map(str::to_owned));
    let mut names = Names {
        caller,
        role_arn,
        role_name: bare,
        action: parts.action.clone(),
        resource: resource.filter(|text| text.contains(':')).map(str::to_owned),
        provider: provider.or_else(|| parts.arns.iter().find(|arn| arn.contains("-provider/")).cloned()),
        value: parts.value.clone(),
        encoded: parts.encoded_message.clone(),
        event: called.map(str::to_owned),
        region: reading.event.as_ref().and_then(|event| event.region.clone()),
        partition,
        answered: Vec::new(),
    };
    if names.role_arn.is_none() {
        names.role_arn = facts.role(&names).map(|role| role.arn.to_owned());
    }
    names.answered = facts.answered(&names);
    names
}
