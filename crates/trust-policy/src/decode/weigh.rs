//! What the outputs of commands say to the causes: they settle them, or rule them out.

use super::ask::{Ask, CALLER, Line, PROVIDER, ROLE, name_of, role_of_session};
use super::facts::Facts;
use super::outputs::{Output, Simulated};
use super::rank::{RULED_OUT, Ranking, cause};
use super::usual::ToldBy;
use crate::aws::{Arn, provider};
use crate::evaluate::{Decision, Layer, Request, RoleToAssume, Scenario, examine};
use crate::policy::{Effect, Policy};
use crate::text::{self, Document, NodeId, Value};

impl Ranking<'_> {
    /// Weighs the causes by what outputs of commands told. `policy` is the trust policy, where there is one.
    pub(super) fn weigh(&mut self, facts: &Facts, policy: Option<&Policy<'_>>) {
        self.names_of_message(policy);
        self.facts_of_caller(facts, policy);
        self.facts_of_role(facts, policy);
        self.facts_of_value(facts);
        self.facts_of_own_side(facts);
        self.facts_of_providers(facts, policy);
        for output in &facts.outputs {
            match output {
                Output::Simulated(results) => results.iter().for_each(|result| self.simulated(result)),
                Output::Decoded(denial) if denial.explicit => {
                    let statement = denial.statement.as_ref().map(|id| format!(", the statement `{id}`"));
                    let why = format!(
                        "The decoded message says so{}. Look for it in the policies of the caller, of the role and of the \
                         organization.",
                        statement.unwrap_or_default()
                    );
                    self.add(97, "A statement denies it explicitly", why, &[]);
                }
                Output::Organization { id, management: Some(management) }
                    if self.caller_account().as_ref() == Some(management) =>
                {
                    let why = format!(
                        "the caller's account is the management account of `{id}`, which no service control policy binds; a \
                         permissions boundary or a session policy may still"
                    );
                    self.lower(ToldBy::Guardrail, 10, &why);
                }
                Output::Failed { operation, code, .. } => self.failed(operation, code),
                Output::Configuration { credentials: false, .. } => {
                    let why =
                        "`aws configure list` finds no access key: sign in, or name the profile. No policy was asked.";
                    self.add(95, "There are no credentials", why.to_owned(), &[]);
                }
                _ => {}
            }
        }
    }

    /// What the names in the message tell by themselves.
    fn names_of_message(&mut self, policy: Option<&Policy<'_>>) {
        self.who_calls(policy);
        // What programs write where a variable is empty.
        let role = self.names.role_arn.as_deref().and_then(name_of).or(self.names.role_name.as_deref());
        if let Some(name) = role.filter(|name| ["null", "undefined", "None", "nil", "false"].contains(name)) {
            self.raise(ToldBy::Role, 92, &format!("`{name}` is what an empty variable becomes in the name of a role"));
        }
        let assumes = self.names.action.as_deref().is_some_and(|action| action == "sts:AssumeRole");
        let Some(resource) = self.names.resource.as_deref().filter(|_| assumes).map(str::to_owned) else { return };
        let Some(arn) = Arn::parse(&resource) else { return };
        if arn.resource_type() != "role" && arn.service() == "iam" {
            let why = format!("The call names `{resource}`, which is no role: only roles can be assumed.");
            self.add(95, "What was given is not the ARN of a role", why, &[]);
        }
        // Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
        let made_by_cdk = name_of(&resource).is_some_and(|name| name.starts_with("cdk-"));
        if made_by_cdk && policy.is_none() {
            let reason = "`cdk bootstrap` makes the roles named `cdk-…`, in each account and Region anew, and \
                          `--trust` lets other accounts in";
            self.raise(ToldBy::Role, 74, reason);
        }
    }

    /// What it tells that this caller wants this role, where the trust policy may not name the caller.
    fn who_calls(&mut self, policy: Option<&Policy<'_>>) {
        let action = self.names.action.as_deref().unwrap_or_default();
        let open = |(weight, told_by, _): &(u8, ToldBy, _)| *told_by == ToldBy::Principal && *weight > RULED_OUT;
        if !["sts:AssumeRole", "sts:TagSession"].contains(&action) || !self.causes.iter().any(open) {
            return;
        }
        let Some(caller) = self.names.caller.clone().filter(|caller| caller.starts_with("arn:")) else { return };
        if self.names.resource.as_deref().is_some_and(|role| same_holder(role, &caller)) {
            // Source: https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/
            let why = "The caller is a session of this role already, and a role may assume itself only where its own trust \
                       policy names it. If the program has the role's credentials from elsewhere, such as its service account \
                       or its machine, leave the role out of its settings.";
            let weight = if policy.is_some() { 87 } else { 80 };
            self.add(weight, "The role assumes itself", why.to_owned(), &[CALLER, ROLE]);
        } else if policy.is_some_and(is_for_tokens) {
            let why = format!(
                "The trust policy lets tokens or assertions of an identity provider in, and `{caller}` called with credentials \
                 of its own: the workflow or the pod got no token, or the program found those of its machine first."
            );
            let title = "The call was made without the token that the role is for";
            self.add(87, title, why, &[CALLER, Ask::Configuration]);
        }
    }

    /// Whether there is a cause that this tells.
    fn has(&self, told_by: ToldBy) -> bool {
        self.causes.iter().any(|(_, own, _)| *own == told_by)
    }

    /// Makes causes likelier; the reason comes first.
    fn raise(&mut self, told_by: ToldBy, weight: u8, reason: &str) {
        for (own, told, cause) in &mut self.causes {
            if *told == told_by {
                *own = (*own).max(weight);
                cause.why = match cause.why.strip_prefix("Ruled out: ") {
                    Some(_) => format!("{reason}."),
                    None => format!("{reason}. {}", cause.why),
                };
            }
        }
    }

    fn lower(&mut self, told_by: ToldBy, weight: u8, reason: &str) {
        for (own, told, cause) in &mut self.causes {
            if *told == told_by && *own > weight {
                *own = weight;
                cause.why = format!("Hardly: {reason}. {}", cause.why);
            }
        }
    }

    fn rule_out(&mut self, told_by: ToldBy, reason: &str) {
        for (weight, told, own) in &mut self.causes {
            if *told == told_by && *weight > RULED_OUT {
                *weight = RULED_OUT;
                *own = cause(&own.title, format!("Ruled out: {reason}."), Vec::new());
            }
        }
    }

    /// Puts commands before those that causes have.
    fn ask_first(&mut self, told_by: ToldBy, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            for (weight, told, cause) in &mut self.causes {
                if *told == told_by && *weight > RULED_OUT {
                    cause.next.insert(0, line.posix.clone());
                    cause.next_powershell.insert(0, line.powershell.clone());
                }
            }
        }
    }

    fn add(&mut self, weight: u8, title: &str, why: String, asks: &[Ask]) {
        if self.causes.iter().any(|(.., own)| own.title == title) {
            return;
        }
        let next = self.lines(asks);
        self.causes.push((weight, ToldBy::Nothing, cause(title, why, next)));
    }

    /// Makes a cause likelier, or adds one where the message has none of the kind.
    fn raise_or_add(&mut self, told_by: ToldBy, weight: u8, title: &str, reason: &str) {
        if self.has(told_by) {
            self.raise(told_by, weight, reason);
        } else {
            self.add(weight, title, format!("{reason}."), &[]);
        }
    }

    fn caller_account(&self) -> Option<String> {
        account_of(self.names.caller.as_deref()?)
    }

    fn role_account(&self) -> Option<String> {
        account_of(self.names.role_arn.as_deref()?)
    }

    fn facts_of_caller(&mut self, facts: &Facts, policy: Option<&Policy<'_>>) {
        let Some(shell) = facts.caller() else { return };
        if shell.ends_with(":root") {
            let reason = format!("The credentials in use are those of the root user, `{shell}`");
            self.raise_or_add(ToldBy::Root, 97, "The caller is the root user", &reason);
            return;
        }
        self.rule_out(ToldBy::Root, &format!("the caller is `{shell}`"));
        if let (Some(own), Some(role)) = (account_of(shell), self.role_account()) {
            if own == role {
                self.rule_out(ToldBy::Account, &format!("caller and role are both of the account {role}"));
            } else {
                let reason = format!("The credentials are of the account {own}, the role is in {role}");
                // Between accounts that is no mistake while a role is assumed, but IAM looks into one only.
                if self.reading.api.as_deref().is_none_or(|api| api.starts_with("iam:")) {
                    self.raise(ToldBy::Account, 93, &reason);
                }
            }
        }
        let Some(denied) = self.reading.parts.principal.clone() else { return };
        if same_holder(shell, &denied) {
            self.rule_out(ToldBy::Caller, "the credentials in use are those that AWS denied");
            return;
        }
        let reason = format!("AWS denied `{denied}`, and the credentials in use are those of `{shell}`");
        let names = |arn: &str| policy.is_some_and(|policy| trusts(policy, arn));
        let weight = if names(shell) && !names(&denied) { 95 } else { 55 };
        let title = "The call was made with other credentials than these";
        let why = "A profile, the environment and the role of the machine come before one another.";
        if self.has(ToldBy::Caller) {
            self.raise(ToldBy::Caller, 85, &reason);
        } else {
            self.add(weight, title, format!("{reason}. {why}"), &[Ask::Configuration]);
        }
    }

    fn facts_of_role(&mut self, facts: &Facts, policy: Option<&Policy<'_>>) {
        if let Some(longest) = facts.longest(self.names) {
            let most = if longest == "43200" { ", which is the most that there is" } else { "" };
            self.raise(ToldBy::Duration, 95, &format!("The role allows {longest} seconds{most}"));
        }
        match facts.boundary(self.names) {
            Some(Some(arn)) => {
                self.raise(ToldBy::Guardrail, 52, &format!("The caller has the permissions boundary `{arn}`"));
            }
            Some(None) => self.lower(ToldBy::Guardrail, 14, "the caller has no permissions boundary"),
            None => {}
        }
        let Some(role) = facts.role(self.names) else { return };
        let called = self.reading.parts.resource.as_deref().filter(|text| Arn::parse(text).is_some());
        match called {
            Some(called) if called != role.arn && account_of(called) == account_of(role.arn) => {
                let how = match called.eq_ignore_ascii_case(role.arn) {
                    true => "They differ in the case of letters",
                    false => "The path between `role/` and the name is part of the ARN",
                };
                let why = format!("The call names `{called}`, the role is `{}`. {how}.", role.arn);
                self.add(97, "The call names another ARN than the role has", why, &[]);
                self.rule_out(ToldBy::Role, &format!("it is there as `{}`", role.arn));
            }
            Some(called) if called != role.arn => {
                let why = format!(
                    "`get-role` looked into the account of its credentials and found `{}`; the call is for `{called}`, of \
                     another account.",
                    role.arn
                );
                self.add(58, "The role that was looked up is another one", why, &[ROLE]);
                return;
            }
            _ => {
                self.rule_out(ToldBy::Role, &format!("`get-role` finds `{}`", role.arn));
                if self.reading.code.as_deref() == Some("NoSuchEntity") {
                    let reason = format!("It is there: `{}`. The failing call looked into another account", role.arn);
                    self.raise(ToldBy::Account, 92, &reason);
                }
            }
        }
        let (Some(saved), Some(policy)) = (role.trust, policy) else { return };
        if !same_policy(saved, policy) {
            let why = "The role's trust policy in the output of `get-role` is not the one at hand: it was not saved, or to \
                       another role. What counts is what AWS has; decode again with it.";
            self.add(93, "AWS has another trust policy than the one at hand", why.to_owned(), &[]);
        }
    }

    /// The principal that AWS did not take, looked up.
    fn facts_of_value(&mut self, facts: &Facts) {
        let Some(value) = self.names.value.clone() else { return };
        let value = value.trim();
        for output in &facts.outputs {
            match output {
                Output::Role { arn, .. } | Output::User { arn, .. } if self.names.is_value(arn) => {
                    if arn == value {
                        self.rule_out(ToldBy::Value, &format!("`{arn}` is there"));
                        let reason = "It is there now: save the policy again";
                        self.raise(ToldBy::Late, 90, reason);
                    } else if account_of(arn) == account_of(value) {
                        self.rule_out(ToldBy::Late, "it is there under another ARN");
                        let why = format!("The policy has `{value}`, AWS knows it as `{arn}`: write it so.");
                        self.add(97, "The principal has another ARN", why, &[]);
                    } else {
                        let why = format!(
                            "The one that was looked up is `{arn}`; the policy names `{value}`. Look it up with \
                             credentials of that account."
                        );
                        self.add(70, "One of this name is in another account", why, &[]);
                    }
                }
                Output::Failed { operation, code, message }
                    if code == "NoSuchEntity"
                        && matches!(operation.as_str(), "GetRole" | "GetUser")
                        && name_of(value).is_some_and(|name| message.contains(name)) =>
                {
                    self.raise(ToldBy::Value, 97, "AWS looked for it and found nothing");
                    self.rule_out(ToldBy::Late, "it is still not there");
                }
                Output::Accounts(accounts) => {
                    let account = account_of(value).unwrap_or_else(|| value.to_owned());
                    let state = accounts.iter().find(|(id, _)| *id == account).map(|(_, state)| state.as_str());
                    if state.is_some_and(|state| state != "ACTIVE") {
                        let why = format!("The account {account} is not active: nobody of it can be trusted.");
                        self.add(96, "The account of the principal is closed", why, &[]);
                    }
                }
                _ => {}
            }
        }
    }

    /// The caller's own policies, and what binds its account.
    fn facts_of_own_side(&mut self, facts: &Facts) {
        if self.names.action.as_deref().is_some_and(|action| !action.starts_with("sts:")) {
            return;
        }
        let own = facts.own_policies(self.names);
        let missing = facts.missing_policies(self.names);
        let complete = missing.as_ref().is_some_and(Vec::is_empty);
        let action = self.names.action.as_deref().unwrap_or("sts:AssumeRole").to_owned();
        let target = self.names.resource.as_deref().or(self.names.role_arn.as_deref()).unwrap_or("the role").to_owned();
        let outcome = self.own_side(facts, &own, &action);
        if !own.is_empty() || complete {
            let said = outcome.iter().find(|side| side.layer == Layer::IdentityPolicy);
            let enough = self.needs_identity == Some(false);
            match said.map(|side| side.decision) {
                Some(Decision::Allowed) => {
                    self.rule_out(ToldBy::Identity, &format!("a policy of the caller allows `{action}` on `{target}`"));
                }
                Some(Decision::ExplicitlyDenied) => {
                    let why =
                        format!("A `Deny` in it is about `{action}` on `{target}`; that counts before anything else.");
                    self.add(97, "A policy of the caller denies it", why, &[]);
                }
                _ if enough => {}
                said => {
                    let elsewhere = outcome.iter().any(|side| side.layer == Layer::IdentityPolicy && side.elsewhere);
                    let how = match (said, elsewhere) {
                        (_, true) => format!("The caller's policies allow `{action}`, but not on `{target}`"),
                        _ => format!("None of the caller's policies at hand allows `{action}` on `{target}`"),
                    };
                    let user = self.names.caller.as_deref().is_some_and(|caller| caller.contains(":user/"));
                    let groups = if user { ". Policies of the user's groups count too" } else { "" };
                    let weight = if complete && !user {
                        95
                    } else if complete || elsewhere {
                        88
                    } else {
                        64
                    };
                    if self.has(ToldBy::Identity) {
                        self.raise(ToldBy::Identity, weight, &format!("{how}{groups}"));
                    } else {
                        self.add(weight, "The caller has no policy that allows it", format!("{how}{groups}."), &[]);
                    }
                }
            }
        }
        self.ask_first(
            ToldBy::Identity,
            missing.unwrap_or_default().into_iter().filter_map(|(_, line)| line).collect(),
        );
        self.ask_first(ToldBy::Guardrail, facts.listed(None, self.names));
        for (layer, title) in [
            (Layer::ServiceControlPolicy, "A service control policy of the caller's organization does not allow it"),
            (Layer::ResourceControlPolicy, "A resource control policy of the role's organization does not allow it"),
            (Layer::VpcEndpointPolicy, "The policy of the VPC endpoint does not allow it"),
        ] {
            let denies = |decision| match layer {
                // Others may be attached that allow.
                Layer::VpcEndpointPolicy => decision != Decision::Allowed,
                _ => decision == Decision::ExplicitlyDenied,
            };
            if outcome.iter().any(|side| side.layer == layer && denies(side.decision)) {
                let weight = if layer == Layer::VpcEndpointPolicy { 60 } else { 96 };
                let why = format!("The policy at hand decides so for `{action}` on `{target}`.");
                self.add(weight, title, why, &[]);
            }
        }
    }

    /// Asks the simulator about everything but the trust policy.
    fn own_side(&self, facts: &Facts, own: &[String], action: &str) -> Vec<Side> {
        let (Some(caller), Some(role)) = (self.names.caller.as_deref(), self.names.role_arn.as_deref()) else {
            return Vec::new();
        };
        let level = |kind: &str| match facts.organization_policies(kind) {
            policies if policies.is_empty() => Vec::new(),
            mut policies => {
                policies.push(ALLOW_ALL.to_owned());
                vec![policies]
            }
        };
        let endpoint = facts.outputs.iter().find_map(|output| match output {
            Output::Endpoints(policies) => policies.first().cloned(),
            _ => None,
        });
        let scenario = Scenario {
            role: RoleToAssume { arn: role.to_owned(), max_session_duration: None, trust_policy: TRUST_ALL.to_owned() },
            request: Request { action: action.to_owned(), principal: caller.to_owned(), ..Request::default() },
            identity_policies: if own.is_empty() { vec![NOTHING.to_owned()] } else { own.to_vec() },
            service_control_policies: level("SERVICE_CONTROL_POLICY"),
            resource_control_policies: level("RESOURCE_CONTROL_POLICY"),
            vpc_endpoint_policy: endpoint,
            ..Scenario::default()
        };
        let simulation = examine(&scenario).simulation;
        let sides = simulation.layers.into_iter().map(|layer| Side {
            elsewhere: layer.statements.iter().any(|told| told.effect == "Allow" && told.action && !told.resource),
            layer: layer.layer,
            decision: layer.decision,
        });
        sides.collect()
    }

    /// What IAM's simulator said.
    fn simulated(&mut self, result: &Simulated) {
        let action = self.names.action.as_deref().unwrap_or("sts:AssumeRole");
        if !result.action.eq_ignore_ascii_case(action) {
            return;
        }
        let wanted = self.names.resource.as_deref().or(self.names.role_arn.as_deref());
        let other = result.resource.as_deref().filter(|own| *own != "*" && wanted.is_some_and(|wanted| wanted != *own));
        if let Some(other) = other {
            let why = format!("It was asked about `{other}`; the failing call is for another resource.");
            self.add(41, "IAM's simulator was asked about something else", why, &[Ask::Simulate]);
            return;
        }
        if result.organization == Some(false) {
            let title = "A service control policy of the caller's organization does not allow it";
            self.add(96, title, "IAM's simulator says so.".to_owned(), &[]);
        }
        if result.boundary == Some(false) {
            let title = "The caller's permissions boundary does not allow it";
            self.add(96, title, "IAM's simulator says so.".to_owned(), &[]);
        }
        let bound = result.organization == Some(false) || result.boundary == Some(false);
        match result.decision.as_str() {
            "allowed" => {
                let reason =
                    "IAM's simulator says that the caller's own policies allow it; it leaves the trust policy out";
                self.rule_out(ToldBy::Identity, reason);
            }
            "explicitDeny" if !bound => {
                let why = "IAM's simulator says so: a `Deny` counts before anything that allows.";
                self.add(97, "A policy of the caller denies it", why.to_owned(), &[]);
            }
            "implicitDeny" if !bound && self.needs_identity != Some(false) => {
                let reason = "IAM's simulator says that no policy of the caller allows it";
                self.raise(ToldBy::Identity, 95, reason);
            }
            _ => {}
        }
    }

    fn failed(&mut self, operation: &str, code: &str) {
        match (operation, code) {
            ("GetRole", "NoSuchEntity") if self.names.value.is_none() => {
                match (self.caller_account_of_shell(), self.role_account()) {
                    (Some(own), Some(role)) if own != role => {
                        let why = format!("it was looked for in the account {own}, and the role would be in {role}");
                        self.lower(ToldBy::Role, 30, &why);
                    }
                    _ => self.raise(ToldBy::Role, 96, "`get-role` does not find it"),
                }
            }
            ("GetOpenIDConnectProvider" | "GetSAMLProvider", "NoSuchEntity") => {
                let title = "The identity provider does not exist";
                self.raise_or_add(ToldBy::Provider, 96, title, "AWS does not find the provider in the account");
            }
            ("GetCallerIdentity", "ExpiredToken" | "InvalidClientTokenId" | "SignatureDoesNotMatch") => {
                let why = "Even `get-caller-identity`, which needs no permission, fails with them: sign in again.";
                self.add(96, "The credentials themselves are not valid", why.to_owned(), &[]);
            }
            ("DescribeOrganization", "AWSOrganizationsNotInUse") => {
                let why =
                    "the account belongs to no organization; a permissions boundary or a session policy may still";
                self.lower(ToldBy::Guardrail, 10, why);
            }
            _ => {}
        }
    }

    fn caller_account_of_shell(&self) -> Option<String> {
        account_of(self.shell.as_deref()?)
    }

    fn facts_of_providers(&mut self, facts: &Facts, policy: Option<&Policy<'_>>) {
        let wanted = self.wanted_issuer(policy);
        for output in &facts.outputs {
            match output {
                Output::OidcProviders(arns) => {
                    let Some(issuer) = wanted.as_deref() else { continue };
                    self.listed(issuer, arns);
                }
                Output::OidcProvider { url, audiences } => self.audiences(url.as_deref(), audiences, policy),
                Output::SamlProviders(arns) => {
                    let named = self.names.provider.clone().filter(|arn| arn.contains(":saml-provider/"));
                    let Some(named) = named else { continue };
                    if arns.contains(&named) {
                        self.rule_out(ToldBy::Provider, &format!("the account has `{named}`"));
                    } else {
                        let reason = format!("The account has no `{named}`, only {}", list(arns));
                        self.raise_or_add(ToldBy::Provider, 95, "The SAML provider does not exist", &reason);
                    }
                }
                _ => {}
            }
        }
    }

    /// The issuer of the token, without its scheme.
    fn wanted_issuer(&self, policy: Option<&Policy<'_>>) -> Option<String> {
        let of_arn = |arn: &str| arn.split_once(":oidc-provider/").map(|(_, issuer)| issuer.to_owned());
        let told = self.reading.parts.issuer.as_deref().map(|url| provider::without_scheme(url).to_owned());
        let named = || of_arn(self.names.provider.as_deref()?);
        let value = || of_arn(self.names.value.as_deref()?);
        let trusted = || super::provider_of(policy?).as_deref().and_then(of_arn);
        told.or_else(value).or_else(named).or_else(trusted)
    }

    /// Compares an issuer with the providers of the account.
    fn listed(&mut self, issuer: &str, arns: &[String]) {
        let of = |arn: &str| arn.split_once(":oidc-provider/").map(|(_, url)| url.to_owned()).unwrap_or_default();
        let loose = |url: &str| url.trim_end_matches('/').to_ascii_lowercase();
        let host = |url: &str| loose(url).split('/').next().unwrap_or_default().to_owned();
        if let Some(arn) = arns.iter().find(|arn| of(arn) == issuer) {
            self.rule_out(ToldBy::Provider, &format!("the account has `{arn}`"));
            let account = account_of(arn);
            if self.role_account().is_some() && account != self.role_account() {
                let reason = format!("`{arn}` is not in the account of the role");
                self.raise_or_add(ToldBy::Account, 96, "The role is in another account than the provider", &reason);
            } else {
                self.raise(ToldBy::Account, 88, &format!("The account that was looked into has `{arn}`"));
            }
            return;
        }
        let near = arns.iter().find(|arn| loose(&of(arn)) == loose(issuer));
        let near = near.or_else(|| arns.iter().find(|arn| host(&of(arn)) == host(issuer)));
        if let Some(near) = near {
            let why = format!(
                "The account has `{near}`, and what is needed is one for `{issuer}`: host, path and a slash at the end must be \
                 the same."
            );
            self.add(97, "The account has a provider of another URL", why, &[]);
        }
        let reason = format!("The account has no OpenID Connect provider for `{issuer}`, only {}", list(arns));
        let weight = if near.is_some() { 92 } else { 96 };
        self.raise_or_add(ToldBy::Provider, weight, "The account has no such OpenID Connect provider", &reason);
    }

    /// Compares the audiences of a provider with that of the token, or with what the trust policy demands.
    fn audiences(&mut self, url: Option<&str>, audiences: &[String], policy: Option<&Policy<'_>>) {
        let takes = format!("The provider takes {}", list(audiences));
        let issuer = url.unwrap_or(self.names.provider.as_deref().unwrap_or_default());
        let usual = match self.names.partition.as_deref() {
            Some("aws-cn") => "sts.amazonaws.com.cn",
            _ => "sts.amazonaws.com",
        };
        let known = issuer.contains("token.actions.githubusercontent.com") || issuer.contains("oidc.eks.");
        let sent = self.reading.event.as_ref().and_then(|event| event.audience.clone());
        if self.has(ToldBy::Audience) {
            match sent.clone().or_else(|| known.then(|| usual.to_owned())) {
                Some(sent) if audiences.contains(&sent) => {
                    self.rule_out(ToldBy::Audience, &format!("it takes `{sent}`"));
                    self.raise(ToldBy::Asked, 95, &format!("{takes}, so the token is for somebody else"));
                }
                Some(expected) => self.raise(ToldBy::Audience, 97, &format!("{takes}, and not `{expected}`")),
                None => self.raise(ToldBy::Audience, 90, &takes),
            }
            return;
        }
        let Some(policy) = policy else { return };
        for (_, test) in policy.statements.iter().flat_map(|statement| statement.tests()) {
            if !test.name.to_ascii_lowercase().ends_with(":aud") {
                continue;
            }
            let document = policy.document;
            let demanded: Vec<&str> = match document.value(test.value) {
                Value::Array(items) => items.iter().filter_map(|item| document.string(*item)).collect(),
                _ => document.string(test.value).into_iter().collect(),
            };
            let met = demanded.iter().any(|value| value.contains('*') || audiences.iter().any(|own| own == value));
            if !demanded.is_empty() && !met {
                let why =
                    format!("{takes}; the trust policy demands `{}`. No token can be both.", demanded.join("`, `"));
                self.add(93, "The trust policy demands an audience that the provider does not take", why, &[PROVIDER]);
            }
        }
    }
}

/// What one kind of policy says.
struct Side {
    layer: Layer,
    decision: Decision,
    /// Whether it allows the action on other resources.
    elsewhere: bool,
}

const ALLOW_ALL: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}]}"#;
const NOTHING: &str = r#"{"Version": "2012-10-17", "Statement": []}"#;
const TRUST_ALL: &str =
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:*", "Principal": {"AWS": "*"}}]}"#;

fn account_of(arn: &str) -> Option<String> {
    let account = Arn::parse(arn)?.account().to_owned();
    (!account.is_empty()).then_some(account)
}

/// Whether two ARNs are of the same user or role.
pub(super) fn same_holder(a: &str, b: &str) -> bool {
    let own = |arn: &str| role_of_session(arn).unwrap_or_else(|| arn.to_owned());
    let (a, b) = (own(a), own(b));
    a == b || (account_of(&a) == account_of(&b) && name_of(&a).is_some() && name_of(&a) == name_of(&b))
}

/// Whether a policy lets nobody in but those whom an identity provider vouches for.
fn is_for_tokens(policy: &Policy<'_>) -> bool {
    let allows = policy.statements.iter().filter(|statement| statement.effect() == Effect::Allow);
    let mut named = allows.flat_map(|statement| statement.principals()).peekable();
    let is_provider = |arn: Arn<'_>| ["oidc-provider", "saml-provider"].contains(&arn.resource_type());
    named.peek().is_some() && named.all(|value| Arn::parse(value.trimmed()).is_some_and(is_provider))
}

/// Whether a policy names a caller, or its account.
fn trusts(policy: &Policy<'_>, arn: &str) -> bool {
    let own = role_of_session(arn).unwrap_or_else(|| arn.to_owned());
    let mut principals = policy.statements.iter().flat_map(|statement| statement.principals());
    principals.any(|value| {
        let value = value.trimmed();
        same_holder(value, &own) || account_of(&own).is_some_and(|account| is_account(value, &account))
    })
}

fn is_account(value: &str, account: &str) -> bool {
    value == account || (value.ends_with(":root") && account_of(value).as_deref() == Some(account))
}

fn list(items: &[String]) -> String {
    match items {
        [] => "none".to_owned(),
        items => format!("`{}`", items.join("`, `")),
    }
}

/// Whether a text is the same policy, however it is written.
fn same_policy(saved: &str, policy: &Policy<'_>) -> bool {
    let document = text::parse(saved);
    document.root.is_none_or(|root| same(&document, root, policy.document, policy.root))
}

fn same(a: &Document<'_>, left: NodeId, b: &Document<'_>, right: NodeId) -> bool {
    match (a.value(left), b.value(right)) {
        (Value::Object(own), Value::Object(others)) => {
            own.len() == others.len()
                && own.iter().all(|member| {
                    let Some(key) = member.key.map(|key| a.key(key)) else { return false };
                    let named = |other: &&text::Member| other.key.is_some_and(|own| b.key(own) == key);
                    others.iter().find(named).is_some_and(|other| same(a, member.value, b, other.value))
                })
        }
        (Value::Array(own), Value::Array(others)) => {
            own.len() == others.len() && own.iter().zip(others).all(|(x, y)| same(a, *x, b, *y))
        }
        // AWS keeps a list of one as it was given; some tools do not.
        (Value::Array([only]), _) => same(a, *only, b, right),
        (_, Value::Array([only])) => same(a, left, b, *only),
        _ => a.scalar(left) == b.scalar(right),
    }
}
