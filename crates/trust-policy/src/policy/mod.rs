//! A trust policy with its places, tolerant of every wrong shape.
//!
//! The model reads what was meant: `principle` is a `Principal`, a list where an object belongs still holds its
//! principals, a document without `Statement` whose `Effect` stands at the top is one statement. What is wrong with the
//! spelling or the shape is kept beside it, so that one rule reports it and the others go on.
//!
//! Rules ask the model; they do not walk the tree. If two rules ask the same thing, the answer belongs here.

mod compare;
mod condition;
mod condition_name;
mod cover;
mod element;
mod fitting;
mod misplaced;
mod name;
mod operator;
mod partition;
mod placing;
mod principal;
mod reach;
mod role;
mod sids;
mod statement;
mod texts;
mod trust;
mod variables;
mod walk;
mod window;

pub(crate) use compare::{exclude_each_other, follows};
pub(crate) use condition::{ConditionBlock, ConditionKeyTest, ConditionValue, OperatorBlock};
pub(crate) use condition_name::ConditionName;
pub(crate) use element::{Element, ElementName, Spelling};
pub(crate) use fitting::names_of;
pub(crate) use operator::{Operator, OperatorFamily, Qualifier};
pub(crate) use principal::{
    GroupKey, NOTHINGS, Principal, PrincipalForm, PrincipalGroup, PrincipalKey, PrincipalShape, PrincipalValue,
    has_stray, is_word_of,
};
pub(crate) use reach::Limit;
pub(crate) use role::Role;
pub(crate) use statement::{Action, Effect, Statement, Strings};
pub(crate) use trust::{Claim, Provider, WebIdentity};
pub(crate) use variables::Variable;
pub(crate) use walk::{PrincipalElements, Principals, Tests};

use crate::text::{Document, Member, NodeId, Span, Value};

/// The longest document that the IAM API takes, in characters.
/// Source: the IAM API model (`policyDocumentType`).
pub(crate) const MAX_DOCUMENT: usize = 131_072;

/// A policy document and what is known about its role.
#[derive(Debug)]
pub(crate) struct Policy<'a> {
    pub(crate) document: &'a Document<'a>,
    /// The value that is the policy: the whole document, or a part of it.
    pub(crate) root: NodeId,
    pub(crate) role: Role<'a>,
    pub(crate) shape: PolicyShape,
    pub(crate) version: Option<Element<'a>>,
    pub(crate) id: Option<Element<'a>>,
    pub(crate) statement_element: Option<Element<'a>>,
    pub(crate) statements: Vec<Statement<'a>>,
    /// Members of the document that do not belong there.
    pub(crate) strangers: Vec<Element<'a>>,
    /// Items where a statement belongs that are something else.
    pub(crate) not_statements: Vec<NodeId>,
}

/// How far the document is from `{"Version": …, "Statement": …}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyShape {
    Document,
    /// A list of statements without the object around it.
    BareList,
    /// `Effect`, `Principal` and `Action` stand at the top.
    BareStatement,
    /// An object with neither a statement nor its parts, or no object at all.
    Other,
}

impl<'a> Policy<'a> {
    pub(crate) fn read(document: &'a Document<'a>, root: NodeId, role: Role<'a>) -> Self {
        let mut policy = Self {
            document,
            root,
            role,
            shape: PolicyShape::Other,
            version: None,
            id: None,
            statement_element: None,
            statements: Vec::new(),
            strangers: Vec::new(),
            not_statements: Vec::new(),
        };
        match document.value(root) {
            Value::Array(items) => {
                policy.shape = PolicyShape::BareList;
                policy.read_statements(items);
            }
            Value::Object(_) => policy.read_document(),
            _ => {}
        }
        policy
    }

    fn read_document(&mut self) {
        let mut loose = false;
        for element in element::read(self.document, self.root, &ElementName::DOCUMENT) {
            let place = match element.known {
                Some(ElementName::Version) => &mut self.version,
                Some(ElementName::Id) => &mut self.id,
                Some(ElementName::Statement) => &mut self.statement_element,
                known => {
                    loose |= known.is_some_and(ElementName::makes_statement);
                    self.strangers.push(element);
                    continue;
                }
            };
            // Of two equal keys parsers keep the last.
            *place = Some(element);
        }
        if let Some(element) = &self.statement_element {
            self.shape = PolicyShape::Document;
            let node = element.value;
            match self.document.value(node) {
                Value::Array(items) => self.read_statements(items),
                Value::Object(_) => self.read_statements(&[node]),
                _ => self.not_statements.push(node),
            }
        } else if loose {
            self.shape = PolicyShape::BareStatement;
            self.strangers.retain(|element| !element.known.is_some_and(ElementName::belongs_to_statement));
            self.statements.push(Statement::read(self.document, self.root));
        }
    }

    /// Statements that begin beyond AWS's limit are not read: they would cost memory, and AWS refuses the whole anyway.
    fn read_statements(&mut self, items: &[NodeId]) {
        let start = self.document.span(self.root).start as usize;
        // Mostly there is one.
        self.statements.reserve_exact(items.len().min(4));
        for &item in items {
            if self.document.span(item).start as usize > start + MAX_DOCUMENT {
                return;
            }
            match self.document.value(item) {
                Value::Object(_) => self.statements.push(Statement::read(self.document, item)),
                _ => self.not_statements.push(item),
            }
        }
    }

    /// The statements that let somebody in.
    pub(crate) fn allows(&self) -> impl Iterator<Item = &Statement<'a>> {
        self.statements.iter().filter(|statement| statement.effect() == Effect::Allow)
    }

    /// Every principal of every statement, under `Principal` and `NotPrincipal`.
    pub(crate) fn principals(&self) -> Principals<'_, 'a> {
        Principals { statements: &self.statements, at: Default::default() }
    }

    /// Every `Principal` and `NotPrincipal` element with its statement.
    pub(crate) fn principal_elements(&self) -> PrincipalElements<'_, 'a> {
        PrincipalElements { statements: &self.statements, is_not: false }
    }

    /// Every test of a condition key, with its operator and its statement.
    pub(crate) fn tests(&self) -> Tests<'_, 'a> {
        Tests::of(&self.statements)
    }

    /// Whether policy variables such as `${aws:username}` are replaced by their values in this document.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
    pub(crate) fn has_variables(&self) -> bool {
        self.version
            .as_ref()
            .and_then(|version| self.document.string(version.value))
            .is_some_and(|text| text == "2012-10-17")
    }

    /// The place in the policy's own terms of a place in the text: `Statement[0].Principal.AWS`.
    pub(crate) fn path(&self, span: Span) -> String {
        // As long as most are.
        let mut path = String::with_capacity(64);
        let mut node = self.root;
        loop {
            match self.document.value(node) {
                Value::Object(members) => {
                    let whole = |member: &Member| {
                        let value = self.document.span(member.value);
                        member.key.map_or(value, |key| key.span.to(value))
                    };
                    // Members stand in the order of the text: a search, not a walk, for thousands of findings.
                    let at = members.partition_point(|member| whole(member).end < span.end);
                    let Some(member) = members.get(at).filter(|member| whole(member).contains(span)) else {
                        return path;
                    };
                    if let Some(key) = member.key {
                        name::push(&mut path, self.document.key(key));
                    }
                    node = member.value;
                }
                Value::Array(items) => {
                    let at = items.partition_point(|item| self.document.span(*item).end < span.end);
                    let Some(item) = items.get(at).filter(|item| self.document.span(**item).contains(span)) else {
                        return path;
                    };
                    name::push_index(&mut path, at);
                    node = *item;
                }
                _ => return path,
            }
        }
    }
}
