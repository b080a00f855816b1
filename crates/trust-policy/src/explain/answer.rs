//! What `explain` answers: plain data, its JSON contract.

use serde::Serialize;

use crate::report::{Range, Severity};
use crate::text::LineIndex;

/// Who can assume a role, as its trust policy alone tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The ARN of the role, when it is known.
    pub role: Option<String>,
    /// One row for each principal of each `Allow`, in the order of the text.
    pub rows: Vec<ExplanationRow>,
    /// The same as a graph.
    pub graph: TrustGraph,
}

/// One principal that a statement trusts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationRow {
    /// Who it is, in plain words.
    pub who: String,
    /// What kind of principal it is.
    pub kind: TrusteeKind,
    /// As it is written in the policy.
    pub principal: String,
    /// The account that it belongs to, when it names one.
    pub account: Option<String>,
    /// The call by which it assumes the role; `null` when the statement allows it none.
    pub api: Option<&'static str>,
    /// What it may do besides: `sts:TagSession`, `sts:SetSourceIdentity`, `sts:SetContext`.
    pub also: Vec<&'static str>,
    /// The conditions, which must all hold.
    pub conditions: Vec<ConditionInWords>,
    /// Whether the caller needs a policy of its own, too.
    pub needs: Needs,
    /// The `Deny` statements that cut it down.
    pub denies: Vec<DenialInWords>,
    /// How much there is to worry about.
    pub risk: Risk,
    /// What `check` found about this principal and its conditions, the worst first.
    pub findings: Vec<RowFinding>,
    /// The place in the policy's own terms: `Statement[0].Principal.AWS[1]`.
    pub path: String,
    /// The place in the text.
    pub span: Range,
}

/// The kinds of principals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrusteeKind {
    /// All users and roles of an account.
    Account,
    /// One IAM user.
    User,
    /// One role, whatever the session.
    Role,
    /// One session.
    Session,
    /// An AWS service.
    Service,
    /// Sign-ins by a SAML provider.
    SamlProvider,
    /// Tokens of an OpenID Connect provider.
    WebIdentity,
    /// Anybody.
    Everybody,
    /// Nobody that AWS knows.
    Unknown,
}

/// A test of a condition key as a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionInWords {
    /// "only with the external id `4711`".
    pub text: String,
    /// The operator, as it is written.
    pub operator: String,
    /// The condition key, as it is written.
    pub key: String,
    /// The values, as they are written.
    pub values: Vec<String>,
    /// The place in the policy's own terms.
    pub path: String,
    /// The place in the text.
    pub span: Range,
}

/// What the caller's side must bring along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Needs {
    /// Whether an identity policy of the caller must allow the call.
    pub identity_policy: Need,
    /// Why, in a sentence.
    pub why: String,
}

/// The answers to "does the caller need a policy of its own?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It depends on the account of the role or of the caller.
    Depends,
}

/// A `Deny` that concerns a principal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DenialInWords {
    /// "never if the session name is `x`".
    pub text: String,
    /// Whether it shuts the principal out altogether.
    pub whole: bool,
    /// The place in the policy's own terms.
    pub path: String,
    /// The place in the text.
    pub span: Range,
}

/// How much there is to worry about a principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// Nothing was found, or it cannot get in at all.
    None,
    /// `check` warns of something.
    Low,
    /// `check` found that it lets in people it should not, or strangers are meant too.
    High,
}

/// A finding of `check` that concerns a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowFinding {
    /// The id of the rule.
    pub rule: &'static str,
    /// How bad it is if true.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
}

/// Who trusts whom, as nodes and edges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrustGraph {
    /// The role first, then each principal once.
    pub nodes: Vec<TrustNode>,
    /// From principals to the role; one for each row that gets in.
    pub edges: Vec<TrustEdge>,
}

/// The role or a principal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrustNode {
    /// Unique in the graph.
    pub id: String,
    /// What kind it is.
    pub kind: TrusteeKind,
    /// A short name.
    pub label: String,
    /// The account that it belongs to, when it names one.
    pub account: Option<String>,
}

/// A principal can assume the role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrustEdge {
    /// The id of the principal's node.
    pub from: String,
    /// The id of the role's node.
    pub to: String,
    /// The call.
    pub api: &'static str,
    /// The conditions in words, which must all hold.
    pub conditions: Vec<String>,
    /// The index of the row that says more.
    pub row: usize,
}

impl Explanation {
    /// The same with offsets in UTF-16 code units, for callers that count as JavaScript does. `text` is the text that
    /// was explained.
    #[must_use]
    pub fn into_utf16(mut self, text: &str) -> Self {
        if text.is_ascii() {
            return self;
        }
        let index = LineIndex::new(text);
        for row in &mut self.rows {
            let own = std::iter::once(&mut row.span);
            let conditions = row.conditions.iter_mut().map(|condition| &mut condition.span);
            let denies = row.denies.iter_mut().map(|denial| &mut denial.span);
            for span in own.chain(conditions).chain(denies) {
                span.start.offset = index.utf16(text, span.start.offset);
                span.end.offset = index.utf16(text, span.end.offset);
            }
        }
        self
    }
}
