//! Policies, and the files that commands read them from.

use super::situation::told;
use super::{Shell, Situation, inspect};
use crate::aws::{Caller, iam_arn};
use crate::text::{self, Value, quote};

pub(super) const TRUST_POLICY_FILE: &str = "trust-policy.json";
pub(super) const CALLER_POLICY_FILE: &str = "caller-policy.json";

/// The trust policy of the situation, if it is an object in valid JSON: nothing else is written to a file.
pub(super) fn trust_policy(of: &Situation) -> Option<String> {
    let document = of.trust_policy.as_deref()?.trim();
    let read = text::parse(document);
    let valid = read.defects.is_empty() && matches!(read.value(read.root?), Value::Object(_));
    valid.then(|| ascii(document))
}

/// What lets the caller's own policies allow the call.
pub(super) fn caller_policy(of: &Situation) -> String {
    policy(&[format!("\"Action\": {},\n    \"Resource\": {}", list(&inspect::actions(of)), quote(&of.role_arn()))])
}

/// A trust policy that lets nobody in but the caller of the situation, who is a user, a role or an account.
pub(super) fn trust_in_caller(of: &Situation) -> Option<String> {
    if of.way() != Some(Caller::Principal) {
        return None;
    }
    // A session of a role is trusted by its role, whose path its ARN does not tell.
    let principal = match of.holder() {
        Some(holder) => holder.arn?,
        None => iam_arn(of.partition().id, of.caller_account()?, "root", ""),
    };
    let mut conditions = Vec::new();
    if let Some(id) = told(&of.external_id) {
        conditions.push(format!("\"StringEquals\": {{\"sts:ExternalId\": {}}}", quote(id)));
    }
    if of.needs_mfa() {
        conditions.push("\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}".to_owned());
    }
    let condition = match conditions.is_empty() {
        true => String::new(),
        false => format!(",\n    \"Condition\": {{{}}}", conditions.join(", ")),
    };
    let trusted = |actions: &[String]| {
        format!("\"Principal\": {{\"AWS\": {}}},\n    \"Action\": {}", quote(&principal), list(actions))
    };
    // What goes along with the call lets nobody in by itself, and AWS's own examples leave it without the external id.
    Some(match inspect::actions(of).split_first() {
        Some((assume, along)) if !condition.is_empty() && !along.is_empty() => {
            policy(&[trusted(std::slice::from_ref(assume)) + &condition, trusted(along)])
        }
        _ => policy(&[trusted(&inspect::actions(of)) + &condition]),
    })
}

fn policy(statements: &[String]) -> String {
    let statements: Vec<String> =
        statements.iter().map(|elements| format!("{{\n    \"Effect\": \"Allow\",\n    {elements}\n  }}")).collect();
    ascii(&format!("{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{}]\n}}", statements.join(", ")))
}

/// One string, or a list of them.
fn list(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| quote(value)).collect();
    match quoted.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", quoted.join(", ")),
    }
}

/// Valid JSON in ASCII: no shell and no code page changes it. What is not ASCII stands in strings, where it can be escaped.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\r' => {}
            // Only DEL is left of the control characters: valid JSON has no other.
            c if c.is_ascii() && c != '\u{7f}' => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out
}

/// The lines that write a document in ASCII to a file. No line of valid JSON is the mark that ends it: a line begins with a
/// blank, a bracket, a quotation mark, a digit or a word of JSON.
pub(super) fn write(shell: Shell, file: &str, document: &str) -> String {
    match shell {
        Shell::Posix => format!("cat > {file} <<'JSON'\n{document}\nJSON"),
        Shell::PowerShell => format!("@'\n{document}\n'@ | Set-Content -Encoding ascii {file}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_written() {
        let of = |text: &str| Situation { trust_policy: Some(text.to_owned()), ..Situation::default() };
        assert_eq!(trust_policy(&of("{\"Statement\": \"JSON\r\n\"}")), None);
        assert_eq!(trust_policy(&of("[]")), None);
        assert_eq!(trust_policy(&of("{,}")), None);
        assert_eq!(
            trust_policy(&of(" {\"Id\":\r\n\"\u{e9}\u{1f600}\"} ")).unwrap(),
            "{\"Id\":\n\"\\u00e9\\ud83d\\ude00\"}"
        );
    }

    #[test]
    fn a_trust_policy_says_what_the_call_brings_along() {
        let of = Situation {
            caller_arn: Some("arn:aws-cn:iam::111122223333:user/ann".to_owned()),
            external_id: Some("4711".to_owned()),
            mfa: true,
            tags: vec![("team".to_owned(), "red".to_owned())],
            ..Situation::default()
        };
        let policy: serde_json::Value = serde_json::from_str(&trust_in_caller(&of).unwrap()).unwrap();
        let statement = &policy["Statement"][0];
        assert_eq!(policy["Statement"][1]["Action"], "sts:TagSession");
        assert_eq!(statement["Principal"]["AWS"], "arn:aws-cn:iam::111122223333:user/ann");
        assert_eq!(statement["Action"], "sts:AssumeRole");
        assert_eq!(statement["Condition"]["StringEquals"]["sts:ExternalId"], "4711");
        assert_eq!(statement["Condition"]["Bool"]["aws:MultiFactorAuthPresent"], "true");
    }
}
