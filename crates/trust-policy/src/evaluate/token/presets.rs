//! The events whose tokens are known.
//!
//! Only documented claims are built, and of those only what follows from the inputs. Sources:
//! <https://docs.github.com/en/actions/reference/security/oidc>,
//! <https://docs.gitlab.com/ci/secrets/id_token_authentication>,
//! <https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html>,
//! <https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens>,
//! <https://buildkite.com/docs/agent/v3/cli-oidc>,
//! <https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/>

use super::preset::{PresetField, TokenPreset};

type Templates = &'static [(&'static str, &'static str)];

const fn needed(name: &'static str, title: &'static str, example: &'static str) -> PresetField {
    PresetField { name, title, example, default: None, required: true }
}

const fn optional(name: &'static str, title: &'static str, example: &'static str) -> PresetField {
    PresetField { name, title, example, default: None, required: false }
}

const fn preset(name: &'static str, title: &'static str, default: &'static str) -> PresetField {
    PresetField { name, title, example: default, default: Some(default), required: false }
}

const REPOSITORY: PresetField = needed("repository", "repository, with its owner", "octo-org/octo-repo");
const REPOSITORY_ID: PresetField =
    optional("repositoryId", "id of the repository, for immutable subjects", "456789012");
const OWNER_ID: PresetField = optional("ownerId", "id of the owner, for immutable subjects", "123456");
const ACTOR: PresetField = optional("actor", "who started the workflow", "octocat");
const WORKFLOW: PresetField = optional("workflow", "name of the workflow", "deploy");
const GITHUB_BRANCH: PresetField = preset("ref", "branch", "refs/heads/main");
const GITHUB_AUDIENCE: PresetField = preset("audience", "audience", "sts.amazonaws.com");
const GITHUB_ISSUER: PresetField = preset("issuer", "issuer", "https://token.actions.githubusercontent.com");

/// What every token of GitHub Actions says.
const GITHUB: Templates = &[
    ("iss", "${issuer}"),
    ("aud", "${audience}"),
    ("repository", "${repository}"),
    ("repository_id", "${repositoryId}"),
    ("repository_owner", "${repositoryOwner}"),
    ("repository_owner_id", "${ownerId}"),
    ("actor", "${actor}"),
    ("workflow", "${workflow}"),
];

// Where both ids are known the subject is the immutable one, and so is tried first.
const GITHUB_BRANCH_CLAIMS: Templates = &[
    ("sub", "repo:${repositoryOwner}@${ownerId}/${repositoryName}@${repositoryId}:ref:${branchRef}"),
    ("sub", "repo:${repository}:ref:${branchRef}"),
    ("ref", "${branchRef}"),
    ("ref_type", "branch"),
];

const PROJECT: PresetField = needed("project", "project, with its groups", "group/project");
const GITLAB_REF: PresetField = needed("ref", "branch", "main");
const GITLAB_AUDIENCE: PresetField = preset("audience", "audience, as the job asks for it", "https://gitlab.com");
const GITLAB_ISSUER: PresetField = preset("issuer", "issuer", "https://gitlab.com");
const PROJECT_ID: PresetField = optional("projectId", "id of the project", "20");
const NAMESPACE_ID: PresetField = optional("namespaceId", "id of the group", "72");
const USER_LOGIN: PresetField = optional("userLogin", "who started the pipeline", "sample-user");
const PROTECTED: PresetField = optional("protected", "whether the ref is protected: true or false", "true");
const ENVIRONMENT: PresetField = optional("environment", "environment of the job", "production");

/// What every token of GitLab says.
const GITLAB: Templates = &[
    ("iss", "${issuer}"),
    ("aud", "${audience}"),
    ("project_path", "${project}"),
    ("project_id", "${projectId}"),
    ("namespace_path", "${projectNamespace}"),
    ("namespace_id", "${namespaceId}"),
    ("user_login", "${userLogin}"),
    ("ref", "${refName}"),
    ("ref_protected", "${protected}"),
    ("environment", "${environment}"),
];

const ORGANIZATION: PresetField = needed("organization", "organization", "acme");
const WORKSPACE: PresetField = needed("workspace", "workspace", "prod-network");
const HCP_PROJECT: PresetField = preset("project", "project", "Default Project");
const HCP_AUDIENCE: PresetField = preset("audience", "audience", "aws.workload.identity");
const HCP_ISSUER: PresetField = preset("issuer", "issuer", "https://app.terraform.io");

/// What every token of HCP Terraform says, but for the phase.
const HCP: Templates = &[
    ("iss", "${issuer}"),
    ("aud", "${audience}"),
    ("terraform_organization_name", "${organization}"),
    ("terraform_project_name", "${project}"),
    ("terraform_workspace_name", "${workspace}"),
    ("terraform_full_workspace", "organization:${organization}:project:${project}:workspace:${workspace}"),
];

const PIPELINE: PresetField = needed("pipeline", "pipeline", "deploy");
const COMMIT: PresetField = preset("commit", "commit", "9f3182061f1e2cca4702c368cbc039b7dc9d4485");
const STEP: PresetField = preset("step", "key of the step", "deploy");
const BUILDKITE_AUDIENCE: PresetField = preset("audience", "audience", "sts.amazonaws.com");

/// What every token of Buildkite says.
const BUILDKITE: Templates = &[
    ("iss", "https://agent.buildkite.com"),
    ("aud", "${audience}"),
    ("organization_slug", "${organization}"),
    ("organization_id", "${organizationId}"),
    ("pipeline_slug", "${pipeline}"),
    ("pipeline_id", "${pipelineId}"),
    ("build_commit", "${commit}"),
    ("step_key", "${step}"),
];
const BUILDKITE_IDS: [PresetField; 2] = [
    optional("organizationId", "id of the organization", "0184990a-477b-4fa8-9968-496074483cee"),
    optional("pipelineId", "id of the pipeline", "0184990a-4782-42b5-afc1-16715b10b8ff"),
];

pub(super) const PRESETS: &[TokenPreset] = &[
    TokenPreset {
        id: "github-push",
        provider: "GitHub Actions",
        title: "push to a branch",
        fields: &[REPOSITORY, GITHUB_BRANCH, REPOSITORY_ID, OWNER_ID, ACTOR, WORKFLOW, GITHUB_AUDIENCE, GITHUB_ISSUER],
        claims: &[GITHUB_BRANCH_CLAIMS, &[("event_name", "push")], GITHUB],
    },
    TokenPreset {
        id: "github-tag",
        provider: "GitHub Actions",
        title: "push of a tag",
        fields: &[
            REPOSITORY,
            needed("ref", "tag", "refs/tags/v1.0.0"),
            REPOSITORY_ID,
            OWNER_ID,
            ACTOR,
            WORKFLOW,
            GITHUB_AUDIENCE,
            GITHUB_ISSUER,
        ],
        claims: &[
            &[
                ("sub", "repo:${repositoryOwner}@${ownerId}/${repositoryName}@${repositoryId}:ref:${tagRef}"),
                ("sub", "repo:${repository}:ref:${tagRef}"),
                ("ref", "${tagRef}"),
                ("ref_type", "tag"),
                ("event_name", "push"),
            ],
            GITHUB,
        ],
    },
    TokenPreset {
        id: "github-pull-request",
        provider: "GitHub Actions",
        title: "pull request",
        fields: &[
            REPOSITORY,
            preset("number", "number of the pull request", "1"),
            optional("headRef", "branch of the pull request", "feature"),
            optional("baseRef", "branch that it goes to", "main"),
            REPOSITORY_ID,
            OWNER_ID,
            ACTOR,
            WORKFLOW,
            GITHUB_AUDIENCE,
            GITHUB_ISSUER,
        ],
        claims: &[
            &[
                ("sub", "repo:${repositoryOwner}@${ownerId}/${repositoryName}@${repositoryId}:pull_request"),
                ("sub", "repo:${repository}:pull_request"),
                ("ref", "refs/pull/${number}/merge"),
                ("ref_type", "branch"),
                ("head_ref", "${headRef}"),
                ("base_ref", "${baseRef}"),
                ("event_name", "pull_request"),
            ],
            GITHUB,
        ],
    },
    TokenPreset {
        id: "github-environment",
        provider: "GitHub Actions",
        title: "job with an environment",
        fields: &[
            REPOSITORY,
            needed("environment", "environment of the job", "production"),
            GITHUB_BRANCH,
            REPOSITORY_ID,
            OWNER_ID,
            ACTOR,
            WORKFLOW,
            GITHUB_AUDIENCE,
            GITHUB_ISSUER,
        ],
        claims: &[
            &[
                (
                    "sub",
                    "repo:${repositoryOwner}@${ownerId}/${repositoryName}@${repositoryId}:environment:${environmentInSubject}",
                ),
                ("sub", "repo:${repository}:environment:${environmentInSubject}"),
                ("environment", "${environment}"),
                ("ref", "${branchRef}"),
                ("ref_type", "branch"),
                ("event_name", "push"),
            ],
            GITHUB,
        ],
    },
    TokenPreset {
        id: "github-reusable-workflow",
        provider: "GitHub Actions",
        title: "job in a reusable workflow",
        fields: &[
            REPOSITORY,
            needed(
                "workflowRef",
                "the reusable workflow, with its repository and ref",
                "octo-org/shared/.github/workflows/deploy.yml@refs/heads/main",
            ),
            GITHUB_BRANCH,
            REPOSITORY_ID,
            OWNER_ID,
            ACTOR,
            WORKFLOW,
            GITHUB_AUDIENCE,
            GITHUB_ISSUER,
        ],
        claims: &[GITHUB_BRANCH_CLAIMS, &[("event_name", "push"), ("job_workflow_ref", "${workflowRef}")], GITHUB],
    },
    TokenPreset {
        id: "github-schedule",
        provider: "GitHub Actions",
        title: "schedule, which runs on the default branch",
        fields: &[REPOSITORY, GITHUB_BRANCH, REPOSITORY_ID, OWNER_ID, ACTOR, WORKFLOW, GITHUB_AUDIENCE, GITHUB_ISSUER],
        claims: &[GITHUB_BRANCH_CLAIMS, &[("event_name", "schedule")], GITHUB],
    },
    TokenPreset {
        id: "github-dispatch",
        provider: "GitHub Actions",
        title: "run by hand (workflow_dispatch)",
        fields: &[REPOSITORY, GITHUB_BRANCH, REPOSITORY_ID, OWNER_ID, ACTOR, WORKFLOW, GITHUB_AUDIENCE, GITHUB_ISSUER],
        claims: &[GITHUB_BRANCH_CLAIMS, &[("event_name", "workflow_dispatch")], GITHUB],
    },
    TokenPreset {
        id: "gitlab-branch",
        provider: "GitLab",
        title: "push to a branch",
        fields: &[
            PROJECT,
            GITLAB_REF,
            PROJECT_ID,
            NAMESPACE_ID,
            USER_LOGIN,
            PROTECTED,
            ENVIRONMENT,
            GITLAB_AUDIENCE,
            GITLAB_ISSUER,
        ],
        claims: &[
            &[
                ("sub", "project_path:${project}:ref_type:branch:ref:${refName}"),
                ("ref_type", "branch"),
                ("pipeline_source", "push"),
            ],
            GITLAB,
        ],
    },
    TokenPreset {
        id: "gitlab-tag",
        provider: "GitLab",
        title: "push of a tag",
        fields: &[
            PROJECT,
            needed("ref", "tag", "v1.0.0"),
            PROJECT_ID,
            NAMESPACE_ID,
            USER_LOGIN,
            PROTECTED,
            ENVIRONMENT,
            GITLAB_AUDIENCE,
            GITLAB_ISSUER,
        ],
        claims: &[
            &[
                ("sub", "project_path:${project}:ref_type:tag:ref:${refName}"),
                ("ref_type", "tag"),
                ("pipeline_source", "push"),
            ],
            GITLAB,
        ],
    },
    TokenPreset {
        id: "gitlab-merge-request",
        provider: "GitLab",
        title: "merge request pipeline",
        fields: &[
            PROJECT,
            needed("ref", "branch of the merge request", "feature"),
            PROJECT_ID,
            NAMESPACE_ID,
            USER_LOGIN,
            PROTECTED,
            ENVIRONMENT,
            GITLAB_AUDIENCE,
            GITLAB_ISSUER,
        ],
        claims: &[
            &[
                ("sub", "project_path:${project}:ref_type:branch:ref:${refName}"),
                ("ref_type", "branch"),
                ("pipeline_source", "merge_request_event"),
            ],
            GITLAB,
        ],
    },
    TokenPreset {
        id: "eks-service-account",
        provider: "Amazon EKS",
        title: "pod with a service account",
        fields: &[
            needed("region", "Region of the cluster", "eu-west-1"),
            needed("clusterId", "id in the issuer of the cluster", "EXAMPLED539D4633E53DE1B71EXAMPLE"),
            needed("namespace", "namespace", "default"),
            needed("serviceAccount", "service account", "my-service-account"),
            preset("audience", "audience", "sts.amazonaws.com"),
        ],
        claims: &[&[
            ("sub", "system:serviceaccount:${namespace}:${serviceAccount}"),
            ("iss", "https://oidc.eks.${region}.amazonaws.com/id/${clusterId}"),
            ("aud", "${audience}"),
        ]],
    },
    TokenPreset {
        id: "hcp-terraform-plan",
        provider: "HCP Terraform",
        title: "plan",
        fields: &[ORGANIZATION, WORKSPACE, HCP_PROJECT, HCP_AUDIENCE, HCP_ISSUER],
        claims: &[
            &[
                ("sub", "organization:${organization}:project:${project}:workspace:${workspace}:run_phase:plan"),
                ("terraform_run_phase", "plan"),
            ],
            HCP,
        ],
    },
    TokenPreset {
        id: "hcp-terraform-apply",
        provider: "HCP Terraform",
        title: "apply",
        fields: &[ORGANIZATION, WORKSPACE, HCP_PROJECT, HCP_AUDIENCE, HCP_ISSUER],
        claims: &[
            &[
                ("sub", "organization:${organization}:project:${project}:workspace:${workspace}:run_phase:apply"),
                ("terraform_run_phase", "apply"),
            ],
            HCP,
        ],
    },
    TokenPreset {
        id: "buildkite-branch",
        provider: "Buildkite",
        title: "build of a branch",
        fields: &[
            ORGANIZATION,
            PIPELINE,
            needed("ref", "branch", "main"),
            COMMIT,
            STEP,
            BUILDKITE_IDS[0],
            BUILDKITE_IDS[1],
            BUILDKITE_AUDIENCE,
        ],
        claims: &[
            &[
                (
                    "sub",
                    "organization:${organization}:pipeline:${pipeline}:ref:${branchRef}:commit:${commit}:step:${step}",
                ),
                ("build_branch", "${refName}"),
            ],
            BUILDKITE,
        ],
    },
    TokenPreset {
        id: "buildkite-tag",
        provider: "Buildkite",
        title: "build of a tag",
        fields: &[
            ORGANIZATION,
            PIPELINE,
            needed("ref", "tag", "v1.0.0"),
            COMMIT,
            STEP,
            BUILDKITE_IDS[0],
            BUILDKITE_IDS[1],
            BUILDKITE_AUDIENCE,
        ],
        claims: &[
            &[
                (
                    "sub",
                    "organization:${organization}:pipeline:${pipeline}:ref:${tagRef}:commit:${commit}:step:${step}",
                ),
                ("build_tag", "${refName}"),
            ],
            BUILDKITE,
        ],
    },
    TokenPreset {
        id: "circleci-job",
        provider: "CircleCI",
        title: "job",
        fields: &[
            needed("organizationId", "id of the organization", "43a4dd8a-1cf4-4b3c-8d5a-1e4f7a4d2c10"),
            needed("projectId", "id of the project", "f5c1a2b4-6f8e-4f0e-9c2d-0b1a2c3d4e5f"),
            needed("userId", "id of the user who started it", "7b1e8c52-2d3f-4c1a-8e9b-5a6d7c8e9f01"),
            optional("vcsRef", "branch or tag", "refs/heads/main"),
            optional("vcsOrigin", "repository", "github.com/octo-org/octo-repo"),
        ],
        claims: &[&[
            ("sub", "org/${organizationId}/project/${projectId}/user/${userId}"),
            ("iss", "https://oidc.circleci.com/org/${organizationId}"),
            ("aud", "${organizationId}"),
            ("oidc.circleci.com/project-id", "${projectId}"),
            ("oidc.circleci.com/vcs-ref", "${vcsRef}"),
            ("oidc.circleci.com/vcs-origin", "${vcsOrigin}"),
        ]],
    },
];
