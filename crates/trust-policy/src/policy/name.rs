//! Member names in paths.

/// Appends a member to a path: `.Name`, or `["aws:PrincipalArn"]` where the name is no word.
pub(super) fn push(path: &mut String, name: &str) {
    let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if word {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
    } else {
        path.push_str("[\"");
        path.push_str(name);
        path.push_str("\"]");
    }
}

/// Appends the place of an item to a path: `[0]`.
pub(super) fn push_index(path: &mut String, index: usize) {
    path.push('[');
    match char::from_digit(index as u32, 10) {
        Some(digit) => path.push(digit),
        None => path.push_str(&index.to_string()),
    }
    path.push(']');
}
