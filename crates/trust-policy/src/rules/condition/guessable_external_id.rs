//! An external id is one that anybody would try.
//!
//! ## What it checks
//! External ids from tutorials and templates, such as `0000`, `12345` or `example`.
//!
//! ## Why it matters
//! The external id tells the customers of a third party apart; it only does so if each has another. A value that
//! everybody has protects nobody.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "0000" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Use instead
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair holds a placeholder: the external id comes from the third party.
//!
//! ## References
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)

use super::prelude::*;
use crate::aws::same_letters;

pub(super) const RULE: Rule = Rule {
    id: phrase!("guessable-external-id"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || !tested.demands || !tested.test.is("sts:ExternalId") {
        return;
    }
    for value in &tested.test.values {
        if value.is_placeholder() || !is_common(value.text.trim()) {
            continue;
        }
        let why = phrase!("Each customer of a third party needs an external id of its own: use the one that it made for you.");
        let finding = out.at_value(&RULE, value, phrase!("`{}` is an external id that anybody would try"), "", why);
        tested.replace(finding, value, "<EXTERNAL_ID>", Safety::FillIn, phrase!("name the external id"));
    }
}

fn is_common(text: &str) -> bool {
    const COMMON: [&str; 14] = [
        "externalid", "example", "test", "changeme", "secret", "password", "todo", "string", "value", "id", "placeholder",
        "myexternalid", "uniqueid", "abc",
    ];
    let bytes = text.as_bytes();
    let step = |by: u8| bytes.len() > 1 && bytes.windows(2).all(|pair| pair[0].checked_add(by) == Some(pair[1]));
    let counting = step(1) && bytes.iter().all(u8::is_ascii_digit);
    step(0) || counting || COMMON.iter().any(|word| same_letters(text, word))
}
