//! Reads, checks and repairs AWS IAM role trust policies.
//!
//! The engine is pure: text in, plain data out; no input or output, no clock, no randomness. The same text gives the same
//! answer, byte for byte. Any text is taken: a policy that is not even JSON still gets its findings.
//!
//! ```
//! use trust_policy::{Options, SaveVerdict, check};
//!
//! let report = check(r#"{
//!   "Version": "2012-10-17",
//!   "Statement": [{
//!     "Effect": "Allow",
//!     "Principal": {"Service": "ec2"},
//!     "Action": "sts:AssumeRole",
//!   }]
//! }"#, &Options::default());
//!
//! assert_eq!(report.save.verdict, SaveVerdict::Rejected);
//! let rules: Vec<_> = report.findings.iter().map(|finding| finding.rule).collect();
//! assert_eq!(rules, ["service-principal-name", "trailing-comma"]);
//! ```
//!
//! Offsets are UTF-8 bytes; [`Report::into_utf16`] turns them into the code units that editors in browsers count.

#![forbid(unsafe_code)]

mod aws;
mod book;
mod commands;
mod decode;
mod evaluate;
mod explain;
mod fix;
mod intake;
mod options;
mod phrase;
mod policy;
mod remedy;
mod report;
mod rules;
mod save;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use book::book;
#[cfg(target_arch = "wasm32")]
pub use book::install;
pub use commands::{Command, Purpose, Shell, Situation, Task, commands};
pub use decode::{Cause, Decoded, Evidence, Guide, GuideAnswer, GuideStep, Likelihood, Parts, guide};
pub use evaluate::{
    AwsError, Change, ConditionTrace, Decision, Layer, LayerTrace, Mfa, NewValue, PresetField, Remedy, Request,
    RoleToAssume, Scenario, ScenarioError, Simulation, StatementTrace, TokenPreset, token_preset, token_presets,
};
pub use explain::{
    ConditionInWords, DenialInWords, Explanation, ExplanationRow, Need, Needs, Risk, RowFinding, TrustEdge, TrustGraph,
    TrustNode, TrusteeKind,
};
pub use options::{Account, OptionError, OptionValue, Options, OrganizationId, RoleArn, RuleId};
pub use report::{
    Applied, Confidence, Edit, Finding, Fix, FixKind, Fixed, InputKind, Position, Range, Related, Report, RuleInfo,
    SCHEMA, Safety, Save, SaveVerdict, Severity,
};
#[cfg(feature = "docs")]
pub use rules::{PrincipalKind, RulePage, pages};
pub use text::{LineIndex, MAX_BYTES, MAX_DEFECTS, MAX_DEPTH};

use std::mem::take;

use serde::Serialize;

use phrase::Phrase;
use policy::{Policy, Role};
use rules::{Draft, Findings};
use text::{FileEncoding, Span};

/// Checks a text.
///
/// Every text gets a report; nothing panics. Texts over [`MAX_BYTES`] are not read, which is a finding.
#[must_use]
pub fn check(text: &str, options: &Options) -> Report {
    check_decoded(&text::Decoded { text: text.into(), encoding: FileEncoding::Utf8 }, options, None)
}

/// Checks the bytes of a file, whatever their encoding. Answers the text that was read, for which the report's offsets
/// hold, and the report.
#[must_use]
pub fn check_bytes(bytes: &[u8], options: &Options) -> (String, Report) {
    let source = text::decode(bytes);
    let report = check_decoded(&source, options, None);
    (source.text.into_owned(), report)
}

/// `written` is the role's ARN that stood around the policy, where it may stand there no more.
fn check_decoded(source: &text::Decoded<'_>, options: &Options, written: Option<&str>) -> Report {
    intake::read(source, |input| {
        let role = Role::known(options, input.role_arn.as_deref().or(written));
        let policy = input.policy.map(|node| Policy::read(input.document, node, role));
        let mut findings = Findings::default();
        rules::run(input, policy.as_ref(), &mut findings);
        // What is silenced AWS still refuses.
        let save = save::verdict(policy.as_ref(), &findings.drafts);
        if !options.silence.is_empty() {
            findings.drafts.retain(|draft| !options.silences(draft.rule.id.get()));
        }
        let writer = Writer { input, policy: policy.as_ref(), index: None };
        Report {
            source: options.source.clone().unwrap_or_else(|| "-".to_owned()),
            input: input.kind,
            save,
            findings: writer.write(findings.drafts),
        }
    })
}

/// Repairs a text: applies every repair up to a safety until none is left.
///
/// `Safety::Safe` applies what needs no thought, `Safety::Review` also what changes who may assume the role or guesses.
/// Repairs with a placeholder are never applied.
#[must_use]
pub fn fix(text: &str, level: Safety, options: &Options) -> Fixed {
    let level = level.min(Safety::Review);
    // A repair may take the wrapping off that tells the role's ARN; the others need it all the same.
    let source = text::Decoded { text: text.into(), encoding: FileEncoding::Utf8 };
    let written = intake::read(&source, |input| input.role_arn.clone());
    let check = |text: &str| {
        let source = text::Decoded { text: text.into(), encoding: FileEncoding::Utf8 };
        check_decoded(&source, options, written.as_deref())
    };
    fix::all::apply_all(text, level, check, rules::is_syntax_id)
}

/// Explains who can assume a role, from its trust policy alone.
///
/// Every text gets an answer: a broken policy is explained as far as it can be read.
#[must_use]
pub fn explain(text: &str, options: &Options) -> Explanation {
    explain_decoded(&text::Decoded { text: text.into(), encoding: FileEncoding::Utf8 }, options)
}

/// Explains the bytes of a file, whatever their encoding. Answers the text that was read, for which the offsets hold, and
/// the explanation.
#[must_use]
pub fn explain_bytes(bytes: &[u8], options: &Options) -> (String, Explanation) {
    let source = text::decode(bytes);
    let explanation = explain_decoded(&source, options);
    (source.text.into_owned(), explanation)
}

fn explain_decoded(source: &text::Decoded<'_>, options: &Options) -> Explanation {
    intake::read(source, |input| {
        let role_arn = options.role_arn.as_ref().map(|arn| arn.as_str()).or(input.role_arn.as_deref());
        let role = Role::known(options, input.role_arn.as_deref());
        let policy = input.policy.map(|node| Policy::read(input.document, node, role));
        let mut findings = Findings::default();
        rules::run(input, policy.as_ref(), &mut findings);
        findings.drafts.retain(|draft| !options.silences(draft.rule.id.get()));
        explain::explain(input, policy.as_ref(), role_arn, &findings.drafts)
    })
}

/// The text of the bytes of a file, whatever their encoding.
#[must_use]
pub fn read_text(bytes: &[u8]) -> String {
    text::decode(bytes).text.into_owned()
}

/// Tells what an error message of AWS says, and what is likely behind it.
///
/// The message may stand in a log, a stack trace or an event of CloudTrail. With a policy in the evidence the causes that
/// it shows come first, with their places in its text, and those that it rules out come last. Outputs of the commands that
/// an answer offers settle more.
#[must_use]
pub fn decode(message: &str, evidence: &Evidence) -> Decoded {
    let options = &evidence.options;
    let told = options.role_arn.as_ref().map(|arn| arn.as_str());
    let heard = decode::Heard::of(message, &evidence.answers);
    let given = evidence.policy.as_deref().filter(|text| !text.trim().is_empty());
    let found = if given.is_none() { heard.trust_policy(told) } else { None };
    let Some(text) = given.or(found.as_deref()) else {
        return decode::decode(heard, told, None);
    };
    let around = heard.role_arn(told);
    let source = text::Decoded { text: text.into(), encoding: FileEncoding::Utf8 };
    intake::read(&source, |input| {
        let role = Role::known(options, input.role_arn.as_deref());
        let policy = input.policy.map(|node| Policy::read(input.document, node, role));
        let mut findings = Findings::default();
        rules::run(input, policy.as_ref(), &mut findings);
        findings.drafts.retain(|draft| !options.silences(draft.rule.id.get()));
        let writer = Writer { input, policy: policy.as_ref(), index: Some(LineIndex::new(input.pasted)) };
        let mut known = Vec::with_capacity(findings.drafts.len());
        for mut draft in findings.drafts {
            known.push((writer.finding(&mut draft), draft.refusal.take()));
        }
        let check = |text: &str| check(text, options);
        let known = decode::Known { input, policy: policy.as_ref(), findings: known, check: &check };
        let role = told.or(input.role_arn.as_deref()).or(around.as_deref());
        let decoded = decode::decode(heard, role, Some(&known));
        Decoded { policy: found.clone().filter(|_| decoded.recognised), ..decoded }
    })
}

/// A policy, taken out of what it was wrapped in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundPolicy {
    /// Its text; empty when there is none.
    pub text: String,
    /// The ARN of its role, when the wrapping tells it.
    pub role_arn: Option<String>,
}

/// Finds the policy in the bytes of a file: the policy itself, encoded or not, or the output of `aws iam get-role`.
#[must_use]
pub fn find_policy(bytes: &[u8]) -> FoundPolicy {
    intake::read(&text::decode(bytes), |input| {
        let text = input.policy.map(|node| input.document.span(node).of(input.document.text).to_owned());
        FoundPolicy { text: text.unwrap_or_default(), role_arn: input.role_arn.clone() }
    })
}

/// Answers a scenario: whether the caller may assume the role, what decided it, and where it may not, what would let it.
///
/// Any scenario has an answer. Each remedy was proven: the scenario was answered again with it, and allowed.
#[must_use]
pub fn simulate(scenario: &Scenario) -> Simulation {
    let mut examined = evaluate::examine(scenario);
    if examined.simulation.decision != Decision::Allowed {
        let options = Options { role_arn: RoleArn::parse(&scenario.role.arn), ..Options::default() };
        examined.simulation.remedies = remedy::find(scenario, &examined, |text| check(text, &options));
    }
    examined.simulation
}

/// Where a statement of the trust policy stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementPlace {
    /// The statement.
    pub span: Range,
    /// Its conditions, in the order of its trace.
    pub conditions: Vec<Range>,
}

/// Answers a scenario whose trust policy is a text as people paste it, such as the output of `aws iam get-role`: finds the
/// policy in it. Edits are edits of that text, and the places of the policy's statements are places in it.
#[must_use]
pub fn simulate_pasted(scenario: &Scenario) -> (Simulation, Vec<StatementPlace>) {
    let pasted = &scenario.role.trust_policy;
    let source = text::Decoded { text: pasted.into(), encoding: FileEncoding::Utf8 };
    intake::read(&source, |input| {
        let Some(node) = input.policy else {
            let none = Scenario {
                role: RoleToAssume { trust_policy: String::new(), ..scenario.role.clone() },
                ..scenario.clone()
            };
            return (simulate(&none), Vec::new());
        };
        let span = input.document.span(node);
        let role = RoleToAssume { trust_policy: span.of(input.document.text).to_owned(), ..scenario.role.clone() };
        let mut simulation = simulate(&Scenario { role, ..scenario.clone() });
        for edit in simulation.remedies.iter_mut().flat_map(|remedy| &mut remedy.edits) {
            let moved = Edit { start: edit.start + span.start, end: edit.end + span.start, text: take(&mut edit.text) };
            *edit = input.origin.edit(&moved);
        }
        let index = LineIndex::new(pasted);
        let place = |span: Span| Range::of(pasted, &index, input.origin.span(span));
        let policy = Policy::read(input.document, node, Role::new(None));
        let statement = |statement: &policy::Statement<'_>| {
            let test = |test: &policy::ConditionKeyTest<'_>| test.key.span.to(input.document.span(test.value));
            StatementPlace {
                span: place(input.document.span(statement.node)),
                conditions: statement.tests().map(|(_, own)| place(test(own))).collect(),
            }
        };
        let places = policy.statements.iter().map(statement).collect();
        (simulation, places)
    })
}

impl StatementPlace {
    /// The same place with offsets in UTF-16 code units. `trust_policy` is the text that was asked about.
    #[must_use]
    pub fn into_utf16(mut self, trust_policy: &str) -> Self {
        if trust_policy.is_ascii() {
            return self;
        }
        let index = LineIndex::new(trust_policy);
        for range in self.conditions.iter_mut().chain([&mut self.span]) {
            range.start.offset = index.utf16(trust_policy, range.start.offset);
            range.end.offset = index.utf16(trust_policy, range.end.offset);
        }
        self
    }
}

/// Every rule there is.
#[must_use]
pub fn rules() -> Vec<RuleInfo> {
    rules::infos().collect()
}

impl Report {
    /// The same report with offsets in UTF-16 code units, for callers that count as JavaScript does. `text` is the text
    /// that was checked.
    #[must_use]
    pub fn into_utf16(mut self, text: &str) -> Self {
        if text.is_ascii() {
            return self;
        }
        let index = LineIndex::new(text);
        let position = |position: &mut Position| position.offset = index.utf16(text, position.offset);
        let range = |range: &mut Range| {
            position(&mut range.start);
            position(&mut range.end);
        };
        for finding in &mut self.findings {
            range(&mut finding.span);
            for related in &mut finding.related {
                range(&mut related.span);
            }
            for fix in &mut finding.fixes {
                for edit in &mut fix.edits {
                    edit.start = index.utf16(text, edit.start);
                    edit.end = index.utf16(text, edit.end);
                }
            }
        }
        self
    }
}

impl Simulation {
    /// The same answer with the offsets of its edits in UTF-16 code units. `trust_policy` is the text that was asked about.
    #[must_use]
    pub fn into_utf16(mut self, trust_policy: &str) -> Self {
        if trust_policy.is_ascii() {
            return self;
        }
        let index = LineIndex::new(trust_policy);
        for edit in self.remedies.iter_mut().flat_map(|remedy| &mut remedy.edits) {
            edit.start = index.utf16(trust_policy, edit.start);
            edit.end = index.utf16(trust_policy, edit.end);
        }
        self
    }
}

/// Turns drafts, which speak of the document that was read, into findings on the text that was pasted.
struct Writer<'i> {
    input: &'i intake::Input<'i>,
    policy: Option<&'i Policy<'i>>,
    /// Built for the first finding: a text without findings needs none.
    index: Option<LineIndex>,
}

impl Writer<'_> {
    fn write(mut self, drafts: Vec<Draft<'_>>) -> Vec<Finding> {
        if !drafts.is_empty() {
            self.index = Some(LineIndex::new(self.input.pasted));
        }
        let drafts = if drafts.len() < 2 {
            drafts
        } else {
            text::in_order(drafts, |draft| (self.place(draft, draft.span).start, rules::rank(draft.rule)))
        };
        let mut findings: Vec<Finding> = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            findings.push(self.finding(&mut draft));
        }
        findings
    }

    /// The place in what was pasted of a place that a draft speaks of.
    fn place(&self, draft: &Draft<'_>, span: Span) -> Span {
        if draft.outer { span } else { self.input.origin.span(span) }
    }

    /// The draft keeps nothing that the finding takes.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn finding(&self, draft: &mut Draft<'_>) -> Finding {
        let path = self.path(draft);
        let origin = &self.input.origin;
        if !draft.outer {
            for fix in &mut draft.fixes {
                for edit in &mut fix.edits {
                    *edit = origin.edit(edit);
                }
            }
        }
        let mut related = Vec::with_capacity(draft.labels.len());
        for (span, label) in take(&mut draft.labels) {
            related.push(Related { span: self.range(self.place(draft, span)), label });
        }
        Finding {
            rule: draft.rule.id.get(),
            severity: draft.severity,
            confidence: draft.confidence,
            path,
            span: self.range(self.place(draft, draft.span)),
            related,
            message: take(&mut draft.message),
            why: take(&mut draft.why),
            help: draft.help.take(),
            aws_check: draft.aws_check.map(Phrase::get),
            url: rules::url(draft.rule.id.get()),
            fixes: take(&mut draft.fixes),
        }
    }

    fn path(&self, draft: &Draft<'_>) -> String {
        let Some(policy) = self.policy.filter(|_| !draft.outer) else {
            return String::new();
        };
        let mut path = policy.path(draft.span);
        if let Some(name) = draft.missing {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(name);
        }
        path
    }

    fn range(&self, span: Span) -> Range {
        let index = self.index.as_ref().expect("there is an index where there is a finding");
        Range::of(self.input.pasted, index, span)
    }
}
