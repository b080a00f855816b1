//! What a remedy changes in a scenario beside the trust policy, for those who keep the question and ask it again.

use serde::{Serialize, Serializer};

use super::scenario::{Keys, Mfa, Scenario};

/// A member of a scenario that is another one now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Its name as in a scenario: `request.externalId`.
    pub place: &'static str,
    /// What it is now.
    pub value: NewValue,
}

/// The value of a [`Change`], in the form of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum NewValue {
    /// It is said no more.
    Nothing,
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Texts, or policies.
    Texts(Vec<String>),
    /// Policies by level.
    Levels(Vec<Vec<String>>),
    /// Keys with a value each.
    #[serde(serialize_with = "as_map")]
    Tags(Vec<(String, String)>),
    /// Keys with values.
    #[serde(serialize_with = "as_map")]
    Keys(Vec<(String, Vec<String>)>),
    /// Multi-factor authentication.
    #[serde(rename_all = "camelCase")]
    Mfa {
        /// Whether the caller signed in with it.
        present: bool,
        /// Since when, in seconds.
        age_seconds: Option<i64>,
    },
}

fn as_map<V: Serialize, S: Serializer>(members: &[(String, V)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(members.iter().map(|(key, value)| (key, value)))
}

impl Scenario {
    /// What another scenario says otherwise, but for the trust policy.
    #[must_use]
    pub fn changes_to(&self, other: &Self) -> Vec<Change> {
        let ours = self.members();
        let theirs = other.members();
        let changed = ours.into_iter().zip(theirs).filter(|(ours, theirs)| ours != theirs);
        changed.map(|(_, (place, value))| Change { place, value }).collect()
    }

    /// Every member that a remedy may change.
    fn members(&self) -> [(&'static str, NewValue); 20] {
        let request = &self.request;
        [
            ("role.maxSessionDuration", number(self.role.max_session_duration)),
            ("request.principal", NewValue::Text(request.principal.clone())),
            ("request.principalTags", request.principal_tags.clone().map_or(NewValue::Nothing, NewValue::Tags)),
            ("request.sessionName", text(&request.session_name)),
            ("request.externalId", text(&request.external_id)),
            ("request.durationSeconds", number(request.duration_seconds)),
            ("request.sourceIdentity", text(&request.source_identity)),
            ("request.tags", NewValue::Tags(request.tags.clone())),
            ("request.transitiveTagKeys", NewValue::Texts(request.transitive_tag_keys.clone())),
            ("request.mfa", request.mfa.map_or(NewValue::Nothing, mfa)),
            ("request.token", keys(&request.token)),
            ("request.providerArn", text(&request.provider_arn)),
            ("request.saml", keys(&request.saml)),
            ("request.context", NewValue::Keys(request.context.clone())),
            ("identityPolicies", NewValue::Texts(self.identity_policies.clone())),
            ("permissionsBoundary", text(&self.permissions_boundary)),
            ("sessionPolicies", NewValue::Texts(self.session_policies.clone())),
            ("serviceControlPolicies", NewValue::Levels(self.service_control_policies.clone())),
            ("resourceControlPolicies", NewValue::Levels(self.resource_control_policies.clone())),
            ("vpcEndpointPolicy", text(&self.vpc_endpoint_policy)),
        ]
    }
}

fn number(number: Option<i64>) -> NewValue {
    number.map_or(NewValue::Nothing, NewValue::Number)
}

fn text(text: &Option<String>) -> NewValue {
    text.clone().map_or(NewValue::Nothing, NewValue::Text)
}

fn keys(keys: &Option<Keys>) -> NewValue {
    keys.clone().map_or(NewValue::Nothing, NewValue::Keys)
}

fn mfa(Mfa { present, age_seconds }: Mfa) -> NewValue {
    NewValue::Mfa { present, age_seconds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_a_change() {
        let mut asked = Scenario::default();
        asked.request.external_id = Some("old".to_owned());
        asked.request.tags = vec![("team".to_owned(), "blue".to_owned())];
        let mut then = asked.clone();
        assert_eq!(asked.changes_to(&then), []);
        then.role.trust_policy = "{}".to_owned();
        then.request.external_id = None;
        then.vpc_endpoint_policy = Some("{}".to_owned());
        let change = |place, value| Change { place, value };
        assert_eq!(
            asked.changes_to(&then),
            [
                change("request.externalId", NewValue::Nothing),
                change("vpcEndpointPolicy", NewValue::Text("{}".to_owned()))
            ]
        );
    }
}
