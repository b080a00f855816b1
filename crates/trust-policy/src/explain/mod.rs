//! Who can assume this role, from the trust policy alone: in words, and as a graph.
//!
//! The policy is read as people meant it: what AWS would refuse gets its row all the same, with what `check` found about
//! it. Nothing is evaluated here; for one caller and one request there is the simulator.

mod answer;
mod denial;
mod subject;
mod who;
mod words;

pub use answer::{
    ConditionInWords, DenialInWords, Explanation, ExplanationRow, Need, Needs, Risk, RowFinding, TrustEdge, TrustGraph,
    TrustNode, TrusteeKind,
};

use crate::aws::{Caller, OidcProvider, StsAction, Tenancy};
use crate::intake::Input;
use crate::policy::{Effect, Limit, Policy, PrincipalShape, Statement};
use crate::report::{Range, Severity};
use crate::rules::{Draft, is_syntax};
use crate::text::{LineIndex, Span, in_order};
use denial::Cut;
use who::{Home, Trustee};

/// Explains a policy. `findings` are what `check` has to say about it.
pub(crate) fn explain(
    input: &Input<'_>,
    policy: Option<&Policy<'_>>,
    role_arn: Option<&str>,
    findings: &[Draft<'_>],
) -> Explanation {
    let role = role_arn.map(str::to_owned);
    let Some(policy) = policy else { return Explanation { role, rows: Vec::new(), graph: TrustGraph::default() } };
    let index = LineIndex::new(input.pasted);
    let home = Home::of_role(policy);
    let explainer = Explainer { input, policy, index, home, findings };
    let mut seats = Vec::new();
    for statement in policy.allows() {
        explainer.seats(statement, &mut seats);
    }
    let rows: Vec<ExplanationRow> = seats.iter().map(|seat| explainer.row(seat)).collect();
    let graph = graph(role.as_deref(), home, &seats, &rows);
    Explanation { role, rows, graph }
}

/// A principal in its statement.
#[derive(Debug)]
struct Seat<'p, 'a> {
    statement: &'p Statement<'a>,
    trustee: Trustee,
    place: Span,
}

#[derive(Debug)]
struct Explainer<'i> {
    input: &'i Input<'i>,
    policy: &'i Policy<'i>,
    index: LineIndex,
    home: Home<'i>,
    findings: &'i [Draft<'i>],
}

impl Explainer<'_> {
    /// The principals of an `Allow`.
    fn seats<'p, 'a>(&self, statement: &'p Statement<'a>, seats: &mut Vec<Seat<'p, 'a>>) {
        let mut add = |trustee, place| seats.push(Seat { statement, trustee, place });
        if let Some(except) = &statement.not_principal {
            let named: Vec<&str> = except.groups.iter().flat_map(|group| &group.values).map(|v| v.trimmed()).collect();
            add(Trustee::everybody_but(&words::joined(&named, "and")), except.element.key.content);
        }
        let Some(principal) = &statement.principal else { return };
        if principal.shape == PrincipalShape::Star {
            add(Trustee::everybody("*"), self.policy.document.span(principal.element.value));
        }
        for (group, value) in statement.trusted() {
            add(Trustee::of(statement, group, value, self.home), value.span);
        }
    }

    fn row(&self, seat: &Seat<'_, '_>) -> ExplanationRow {
        let Seat { statement, trustee, place } = seat;
        let api = trustee.caller.map(Caller::action).filter(|api| statement.covers(api));
        let also = [StsAction::TagSession, StsAction::SetSourceIdentity, StsAction::SetContext];
        let denies = api.map(|api| self.denies(trustee, api)).unwrap_or_default();
        let shut_out = api.is_none() || denies.iter().any(|denial| denial.whole);
        let findings = self.findings_about(seat);
        let risk = match findings.first().map(|finding| finding.severity) {
            _ if shut_out => Risk::None,
            Some(Severity::Error | Severity::Security) if findings.iter().any(is_security) => Risk::High,
            _ if is_anybody(seat) => Risk::High,
            None | Some(Severity::Suggestion) => Risk::None,
            Some(_) => Risk::Low,
        };
        ExplanationRow {
            who: trustee.who.clone(),
            kind: trustee.kind,
            principal: trustee.principal.clone(),
            account: trustee.account.clone(),
            api,
            also: also.map(StsAction::as_str).into_iter().filter(|action| statement.covers(action)).collect(),
            conditions: self.conditions(statement, trustee.issuer()),
            needs: trustee.needs(self.home),
            denies,
            risk,
            findings,
            path: self.policy.path(*place),
            span: self.range(*place),
        }
    }

    fn conditions(&self, statement: &Statement<'_>, issuer: Option<&str>) -> Vec<ConditionInWords> {
        let mut conditions = Vec::new();
        for (block, test) in statement.tests() {
            let place = test.key.span.to(self.policy.document.span(test.value));
            conditions.push(ConditionInWords {
                text: format!("only {}", words::phrase(block, test, issuer)),
                operator: block.name.to_owned(),
                key: test.name.to_owned(),
                values: test.values.iter().map(|value| value.text.to_owned()).collect(),
                path: self.policy.path(place),
                span: self.range(place),
            });
        }
        conditions
    }

    fn denies(&self, trustee: &Trustee, api: &str) -> Vec<DenialInWords> {
        let mut denies = Vec::new();
        for statement in self.policy.statements.iter().filter(|statement| statement.effect() == Effect::Deny) {
            let cut = denial::cut(statement, trustee, api, self.home);
            if cut == Cut::None {
                continue;
            }
            let mut phrases: Vec<String> = Vec::new();
            for (block, test) in statement.tests() {
                phrases.push(words::phrase(block, test, trustee.issuer()));
            }
            let whole = cut == Cut::All && phrases.is_empty();
            let whom = match cut {
                Cut::All => String::new(),
                _ => {
                    let named: Vec<&str> = statement.principals().map(|value| value.trimmed()).collect();
                    format!(" for {}", words::joined(&named, "and"))
                }
            };
            let when = if phrases.is_empty() { String::new() } else { format!(" {}", phrases.join(", and ")) };
            let place = self.policy.document.span(statement.node);
            denies.push(DenialInWords {
                text: format!("never{whom}{when}"),
                whole,
                path: self.policy.path(place),
                span: self.range(place),
            });
        }
        denies
    }

    /// What was found in the statement, save what is about another principal of it or about the text as such.
    fn findings_about(&self, seat: &Seat<'_, '_>) -> Vec<RowFinding> {
        let whole = self.policy.document.span(seat.statement.node);
        let others = |span: Span| {
            let mut values = seat.statement.principals();
            values.any(|value| value.span != seat.place && value.span.contains(span))
        };
        let mut found = Vec::new();
        for draft in self.findings {
            let here = !draft.outer && whole.contains(draft.span) && !others(draft.span) && !is_syntax(draft.rule);
            if here {
                let message = draft.message.clone();
                found.push(RowFinding { rule: draft.rule.id.get(), severity: draft.severity, message });
            }
        }
        in_order(found, |finding| (u32::MAX - finding.severity as u32, 0))
    }

    fn range(&self, span: Span) -> Range {
        Range::of(self.input.pasted, &self.index, self.input.origin.span(span))
    }
}

/// Whether strangers are meant too: nothing says who it is but what they may know or have.
fn is_anybody(Seat { statement, trustee, .. }: &Seat<'_, '_>) -> bool {
    if trustee.kind == TrusteeKind::Everybody {
        return statement.limit() != Limit::Identity;
    }
    statement.issuers().filter(|(value, _)| value.trimmed() == trustee.principal).any(|(_, issuer)| {
        let shared = OidcProvider::of(issuer).filter(|provider| provider.tenancy == Tenancy::Shared);
        shared.is_some_and(|provider| {
            let mut tests = statement.claim_tests(issuer);
            !tests.any(|(block, test, claim)| provider.identifies(claim) && block.demands_value(test))
        })
    })
}

fn is_security(finding: &RowFinding) -> bool {
    finding.severity == Severity::Security
}

/// The rows as a graph: the role, each principal once, and an edge for each row that gets in.
fn graph(role: Option<&str>, home: Home<'_>, seats: &[Seat<'_, '_>], rows: &[ExplanationRow]) -> TrustGraph {
    let id = role.unwrap_or("this-role").to_owned();
    let label = role.and_then(|arn| arn.rsplit('/').next()).unwrap_or("this role").to_owned();
    let account = home.account.map(|account| account.as_str().to_owned());
    let mut graph = TrustGraph::default();
    graph.nodes.push(TrustNode { id: id.clone(), kind: TrusteeKind::Role, label, account });
    for (row, (seat, told)) in seats.iter().zip(rows).enumerate() {
        let from = seat.trustee.id();
        if !graph.nodes.iter().any(|node| node.id == from) {
            let Trustee { kind, label, account, .. } = seat.trustee.clone();
            graph.nodes.push(TrustNode { id: from.clone(), kind, label, account });
        }
        let Some(api) = told.api.filter(|_| !told.denies.iter().any(|denial| denial.whole)) else { continue };
        let conditions = told.conditions.iter().map(|condition| condition.text.clone()).collect();
        graph.edges.push(TrustEdge { from, to: id.clone(), api, conditions, row });
    }
    graph
}
