//! Presets: from a few inputs to the token that an event gets.

use serde::Serialize;

use super::presets::PRESETS;
use super::{Claims, Result, fail};
use crate::evaluate::scenario::ScenarioError;

/// An event of a provider, and what must be known of it to build its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenPreset {
    /// Kebab-case; never renamed or reused.
    pub id: &'static str,
    /// Whose tokens they are.
    pub provider: &'static str,
    /// The event, for people.
    pub title: &'static str,
    /// The inputs, the needed ones first.
    pub fields: &'static [PresetField],
    /// Claims and their templates. A claim whose template asks for an input that is missing is left out.
    #[serde(skip)]
    pub(super) claims: &'static [&'static [(&'static str, &'static str)]],
}

/// An input of a [`TokenPreset`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PresetField {
    /// As in a scenario.
    pub name: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    /// A value of the right form.
    pub example: &'static str,
    /// What it is when nothing is said; `null` where it then stays out of the token.
    pub default: Option<&'static str>,
    /// Whether there is no token without it.
    pub required: bool,
}

/// Every preset there is.
#[must_use]
pub fn token_presets() -> &'static [TokenPreset] {
    PRESETS
}

/// The claims of the token that a preset builds from its fields.
///
/// # Errors
///
/// When there is no such preset, when it has no such field, or when a field that it needs is missing.
pub fn token_preset(id: &str, fields: &[(String, String)]) -> Result<Claims> {
    claims(id, fields, "token")
}

/// The same, with the place of the fields for the errors.
pub(super) fn claims(id: &str, fields: &[(String, String)], path: &str) -> Result<Claims> {
    let Some(preset) = PRESETS.iter().find(|preset| preset.id == id) else {
        let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
        return fail(format!("there is no preset `{id}`; there are `{}`", ids.join("`, `")));
    };
    for (name, _) in fields {
        if !preset.fields.iter().any(|field| field.name == name) {
            let names: Vec<&str> = preset.fields.iter().map(|field| field.name).collect();
            return fail(format!("the preset `{id}` has no field `{path}.{name}`; it has `{}`", names.join("`, `")));
        }
    }
    let inputs = Inputs { preset, fields };
    for field in preset.fields.iter().filter(|field| field.required) {
        if inputs.given(field.name).is_none() {
            return fail(format!("the preset `{id}` needs `{path}.{}`", field.name));
        }
    }
    inputs.check(path)?;
    let mut claims: Claims = Vec::new();
    for (name, template) in preset.claims.iter().copied().flatten() {
        // The first template whose inputs are all there says what the claim is.
        let known = claims.iter().any(|(own, _)| own == name);
        if let Some(value) = inputs.filled(template).filter(|_| !known) {
            claims.push(((*name).to_owned(), vec![value]));
        }
    }
    Ok(claims)
}

#[derive(Debug, Clone, Copy)]
struct Inputs<'f> {
    preset: &'static TokenPreset,
    fields: &'f [(String, String)],
}

impl Inputs<'_> {
    /// A field as it was given; what is empty was not.
    fn given(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().rev().find(|(own, _)| own == name);
        field.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    fn field(&self, name: &str) -> Option<&str> {
        let default = || self.preset.fields.iter().find(|field| field.name == name)?.default;
        self.given(name).or_else(default)
    }

    /// The value of what stands in a template: a field, or what follows from one.
    fn value(&self, name: &str) -> Option<String> {
        let repository = || self.field("repository")?.split_once('/');
        let reference = |prefix: &str| {
            let name = self.field("ref")?;
            Some(if name.starts_with("refs/") { name.to_owned() } else { format!("{prefix}{name}") })
        };
        match name {
            "repositoryOwner" => repository().map(|(owner, _)| owner.to_owned()),
            "repositoryName" => repository().map(|(_, name)| name.to_owned()),
            "branchRef" => reference("refs/heads/"),
            "tagRef" => reference("refs/tags/"),
            "refName" => self.field("ref").map(|name| short(name).to_owned()),
            "projectNamespace" => self.field("project")?.rsplit_once('/').map(|(namespace, _)| namespace.to_owned()),
            // A colon would end the name: GitHub writes `%3A` in its place.
            "environmentInSubject" => self.field("environment").map(|name| name.replace(':', "%3A")),
            name => self.field(name).map(str::to_owned),
        }
    }

    fn filled(&self, template: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once("${") {
            let (name, after) = behind.split_once('}')?;
            out.push_str(before);
            out.push_str(&self.value(name)?);
            rest = after;
        }
        out.push_str(rest);
        Some(out)
    }

    /// Inputs from which others follow must have their form.
    fn check(&self, path: &str) -> std::result::Result<(), ScenarioError> {
        for (name, form) in [("repository", "owner/name"), ("project", "group/project")] {
            let two = |text: &str| text.split('/').count() > 1 && text.split('/').all(|part| !part.is_empty());
            let split = self.preset.claims.iter().copied().flatten().any(|(_, template)| {
                template.contains(if name == "repository" { "${repositoryOwner}" } else { "${projectNamespace}" })
            });
            if let Some(given) = self.given(name).filter(|given| split && !two(given)) {
                return fail(format!("`{path}.{name}` has the form `{form}`, and `{given}` has not"));
            }
        }
        Ok(())
    }
}

/// `main` of `refs/heads/main`.
fn short(name: &str) -> &str {
    ["refs/heads/", "refs/tags/"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::OidcProvider;

    fn build(id: &str, fields: &[(&str, &str)]) -> Claims {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        token_preset(id, &fields).unwrap()
    }

    fn claim(claims: &Claims, name: &str) -> Option<String> {
        claims.iter().find(|(own, _)| own == name).map(|(_, values)| values.join(","))
    }

    #[test]
    fn every_subject_has_the_form_that_its_provider_documents() {
        for (id, fields, expected) in [
            ("github-push", &[("repository", "o/r"), ("ref", "main")][..], "repo:o/r:ref:refs/heads/main"),
            ("github-push", &[("repository", "o/r")], "repo:o/r:ref:refs/heads/main"),
            (
                "github-push",
                &[("repository", "o/r"), ("ownerId", "1"), ("repositoryId", "2")],
                "repo:o@1/r@2:ref:refs/heads/main",
            ),
            ("github-push", &[("repository", "o/r"), ("repositoryId", "2")], "repo:o/r:ref:refs/heads/main"),
            ("github-tag", &[("repository", "o/r"), ("ref", "v1")], "repo:o/r:ref:refs/tags/v1"),
            ("github-pull-request", &[("repository", "o/r")], "repo:o/r:pull_request"),
            ("github-environment", &[("repository", "o/r"), ("environment", "prod")], "repo:o/r:environment:prod"),
            ("github-environment", &[("repository", "o/r"), ("environment", "P:1")], "repo:o/r:environment:P%3A1"),
            ("github-schedule", &[("repository", "o/r")], "repo:o/r:ref:refs/heads/main"),
            ("github-dispatch", &[("repository", "o/r"), ("ref", "x")], "repo:o/r:ref:refs/heads/x"),
            ("gitlab-branch", &[("project", "g/s/p"), ("ref", "main")], "project_path:g/s/p:ref_type:branch:ref:main"),
            ("gitlab-tag", &[("project", "g/p"), ("ref", "refs/tags/v1")], "project_path:g/p:ref_type:tag:ref:v1"),
            ("gitlab-merge-request", &[("project", "g/p"), ("ref", "fix")], "project_path:g/p:ref_type:branch:ref:fix"),
            (
                "eks-service-account",
                &[("region", "eu-west-1"), ("clusterId", "A"), ("namespace", "web"), ("serviceAccount", "api")],
                "system:serviceaccount:web:api",
            ),
            (
                "hcp-terraform-plan",
                &[("organization", "o"), ("workspace", "w")],
                "organization:o:project:Default Project:workspace:w:run_phase:plan",
            ),
            (
                "hcp-terraform-apply",
                &[("organization", "o"), ("project", "p"), ("workspace", "w")],
                "organization:o:project:p:workspace:w:run_phase:apply",
            ),
            (
                "buildkite-branch",
                &[("organization", "o"), ("pipeline", "p"), ("ref", "main"), ("commit", "c"), ("step", "s")],
                "organization:o:pipeline:p:ref:refs/heads/main:commit:c:step:s",
            ),
            ("circleci-job", &[("organizationId", "1"), ("projectId", "2"), ("userId", "3")], "org/1/project/2/user/3"),
        ] {
            assert_eq!(claim(&build(id, fields), "sub").as_deref(), Some(expected), "{id}");
        }
    }

    #[test]
    fn every_preset_makes_a_token_of_its_provider() {
        for preset in PRESETS {
            let examples: Vec<_> = preset.fields.iter().map(|field| (field.name, field.example)).collect();
            let claims = build(preset.id, &examples);
            let issuer = claim(&claims, "iss").unwrap();
            let issuer = issuer.strip_prefix("https://").unwrap();
            let provider = OidcProvider::of(issuer).unwrap_or_else(|| panic!("{}: {issuer}", preset.id));
            let audience = claim(&claims, "aud").unwrap();
            let known = provider.audiences(issuer).next().is_none();
            assert!(known || provider.audiences(issuer).any(|known| known == audience), "{}: {audience}", preset.id);
            let required: Vec<_> =
                preset.fields.iter().filter(|field| field.required).map(|field| (field.name, field.example)).collect();
            let least = build(preset.id, &required);
            let subject = claim(&least, "sub").unwrap();
            assert!(provider.has_subject(&subject, false), "{}: {subject}", preset.id);
            assert!(preset.fields.is_sorted_by_key(|field| !field.required), "{}", preset.id);
        }
    }

    #[test]
    fn claims_follow_from_the_inputs() {
        let claims = build("github-push", &[("repository", "o/r"), ("actor", "mona")]);
        assert_eq!(claim(&claims, "repository_owner").as_deref(), Some("o"));
        assert_eq!(claim(&claims, "actor").as_deref(), Some("mona"));
        assert_eq!(claim(&claims, "repository_id"), None);
        let reusable = build(
            "github-reusable-workflow",
            &[("repository", "o/r"), ("workflowRef", "o/shared/.github/workflows/deploy.yml@refs/heads/main")],
        );
        assert_eq!(
            claim(&reusable, "job_workflow_ref").as_deref(),
            Some("o/shared/.github/workflows/deploy.yml@refs/heads/main")
        );
        let gitlab = build("gitlab-merge-request", &[("project", "g/s/p"), ("ref", "fix")]);
        assert_eq!(claim(&gitlab, "namespace_path").as_deref(), Some("g/s"));
        assert_eq!(claim(&gitlab, "pipeline_source").as_deref(), Some("merge_request_event"));
    }

    #[test]
    fn pages_read_what_to_ask_for() {
        let json = serde_json::to_value(token_presets()).unwrap();
        let presets = json.as_array().unwrap();
        let mut ids: Vec<&str> = presets.iter().map(|preset| preset["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), presets.len());
        let branch = &presets[0]["fields"][1];
        let expected = serde_json::json!({
            "name": "ref", "title": "branch", "example": "refs/heads/main", "default": "refs/heads/main",
            "required": false
        });
        assert_eq!(*branch, expected);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |id: &str, name: &str, value: &str| {
            token_preset(id, &[(name.to_owned(), value.to_owned())]).unwrap_err().message
        };
        assert!(error("github", "ref", "x").starts_with("there is no preset `github`; there are `github-push`, "));
        assert_eq!(
            error("circleci-job", "project", "x"),
            "the preset `circleci-job` has no field `token.project`; it has `organizationId`, `projectId`, `userId`, \
             `vcsRef`, `vcsOrigin`"
        );
        assert_eq!(error("github-push", "repository", " "), "the preset `github-push` needs `token.repository`");
        assert_eq!(
            error("github-push", "repository", "octo-repo"),
            "`token.repository` has the form `owner/name`, and `octo-repo` has not"
        );
    }
}
