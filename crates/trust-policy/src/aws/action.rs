//! The actions of AWS STS, and what people write for them.

use super::catalogue;
use super::pattern::has_wildcard;
use super::{distance, nearest};
use crate::text::visible;

/// An action that a trust policy may allow: assuming the role, or something done while assuming it.
///
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum StsAction {
    AssumeRole,
    AssumeRoleWithSaml,
    AssumeRoleWithWebIdentity,
    TagSession,
    SetSourceIdentity,
    SetContext,
}

impl StsAction {
    pub(crate) const ALL: [Self; 6] = [
        Self::AssumeRole,
        Self::AssumeRoleWithSaml,
        Self::AssumeRoleWithWebIdentity,
        Self::TagSession,
        Self::SetSourceIdentity,
        Self::SetContext,
    ];

    /// As AWS writes it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::AssumeRole => "sts:AssumeRole",
            Self::AssumeRoleWithSaml => "sts:AssumeRoleWithSAML",
            Self::AssumeRoleWithWebIdentity => "sts:AssumeRoleWithWebIdentity",
            Self::TagSession => "sts:TagSession",
            Self::SetSourceIdentity => "sts:SetSourceIdentity",
            Self::SetContext => "sts:SetContext",
        }
    }

    /// Without the service.
    fn name(self) -> &'static str {
        self.as_str().strip_prefix("sts:").unwrap_or_default()
    }

    /// Whether it lets somebody in, rather than something be done on the way in.
    pub(crate) fn assumes(self) -> bool {
        matches!(self, Self::AssumeRole | Self::AssumeRoleWithSaml | Self::AssumeRoleWithWebIdentity)
    }
}

// Actions of AWS STS that are about something other than a role.
include!(concat!(env!("OUT_DIR"), "/sts-actions.rs"));

/// What a text under `Action` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActionName {
    /// An action that a trust policy may name; names ignore case.
    Trust(StsAction),
    /// A pattern with `*` or `?` that may be about STS.
    Pattern,
    /// One of [`StsAction`], with another prefix, another separator, blanks or hyphens.
    Miswritten(StsAction),
    /// A letter or two from one of [`StsAction`].
    Near(StsAction),
    /// An action of AWS STS that is about something other than a role.
    OtherSts,
    /// `sts:` and a name that STS does not have.
    UnknownSts,
    /// An action of another service.
    OtherService,
    /// Nothing, or only white space.
    Empty,
    /// No action at all.
    Nothing,
}

impl ActionName {
    pub(crate) fn of(text: &str) -> Self {
        let text = &visible(text);
        for action in StsAction::ALL {
            if action.as_str().eq_ignore_ascii_case(text) {
                return Self::Trust(action);
            }
        }
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Self::Empty;
        }
        if OTHER_STS.iter().any(|other| other.eq_ignore_ascii_case(trimmed)) {
            return Self::OtherSts;
        }
        let (service, name) = split(trimmed);
        let is_sts = service.eq_ignore_ascii_case("sts");
        if has_wildcard(trimmed) {
            let other = !service.is_empty() && !is_sts && !has_wildcard(service);
            return if other { Self::OtherService } else { Self::Pattern };
        }
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        for action in StsAction::ALL {
            if action.name().eq_ignore_ascii_case(&plain) {
                return Self::Miswritten(action);
            }
        }
        // PassRole of IAM is a real action; only names that could belong to STS are compared with STS's.
        let sts = service.is_empty() || service.eq_ignore_ascii_case("iam") || distance(service, "sts", 1).is_some();
        let near = nearest(&plain, StsAction::ALL.map(StsAction::name));
        for action in StsAction::ALL {
            if sts && Some(action.name()) == near {
                return Self::Near(action);
            }
        }
        match service {
            "" => Self::Nothing,
            _ if is_sts => Self::UnknownSts,
            _ => Self::OtherService,
        }
    }
}

impl ActionName {
    /// The action of [`StsAction`] that is written or meant.
    pub(crate) fn meant(self) -> Option<StsAction> {
        match self {
            Self::Trust(action) | Self::Miswritten(action) | Self::Near(action) => Some(action),
            _ => None,
        }
    }
}

/// Whether a prefix stands before the colon that is no service, as far as is known: `stss:AssumeRole`.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn names_unknown_service(text: &str) -> bool {
    let Some((service, _)) = text.trim().split_once(':') else { return false };
    let known = ["sts", "iam"].iter().any(|known| known.eq_ignore_ascii_case(service));
    !known && !service.is_empty() && !catalogue::is_service_label(service)
}

/// The service and the name, at whatever mark people put between them.
fn split(text: &str) -> (&str, &str) {
    let at = text.find([':', '.', '/', ' ']);
    let (service, name) = at.and_then(|at| text.split_at_checked(at)).unwrap_or(("", text));
    let joined = text.split_at_checked(3).filter(|(start, _)| service.is_empty() && start.eq_ignore_ascii_case("sts"));
    joined.unwrap_or((service, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_type_hold_the_same_actions() {
        let mut names = StsAction::ALL.map(StsAction::as_str);
        names.sort_unstable();
        assert_eq!(names, ABOUT_ROLES);
    }

    #[test]
    fn actions_are_told_apart() {
        use ActionName::*;
        for (text, name) in [
            ("sts:AssumeRole", Trust(StsAction::AssumeRole)),
            ("STS:assumerole", Trust(StsAction::AssumeRole)),
            ("sts:SetContext", Trust(StsAction::SetContext)),
            ("AssumeRole", Miswritten(StsAction::AssumeRole)),
            ("iam:AssumeRole", Miswritten(StsAction::AssumeRole)),
            ("sts.AssumeRole", Miswritten(StsAction::AssumeRole)),
            ("sts::AssumeRole", Miswritten(StsAction::AssumeRole)),
            ("sts: AssumeRole", Miswritten(StsAction::AssumeRole)),
            (" sts:AssumeRole", Miswritten(StsAction::AssumeRole)),
            ("sts:\u{200b}AssumeRole", Trust(StsAction::AssumeRole)),
            ("sts:assume-role", Miswritten(StsAction::AssumeRole)),
            ("assume_role_with_web_identity", Miswritten(StsAction::AssumeRoleWithWebIdentity)),
            ("stsAssumeRole", Miswritten(StsAction::AssumeRole)),
            ("sts:TagSessions", Near(StsAction::TagSession)),
            ("sts:AssumeRoleWithWebIdentiy", Near(StsAction::AssumeRoleWithWebIdentity)),
            ("ts:AssumRole", Near(StsAction::AssumeRole)),
            ("sts:AssumeRoot", OtherSts),
            ("sts:GetSessionToken", OtherSts),
            ("sts:GetDelegatedAccessToken", OtherSts),
            ("sts:Frobnicate", UnknownSts),
            ("s3:GetObject", OtherService),
            ("iam:PassRole", OtherService),
            ("sts:*", Pattern),
            ("*", Pattern),
            ("s3:*", OtherService),
            ("", Empty),
            ("everything", Nothing),
        ] {
            assert_eq!(ActionName::of(text), name, "{text}");
        }
    }
}
