//! The names of condition keys, taken apart.

/// What a condition key's name is made of, whether or not AWS knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConditionName<'n> {
    /// `aws:PrincipalArn`, `sts:ExternalId`: the prefix is a word.
    Service { prefix: &'n str, name: &'n str },
    /// `token.actions.githubusercontent.com:sub`: the prefix is the host and path of an issuer.
    Claim { issuer: &'n str, claim: &'n str },
    /// No prefix, no name, a scheme, an ARN, blanks: no name of a key.
    Malformed,
}

/// The kind of a name and the place of its colon, to be kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Service { colon: u32 },
    Claim { colon: u32 },
    Malformed,
}

impl NameKind {
    /// The parts of a name of this kind.
    pub(super) fn parts(self, text: &str) -> ConditionName<'_> {
        let at = |colon: u32| (text.get(..colon as usize).unwrap_or_default(), text.get(colon as usize + 1..));
        match self {
            Self::Service { colon } => {
                let (prefix, name) = at(colon);
                ConditionName::Service { prefix, name: name.unwrap_or_default() }
            }
            Self::Claim { colon } => {
                let (issuer, claim) = at(colon);
                ConditionName::Claim { issuer, claim: claim.unwrap_or_default() }
            }
            Self::Malformed => ConditionName::Malformed,
        }
    }
}

impl<'n> ConditionName<'n> {
    pub(super) fn kind(self) -> NameKind {
        match self {
            Self::Service { prefix, .. } => NameKind::Service { colon: prefix.len() as u32 },
            Self::Claim { issuer, .. } => NameKind::Claim { colon: issuer.len() as u32 },
            Self::Malformed => NameKind::Malformed,
        }
    }

    pub(crate) fn of(text: &'n str) -> Self {
        let Some((prefix, name)) = text.split_once(':') else { return Self::Malformed };
        // One walk over the prefix tells what it can be.
        let (mut host, mut dotted) = (true, false);
        let mut word = true;
        for byte in prefix.bytes() {
            match byte {
                b'-' | b'_' => {}
                b'.' | b'/' | b'~' | b'%' => {
                    word = false;
                    dotted |= byte == b'.';
                }
                byte if byte.is_ascii_alphanumeric() => {}
                _ => host = false,
            }
        }
        let blank = name.trim_end().len() != name.len();
        if prefix.is_empty() || !host || name.is_empty() || blank || name.starts_with(':') {
            return Self::Malformed;
        }
        if dotted {
            return Self::Claim { issuer: prefix, claim: name };
        }
        let nothing = matches!(prefix, "undefined" | "null" | "None") || prefix.eq_ignore_ascii_case("arn");
        if word && !name.starts_with("//") && !nothing {
            return Self::Service { prefix, name };
        }
        Self::Malformed
    }

    /// The claim that a name speaks of, however it is written: what stands behind the last colon, or else the last dot.
    pub(crate) fn meant_claim(text: &'n str) -> &'n str {
        let behind = text.rsplit_once(':').or_else(|| text.rsplit_once('.'));
        behind.map_or(text, |(_, claim)| claim).trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        use ConditionName::*;
        assert_eq!(ConditionName::of("aws:PrincipalTag/a:b"), Service { prefix: "aws", name: "PrincipalTag/a:b" });
        assert_eq!(ConditionName::of("gitlab.com:sub"), Claim { issuer: "gitlab.com", claim: "sub" });
        assert_eq!(
            ConditionName::of("oidc.circleci.com/org/1:oidc.circleci.com/project-id"),
            Claim { issuer: "oidc.circleci.com/org/1", claim: "oidc.circleci.com/project-id" }
        );
        for wrong in [
            "ExternalId",
            ":sub",
            "sts:",
            "sts::ExternalId",
            "https://gitlab.com:sub",
            "arn:aws:iam::111122223333:oidc-provider/gitlab.com:sub",
            "undefined:sub",
            "${OIDC}:sub",
            "sts:ExternalId ",
        ] {
            assert_eq!(ConditionName::of(wrong), Malformed, "{wrong}");
        }
    }
}
