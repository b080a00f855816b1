//! A literal is written as in another language.
//!
//! ## What it checks
//! `True`, `False` and `None` of Python, `undefined` and `NaN` of JavaScript, and `TRUE`, `Null` and the like.
//!
//! ## Why it matters
//! JSON has three words without quotes: `true`, `false` and `null`, in lower case. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": { "Bool": { "aws:MultiFactorAuthPresent": True } }
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": { "Bool": { "aws:MultiFactorAuthPresent": true } }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [RFC 8259, section 3: values](https://www.rfc-editor.org/rfc/rfc8259#section-3)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("foreign-literal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in &document.defects {
        if let DefectKind::Literal(_) = defect.kind {
            let texts = [defect.span.of(document.text), written(defect)];
            let why = phrase!("JSON has three words without quotes: `true`, `false` and `null`.");
            let repair = filled(phrase!("write `{}`"), &[texts[1]]);
            not_json(out, &RULE, defect, phrase!("`{}` is written `{}` in JSON"), &texts, why, &repair);
        }
    }
}
