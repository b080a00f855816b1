//! The time in which a statement applies.

use super::{ConditionKeyTest, ConditionValue, OperatorBlock, OperatorFamily, Statement};
use crate::aws::Moment;

/// What date tests of one key leave: it opens after one moment and closes at another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window<'s, 'a> {
    pub(crate) opens: Option<Bound<'s, 'a>>,
    pub(crate) closes: Option<Bound<'s, 'a>>,
}

/// An end of a window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound<'s, 'a> {
    pub(crate) moment: Moment,
    pub(crate) test: &'s ConditionKeyTest<'a>,
    pub(crate) value: &'s ConditionValue<'a>,
}

impl Window<'_, '_> {
    /// Whether it closes before it opens, or just then.
    pub(crate) fn is_empty(&self) -> bool {
        matches!((&self.opens, &self.closes), (Some(opens), Some(closes)) if closes.moment <= opens.moment)
    }
}

impl<'a> Statement<'a> {
    /// The window that the tests of a key leave. Of several values of one test the widest counts, of several tests the
    /// tightest.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn window(&self, key: &str) -> Window<'_, 'a> {
        let mut window = Window { opens: None, closes: None };
        for (block, test) in self.tests() {
            let Some(closes) = closes(block, test).filter(|_| test.is(key)) else { continue };
            let Some(bound) = widest(test, closes) else { continue };
            let end = if closes { &mut window.closes } else { &mut window.opens };
            if end.is_none_or(|other| (bound.moment < other.moment) == closes) {
                *end = Some(bound);
            }
        }
        window
    }
}

/// Whether an operator closes a window or opens one. Seconds since 1970 are compared as numbers too.
fn closes(block: &OperatorBlock<'_>, test: &ConditionKeyTest<'_>) -> Option<bool> {
    let operator = block.operator?;
    let comparison = match operator.family {
        OperatorFamily::Date => operator.name.strip_prefix("Date"),
        OperatorFamily::Numeric if test.is("aws:EpochTime") => operator.name.strip_prefix("Numeric"),
        _ => None,
    };
    if operator.if_exists || operator.qualifier.is_some() {
        return None;
    }
    match comparison? {
        "LessThan" | "LessThanEquals" | "Equals" => Some(true),
        "GreaterThan" | "GreaterThanEquals" => Some(false),
        _ => None,
    }
}

/// The value that leaves most time; `None` where one cannot be read.
fn widest<'s, 'a>(test: &'s ConditionKeyTest<'a>, closes: bool) -> Option<Bound<'s, 'a>> {
    let mut widest: Option<Bound<'s, 'a>> = None;
    for value in &test.values {
        let moment = Moment::parse(value.text)?;
        if widest.is_none_or(|other| (moment > other.moment) == closes) {
            widest = Some(Bound { moment, test, value });
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use crate::policy::{Policy, Role};
    use crate::text::parse;

    fn window(condition: &str) -> (Option<String>, Option<String>, bool) {
        let text = format!(r#"{{"Statement": [{{"Effect": "Allow", "Condition": {condition}}}]}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        let window = policy.statements[0].window("aws:CurrentTime");
        let text = |bound: Option<super::Bound<'_, '_>>| bound.map(|bound| bound.value.text.to_owned());
        (text(window.opens), text(window.closes), window.is_empty())
    }

    #[test]
    fn the_widest_value_of_the_tightest_test_counts() {
        let both = window(
            r#"{"DateGreaterThan": {"aws:CurrentTime": "2026-01-01"},
                "DateLessThan": {"aws:CurrentTime": ["2027-01-01", "2028-01-01"]},
                "DateLessThanEquals": {"AWS:currenttime": "2030-01-01"}}"#,
        );
        assert_eq!(both, (Some("2026-01-01".into()), Some("2028-01-01".into()), false));
    }

    #[test]
    fn what_cannot_be_read_bounds_nothing() {
        let unread = r#"{"DateLessThan": {"aws:CurrentTime": ["2020-01-01", "tomorrow"]}}"#;
        assert_eq!(window(unread), (None, None, false));
        let optional = r#"{"DateLessThanIfExists": {"aws:CurrentTime": "2020-01-01"}}"#;
        assert_eq!(window(optional), (None, None, false));
    }

    #[test]
    fn a_window_may_be_empty() {
        let empty = window(
            r#"{"DateGreaterThan": {"aws:CurrentTime": "2026-01-02"}, "DateEquals": {"aws:CurrentTime": "2026-01-01"}}"#,
        );
        assert!(empty.2);
    }
}
