//! The tables: what AWS calls its services and its condition keys.
//!
//! The data are the files under `catalogue/`, each row with its source; `build/tables.rs` packs the columns that are read
//! here.
//! The lists are not complete: a name that is missing is unknown, not wrong.

use std::sync::OnceLock;

use crate::book::Table;

/// What nearly every service principal ends with.
pub(crate) const DOMAIN: &str = ".amazonaws.com";

/// The service principals that are known, sorted: without their domain, or whole where it is another.
pub(crate) fn service_labels() -> &'static [&'static str] {
    static TABLE: OnceLock<Vec<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut labels = Vec::new();
        for label in Table::ServicePrincipals.text().split('\n') {
            labels.push(label);
        }
        labels
    })
}

/// Whether the name is a known service principal.
pub(crate) fn is_service_principal(name: &str) -> bool {
    let label = match name.strip_suffix(DOMAIN) {
        Some(label) => label,
        None if name.ends_with(".cn") => name,
        None => return false,
    };
    is_service_label(label)
}

/// Whether the name is a known service principal without its domain.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn is_service_label(label: &str) -> bool {
    service_labels().binary_search(&label).is_ok()
}

/// The Regions of every partition, each with a blank and the partition behind it.
pub(crate) fn regions() -> std::str::Split<'static, char> {
    include_str!(concat!(env!("OUT_DIR"), "/regions.txt")).split('\n')
}

/// A condition key that AWS documents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConditionKey {
    /// As AWS writes it; `${…}` stands for any text.
    pub(crate) name: &'static str,
    pub(crate) value_type: ValueType,
    pub(crate) multivalued: bool,
    pub(crate) carriers: Carriers,
}

/// The requests that bring a condition key along.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carriers(u8);

impl Carriers {
    pub(crate) const ASSUME_ROLE: Self = Self(1);
    pub(crate) const SAML: Self = Self(2);
    pub(crate) const WEB_IDENTITY: Self = Self(4);
    /// What is done on the way in: `sts:TagSession`, `sts:SetSourceIdentity`, `sts:SetContext`.
    pub(crate) const COMPANIONS: Self = Self(8);
    /// Every request, as far as AWS documents; the others then say who makes it, and the companions' bit is that of the
    /// services.
    pub(crate) const GLOBAL: Self = Self(16);
    /// Of a global key: what an AWS service asks for.
    pub(crate) const SERVICE: Self = Self::COMPANIONS;

    pub(crate) fn include(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
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
    &KeyTable::get().keys
}

/// The documented key of this name; names ignore case, and a tag key stands behind the slash of its family.
pub(crate) fn condition_key(name: &str) -> Option<&'static ConditionKey> {
    let table = KeyTable::get();
    let mut slot = slot(name);
    while let Some(key) = table.keys.get(usize::from(table.slots[slot])) {
        if key.name.eq_ignore_ascii_case(name) {
            return Some(key);
        }
        slot = (slot + 1) % SLOTS;
    }
    let ends = ends(name.as_bytes())?;
    for (own, at) in &table.families {
        let alike = |own: u8, byte: u8| own == byte || matches!(own, b'$' | b'}');
        if alike(own[0], ends[0])
            && alike(own[1], ends[1])
            && let Some(key) = table.keys.get(*at)
            && fits(key.name.as_bytes(), name.as_bytes())
        {
            return Some(key);
        }
    }
    None
}

/// The first byte of a name and the last, in lower case: they tell nearly all names apart.
fn ends(name: &[u8]) -> Option<[u8; 2]> {
    Some([name.first()?.to_ascii_lowercase(), name.last()?.to_ascii_lowercase()])
}

/// Room for twice as many keys as there are, so that a search ends soon.
const SLOTS: usize = 512;
const FREE: u16 = u16::MAX;

/// The keys with their places by the hash of their name, and those that stand for a family with the [`ends`] of theirs.
struct KeyTable {
    keys: Vec<ConditionKey>,
    slots: [u16; SLOTS],
    families: Vec<([u8; 2], usize)>,
}

impl KeyTable {
    fn get() -> &'static Self {
        static TABLE: OnceLock<KeyTable> = OnceLock::new();
        TABLE.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut table = Self { keys: Vec::new(), slots: [FREE; SLOTS], families: Vec::new() };
        for row in Table::ConditionKeys.text().lines() {
            let Some((&[kind, carriers], name)) = row.as_bytes().first_chunk().zip(row.get(2..)) else { continue };
            let key = ConditionKey {
                name,
                value_type: match kind.to_ascii_lowercase() {
                    b'n' => ValueType::Numeric,
                    b'd' => ValueType::Date,
                    b'b' => ValueType::Bool,
                    b'i' => ValueType::IpAddress,
                    b'a' => ValueType::Arn,
                    _ => ValueType::String,
                },
                multivalued: kind.is_ascii_lowercase(),
                carriers: Carriers(carriers & 31),
            };
            if name.contains('$') {
                table.families.extend(ends(name.as_bytes()).map(|ends| (ends, table.keys.len())));
            } else {
                let mut slot = slot(name);
                while table.slots[slot] != FREE {
                    slot = (slot + 1) % SLOTS;
                }
                table.slots[slot] = table.keys.len() as u16;
            }
            table.keys.push(key);
        }
        table
    }
}

/// Where a name belongs, ignoring case: its FNV-1a hash.
fn slot(name: &str) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in name.bytes() {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    (hash >> 16) as usize % SLOTS
}

/// The family of tag keys, when the name says no tag: `aws:RequestTag`, `aws:RequestTag/`.
pub(crate) fn is_tag_family(name: &str) -> Option<&'static str> {
    const FAMILIES: [&str; 4] = ["aws:PrincipalTag", "aws:RequestTag", "aws:ResourceTag", "iam:ResourceTag"];
    let family = name.strip_suffix('/').unwrap_or(name);
    FAMILIES.into_iter().find(|known| known.eq_ignore_ascii_case(family))
}

/// Whether AWS calls the key sensitive: a wildcard in its value has no valid use.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sensitive>
pub(crate) fn is_sensitive(name: &str) -> bool {
    const KEYS: [&str; 10] = [
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:SourceAccount",
        "aws:SourceOrgID",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:VpceAccount",
        "aws:VpceOrgID",
    ];
    KEYS.iter().any(|key| key.eq_ignore_ascii_case(name))
}

/// Whether AWS has another key in place of this one.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
pub(crate) fn is_deprecated(name: &str) -> bool {
    name.eq_ignore_ascii_case("aws:ARN")
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

/// Whether a name is the documented one, where `${…}` stands for any text that is not empty.
pub(super) fn matches(documented: &str, name: &str) -> bool {
    let (documented, name) = (documented.as_bytes(), name.as_bytes());
    // The first byte and the last tell nearly all apart, without a call.
    let alike = |own: Option<&u8>, byte: Option<&u8>| match (own, byte) {
        (Some(b'$' | b'}'), Some(_)) => true,
        (Some(own), Some(byte)) => own.eq_ignore_ascii_case(byte),
        _ => false,
    };
    alike(documented.first(), name.first()) && alike(documented.last(), name.last()) && fits(documented, name)
}

fn fits(mut documented: &[u8], mut name: &[u8]) -> bool {
    // From both ends to the placeholders. The end first: the names of one issuer begin alike.
    while let ([rest @ .., own], [before @ .., byte]) = (documented, name)
        && *own != b'}'
    {
        if !own.eq_ignore_ascii_case(byte) {
            return false;
        }
        (documented, name) = (rest, before);
    }
    while let ([own, rest @ ..], [byte, behind @ ..]) = (documented, name)
        && *own != b'$'
    {
        if !own.eq_ignore_ascii_case(byte) {
            return false;
        }
        (documented, name) = (rest, behind);
    }
    let Some(end) = documented.iter().position(|byte| *byte == b'}') else {
        return documented.is_empty() && name.is_empty();
    };
    let after = &documented[end + 1..];
    match after {
        [] => !name.is_empty(),
        // What follows a placeholder is fixed, and begins in few places.
        [next, ..] => (1..name.len()).any(|end| name[end].eq_ignore_ascii_case(next) && fits(after, &name[end..])),
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
        assert!(service_labels().is_sorted());
        assert!(is_service_principal("ec2.amazonaws.com"));
        assert!(is_service_principal("ec2.amazonaws.com.cn"));
        assert!(!is_service_principal("ec2") && !is_service_principal("ec2.amazonaws.com.cn.amazonaws.com.cn"));
        assert!(!is_service_principal("lamda.amazonaws.com"));
    }
}
