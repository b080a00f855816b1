//! Edits of conditions.

use super::layout::{self, Json};
use crate::policy::{ConditionBlock, ConditionKeyTest, OperatorBlock, Statement};
use crate::text::{Document, Edit, Value};

/// A test goes; its operator and the condition go with it where nothing else is in them.
pub(crate) fn remove_test(
    document: &Document<'_>,
    statement: &Statement<'_>,
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
) -> Vec<Edit> {
    let Some(condition) = &statement.condition else { return Vec::new() };
    let whole = is_alone(document, block) && document.members(condition.element.value).len() < 2;
    vec![if whole {
        layout::remove_member(document, statement.node, condition.element.index)
    } else {
        leave(document, condition, block, test)
    }]
}

/// A test leaves the condition, with its operator where nothing else is under it.
fn leave(
    document: &Document<'_>,
    condition: &ConditionBlock<'_>,
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
) -> Edit {
    match is_alone(document, block) {
        true => layout::remove_member(document, condition.element.value, block.index),
        false => layout::remove_member(document, block.value, test.index),
    }
}

/// Whether at most one key stands under the operator.
fn is_alone(document: &Document<'_>, block: &OperatorBlock<'_>) -> bool {
    document.members(block.value).len() < 2
}

/// A test more. `None` when its operator tests the key already, or holds no keys at all.
pub(crate) fn add_test(
    document: &Document<'_>,
    statement: &Statement<'_>,
    operator: &str,
    name: &str,
    value: Json,
) -> Option<Vec<Edit>> {
    let Some(condition) = &statement.condition else {
        let whole = under(operator, under(name, value));
        return Some(vec![layout::insert_member(document, statement.node, None, "Condition", &whole)]);
    };
    if !condition.is_object {
        return None;
    }
    Some(vec![match condition.operators.iter().find(|block| block.name == operator) {
        Some(block) if block.tests_key(name) || !matches!(document.value(block.value), Value::Object(_)) => {
            return None;
        }
        Some(block) => layout::insert_member(document, block.value, None, name, &value),
        None => layout::insert_member(document, condition.element.value, None, operator, &under(name, value)),
    }])
}

/// An object with one member.
fn under(name: &str, value: Json) -> Json {
    Json::Object(vec![(name.to_owned(), value)])
}

/// A test stands under another operator. `None` when that operator tests the key already.
pub(crate) fn move_test(
    document: &Document<'_>,
    statement: &Statement<'_>,
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
    operator: &str,
) -> Option<Vec<Edit>> {
    let condition = statement.condition.as_ref()?;
    let present = condition.operators.iter().find(|other| other.name == operator);
    if present.is_some_and(|other| other.index == block.index || other.tests_key(test.name)) {
        return None;
    }
    if present.is_none() && is_alone(document, block) {
        return Some(vec![layout::rename(block.key, operator)]);
    }
    let value = Json::copy(document, test.value);
    let insert = match present {
        Some(other) => layout::insert_member(document, other.value, None, test.name, &value),
        None => {
            let moved = under(test.name, value);
            layout::insert_member(document, condition.element.value, Some(block.index), operator, &moved)
        }
    };
    let remove = leave(document, condition, block, test);
    // A neighbour whose removal reaches up to the place of the insertion leaves no room for both.
    (!remove.conflicts_with(&insert)).then(|| vec![remove, insert])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Role};
    use crate::text::{apply, parse};

    fn moved(condition: &str) -> String {
        let text = format!(r#"{{"Statement":[{{"Condition":{condition},"Effect":"Allow"}}]}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::new(None));
        let statement = &policy.statements[0];
        let (block, test) = statement.tests().find(|(_, test)| test.is("k")).unwrap();
        let mut edits = move_test(&document, statement, block, test, "StringLike").unwrap();
        edits.sort_by_key(|edit| edit.start);
        let all = apply(&text, &edits);
        all[27..all.len() - 20].to_owned()
    }

    #[test]
    fn tests_move_to_the_operator_that_is_there() {
        assert_eq!(moved(r#"{"StringEquals":{"k":"a*"}}"#), r#"{"StringLike":{"k":"a*"}}"#);
        assert_eq!(
            moved(r#"{"StringEquals":{"k":"a*","x":"y"}}"#),
            r#"{"StringEquals":{"x":"y"}, "StringLike": { "k": "a*" }}"#
        );
        assert_eq!(
            moved(r#"{"StringEquals":{"k":"a*"},"StringLike":{"x":"y*"}}"#),
            r#"{"StringLike":{"x":"y*", "k": "a*"}}"#
        );
        assert_eq!(
            moved(r#"{"StringLike":{"x":"y*"},"StringEquals":{"a":"b","k":"a*"}}"#),
            r#"{"StringLike":{"x":"y*", "k": "a*"},"StringEquals":{"a":"b"}}"#
        );
    }
}
