//! What a text says: the message in it, its code, its API, and the names around them.

use super::answer::Parts;
use super::compact::{Compact, plain};
use super::event::{self, Event};
use super::messages::{BY_PROGRAM, BY_SERVICE, CODES, MESSAGES, Message, Proof, UNABLE};
use super::template;
use crate::aws::catalogue::is_service_principal;
use crate::aws::{AccountId, Arn};

/// The longest text that is searched; what AWS says stands at the beginning or is far shorter.
const LONGEST: usize = 1 << 18;

/// A text, read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) message: Option<&'static Message>,
    pub(super) code: Option<String>,
    pub(super) api: Option<String>,
    pub(super) parts: Parts,
    pub(super) event: Option<Event>,
    /// Whether AWS says that an explicit denial decided.
    pub(super) explicit: bool,
}

/// The APIs that are about roles, as programs call them.
const APIS: [&str; 16] = [
    "iam:CreateRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:PutRolePolicy",
    "iam:CreatePolicy",
    "iam:UpdateRole",
    "iam:DeleteRole",
    "iam:GetRole",
    "iam:PassRole",
    "iam:CreateServiceLinkedRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoot",
    "sts:GetSessionToken",
    "sts:GetFederationToken",
    "sso:GetRoleCredentials",
    "sts:AssumeRole",
];

/// What stands before the name of an API: AWS CLI, botocore, the SDKs for Go and JavaScript.
const CALLING: [&str; 5] = [
    "when calling the <api> operation",
    "operation error STS: <api>",
    "operation error IAM: <api>",
    "\"operationName\":\"<api>\"",
    "\"eventName\":\"<api>\"",
];

/// How Terraform tells what it was doing.
const DOING: [(&str, &str); 2] =
    [("creating IAM Role", "iam:CreateRole"), ("updating IAM Role (", "iam:UpdateAssumeRolePolicy")];

/// The kinds of policies that AWS names.
/// Source: "Troubleshoot access denied error messages" of the IAM User Guide.
const POLICY_TYPES: [(&str, &str); 8] = [
    ("identity-based policy", "identity-policy"),
    ("role trust policy", "trust-policy"),
    ("resource-based policy", "trust-policy"),
    ("permissions boundary", "permissions-boundary"),
    ("session policy", "session-policy"),
    ("service control policy", "service-control-policy"),
    ("resource control policy", "resource-control-policy"),
    ("VPC endpoint policy", "vpc-endpoint-policy"),
];

pub(super) fn read(pasted: &str) -> Reading {
    let mut end = pasted.len().min(LONGEST);
    while !pasted.is_char_boundary(end) {
        end -= 1;
    }
    let pasted = &pasted[..end];
    let event = event::read(pasted).or_else(|| event::read(&plain(pasted)));
    let said = match &event {
        Some(event) => format!("{}: {}", event.code, event.message),
        None => plain(pasted),
    };
    let text = Compact::of(&said);
    let mut reading = Reading { message: None, code: None, api: None, parts: Parts::default(), event, explicit: false };
    reading.names(&said, &text);
    reading.code = reading.event.as_ref().map(|event| event.code.clone()).or_else(|| code_in(&said));
    let told = reading.event.as_ref().and_then(|event| event.api.clone()).or_else(|| api_in(&text));
    let found = best(&text, &reading, told.as_deref());
    if let Some((message, places)) = found {
        reading.message = Some(message);
        reading.fill(message, places);
    } else {
        reading.message = by_code(reading.code.as_deref(), told.as_deref(), &said);
        if reading.message.is_none() {
            reading.unable(&said, &text);
        }
    }
    reading.policy_type(&text);
    reading.settle(told);
    reading
}

/// The message that fits, the longest one.
fn best(
    text: &Compact<'_>,
    reading: &Reading,
    api: Option<&str>,
) -> Option<(&'static Message, Vec<(&'static str, String)>)> {
    let company = reading.code.is_some()
        || api.is_some()
        || !reading.parts.arns.is_empty()
        || reading.parts.request_id.is_some()
        || text.text.contains("policycontainsthefollowingerror")
        || words(text.source)
            .any(|word| ["aws", "iam", "sts", "saml", "cloudformation"].contains(&&*word.to_ascii_lowercase()));
    let of_sts = api.is_some_and(|api| api.starts_with("sts:"));
    let mut found = Vec::new();
    for message in MESSAGES {
        let Some(own) = template::find(message.text, text) else { continue };
        let (before, rest) = (&text.text[..own.start], text.text.len() - own.start);
        let alone = is_lead(before) && rest <= own.weight + 8;
        let counts = match message.proof {
            Proof::Company => company || alone,
            Proof::Api => of_sts,
            Proof::Itself | Proof::Wrapper => true,
        };
        // AWS's actions have a service before them; other programs deny other things.
        let is_action = |(name, value): &(&str, String)| *name != "action" || value.contains(':');
        if counts && own.places.iter().all(is_action) {
            found.push((message, own));
        }
    }
    let mut best: Option<(usize, usize)> = None;
    for (at, (message, own)) in found.iter().enumerate() {
        // Words of a longer message are no message of their own.
        let part = found.iter().any(|(_, other)| {
            other.weight > own.weight && other.start <= own.start && own.end <= other.end && other.places.is_empty()
        });
        // What a tool says counts only where AWS's own words are missing.
        let weight = if message.proof == Proof::Wrapper { 1 } else { own.weight };
        if !part && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, at));
        }
    }
    let (message, own) = found.swap_remove(best?.1);
    Some((message, own.places))
}

/// What a code alone says: where the API is one of ours, or where the code is all there is.
fn by_code(code: Option<&str>, api: Option<&str>, said: &str) -> Option<&'static Message> {
    let code = canonical(code?);
    let mut of_code = CODES.iter().filter(|message| message.code == code);
    match api {
        Some(api) => of_code.find(|message| message.api.contains(&api)),
        None => of_code.next().filter(|_| {
            let said = said.trim().trim_end_matches([':', '.']);
            let before = said.find(code).map(|at| Compact::of(&said[..at]).text);
            said.len() <= code.len() + 9 || (said.ends_with(code) && before.is_some_and(|lead| is_lead(&lead)))
        }),
    }
}

/// Whether consoles and programs begin so, and go on with AWS's words: "Failed to update trust policy.", "Error:".
fn is_lead(compact: &str) -> bool {
    let words = compact.trim_end_matches([':', '.', '!', '-']);
    let failed = || ["failedto", "unableto", "couldnot"].iter().any(|start| words.starts_with(start));
    words.is_empty() || words == "error" || (words.len() < LONGEST_LEAD && (failed() || words.ends_with("failed")))
}

/// With the name of a role in it.
const LONGEST_LEAD: usize = 96;

/// SDKs put `Exception` behind codes that have none.
fn canonical(code: &str) -> &str {
    let short = code.strip_suffix("Exception").unwrap_or(code);
    let known = |code: &str| CODES.iter().chain(MESSAGES).any(|message| message.code == code);
    if !known(code) && known(short) { short } else { code }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// The error code: the one in the brackets of the AWS CLI, or a word that is one.
fn code_in(said: &str) -> Option<String> {
    let behind = said.split_once("An error occurred (").map(|(_, rest)| rest);
    if let Some((code, _)) = behind.and_then(|rest| rest.split_once(')')) {
        return Some(code.trim().to_owned());
    }
    let known = |word: &&str| {
        let word = canonical(word);
        CODES.iter().chain(MESSAGES).any(|message| !message.code.is_empty() && message.code == word)
    };
    words(said).find(known).map(str::to_owned)
}

fn api_in(text: &Compact<'_>) -> Option<String> {
    for template in CALLING {
        let Some(found) = template::find(template, text) else { continue };
        let name = found.places.first().map(|(_, name)| name.trim_matches(['"', ',', '.']).to_owned())?;
        let known = APIS.iter().find(|api| api.ends_with(&format!(":{name}")));
        if name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty() {
            return Some(known.map_or(name, |api| (*api).to_owned()));
        }
    }
    let doing = DOING.iter().find(|(words, _)| template::find(words, text).is_some());
    doing.map(|(_, api)| (*api).to_owned())
}

/// How many ARNs and accounts of a text are told.
const MOST_NAMES: usize = 50;

/// The ARNs of a text.
fn arns_in(text: &str) -> Vec<String> {
    let mut arns: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("arn:aws") {
        rest = &rest[at..];
        let inside = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-/:*".contains(c);
        let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let arn = rest[..end].trim_end_matches(['.', ',', ':']);
        if Arn::parse(arn).is_some() {
            push_once(&mut arns, arn);
        }
        rest = &rest[end..];
    }
    arns
}

fn push_once(list: &mut Vec<String>, text: &str) {
    if list.len() < MOST_NAMES && !list.iter().any(|own| own == text) {
        list.push(text.to_owned());
    }
}

impl Reading {
    /// ARNs, accounts and the id of the request.
    fn names(&mut self, said: &str, text: &Compact<'_>) {
        self.parts.arns = arns_in(said);
        for word in words(said) {
            if AccountId::parse(word).is_some() {
                push_once(&mut self.parts.accounts, word);
            }
        }
        // `RequestId: …`, `request id: …`, `<RequestId>…`: the marks between differ.
        for (at, word) in text.text.match_indices("requestid") {
            let rest = text.text[at + word.len()..].trim_start_matches([':', '=', '>']);
            let id = rest.split(|c: char| !is_of_request_id(c)).next().unwrap_or_default();
            if self.parts.request_id.is_none() && id.len() == 36 {
                self.parts.request_id = Some(id.to_owned());
            }
        }
        if let Some(event) = self.event.take() {
            self.take(event);
        }
    }

    /// Something could not assume a role: in whatever words, beside the role's ARN or the name of a service.
    fn unable(&mut self, said: &str, text: &Compact<'_>) {
        if !UNABLE.iter().any(|words| text.text.contains(words)) {
            return;
        }
        let mut arns = self.parts.arns.iter();
        let role = arns.find(|arn| Arn::parse(arn).is_some_and(|arn| arn.resource_type() == "role")).cloned();
        // Names of products are said of much else.
        let error = is_error(said);
        let product = || who_assumes(said).or_else(|| product_in(said).filter(|_| role.is_some()));
        let sure = role.is_some() || error;
        // A page about roles has many lines, a message one.
        let service = principal_in(said).filter(|_| sure || said.trim().lines().count() == 1);
        let service = service.or_else(|| product().filter(|_| sure));
        if service.is_some() && text.text.contains("role") {
            self.message = Some(&BY_SERVICE);
        } else if role.is_some()
            || (error && text.text.contains("iamrole"))
            || (!self.parts.accounts.is_empty() && text.text.contains("role"))
        {
            self.message = Some(&BY_PROGRAM);
        }
        if self.message.is_some() {
            self.parts.service = self.parts.service.take().or(service);
            self.parts.resource = self.parts.resource.take().or(role);
        }
    }

    /// Takes an event that tells more of the same call.
    pub(super) fn take(&mut self, event: Event) {
        let parts = &mut self.parts;
        for (part, told) in [
            (&mut parts.request_id, &event.request_id),
            (&mut parts.principal, &event.caller),
            (&mut parts.service, &event.service),
            (&mut parts.resource, &event.role),
        ] {
            if told.is_some() {
                part.clone_from(told);
            }
        }
        for arn in [&event.caller, &event.role].into_iter().flatten() {
            push_once(&mut parts.arns, arn);
        }
        self.event = Some(event);
    }

    /// What stands in the places of the message.
    fn fill(&mut self, message: &Message, places: Vec<(&'static str, String)>) {
        for (name, value) in places {
            let parts = &mut self.parts;
            let place = match name {
                "principal" => &mut parts.principal,
                "action" => &mut parts.action,
                "resource" => &mut parts.resource,
                "issuer" => &mut parts.issuer,
                "service" => &mut parts.service,
                "encoded" => &mut parts.encoded_message,
                _ => &mut parts.value,
            };
            // The template has the beginning of the ARN.
            let whole = match name {
                "principal" => message.text.starts_with("arn:"),
                "resource" => message.text.contains("arn:<resource>"),
                _ => false,
            };
            *place = Some(if whole { format!("arn:{value}") } else { value });
        }
        if self.parts.service.is_none() {
            self.parts.service = message.service.map(str::to_owned);
        }
    }

    fn policy_type(&mut self, text: &Compact<'_>) {
        for (words, kind) in POLICY_TYPES {
            let denies =
                |before: &str| text.text.contains(&[before, &words.to_ascii_lowercase().replace(' ', "")].concat());
            let explicit = ["withanexplicitdenyina", "withanexplicitdenyinan", "withanexplicitdenyinthe"];
            if explicit.into_iter().any(denies) {
                (self.parts.policy_type, self.explicit) = (Some(kind.to_owned()), true);
            } else if denies("becauseno") {
                self.parts.policy_type = Some(kind.to_owned());
            }
        }
        // Older replies do not say of what kind the policy is.
        self.explicit |= text.text.contains("withanexplicitdeny");
    }

    /// Code, API and action, where the text itself does not tell them.
    fn settle(&mut self, told: Option<String>) {
        let Some(message) = self.message else {
            self.api = told;
            return;
        };
        let denied = self.parts.action.as_deref().filter(|action| {
            let assumes = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];
            !assumes.contains(action)
        });
        // The AWS CLI leaves the service out.
        let same = |action: &&str, api: &str| action.split(':').nth(1) == Some(api);
        let told = match (denied, told) {
            (Some(action), Some(api)) if same(&action, &api) => Some(action.to_owned()),
            (_, told) => told,
        };
        self.api = told.or_else(|| match (denied, message.api) {
            (Some(action), _) => Some(action.to_owned()),
            (None, [only]) => Some((*only).to_owned()),
            (None, _) => None,
        });
        let said = self.code.take();
        self.code = match message.code {
            "" => said,
            // AWS has two codes for credentials that are too old.
            "ExpiredToken" => said.or(Some("ExpiredToken".to_owned())),
            code => Some(
                said.filter(|said| canonical(said) != code && said.ends_with("Exception")).unwrap_or(code.to_owned()),
            ),
        };
        if self.parts.action.is_none() {
            let called = self.api.as_deref().filter(|api| api.starts_with("sts:Assume"));
            self.parts.action = called.map(str::to_owned);
        }
    }
}

/// The service principal in a text.
fn principal_in(said: &str) -> Option<String> {
    let names = said.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)));
    let is_principal =
        |name: &&str| !["sts.amazonaws.com", "iam.amazonaws.com"].contains(name) && is_service_principal(name);
    names.map(|name| name.trim_matches('.')).find(is_principal).map(str::to_owned)
}

/// The service principal of a product in a text: of Amazon Bedrock it is `bedrock.amazonaws.com`.
fn product_in(said: &str) -> Option<String> {
    let mut before = "";
    for word in words(said) {
        let principal = format!("{}.amazonaws.com", word.to_ascii_lowercase());
        if ["Amazon", "AWS"].contains(&before) && is_service_principal(&principal) {
            return Some(principal);
        }
        before = word;
    }
    None
}

/// Whether a program says so: `ValidationException: …`, `[ERROR] …`.
fn is_error(said: &str) -> bool {
    let lower = said.to_ascii_lowercase();
    ["exception:", "[error]"].iter().any(|mark| lower.contains(mark))
}

/// What stands between the name of a service and `assume`: "SageMaker was unable to assume the role", "given CloudWatch Logs
/// permission to assume the provided role".
const BETWEEN: [&str; 17] = [
    "was",
    "is",
    "were",
    "unable",
    "to",
    "cannot",
    "can",
    "could",
    "not",
    "t",
    "failed",
    "does",
    "have",
    "permission",
    "permissions",
    "the",
    "perform",
];

/// The service principal of the product that could not assume a role: its name stands before the verb.
fn who_assumes(said: &str) -> Option<String> {
    let words: Vec<&str> = words(said).collect();
    let verbs = words.iter().enumerate().filter(|(_, word)| ["assume", "AssumeRole"].contains(*word));
    for (at, _) in verbs {
        let before = words[..at].iter().rev().skip_while(|word| BETWEEN.contains(word) || **word == "sts");
        let name = before.map(|word| word.to_string()).next().unwrap_or_default();
        let principal = format!("{}.amazonaws.com", name.to_ascii_lowercase());
        if name.starts_with(|c: char| c.is_ascii_uppercase()) && is_service_principal(&principal) {
            return Some(principal);
        }
    }
    None
}

fn is_of_request_id(c: char) -> bool {
    c.is_ascii_hexdigit() || c == '-'
}
