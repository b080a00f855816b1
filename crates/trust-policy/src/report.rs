//! What the engine answers with: plain data, the JSON contract of `check` and `fix`.
//!
//! These types hold no lifetimes and no references into the engine, so that a caller can keep them, send them to another
//! thread or turn them into JSON. Field names become camelCase outside; an absent value is `null`, never missing.

use std::borrow::Cow;

use serde::Serialize;

pub use crate::text::{Edit, Safety};
use crate::text::{LineIndex, Span};

/// The version of the JSON formats in this module. It changes only when a reader of the old format would break.
pub const SCHEMA: u32 = 1;

/// Everything `check` has to say about one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Where the text came from: a path, or `-` for standard input and for a page.
    pub source: String,
    /// What was recognised in the text.
    pub input: InputKind,
    /// What AWS would say to `CreateRole` or `UpdateAssumeRolePolicy`.
    pub save: Save,
    /// Sorted by start of the span, then by rule id; the same input gives the same list.
    pub findings: Vec<Finding>,
}

/// What kind of text was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// A policy document, however broken.
    Policy,
    /// The output of `aws iam get-role` (or an element of `list-roles`) around the policy.
    GetRole,
    /// JSON inside a JSON string, with its quotes escaped.
    EscapedString,
    /// Percent-encoded, as the IAM API returns it.
    UrlEncoded,
    /// Terraform (HCL).
    Terraform,
    /// A CloudFormation template.
    Cloudformation,
    /// The output of `aws iam get-account-authorization-details`.
    Account,
    /// None of these.
    Unknown,
}

/// What AWS would do when the policy is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Save {
    /// Whether AWS takes the policy.
    pub verdict: SaveVerdict,
    /// AWS's error code, when the policy is refused or may be.
    pub code: Option<String>,
    /// AWS's words, only where they are documented or were recorded.
    pub message: Option<String>,
}

/// The answer to "does AWS take this policy?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaveVerdict {
    /// AWS takes it.
    Accepted,
    /// AWS refuses it.
    Rejected,
    /// It depends on something outside the text, such as whether a named user still exists.
    Depends,
}

/// How bad it is if the finding is true. The words are IAM Access Analyzer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Could be clearer or simpler.
    Suggestion,
    /// May not do what it says.
    Warning,
    /// Lets in people it should not.
    Security,
    /// AWS refuses it, or it can never work.
    Error,
}

/// How sure the engine is. Apart from [`Severity`]: neither is raised to make up for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// A guess worth a look.
    Low,
    /// Likely, but something outside the text may justify it.
    Medium,
    /// Follows from the text and from documented behaviour.
    High,
}

/// One thing to know about the policy: what, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The id of the rule, kebab-case.
    pub rule: &'static str,
    /// How bad it is if true.
    pub severity: Severity,
    /// How sure the engine is.
    pub confidence: Confidence,
    /// What is wrong: one sentence, lower-case start, no full stop.
    pub message: String,
    /// Why it matters to this reader, in whole sentences.
    pub why: Cow<'static, str>,
    /// What to do, when the fixes do not say it all.
    pub help: Option<Cow<'static, str>>,
    /// The place in the policy's own terms, such as `Statement[0].Principal.Service`.
    pub path: String,
    /// The place in the text, as small as a reader can act on.
    pub span: Range,
    /// Other places that belong to the finding.
    pub related: Vec<Related>,
    /// The code of the IAM Access Analyzer check that names the same fault.
    pub aws_check: Option<&'static str>,
    /// The rule's page.
    pub url: String,
    /// Repairs, the best one first.
    pub fixes: Vec<Fix>,
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// The place.
    pub span: Range,
    /// What is to be seen there.
    pub label: String,
}

/// A part of the text, from its first place to the place behind its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Range {
    /// The first place.
    pub start: Position,
    /// The place behind the last.
    pub end: Position,
}

impl Range {
    /// The part of a text that a span speaks of.
    pub(crate) fn of(text: &str, index: &LineIndex, span: Span) -> Self {
        let position = |offset| {
            let (line, column) = index.line_column(text, offset);
            Position { line, column, offset }
        };
        Self { start: position(span.start), end: position(span.end) }
    }
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in characters (Unicode scalar values).
    pub column: u32,
    /// From 0, in UTF-8 bytes; in UTF-16 code units after [`Report::into_utf16`].
    pub offset: u32,
}

/// A repair: edits that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does, as an order: "add the missing comma".
    pub title: String,
    /// Who may apply it without asking.
    pub safety: Safety,
    /// In the order of the text, not overlapping.
    pub edits: Vec<Edit>,
}

/// What `fix` answers with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fixed {
    /// The text with the repairs applied; every byte that no repair touched is as it was.
    pub text: String,
    /// The titles of the repairs, in the order they were applied.
    pub applied: Vec<Applied>,
    /// The report on the repaired text.
    pub report: Report,
}

/// A repair that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Applied {
    /// The rule whose finding it removed.
    pub rule: &'static str,
    /// What it did.
    pub title: String,
    /// How much thought it needed.
    pub safety: Safety,
}

/// What there is to know about a rule without its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleInfo {
    /// Kebab-case; never renamed or reused.
    pub id: &'static str,
    /// The folder of the rule: what part of a policy it looks at.
    pub group: &'static str,
    /// How bad its findings are if true.
    pub severity: Severity,
    /// How sure its findings are; a finding may say less.
    pub confidence: Confidence,
    /// Whether its findings come with a repair.
    pub fix: FixKind,
    /// The code of the IAM Access Analyzer check that names the same fault.
    pub aws_check: Option<&'static str>,
    /// The rule's page.
    pub url: String,
}

/// Whether a rule offers repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// Every finding has one.
    Always,
    /// Some findings have one.
    Sometimes,
    /// Nobody but the writer can know what is right.
    Never,
}
