//! What a sign-in passes besides the identity: session tags, a source identity and a session name stand in the token or
//! in the assertion itself.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html> and
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html>

use super::scenario::{Keys, Request};

/// Where a token or an assertion says what. Of a token, what lies in a claim may also be a claim of its own, under its path.
struct Names {
    tag: &'static str,
    transitive: &'static str,
    source_identity: &'static str,
    /// Of a token it is a parameter of the call.
    session_name: Option<&'static str>,
}

const TOKEN: Names = Names {
    tag: "https://aws.amazon.com/tags/principal_tags/",
    transitive: "https://aws.amazon.com/tags/transitive_tag_keys",
    source_identity: "https://aws.amazon.com/source_identity",
    session_name: None,
};

const ASSERTION: Names = Names {
    tag: "https://aws.amazon.com/SAML/Attributes/PrincipalTag:",
    transitive: "https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys",
    source_identity: "https://aws.amazon.com/SAML/Attributes/SourceIdentity",
    session_name: Some("https://aws.amazon.com/SAML/Attributes/RoleSessionName"),
};

impl Request {
    /// Takes over what the token or the assertion passes. What was said besides them counts first.
    pub(super) fn take_what_signing_in_passes(&mut self) {
        if let Some(claims) = self.token.take() {
            self.take(&claims, &TOKEN);
            self.token = Some(claims);
        }
        if let Some(attributes) = self.saml.take() {
            self.take(&attributes, &ASSERTION);
            self.saml = Some(attributes);
        }
    }

    fn take(&mut self, said: &Keys, names: &Names) {
        for (name, values) in said {
            let first = values.first().cloned();
            if let Some(key) = name.strip_prefix(names.tag) {
                if !self.tags.iter().any(|(own, _)| own == key) {
                    self.tags.push((key.to_owned(), first.unwrap_or_default()));
                }
            } else if name == names.transitive && self.transitive_tag_keys.is_empty() {
                self.transitive_tag_keys.clone_from(values);
            } else if name == names.source_identity && self.source_identity.is_none() {
                self.source_identity = first;
            } else if names.session_name == Some(name) && self.session_name.is_none() {
                self.session_name = first;
            }
        }
    }

    /// The source identity that the caller's session has already.
    pub(crate) fn inherited_source_identity(&self) -> Option<&String> {
        let own = self.context.iter().find(|(key, _)| key.eq_ignore_ascii_case("aws:SourceIdentity"));
        own.and_then(|(_, values)| values.first())
    }
}

impl Request {
    /// Whether the call passes `ProvidedContexts`, which alone bring these keys.
    pub(super) fn provides_contexts(&self) -> bool {
        const KEYS: &str = "sts:requestcontext";
        self.context.iter().any(|(key, _)| key.get(..KEYS.len()).is_some_and(|start| start.eq_ignore_ascii_case(KEYS)))
    }
}

/// The roles that a token may be used for, where it names any: as a list, or in one text with semicolons.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>
pub(super) fn authorized_roles(claims: &Keys) -> Option<impl Iterator<Item = &str>> {
    let (_, roles) = claims.iter().find(|(name, _)| name == "https://aws.amazon.com/roles")?;
    Some(roles.iter().flat_map(|role| role.split(';')).map(str::trim))
}
