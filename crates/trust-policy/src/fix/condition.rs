//! Edits of conditions.

use super::layout::{self, Json};
use crate::policy::{ConditionBlock, ConditionKeyTest, OperatorBlock, Statement};
use crate::text::{Document, Edit};

/// A test goes; its operator and the condition go with it where nothing else is in them.
pub(crate) fn remove_test(
    document: &Document<'_>,
    statement: &Statement<'_>,
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
) -> Vec<Edit> {
    let Some(condition) = &statement.condition else { return Vec::new() };
    let edit = if document.members(block.value).len() > 1 {
        layout::remove_member(document, block.value, test.index)
    } else if document.members(condition.element.value).len() > 1 {
        layout::remove_member(document, condition.element.value, block.index)
    } else {
        layout::remove_member(document, statement.node, condition.element.index)
    };
    vec![edit]
}

/// A test more. `None` when its operator tests the key already.
pub(crate) fn add_test(
    document: &Document<'_>,
    statement: &Statement<'_>,
    operator: &str,
    name: &str,
    value: Json,
) -> Option<Vec<Edit>> {
    let keys = Json::Object(vec![(name.to_owned(), value.clone())]);
    let Some(condition) = &statement.condition else {
        let whole = Json::Object(vec![(operator.to_owned(), keys)]);
        return Some(vec![layout::insert_member(document, statement.node, None, "Condition", &whole)]);
    };
    if !condition.is_object {
        return None;
    }
    match condition.operators.iter().find(|block| block.name == operator) {
        Some(block) if block.keys.iter().any(|test| test.is(name)) => None,
        Some(block) => Some(vec![layout::insert_member(document, block.value, None, name, &value)]),
        None => Some(vec![layout::insert_member(document, condition.element.value, None, operator, &keys)]),
    }
}

/// A test stands under another operator. `None` when that operator tests the key already.
pub(crate) fn move_test(
    document: &Document<'_>,
    statement: &Statement<'_>,
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
    operator: &str,
) -> Option<Vec<Edit>> {
    let value = Json::copy(document, test.value);
    move_test_with(document, statement, block, test, operator, &test.name, value)
}

/// A test stands under another operator, with another name or value.
pub(crate) fn move_test_with(
    document: &Document<'_>,
    statement: &Statement<'_>,
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
    operator: &str,
    name: &str,
    value: Json,
) -> Option<Vec<Edit>> {
    let condition = statement.condition.as_ref()?;
    let alone = document.members(block.value).len() == 1;
    let leave = |condition: &ConditionBlock<'_>| {
        if alone {
            layout::remove_member(document, condition.element.value, block.index)
        } else {
            layout::remove_member(document, block.value, test.index)
        }
    };
    match condition.operators.iter().find(|other| other.name == operator) {
        Some(other) if other.index == block.index => None,
        Some(other) if other.keys.iter().any(|present| present.is(name)) => None,
        // A neighbour whose removal reaches up to the place of the insertion leaves no room for both.
        Some(other) => {
            let remove = leave(condition);
            let insert = layout::insert_member(document, other.value, None, name, &value);
            (!remove.conflicts_with(&insert)).then(|| vec![remove, insert])
        }
        None if alone => {
            let mut edits = vec![layout::rename(block.key, operator)];
            if name != test.name {
                edits.push(layout::rename(test.key, name));
            }
            if value != Json::copy(document, test.value) {
                edits.push(layout::replace_value(document, test.value, &value));
            }
            Some(edits)
        }
        None => {
            let moved = Json::Object(vec![(name.to_owned(), value)]);
            let insert = layout::insert_member(document, condition.element.value, Some(block.index), operator, &moved);
            Some(vec![leave(condition), insert])
        }
    }
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
