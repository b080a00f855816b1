//! The `Condition` element.

use super::condition_name::{ConditionName, NameKind};
use super::element::Element;
use super::operator::{Operator, OperatorFamily, Qualifier};
use super::statement::Statement;
use super::variables::Variable;
use crate::aws::catalogue::{self, ConditionKey};
use crate::aws::{AccountId, IpRange, OidcProvider};
use crate::text::Search;
use crate::text::{Document, Key, NodeId, Span, Value};

/// The conditions of a statement: all operators and all keys must hold.
#[derive(Debug)]
pub(crate) struct ConditionBlock<'a> {
    pub(crate) element: Element<'a>,
    pub(crate) operators: Vec<OperatorBlock<'a>>,
    /// Whether the element is an object at all.
    pub(crate) is_object: bool,
}

/// The keys under one operator.
#[derive(Debug)]
pub(crate) struct OperatorBlock<'a> {
    pub(crate) key: Key,
    /// As it is written.
    pub(crate) name: &'a str,
    /// `None` when AWS knows no operator of this name.
    pub(crate) operator: Option<Operator>,
    pub(crate) value: NodeId,
    pub(crate) keys: Vec<ConditionKeyTest<'a>>,
    /// Its index among the members of the condition.
    pub(crate) index: usize,
}

/// A condition key with the values it is compared with.
#[derive(Debug)]
pub(crate) struct ConditionKeyTest<'a> {
    pub(crate) key: Key,
    /// As it is written; names ignore case.
    pub(crate) name: &'a str,
    pub(crate) value: NodeId,
    pub(crate) values: Vec<ConditionValue<'a>>,
    /// Values that are neither strings nor numbers nor booleans.
    pub(crate) not_scalars: Vec<NodeId>,
    pub(crate) is_list: bool,
    /// Its index among the members of the operator.
    pub(crate) index: usize,
    known: Option<&'static ConditionKey>,
    kind: NameKind,
    provider: Option<&'static OidcProvider>,
}

/// A value that a condition key is compared with.
#[derive(Debug)]
pub(crate) struct ConditionValue<'a> {
    pub(crate) node: NodeId,
    pub(crate) text: &'a str,
    /// Between the quotes, or the whole number or boolean.
    pub(crate) span: Span,
    /// Whether a policy variable stands in it.
    pub(crate) has_variable: bool,
    pub(crate) has_star: bool,
    placeholder: bool,
    joined: bool,
}

impl<'a> ConditionBlock<'a> {
    pub(super) fn read(document: &'a Document<'a>, element: Element<'a>, statement: &Statement<'a>) -> Self {
        let is_object = matches!(document.value(element.value), Value::Object(_));
        let mut operators = Vec::with_capacity(document.members(element.value).len());
        for (index, member) in document.members(element.value).iter().enumerate() {
            let Some(key) = member.key else { continue };
            let name = document.key(key);
            let keys = read_keys(document, member.value, statement);
            operators.push(OperatorBlock {
                key,
                operator: Operator::parse(name),
                name,
                value: member.value,
                keys,
                index,
            });
        }
        Self { operators, is_object, element }
    }
}

impl ConditionBlock<'_> {
    /// Whether an operator is written like this. Two of one name would be a fault of their own.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_operator(&self, name: &str) -> bool {
        self.operators.iter().any(|block| block.name == name)
    }
}

impl OperatorBlock<'_> {
    /// Whether it tests the key; key names ignore case.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn tests_key(&self, name: &str) -> bool {
        self.keys.iter().any(|test| test.is(name))
    }

    /// Whether the name of a condition key stands where the operator belongs.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_key(&self) -> bool {
        let qualified = self.name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("for"));
        self.operator.is_none() && !qualified && ConditionName::of(self.name) != ConditionName::Malformed
    }

    /// Whether that key holds operators: the two are the wrong way round.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_swapped(&self) -> bool {
        let operator = |test: &ConditionKeyTest<'_>| Operator::suggest(test.name).is_some();
        self.is_key() && !self.keys.is_empty() && self.keys.iter().all(operator)
    }

    /// Whether its tests hold when the key is not in the request.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn holds_without_key(&self, test: &ConditionKeyTest<'_>) -> bool {
        let Some(operator) = self.operator else { return false };
        match (operator.qualifier, operator.family) {
            (_, OperatorFamily::Null) => test.values.iter().any(|value| value.text.trim().eq_ignore_ascii_case("true")),
            (Some(Qualifier::ForAllValues), _) => true,
            (Some(Qualifier::ForAnyValue), _) => operator.if_exists,
            (None, _) => operator.if_exists || operator.negated,
        }
    }

    /// Whether a test demands that the key is there, or even one of its values.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn asks_presence(&self, test: &ConditionKeyTest<'_>) -> bool {
        let null = self.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
        self.demands_value(test) || (null && !self.holds_without_key(test))
    }

    /// Whether a test demands one of its values: the key must be there and must not be anything else.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn demands_value(&self, test: &ConditionKeyTest<'_>) -> bool {
        let positive =
            self.operator.is_some_and(|operator| !operator.negated && operator.family != OperatorFamily::Null);
        positive && !self.holds_without_key(test)
    }
}

fn read_keys<'a>(document: &'a Document<'a>, node: NodeId, statement: &Statement<'a>) -> Vec<ConditionKeyTest<'a>> {
    let mut keys = Vec::with_capacity(document.members(node).len());
    for (index, member) in document.members(node).iter().enumerate() {
        let Some(key) = member.key else { continue };
        let name = document.key(key);
        let parts = ConditionName::of(name);
        let mut test = ConditionKeyTest {
            key,
            known: catalogue::condition_key(name),
            kind: parts.kind(),
            provider: match parts {
                ConditionName::Claim { issuer, .. } => statement.provider_of(issuer),
                _ => None,
            },
            name,
            value: member.value,
            values: Vec::new(),
            not_scalars: Vec::new(),
            is_list: false,
            index,
        };
        match document.value(member.value) {
            Value::Array(items) => {
                test.is_list = true;
                for item in items {
                    test.push(document, *item);
                }
            }
            _ => test.push(document, member.value),
        }
        keys.push(test);
    }
    keys
}

impl ConditionValue<'_> {
    /// Whether a person or a template should have put something else here. Policy variables (`${aws:username}`) and
    /// their escapes (`${*}`) are meant to stand.
    pub(crate) fn is_placeholder(&self) -> bool {
        self.placeholder
    }

    /// Whether several values that are wanted each for itself stand in one string, joined by commas.
    pub(crate) fn is_joined(&self) -> bool {
        self.joined
    }

    /// Whether it is one value that somebody filled in, neither several nor a placeholder.
    pub(crate) fn is_filled_in(&self) -> bool {
        !self.joined && !self.placeholder
    }
}

fn is_joined(text: &str) -> bool {
    let mut parts = text.split(',');
    let kind = joined_kind(parts.next().unwrap_or_default().trim());
    let mut several = false;
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if joined_kind(part) != kind {
            return false;
        }
        several = true;
    }
    several && kind.is_some()
}

/// The signs in a value that make a closer look worth while.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    star: bool,
    dollar: bool,
    comma: bool,
    /// `<` or `{`.
    open: bool,
    /// A capital letter before a hyphen or an underscore.
    shouting: bool,
}

impl Marks {
    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        let mut before = 0;
        for byte in text.bytes() {
            match byte {
                b'*' => marks.star = true,
                b'$' => marks.dollar = true,
                b',' => marks.comma = true,
                b'<' | b'{' => marks.open = true,
                b'-' | b'_' => marks.shouting |= u8::is_ascii_uppercase(&before),
                _ => {}
            }
            before = byte;
        }
        marks
    }
}

fn is_placeholder(text: &str, marks: Marks) -> bool {
    const SHOUTED: [&str; 8] =
        ["YOUR_", "YOUR-", "INSERT_", "INSERT-", "REPLACE_", "REPLACE-", "ACCOUNT_ID", "EXTERNAL_ID"];
    (marks.open && is_unfilled(text)) || (marks.shouting && SHOUTED.iter().any(|word| text.holds(word)))
}

/// `<…>`, `{{…}}`, or `${…}` that is no policy variable.
fn is_unfilled(text: &str) -> bool {
    if text.split_once('<').is_some_and(|(_, behind)| behind.contains('>')) || text.holds("{{") {
        return true;
    }
    let mut from = 0;
    while let Some(variable) = Variable::next(text, from) {
        // An empty one is a mistake in a policy variable.
        if !variable.is_escape() && !variable.names_key() && !variable.name.trim().is_empty() {
            return true;
        }
        from = variable.range.start + "${".len();
    }
    false
}

/// What a value is, among those that never hold a comma: kinds as a prefix, so that like stands with like.
fn joined_kind(text: &str) -> Option<&'static str> {
    const PREFIXES: [&str; 6] = ["arn:", "o-", "repo:", "project_path:", "system:serviceaccount:", "organization:"];
    if AccountId::parse(text).is_some() {
        return Some("account");
    }
    if IpRange::parse(text).is_some() {
        return Some("address");
    }
    PREFIXES.into_iter().find(|prefix| text.starts_with(prefix))
}

impl<'a> ConditionKeyTest<'a> {
    fn push(&mut self, document: &'a Document<'a>, node: NodeId) {
        match document.scalar(node) {
            Some(text) if !matches!(document.value(node), Value::Null) => {
                let span = document.content(node).unwrap_or_else(|| document.span(node));
                let marks = Marks::of(text);
                self.values.push(ConditionValue {
                    node,
                    span,
                    has_variable: marks.dollar && text.holds("${"),
                    has_star: marks.star,
                    placeholder: is_placeholder(text, marks),
                    joined: marks.comma && is_joined(text),
                    text,
                });
            }
            _ => self.not_scalars.push(node),
        }
    }

    /// The documented key of this name.
    pub(crate) fn known(&self) -> Option<&'static ConditionKey> {
        self.known
    }

    /// The parts of its name.
    pub(crate) fn parts(&self) -> ConditionName<'_> {
        self.kind.parts(self.name)
    }

    /// The provider whose claim it tests, if it is known.
    pub(crate) fn provider(&self) -> Option<&'static OidcProvider> {
        self.provider
    }

    /// A subject under the audience, or the other way round.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn swapped_value(&self, issuer: &str, claim: &str) -> Option<&ConditionValue<'a>> {
        let provider = self.provider?;
        self.values.iter().find(|value| provider.is_swapped(issuer, claim, value.text))
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}
