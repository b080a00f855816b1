//! Ids of AWS Organizations.

/// Whether a text is the id of an organization: `o-` and 10 to 32 lower-case letters and digits.
/// Source: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn is_organization_id(text: &str) -> bool {
    let Some(id) = text.strip_prefix("o-") else { return false };
    matches!(id.len(), 10..=32) && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'))
}

#[cfg(test)]
mod tests {
    use super::is_organization_id;

    #[test]
    fn an_o_and_ten_to_thirty_two_letters_and_digits() {
        assert!(is_organization_id("o-a1b2c3d4e5"));
        for text in ["o-a1b2c3d4e", "O-A1B2C3D4E5", "a1b2c3d4e5", "r-a1b2", "o-a1b2c3d4e5/r-ab12", "o-*"] {
            assert!(!is_organization_id(text), "{text}");
        }
    }
}
