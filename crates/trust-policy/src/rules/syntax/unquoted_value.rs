//! A value has no quotes.
//!
//! ## What it checks
//! Bare words and dates as values, and numbers that JSON does not know, such as an account id that begins with a zero.
//! `True`, `None` and the like are [foreign literals](foreign-literal.html).
//!
//! ## Why it matters
//! Apart from numbers, `true`, `false` and `null`, every single value in JSON stands in double quotes.
//!
//! ## Example
//! ```json
//! {
//!   "Version": 2012-10-17,
//!   "Statement": [
//!     {
//!       "Effect": Allow,
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [RFC 8259, section 3: values](https://www.rfc-editor.org/rfc/rfc8259#section-3)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unquoted-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::UnquotedValue) {
        let text = defect.span.of(document.text);
        let why = phrase!("Without quotes stand only `true`, `false`, `null` and numbers, which do not begin with a zero.");
        let draft = not_json(out, &RULE, defect, phrase!("the value `{}` has no quotes"), &[text], why, "put it in quotes");
        if REFERENCES.iter().any(|prefix| text.starts_with(prefix)) {
            draft.help(phrase!("If this is a reference of a template, let the tool render the policy first."));
        }
    }
}

/// `data.aws_iam_role.x.arn`, `${AWS::AccountId}`, `{{ account }}`: how that begins which another program would replace.
const REFERENCES: [&str; 9] = ["data.", "var.", "local.", "aws_", "module.", "${", "{{", "!", "<"];
