//! The scenario of `trust-policy simulate` from its options, where there is no file with one.

use std::path::{Path, PathBuf};

use clap::Args;
use trust_policy::{Mfa, Request, RoleToAssume, Scenario, find_policy};

use crate::console::Failure;
use crate::input;

/// A call, told by options instead of a scenario.
#[derive(Debug, Args)]
#[command(next_help_heading = "Instead of a scenario")]
#[group(id = "call", multiple = true, conflicts_with = "path")]
pub(crate) struct Call {
    /// The trust policy of the role, or the output of `aws iam get-role`
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// The role to assume; told by the output of `aws iam get-role`
    #[arg(long, value_name = "ARN", requires = "policy")]
    role_arn: Option<String>,

    /// Who calls: the ARN of a user, role, session or provider, or a service; a token tells it, too
    #[arg(long, value_name = "ARN|SERVICE", requires = "policy")]
    principal: Option<String>,

    /// What is called; `sts:AssumeRole`, or with a token `sts:AssumeRoleWithWebIdentity`
    #[arg(long, requires = "policy")]
    action: Option<String>,

    /// The external id
    #[arg(long, value_name = "ID", requires = "policy")]
    external_id: Option<String>,

    /// The name of the session
    #[arg(long, value_name = "NAME", requires = "policy")]
    session_name: Option<String>,

    /// The source identity
    #[arg(long, value_name = "NAME", requires = "policy")]
    source_identity: Option<String>,

    /// How long the session is to last
    #[arg(long, value_name = "SECONDS", requires = "policy")]
    duration: Option<i64>,

    /// The caller signed in with MFA
    #[arg(long, requires = "policy")]
    mfa: bool,

    /// Since when
    #[arg(long, value_name = "SECONDS", requires = "mfa")]
    mfa_age: Option<i64>,

    /// A session tag; may be given more than once
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, requires = "policy")]
    tag: Vec<(String, String)>,

    /// The key of a transitive session tag; may be given more than once
    #[arg(long, value_name = "KEY", requires = "policy")]
    transitive_tag: Vec<String>,

    /// A tag of the caller; may be given more than once
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, requires = "policy")]
    principal_tag: Vec<(String, String)>,

    /// A condition key of the request, such as aws:SourceIp=203.0.113.7; a key with several values is repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, requires = "policy")]
    context: Vec<(String, String)>,

    /// A policy of the caller; may be given more than once
    #[arg(long, value_name = "FILE", requires = "policy")]
    identity_policy: Vec<PathBuf>,

    /// The permissions boundary of the caller
    #[arg(long, value_name = "FILE", requires = "policy")]
    permissions_boundary: Option<PathBuf>,

    /// A session policy of the caller's own session
    #[arg(long, value_name = "FILE", requires = "policy")]
    session_policy: Vec<PathBuf>,

    /// A service control policy of the caller's account; all are taken to be of one level
    #[arg(long, value_name = "FILE", requires = "policy")]
    service_control_policy: Vec<PathBuf>,

    /// A resource control policy of the role's account; all are taken to be of one level
    #[arg(long, value_name = "FILE", requires = "policy")]
    resource_control_policy: Vec<PathBuf>,

    /// The token: a JWT, its claims in JSON, or an object with a `preset`; it is read, never verified
    #[arg(long, value_name = "FILE", requires = "policy")]
    token: Option<PathBuf>,
}

/// `KEY=VALUE`.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("it has the form KEY=VALUE".to_owned()),
    }
}

impl Call {
    /// The scenario that the options tell; `None` when there is no policy among them.
    pub(crate) fn scenario(&self) -> Result<Option<Scenario>, Failure> {
        let Some(policy) = &self.policy else { return Ok(None) };
        self.reads_stdin_once()?;
        let found = find_policy(&input::read(policy)?);
        if found.text.is_empty() {
            let name = input::name(policy);
            return Err(Failure::new(format!("{}: there is no policy in it", input::shown(&name))));
        }
        let Some(arn) = self.role_arn.clone().or(found.role_arn) else {
            return Err(Failure::new("which role? Name it with `--role-arn ARN`"));
        };
        let role = RoleToAssume { arn, max_session_duration: None, trust_policy: found.text };
        let one_level = |files: &[PathBuf]| {
            let policies = texts(files)?;
            Ok(if policies.is_empty() { Vec::new() } else { vec![policies] })
        };
        Ok(Some(Scenario {
            role,
            request: self.request()?,
            identity_policies: texts(&self.identity_policy)?,
            permissions_boundary: self.permissions_boundary.as_deref().map(text).transpose()?,
            session_policies: texts(&self.session_policy)?,
            service_control_policies: one_level(&self.service_control_policy)?,
            resource_control_policies: one_level(&self.resource_control_policy)?,
            vpc_endpoint_policy: None,
        }))
    }

    fn request(&self) -> Result<Request, Failure> {
        let mut request = Request {
            external_id: self.external_id.clone(),
            session_name: self.session_name.clone(),
            source_identity: self.source_identity.clone(),
            duration_seconds: self.duration,
            mfa: self.mfa.then_some(Mfa { present: true, age_seconds: self.mfa_age }),
            tags: self.tag.clone(),
            transitive_tag_keys: self.transitive_tag.clone(),
            principal_tags: (!self.principal_tag.is_empty()).then(|| self.principal_tag.clone()),
            ..Request::default()
        };
        for (key, value) in &self.context {
            match request.context.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(key)) {
                Some((_, values)) => values.push(value.clone()),
                None => request.context.push((key.clone(), vec![value.clone()])),
            }
        }
        if let Some(path) = &self.token {
            let name = input::name(path);
            let failed = |error| Failure::new(format!("{}: {error}", input::shown(&name)));
            request.read_token(&text(path)?).map_err(failed)?;
        }
        let action = if self.token.is_some() { "sts:AssumeRoleWithWebIdentity" } else { "sts:AssumeRole" };
        request.action = self.action.clone().unwrap_or_else(|| action.to_owned());
        request.principal = match (&self.principal, &self.token) {
            (Some(principal), _) => principal.clone(),
            (None, Some(_)) => String::new(),
            (None, None) => return Err(Failure::new("who calls? Name them with `--principal ARN`")),
        };
        Ok(request)
    }

    /// Standard input has one thing to give.
    fn reads_stdin_once(&self) -> Result<(), Failure> {
        let single = [&self.policy, &self.permissions_boundary, &self.token];
        let lists =
            [&self.identity_policy, &self.session_policy, &self.service_control_policy, &self.resource_control_policy];
        let files = single.into_iter().flatten().chain(lists.into_iter().flatten());
        if files.filter(|path| input::is_stdin(path)).count() > 1 {
            return Err(Failure::new("standard input can be read once; name a file for the others"));
        }
        Ok(())
    }
}

fn texts(paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    paths.iter().map(|path| text(path)).collect()
}

fn text(path: &Path) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&input::read(path)?).into_owned())
}
