//! Repairs of principals: other text, another key, a condition in place of a wildcard.

use super::layout::{self, Json};
use crate::policy::{Policy, PolicyShape, Principal, PrincipalGroup, PrincipalKey, PrincipalValue, Statement, Strings};
use crate::report::{Fix, Safety};
use crate::text::{Document, Edit, NodeId, Value};

/// The value goes from its list; `None` when it is the only one.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn remove(document: &Document<'_>, group: &PrincipalGroup<'_>, value: &PrincipalValue<'_>) -> Option<Edit> {
    let items = document.items(group.value);
    let index = items.iter().position(|item| *item == value.node)?;
    (items.len() > 1).then(|| layout::remove_item(document, group.value, index))
}

/// The value goes while others stay: from its list, or with its key; `None` when nobody would be left.
pub(crate) fn remove_beside_others(
    document: &Document<'_>,
    principal: &Principal<'_>,
    group: &PrincipalGroup<'_>,
    value: &PrincipalValue<'_>,
) -> Option<Edit> {
    if let Some(removal) = remove(document, group, value) {
        return Some(removal);
    }
    let others = principal.groups.iter().any(|other| other.value != group.value && !other.values.is_empty());
    (others && group.key.is_some()).then(|| layout::remove_member(document, principal.element.value, group.index))
}

/// The value goes under another key, which is made when it is not there, and says `text` there.
pub(crate) fn move_under(
    document: &Document<'_>,
    principal: &Principal<'_>,
    group: &PrincipalGroup<'_>,
    value: &PrincipalValue<'_>,
    key: PrincipalKey,
    text: &str,
) -> Option<Vec<Edit>> {
    let written = group.key.as_ref()?;
    let object = principal.element.value;
    let target = principal.groups.iter().rfind(|other| other.kind() == Some(key) && other.index != group.index);
    let mut edits = Vec::new();
    match (target, remove(document, group, value)) {
        (None, None) => {
            edits.push(layout::rename(written.key, key.as_str()));
            if value.text != text || value.is_number {
                edits.push(layout::replace_string(document, value.node, text));
            }
        }
        (None, Some(removal)) => {
            edits.push(removal);
            let member = layout::insert_member(document, object, Some(group.index), key.as_str(), &Json::string(text));
            edits.push(member);
        }
        (Some(target), removal) => {
            edits.push(removal.unwrap_or_else(|| layout::remove_member(document, object, group.index)));
            edits.push(join(document, object, target, vec![Json::string(text)]));
        }
    }
    Some(edits)
}

/// The key of a group is another one; where that is there already, the values go to it.
pub(crate) fn rename_or_merge(
    document: &Document<'_>,
    principal: &Principal<'_>,
    group: &PrincipalGroup<'_>,
    kind: PrincipalKey,
    target: Option<&PrincipalGroup<'_>>,
    safety: Safety,
) -> Fix {
    let mut edits = Vec::new();
    let does = match (target, &group.key) {
        (None, Some(key)) => {
            edits.push(layout::rename(key.key, kind.as_str()));
            "write `"
        }
        (None, None) => "",
        (Some(target), _) => {
            edits.push(layout::remove_member(document, principal.element.value, group.index));
            let mut values = Vec::new();
            match document.value(group.value) {
                Value::Array(items) => items.iter().for_each(|item| values.push(Json::copy(document, *item))),
                _ => values.push(Json::copy(document, group.value)),
            }
            if !values.is_empty() {
                edits.push(join(document, principal.element.value, target, values));
            }
            "merge it into `"
        }
    };
    Fix::new([does, kind.as_str(), "`"].concat(), safety, edits)
}

/// More values in a group; a single one becomes a list.
fn join(document: &Document<'_>, object: NodeId, target: &PrincipalGroup<'_>, values: Vec<Json>) -> Edit {
    if target.is_list {
        return layout::append_items(document, target.value, &values);
    }
    let all = std::iter::once(Json::copy(document, target.value)).chain(values).collect();
    layout::replace_member_value(document, object, target.value, &Json::Array(all))
}

/// What the statement must also test, to stand in for a part of a principal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Test<'t> {
    pub(crate) operator: &'t str,
    pub(crate) key: &'t str,
    pub(crate) value: &'t str,
}

impl Test<'_> {
    /// A pattern for the ARN of the caller.
    pub(crate) const CALLER: Self = Self { operator: "ArnLike", key: "aws:PrincipalArn", value: "" };

    /// Whether the statement tests the key with the operator already, so that the value only joins others.
    pub(crate) fn joins(&self, statement: &Statement<'_>) -> bool {
        statement.tests().any(|(block, test)| block.name == self.operator && test.is(self.key))
    }

    fn json(&self) -> Json {
        Json::object([(self.key, Json::string(self.value))])
    }

    fn condition(&self) -> Json {
        Json::object([(self.operator, self.json())])
    }
}

/// The statement tests one thing more. `None` when its condition has no shape that could take it.
pub(crate) fn require(document: &Document<'_>, statement: &Statement<'_>, test: Test<'_>) -> Option<Edit> {
    let Some(condition) = &statement.condition else {
        return Some(layout::insert_member(document, statement.node, None, "Condition", &test.condition()));
    };
    if !condition.is_object {
        return None;
    }
    let Some(block) = condition.operators.iter().find(|block| block.name == test.operator) else {
        return Some(layout::insert_member(document, condition.element.value, None, test.operator, &test.json()));
    };
    if !layout::is_object(document, block.value) {
        return None;
    }
    let value = Json::string(test.value);
    Some(match block.keys.iter().find(|known| known.is(test.key)) {
        None => layout::insert_member(document, block.value, None, test.key, &value),
        Some(known) if known.is_list => layout::append_items(document, known.value, &[value]),
        Some(known) => {
            let all = Json::Array(vec![Json::copy(document, known.value), value]);
            layout::replace_member_value(document, block.value, known.value, &all)
        }
    })
}

/// The value becomes a principal with a test.
///
/// A test binds every principal of its statement. Where there are others, the value moves into a statement of its own
/// with the same effect, action and conditions.
pub(crate) fn replace_by_test(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    group: &PrincipalGroup<'_>,
    value: &PrincipalValue<'_>,
    principal: &str,
    test: Test<'_>,
) -> Option<Vec<Edit>> {
    let document = policy.document;
    let key = group.kind()?;
    // `NotPrincipal` has no place in a trust policy; nothing is built on it.
    let named = statement.principal.as_ref()?;
    if !named.groups.iter().any(|other| other.value == group.value) {
        return None;
    }
    if named.count() == 1 {
        let replaced = layout::replace_string(document, value.node, principal);
        return Some(vec![replaced, require(document, statement, test)?]);
    }
    let removal = match remove(document, group, value) {
        Some(removal) => removal,
        None => layout::remove_member(document, named.element.value, group.index),
    };
    let twin = twin(document, statement, key, principal, test)?;
    let mut edits = add_statement(policy, statement, &twin)?;
    edits.push(removal);
    Some(edits)
}

/// A statement like this one for a single principal, with one test more.
fn twin(
    document: &Document<'_>,
    statement: &Statement<'_>,
    key: PrincipalKey,
    principal: &str,
    test: Test<'_>,
) -> Option<Json> {
    let condition = match &statement.condition {
        None => test.condition(),
        Some(condition) => Json::copy_with(document, condition.element.value, &require(document, statement, test)?),
    };
    let effect = statement.effect_element.as_ref().map(|element| element.value);
    let strings = |strings: &Option<Strings<'_>>| strings.as_ref().map(|strings| strings.element.value);
    let mut members = Vec::new();
    for (name, node) in
        [("Effect", effect), ("Action", strings(&statement.action)), ("NotAction", strings(&statement.not_action))]
    {
        if let Some(node) = node {
            members.push((name.to_owned(), Json::copy(document, node)));
        }
        if name == "Effect" {
            members.push(("Principal".to_owned(), Json::object([(key.as_str(), Json::string(principal))])));
        }
    }
    members.push(("Condition".to_owned(), condition));
    Some(Json::Object(members))
}

/// A statement more, behind another.
pub(crate) fn add_statement(policy: &Policy<'_>, after: &Statement<'_>, statement: &Json) -> Option<Vec<Edit>> {
    let document = policy.document;
    let list = match policy.shape {
        PolicyShape::Document => policy.statement_element.as_ref()?.value,
        PolicyShape::BareList => policy.root,
        PolicyShape::BareStatement | PolicyShape::Other => return None,
    };
    if list == after.node {
        return Some(layout::wrap_in_list(document, list, statement));
    }
    let index = document.items(list).iter().position(|item| *item == after.node)?;
    Some(vec![layout::insert_item(document, list, index, statement)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Role;
    use crate::text::{apply, parse};

    const TEST: Test<'static> = Test { operator: "ArnLike", key: "aws:PrincipalArn", value: "p" };

    fn edited(text: &str, edits: impl Fn(&Policy<'_>) -> Vec<Edit>) -> String {
        let document = parse(text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        let mut edits = edits(&policy);
        edits.sort_by_key(|edit| (edit.start, edit.end));
        apply(text, &edits)
    }

    fn moved(text: &str) -> String {
        edited(text, |policy| {
            let principal = policy.statements[0].principal.as_ref().unwrap();
            let group = &principal.groups[0];
            move_under(policy.document, principal, group, &group.values[0], PrincipalKey::Service, "s").unwrap()
        })
    }

    #[test]
    fn values_move_to_a_new_or_a_known_key() {
        let statement = |principal: &str| format!(r#"{{"Statement":[{{"Principal":{principal}}}]}}"#);
        for (before, after) in [
            (r#"{"AWS":"s"}"#, r#"{"Service":"s"}"#),
            (r#"{"AWS":["x","b"]}"#, r#"{"AWS":["b"], "Service": "s"}"#),
            (r#"{"AWS":"x","Service":"t"}"#, r#"{"Service":["t", "s"]}"#),
            (r#"{"AWS":["x","b"],"service":["t"]}"#, r#"{"AWS":["b"],"service":["t", "s"]}"#),
        ] {
            assert_eq!(moved(&statement(before)), statement(after), "{before}");
        }
    }

    #[test]
    fn tests_join_the_conditions_that_are_there() {
        let required =
            |text: &str| edited(text, |policy| vec![require(policy.document, &policy.statements[0], TEST).unwrap()]);
        assert_eq!(
            required(r#"{"Statement":{"Effect":"Allow"}}"#),
            r#"{"Statement":{"Effect":"Allow", "Condition": { "ArnLike": { "aws:PrincipalArn": "p" } }}}"#
        );
        assert_eq!(
            required(r#"{"Statement":{"Condition":{"ArnLike":{"AWS:PrincipalArn":"q"}}}}"#),
            r#"{"Statement":{"Condition":{"ArnLike":{"AWS:PrincipalArn":["q", "p"]}}}}"#
        );
        assert_eq!(
            required(r#"{"Statement":{"Condition":{"Bool":{}}}}"#),
            r#"{"Statement":{"Condition":{"Bool":{}, "ArnLike": { "aws:PrincipalArn": "p" }}}}"#
        );
    }

    #[test]
    fn other_principals_stay_unbound() {
        let split =
            edited(r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":["a","b"]},"Action":"x"}}"#, |policy| {
                let statement = &policy.statements[0];
                let group = &statement.principal.as_ref().unwrap().groups[0];
                replace_by_test(policy, statement, group, &group.values[1], "r", TEST).unwrap()
            });
        assert_eq!(
            split,
            r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":["a"]},"Action":"x"}, { "Effect": "Allow", "Principal": { "AWS": "r" }, "Action": "x", "Condition": { "ArnLike": { "aws:PrincipalArn": "p" } } }]}"#
        );
    }
}
