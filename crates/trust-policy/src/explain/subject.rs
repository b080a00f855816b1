//! Subjects of tokens in words: what a pattern of `sub` lets in.
//!
//! Sources: the formats in `catalogue/oidc-providers.tsv`, and the providers' documentation.

/// Whose tokens have a subject that matches the pattern, for issuers whose subjects are understood:
/// "workflows of octo-org/octo-repo on branch main".
pub(super) fn in_words(issuer: &str, pattern: &str) -> Option<String> {
    let host = issuer.split('/').next().unwrap_or_default();
    match host {
        "token.actions.githubusercontent.com" => github(pattern),
        _ if host.starts_with("token.actions.") => github(pattern),
        "gitlab.com" => gitlab(pattern),
        "app.terraform.io" => terraform(pattern),
        "agent.buildkite.com" => buildkite(pattern),
        "oidc.circleci.com" => circleci(pattern),
        _ => service_account(pattern),
    }
}

/// What a subject without its provider speaks of, in the plural.
pub(super) fn holders(issuer: &str) -> Option<&'static str> {
    let host = issuer.split('/').next().unwrap_or_default();
    match host {
        "app.terraform.io" => Some("HCP Terraform runs"),
        "cognito-identity.amazonaws.com" => Some("users of an Amazon Cognito identity pool"),
        "gitlab.com" => Some("GitLab.com jobs"),
        "agent.buildkite.com" => Some("Buildkite jobs"),
        "oidc.circleci.com" => Some("CircleCI jobs"),
        _ if host.starts_with("token.actions.") => Some("GitHub Actions workflows"),
        _ if host.starts_with("oidc.eks.") => Some("pods of the Amazon EKS cluster"),
        _ => None,
    }
}

/// `repo:octo-org/octo-repo:ref:refs/heads/main`; with immutable subjects `repo:octo-org@1/octo-repo@2:…`.
fn github(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("repo:")?;
    let (repository, event) = rest.split_once(':').unwrap_or((rest, ""));
    let (owner, name) = match repository.split_once('/') {
        Some((owner, name)) => (owner, name),
        None => (repository.strip_suffix('*')?, "*"),
    };
    let named = |text: &str| text.split_once('@').map_or(text.to_owned(), |(name, id)| format!("{name} (id {id})"));
    let who = match name {
        "*" if owner == "*" => "any repository of anybody".to_owned(),
        "*" if event.is_empty() => return Some(format!("any repository of {}, on any event", named(owner))),
        "*" => format!("any repository of {}", named(owner)),
        _ => format!("{}/{}", named(owner), named(name)),
    };
    let open = event.is_empty() && name.ends_with('*');
    let when = match event {
        "pull_request" => "in pull requests".to_owned(),
        "*" => "on any event".to_owned(),
        _ if open => "on any event".to_owned(),
        _ => on_ref(event.strip_prefix("ref:").unwrap_or(event))
            .or_else(|| Some(format!("in environment {}", event.strip_prefix("environment:")?.replace("%3A", ":"))))
            .unwrap_or_else(|| format!("with `{event}`")),
    };
    Some(format!("{who} {when}"))
}

/// `refs/heads/main`.
fn on_ref(git_ref: &str) -> Option<String> {
    if git_ref == "refs/heads/*" {
        return Some("on any branch".to_owned());
    }
    if git_ref == "refs/tags/*" {
        return Some("on any tag".to_owned());
    }
    let branch = git_ref.strip_prefix("refs/heads/").map(|name| format!("on branch {name}"));
    branch.or_else(|| git_ref.strip_prefix("refs/tags/").map(|name| format!("on tag {name}")))
}

/// `project_path:group/project:ref_type:branch:ref:main`.
fn gitlab(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("project_path:")?;
    let Some((project, rest)) = rest.split_once(':') else {
        return rest.strip_suffix("/*").map(|group| format!("any project of {group}"));
    };
    let project = match project.strip_suffix("/*") {
        Some(group) => format!("any project of {group}"),
        None => project.to_owned(),
    };
    let when = match rest.strip_prefix("ref_type:").and_then(|rest| rest.split_once(":ref:")) {
        Some((kind, "*")) => format!("on any {kind}"),
        Some((kind, name)) => format!("on {kind} {name}"),
        None if rest == "*" => "on any branch or tag".to_owned(),
        None => format!("with `{rest}`"),
    };
    Some(format!("{project} {when}"))
}

/// `organization:acme:project:web:workspace:prod:run_phase:apply`.
fn terraform(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("organization:")?;
    let (organization, rest) = rest.split_once(":project:")?;
    let Some((project, rest)) = rest.split_once(":workspace:") else {
        return (rest == "*").then(|| format!("any workspace of organization {organization}"));
    };
    let (workspace, phase) = rest.split_once(":run_phase:").unwrap_or((rest, "*"));
    let workspace = if workspace == "*" { "any workspace".to_owned() } else { format!("workspace {workspace}") };
    let project = if project == "*" { "any project".to_owned() } else { format!("project {project}") };
    let phase = match phase {
        "*" => "plan and apply".to_owned(),
        phase => phase.to_owned(),
    };
    Some(format!("{workspace} in {project} of organization {organization} ({phase})"))
}

/// `organization:acme:pipeline:deploy:ref:refs/heads/main:commit:…:step:…`.
fn buildkite(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("organization:")?;
    let Some((organization, rest)) = rest.split_once(":pipeline:") else {
        return rest.strip_suffix(":*").map(|organization| format!("any pipeline of {organization}"));
    };
    let Some((pipeline, rest)) = rest.split_once(":ref:") else {
        let pipeline = rest.strip_suffix(":*")?;
        return Some(format!("pipeline {pipeline} of {organization}, whatever the branch"));
    };
    let git_ref = rest.split(":commit:").next().unwrap_or(rest);
    let git_ref = git_ref.strip_suffix(":*").unwrap_or(git_ref);
    let when = on_ref(git_ref).unwrap_or_else(|| "whatever the branch".to_owned());
    Some(format!("pipeline {pipeline} of {organization} {when}"))
}

/// `org/ORG/project/PROJECT/user/USER`, and more behind it in newer tokens.
fn circleci(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("org/")?;
    let (organization, rest) = rest.split_once("/project/")?;
    let (project, user) = rest.split_once("/user/").unwrap_or((rest, "*"));
    let by = match user {
        "*" => "started by anybody".to_owned(),
        user => format!("started by user {user}"),
    };
    let project = if project == "*" || project.is_empty() {
        format!("any project of organization {organization}")
    } else {
        format!("project {project}")
    };
    Some(format!("{project}, {by}"))
}

/// `system:serviceaccount:namespace:name`, in Kubernetes clusters of whatever make.
fn service_account(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("system:serviceaccount:")?;
    Some(match rest.split_once(':') {
        Some(("*", "*")) => "any service account".to_owned(),
        Some((namespace, "*")) => format!("any service account in namespace {namespace}"),
        Some((namespace, name)) => format!("service account {name} in namespace {namespace}"),
        None => "any service account".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn subjects_are_understood() {
        for (issuer, pattern, expected) in [
            ("token.actions.githubusercontent.com", "repo:o/r:ref:refs/heads/main", "o/r on branch main"),
            ("token.actions.githubusercontent.com", "repo:o/r:*", "o/r on any event"),
            ("token.actions.githubusercontent.com", "repo:o/r*", "o/r* on any event"),
            ("token.actions.githubusercontent.com", "repo:o/*", "any repository of o, on any event"),
            ("token.actions.githubusercontent.com", "repo:o/*:pull_request", "any repository of o in pull requests"),
            ("token.actions.githubusercontent.com", "repo:o/r:environment:prod", "o/r in environment prod"),
            ("token.actions.githubusercontent.com", "repo:o/r:environment:P%3A1", "o/r in environment P:1"),
            ("token.actions.githubusercontent.com", "repo:o@1/r@2:ref:refs/tags/v1", "o (id 1)/r (id 2) on tag v1"),
            ("gitlab.com", "project_path:g/p:ref_type:branch:ref:main", "g/p on branch main"),
            ("gitlab.com", "project_path:g/*:ref_type:tag:ref:*", "any project of g on any tag"),
            (
                "app.terraform.io",
                "organization:a:project:p:workspace:w:run_phase:*",
                "workspace w in project p of organization a (plan and apply)",
            ),
            (
                "agent.buildkite.com",
                "organization:a:pipeline:p:ref:refs/heads/main:commit:*:step:*",
                "pipeline p of a on branch main",
            ),
            ("oidc.circleci.com/org/1", "org/1/project/2/user/*", "project 2, started by anybody"),
            (
                "oidc.eks.eu-west-1.amazonaws.com/id/A",
                "system:serviceaccount:web:api",
                "service account api in namespace web",
            ),
        ] {
            assert_eq!(in_words(issuer, pattern).as_deref(), Some(expected), "{pattern}");
        }
        assert_eq!(in_words("gitlab.com", "*"), None);
        assert_eq!(in_words("example.com", "alice"), None);
    }
}
