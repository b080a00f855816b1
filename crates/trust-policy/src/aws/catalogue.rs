//! The tables: what AWS calls its services and its condition keys.
//!
//! The data are the files under `catalogue/`, each row with its source; `build.rs` takes the columns that are read here.
//! The lists are not complete: a name that is missing is unknown, not wrong.

use std::sync::OnceLock;

/// The service principals that are known, sorted.
pub(crate) fn service_principals() -> &'static [&'static str] {
    static TABLE: OnceLock<Vec<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| include_str!(concat!(env!("OUT_DIR"), "/service-principals.tsv")).lines().collect())
}

/// Whether the name is a known service principal.
pub(crate) fn is_service_principal(name: &str) -> bool {
    service_principals().binary_search(&name).is_ok()
}

/// A condition key that AWS documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConditionKey {
    /// As AWS writes it; `${…}` stands for any text.
    pub(crate) name: &'static str,
    pub(crate) value_type: ValueType,
    pub(crate) multivalued: bool,
    /// The actions that carry it, separated by commas, or `global`.
    pub(crate) actions: &'static str,
}

/// What the values of a condition key are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueType {
    String,
    Numeric,
    Date,
    Bool,
    IpAddress,
    Arn,
}

/// The condition keys that are known, sorted by name.
pub(crate) fn condition_keys() -> &'static [ConditionKey] {
    static TABLE: OnceLock<Vec<ConditionKey>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!(concat!(env!("OUT_DIR"), "/condition-keys.tsv")).lines().filter_map(condition_key_row).collect()
    })
}

fn condition_key_row(row: &'static str) -> Option<ConditionKey> {
    let mut cells = row.split('\t');
    let name = cells.next()?;
    let value_type = match cells.next()? {
        "Numeric" => ValueType::Numeric,
        "Date" => ValueType::Date,
        "Bool" => ValueType::Bool,
        "IPAddress" => ValueType::IpAddress,
        "ARN" => ValueType::Arn,
        _ => ValueType::String,
    };
    let multivalued = cells.next()? == "multi";
    Some(ConditionKey { name, value_type, multivalued, actions: cells.next()? })
}

/// The documented key of this name; names ignore case, and a tag key stands behind the slash of its family.
pub(crate) fn condition_key(name: &str) -> Option<&'static ConditionKey> {
    let index = Index::get();
    let exact = index.exact.binary_search_by(|key| compare(key.name, name)).ok().map(|at| index.exact[at]);
    exact.or_else(|| index.families.iter().copied().find(|key| matches(key.name, name)))
}

/// The keys sorted for the search: those of one name each, ignoring case, and those that stand for a family.
struct Index {
    exact: Vec<&'static ConditionKey>,
    families: Vec<&'static ConditionKey>,
}

impl Index {
    fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(|| {
            let (families, mut exact): (Vec<_>, Vec<_>) =
                condition_keys().iter().partition(|key| key.name.contains("${"));
            exact.sort_by(|a: &&ConditionKey, b: &&ConditionKey| compare(a.name, b.name));
            Self { exact, families }
        })
    }
}

/// The order of two names, ignoring ASCII case: by length first, since many begin with the same issuer.
fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| {
        a.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()))
    })
}

/// The family of tag keys, when the name says no tag: `aws:RequestTag`, `aws:RequestTag/`.
pub(crate) fn is_tag_family(name: &str) -> Option<&'static str> {
    const FAMILIES: [&str; 4] = ["aws:PrincipalTag", "aws:RequestTag", "aws:ResourceTag", "iam:ResourceTag"];
    let family = name.strip_suffix('/').unwrap_or(name);
    FAMILIES.into_iter().find(|known| known.eq_ignore_ascii_case(family))
}

/// Whether people expect the key to hold the length of a session. Requests to assume a role carry no such key.
pub(crate) fn is_duration(name: &str) -> bool {
    const NAMES: [&str; 8] = [
        "sts:DurationSeconds",
        "aws:DurationSeconds",
        "sts:Duration",
        "sts:SessionDuration",
        "aws:SessionDuration",
        "sts:MaxSessionDuration",
        "aws:MaxSessionDuration",
        "iam:MaxSessionDuration",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a name is the documented one, where `${…}` and `tag-key` stand for any text that is not empty.
pub(super) fn matches(documented: &str, name: &str) -> bool {
    match documented.split_once("${") {
        Some((before, rest)) => {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            let begins = name.get(..before.len()).is_some_and(|start| start.eq_ignore_ascii_case(before));
            let Some(filled) = name.get(before.len()..).filter(|_| begins) else { return false };
            if after.contains("${") {
                let mut ends = filled.char_indices().skip(1).map(|(at, _)| at);
                return ends.any(|end| matches(after, &filled[end..]));
            }
            // An empty text fills no placeholder.
            let end = filled.len().checked_sub(after.len()).filter(|end| *end > 0);
            end.and_then(|end| filled.get(end..)).is_some_and(|tail| tail.eq_ignore_ascii_case(after))
        }
        None => documented.eq_ignore_ascii_case(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ignore_case_and_fill_placeholders() {
        assert!(condition_key("STS:externalid").is_some());
        assert!(condition_key("aws:PrincipalTag/team").is_some());
        assert!(condition_key("aws:PrincipalTag/").is_none());
        assert!(condition_key("sts:External-Id").is_none());
        assert!(condition_key("aws:multifactorauthpresent").is_some_and(|key| key.value_type == ValueType::Bool));
    }

    #[test]
    fn services_are_sorted_for_the_search() {
        assert!(service_principals().is_sorted());
        assert!(is_service_principal("ec2.amazonaws.com"));
        assert!(!is_service_principal("lamda.amazonaws.com"));
    }
}
