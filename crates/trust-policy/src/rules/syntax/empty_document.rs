//! The document is empty.
//!
//! ## What it checks
//! Text with nothing in it but white space.
//!
//! ## Why it matters
//! An empty file or an unset variable was sent instead of the policy. IAM needs a policy to create a role.
//!
//! ## Example
//! ```json
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
//! ## Fix safety
//! The repair has a placeholder for the account, which must be filled in.
//!
//! ## References
//! - [CreateRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("empty-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::EmptyText) {
        let whole = Span::new(0, document.text.len());
        let why = phrase!("An unset variable or a missing file is often the cause.");
        out.tell(&RULE, defect.span, phrase!("there is no policy here"), &[], why)
            .offer(Safety::FillIn, phrase!("begin with a policy that trusts an account"), Edit::replace(whole, START))
            .refused(INVALID_JSON);
    }
}

/// A policy to begin with.
const START: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::<ACCOUNT_ID>:root" },
      "Action": "sts:AssumeRole"
    }
  ]
}
"#;
