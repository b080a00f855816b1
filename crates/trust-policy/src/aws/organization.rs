//! The ids of AWS Organizations.

/// Whether a text is the id of an organization: `o-` and 10 to 32 small letters or digits.
/// Source: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>
pub(crate) fn is_organization_id(text: &str) -> bool {
    is_organization(text) && (12..=34).contains(&text.len())
}

/// The same, of whatever length.
pub(crate) fn is_organization(text: &str) -> bool {
    let id = text.strip_prefix("o-").unwrap_or_default();
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organizations_have_ids() {
        assert!(is_organization_id("o-a1b2c3d4e5"));
        for wrong in ["o-a1b2c3d4e", "o-A1B2C3D4E5", "O-a1b2c3d4e5", "r-ab12", "111122223333", "o-", ""] {
            assert!(!is_organization_id(wrong), "{wrong}");
        }
        assert!(is_organization("o-1") && !is_organization("o-1/r-2"));
    }
}
