//! Principals: who is meant, in every form that people write them.

use std::ops::Range;

use super::element::Element;
use super::trust::ProviderPlace;
use crate::aws::{AccountId, Arn, UniqueId, digits, nearest};
use crate::text::Search;
use crate::text::{Document, Key, NodeId, Span, Value, is_invisible};

/// The `Principal` or `NotPrincipal` element of a statement.
#[derive(Debug)]
pub(crate) struct Principal<'a> {
    pub(crate) element: Element<'a>,
    pub(crate) shape: PrincipalShape,
    pub(crate) groups: Vec<PrincipalGroup<'a>>,
}

/// What stands where `{"AWS": …}` belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrincipalShape {
    Object,
    /// `"*"`.
    Star,
    /// Another string.
    String,
    List,
    /// A number, a boolean, nothing.
    Other,
}

/// The principals under one key.
#[derive(Debug)]
pub(crate) struct PrincipalGroup<'a> {
    /// `None` where the principals stand without a key.
    pub(crate) key: Option<GroupKey<'a>>,
    pub(crate) value: NodeId,
    pub(crate) values: Vec<PrincipalValue<'a>>,
    /// Items that are neither strings nor numbers.
    pub(crate) not_strings: Vec<NodeId>,
    pub(crate) is_list: bool,
    /// Its index among the members of the principal object.
    pub(crate) index: usize,
}

/// The key of a group, as written and as meant.
#[derive(Debug, Clone)]
pub(crate) struct GroupKey<'a> {
    pub(crate) key: Key,
    pub(crate) text: &'a str,
    /// The key that is meant, and whether it is written so.
    pub(crate) known: Option<(PrincipalKey, bool)>,
}

/// The kinds of principals that IAM knows.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PrincipalKey {
    Aws,
    Service,
    Federated,
    /// Amazon S3 only; never in a trust policy.
    CanonicalUser,
}

impl PrincipalKey {
    const ALL: [Self; 4] = [Self::Aws, Self::Service, Self::Federated, Self::CanonicalUser];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
        }
    }

    /// As AWS writes it in "Invalid principal in policy"; `None` where no such reply is known.
    pub(crate) fn in_error(self) -> Option<&'static str> {
        match self {
            Self::Aws => Some("AWS"),
            Self::Service => Some("SERVICE"),
            Self::Federated => Some("FEDERATED"),
            Self::CanonicalUser => None,
        }
    }

    fn recognise(text: &str) -> Option<(Self, bool)> {
        let trimmed = text.trim();
        // Right in all but case first: a near name costs more to find.
        let near = || nearest(trimmed, Self::ALL.map(Self::as_str)).unwrap_or_default();
        let of = |name: &str| Self::ALL.into_iter().find(|key| key.as_str().eq_ignore_ascii_case(name));
        let key = of(trimmed).or_else(|| of(near()))?;
        Some((key, key.as_str() == text))
    }
}

/// One principal.
#[derive(Debug)]
pub(crate) struct PrincipalValue<'a> {
    pub(crate) node: NodeId,
    /// What it says.
    pub(crate) text: &'a str,
    /// Between the quotes; the whole number where it is one.
    pub(crate) span: Span,
    pub(crate) form: PrincipalForm,
    /// Written without quotes as a JSON number.
    pub(crate) is_number: bool,
    pub(super) provider: ProviderPlace,
    /// The part of the text without the blanks around it.
    trimmed: Range<usize>,
    /// Where the parts of the ARN end, when they stand where they belong. Most rules ask for the ARN, so it is read once.
    ends: Option<[usize; 5]>,
}

/// What a principal looks like, whatever key it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrincipalForm {
    /// Nothing, or only white space.
    Empty,
    /// `*`.
    Star,
    /// Twelve digits.
    AccountId,
    /// Digits and separators that are no account id.
    AlmostAccountId,
    /// Begins with `arn:` and has six parts.
    Arn,
    /// Begins like an ARN and is none: parts missing, blanks, `arn/aws`.
    AlmostArn,
    /// `AIDA…`, `AROA…`.
    UniqueId,
    /// `${…}`, `<…>`, `{{…}}`, `YOUR-ACCOUNT-ID`: something was to be filled in.
    Placeholder,
    /// Looks like a service principal: a host name under an AWS domain.
    Service,
    /// Another host name, with or without a path.
    Host,
    /// `https://…`.
    Url,
    /// The 64 hexadecimal digits of a canonical user id.
    CanonicalId,
    /// A word without dots.
    Name,
    /// Several principals in one string, separated by commas.
    Several,
    /// With a line break, another control character or an invisible one inside.
    Broken,
    Other,
}

impl PrincipalValue<'_> {
    /// Without the blanks around it.
    pub(crate) fn trimmed(&self) -> &str {
        self.text.get(self.trimmed.clone()).unwrap_or_default()
    }

    /// The ARN, when its parts stand where they belong. Its ranges count from the first character that is no blank.
    pub(crate) fn arn(&self) -> Option<Arn<'_>> {
        self.ends.map(|ends| Arn::with_ends(self.trimmed(), ends))
    }

    /// The ARN, when IAM or STS gave it.
    pub(crate) fn identity(&self) -> Option<Arn<'_>> {
        self.arn().filter(Arn::is_identity)
    }

    /// Where a part of the trimmed text lies.
    pub(crate) fn part(&self, document: &Document<'_>, range: Range<usize>) -> Span {
        let blanks = self.trimmed.start;
        document.part(self.span, range.start + blanks..range.end + blanks)
    }

    /// Whether a part of it is a wildcard. `*` alone is a principal of its own.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_wildcard(&self) -> bool {
        let text = matches!(
            self.form,
            PrincipalForm::Arn
                | PrincipalForm::AlmostArn
                | PrincipalForm::Service
                | PrincipalForm::Host
                | PrincipalForm::Url
                | PrincipalForm::Other
        );
        text && self.text.bytes().any(|byte| matches!(byte, b'*' | b'?'))
    }
}

impl PrincipalForm {
    pub(crate) fn of(text: &str) -> Self {
        let trimmed = text.trim();
        let signs = Signs::of(trimmed);
        match trimmed {
            "" => Self::Empty,
            "*" => Self::Star,
            _ if AccountId::parse(trimmed).is_some() => Self::AccountId,
            _ if is_placeholder(trimmed, signs) => Self::Placeholder,
            _ if signs.separator && is_several(trimmed) => Self::Several,
            _ if signs.strange && has_stray(trimmed) => Self::Broken,
            _ if is_almost_account_id(trimmed) => Self::AlmostAccountId,
            _ if UniqueId::parse(trimmed).is_some() => Self::UniqueId,
            _ if trimmed.len() == 64 && trimmed.bytes().all(|byte| byte.is_ascii_hexdigit()) => Self::CanonicalId,
            _ if Arn::parse(trimmed).is_some() => Self::Arn,
            _ if starts_like_arn(trimmed) => Self::AlmostArn,
            _ if trimmed.starts_with("https://") || trimmed.starts_with("http://") => Self::Url,
            _ if is_aws_host(trimmed) => Self::Service,
            _ if is_host(trimmed) => Self::Host,
            _ if is_word_of(trimmed, "-_+=@") => Self::Name,
            _ => Self::Other,
        }
    }
}

/// Whether a text has only letters, digits and these marks.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn is_word_of(text: &str, marks: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || marks.as_bytes().contains(&byte))
}

/// Whether a character is in it that no name has. Most principals are plain ASCII, which is seen at once.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn has_stray(text: &str) -> bool {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    !plain && text.contains(is_stray)
}

/// Whether a character is in no name and nobody sees it: a tab, a line break, a zero-width space.
fn is_stray(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

fn is_almost_account_id(text: &str) -> bool {
    // What begins with a letter is looked at no further.
    let begins = text.bytes().next().is_some_and(|byte| !byte.is_ascii_alphabetic());
    begins && digits(text).is_some_and(|digits| digits.len() >= 6)
}

/// What templates, people and shells leave where something was to be filled in.
const HOLES: [&str; 22] = [
    "${",
    "{{",
    "$(",
    "...",
    "…",
    "ACCOUNT_ID",
    "ACCOUNT-ID",
    "ACCOUNTID",
    "INSERT_",
    "INSERT-",
    "REPLACE_",
    "REPLACE-",
    "YOUR_",
    "YOUR-",
    "XXXX",
    "TODO",
    "ACCOUNT-A",
    "ACCOUNT-B",
    "THIRD-PARTY-ACCOUNT",
    "AWS_ACCOUNT",
    "your-account",
    "xxxxxxxx",
];

/// What programs write where they had nothing to fill in.
pub(crate) const NOTHINGS: [&str; 4] = ["undefined", "null", "None", "[object Object]"];

/// The signs in a text that make a closer look worth while. Nearly no principal has one.
#[derive(Debug, Clone, Copy)]
struct Signs {
    /// A hole may begin here, or `<` does.
    hole: bool,
    /// A comma, a blank or the like may stand between two principals.
    separator: bool,
    /// Something besides plain ASCII.
    strange: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self { hole: false, separator: false, strange: false };
        let mut before = 0;
        for byte in text.bytes() {
            match byte {
                b'<' => signs.hole = true,
                byte if begins_hole([before, byte]) => signs.hole = true,
                b',' | b' ' | b';' => signs.separator = true,
                b'!'..=b'~' => {}
                _ => signs = Self { hole: true, separator: true, strange: true },
            }
            before = byte;
        }
        signs
    }
}

/// Something that a template, a person or a shell should have replaced.
fn is_placeholder(text: &str, signs: Signs) -> bool {
    if !signs.hole {
        return NOTHINGS.contains(&text) || text.starts_with("data.aws_") || text.starts_with("aws_iam_");
    }
    let bytes = text.as_bytes();
    let mut open = false;
    for (at, &byte) in bytes.iter().enumerate() {
        open |= byte == b'<';
        if (open && byte == b'>') || is_hole(&bytes[at..]) {
            return true;
        }
    }
    NOTHINGS.contains(&text) || text.starts_with("data.aws_") || text.starts_with("aws_iam_")
}

/// Whether one of the [`HOLES`] begins with these two bytes. Nearly nothing else in a principal does.
fn begins_hole(bytes: [u8; 2]) -> bool {
    matches!(
        &bytes,
        b"${" | b"{{" | b"$(" | b".." | b"AC" | b"IN" | b"RE" | b"YO" | b"XX" | b"TO" | b"TH" | b"AW" | b"yo" | b"xx"
    )
}

fn is_hole(rest: &[u8]) -> bool {
    let [first, second, ..] = *rest else { return false };
    (begins_hole([first, second]) || !first.is_ascii()) && HOLES.iter().any(|hole| rest.starts_with(hole.as_bytes()))
}

/// Whether the first two parts of the text are principals.
fn is_several(text: &str) -> bool {
    let mut count = 0;
    for part in text.split([',', ' ', ';', '\n']) {
        let part = part.trim();
        // Without a separator there is one part, and nothing to find out about it.
        if part.len() == text.len() || count == 2 {
            break;
        }
        if !part.is_empty() {
            if Arn::parse(part).is_none() && AccountId::parse(part).is_none() && !is_aws_host(part) {
                return false;
            }
            count += 1;
        }
    }
    count == 2
}

fn starts_like_arn(text: &str) -> bool {
    let (arn, separator) = (text.get(..3), text.as_bytes().get(3));
    let prefix = arn.is_some_and(|arn| arn.eq_ignore_ascii_case("arn"));
    (prefix && separator.is_some_and(|separator| b":/-.; ".contains(separator)))
        || text.starts_with("aws:iam:")
        || text.holds(":iam::")
}

/// A host under one of AWS's domains, or under what people type for them.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn is_aws_host(text: &str) -> bool {
    const DOMAINS: [&str; 10] = [
        "amazonaws.com",
        "amazonaws.com.cn",
        "amazon.com",
        "amazonaws.co",
        "amazonaws",
        "amazoneaws.com",
        "amazonws.com",
        "amazonaws.eu",
        "awsamazon.com",
        "amazonaws.cn",
    ];
    // Either the text is such a domain, or what stands before it ends with a dot.
    let is_under =
        |domain: &&str| text.strip_suffix(domain).is_some_and(|labels| labels.is_empty() || labels.ends_with('.'));
    let Some((_, domain)) = text.split_once('.') else {
        return DOMAINS.contains(&text);
    };
    // As nearly all are written.
    if text.ends_with(".amazonaws.com") {
        return is_host(text);
    }
    is_host(text) && (domain.holds("amazonaws") || DOMAINS.iter().any(is_under))
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn is_host(text: &str) -> bool {
    if !is_word_of(text, "-._/~%:@") {
        return false;
    }
    let host = text.split('/').next().unwrap_or_default();
    let whole = !host.starts_with('.') && !host.ends_with('.') && !host.holds("..");
    whole && host.contains('.')
}

impl<'a> PrincipalGroup<'a> {
    /// What stands under a key that IAM does not know, read as principals.
    pub(crate) fn values_of_unknown_key(&self, document: &'a Document<'a>) -> Vec<PrincipalValue<'a>> {
        let mut group = Self::read(document, None, self.value, self.index);
        if !group.not_strings.is_empty() {
            group.values.clear();
        }
        group.values
    }

    /// The key that AWS names when it refuses a principal of the group. Without a key, the usual one.
    pub(crate) fn kind_or_aws(&self) -> PrincipalKey {
        self.kind().unwrap_or(PrincipalKey::Aws)
    }

    /// Whether the values are read as principals under `AWS`: they stand there, or without a key.
    pub(crate) fn holds_callers(&self) -> bool {
        self.key.is_none() || self.kind() == Some(PrincipalKey::Aws)
    }

    /// The kind of principal that the key means.
    pub(crate) fn kind(&self) -> Option<PrincipalKey> {
        self.key.as_ref().and_then(|key| key.known).map(|(kind, _)| kind)
    }
}

impl<'a> Principal<'a> {
    /// Whether everybody is among those it names: `"*"` or `{"AWS": "*"}`.
    pub(crate) fn names_everybody(&self) -> bool {
        let star = |group: &PrincipalGroup<'_>| {
            group.kind() == Some(PrincipalKey::Aws) && group.values.iter().any(|value| value.text == "*")
        };
        self.shape == PrincipalShape::Star || self.groups.iter().any(star)
    }

    /// How many values there are, whatever key they stand under.
    pub(crate) fn count(&self) -> usize {
        self.groups.iter().map(|group| group.values.len()).sum()
    }

    pub(super) fn read(document: &'a Document<'a>, element: Element<'a>) -> Self {
        let node = element.value;
        let mut groups = Vec::new();
        let shape = match document.value(node) {
            Value::Object(members) => {
                for (index, member) in members.iter().enumerate() {
                    let key = member.key.map(|key| {
                        let text = document.key(key);
                        GroupKey { key, known: PrincipalKey::recognise(text), text }
                    });
                    groups.push(PrincipalGroup::read(document, key, member.value, index));
                }
                PrincipalShape::Object
            }
            Value::Array(_) => {
                groups.push(PrincipalGroup::read(document, None, node, 0));
                PrincipalShape::List
            }
            Value::String(_) | Value::Word if document.string(node) == Some("*") => PrincipalShape::Star,
            Value::String(_) | Value::Word => {
                groups.push(PrincipalGroup::read(document, None, node, 0));
                PrincipalShape::String
            }
            _ => PrincipalShape::Other,
        };
        Self { element, shape, groups }
    }
}

impl<'a> PrincipalGroup<'a> {
    fn read(document: &'a Document<'a>, key: Option<GroupKey<'a>>, node: NodeId, index: usize) -> Self {
        let mut group = Self { key, value: node, values: Vec::new(), not_strings: Vec::new(), is_list: false, index };
        // An element of the statement that slipped into the principal is not a list of principals.
        let foreign = group.key.as_ref().is_some_and(|key| key.known.is_none());
        match document.value(node) {
            _ if foreign => {}
            Value::Array(items) => {
                group.is_list = true;
                items.iter().for_each(|item| group.push(document, *item));
            }
            _ => group.push(document, node),
        }
        group
    }

    fn push(&mut self, document: &'a Document<'a>, node: NodeId) {
        let is_number = match document.value(node) {
            Value::Number => true,
            Value::String(_) | Value::Word => false,
            _ => return self.not_strings.push(node),
        };
        let text = document.scalar(node).unwrap_or_default();
        let span = document.content(node).unwrap_or_else(|| document.span(node));
        let form = PrincipalForm::of(text);
        let provider = ProviderPlace::of(text, form);
        let leading = text.len() - text.trim_start().len();
        let inside = text.trim();
        let trimmed = leading..leading + inside.len();
        let ends = if form == PrincipalForm::Arn { Arn::parse(inside) } else { None };
        let ends = ends.filter(Arn::is_in_place).map(|arn| arn.ends());
        self.values.push(PrincipalValue { node, text, span, form, is_number, provider, trimmed, ends });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hole_is_seen() {
        for hole in HOLES {
            let text = format!("role/{hole}");
            assert!(is_placeholder(&text, Signs::of(&text)), "{hole}");
        }
    }

    #[test]
    fn forms_are_told_apart() {
        use PrincipalForm::*;
        for (text, form) in [
            ("", Empty),
            ("*", Star),
            ("111122223333", AccountId),
            ("1111-2222-3333", AlmostAccountId),
            ("11112222333", AlmostAccountId),
            ("arn:aws:iam::111122223333:root", Arn),
            (" arn:aws:iam::111122223333:root", Arn),
            ("arn:aws:iam:111122223333:root", AlmostArn),
            ("arn:aws:iam//111122223333:oidc-provider/x", AlmostArn),
            ("AROAEXAMPLE1EXAMPLE2A", UniqueId),
            ("AKIAIOSFODNN7EXAMPLE", UniqueId),
            ("arn:aws:iam::${AWS::AccountId}:root", Placeholder),
            ("arn:aws:iam::<account-id>:root", Placeholder),
            ("INSERT_THE_ROLE_ARN_HERE", Placeholder),
            ("ec2.amazonaws.com", Service),
            ("ec2.amazon.com", Service),
            ("amazonaws.com", Service),
            ("lambda.amazonaws.com.cn", Service),
            ("accounts.google.com", Host),
            ("https://token.actions.githubusercontent.com", Url),
            ("ec2", Name),
            ("arn:aws:iam::111122223333:\n  root", Broken),
            ("arn:aws:iam::111122223333:root,arn:aws:iam::444455556666:root", Several),
        ] {
            assert_eq!(PrincipalForm::of(text), form, "{text}");
        }
    }

    #[test]
    fn keys_are_recognised() {
        assert_eq!(PrincipalKey::recognise("aws"), Some((PrincipalKey::Aws, false)));
        assert_eq!(PrincipalKey::recognise("Services"), Some((PrincipalKey::Service, false)));
        assert_eq!(PrincipalKey::recognise("Federated"), Some((PrincipalKey::Federated, true)));
        assert_eq!(PrincipalKey::recognise("Action"), None);
    }
}
