//! Proof that a remedy does not open the role to everybody.

use crate::aws::Arn;
use crate::evaluate::{Decision, Scenario, Who, examine};

/// Whether somebody who has nothing to do with the caller was kept out before and comes in after.
pub(super) fn comes_in(before: &Scenario, after: &Scenario, who: &Who) -> bool {
    let allowed = |scenario: &Scenario| {
        let stranger = stranger(scenario, who);
        stranger.is_some_and(|stranger| examine(&stranger).simulation.decision == Decision::Allowed)
    };
    // The request of the remedy for both: a stranger may know the external id, too.
    let before = || Scenario { role: before.role.clone(), ..after.clone() };
    allowed(after) && !allowed(&before())
}

/// The same call by somebody else with every permission on their own side.
fn stranger(scenario: &Scenario, who: &Who) -> Option<Scenario> {
    let mut stranger =
        Scenario { role: scenario.role.clone(), request: scenario.request.clone(), ..Scenario::default() };
    let request = &mut stranger.request;
    match who {
        Who::User(_) | Who::Session { .. } | Who::SomebodyOf { .. } => {
            let partition = Arn::parse(scenario.role.arn.trim())?.partition();
            request.principal = format!("arn:{partition}:iam::000000000000:user/stranger");
            request.context.retain(|(key, _)| !is_about_caller(key));
            request.principal_tags = Some(Vec::new());
            stranger.identity_policies = vec![EVERYTHING.to_owned()];
        }
        Who::Service(_) => {
            request.principal = "stranger.amazonaws.com".to_owned();
            request.context.clear();
        }
        Who::WebIdentity { .. } => {
            let theirs = |name: &str| !matches!(name, "iss" | "aud" | "azp" | "exp");
            for (_, values) in request.token.as_mut()?.iter_mut().filter(|(name, _)| theirs(name)) {
                *values = vec!["stranger".to_owned()];
            }
        }
        _ => return None,
    }
    Some(stranger)
}

const EVERYTHING: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

/// Whether a condition key says who calls.
fn is_about_caller(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.starts_with("aws:principal") || matches!(key.as_str(), "aws:username" | "aws:userid" | "aws:sourceidentity")
}
