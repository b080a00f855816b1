//! What services say of the source when they assume a role.

include!(concat!(env!("OUT_DIR"), "/service-sources.rs"));

/// What a service is documented to send along, where AWS tells to ask for it in the role's trust policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServiceSource {
    /// `aws:SourceAccount`, and mostly `aws:SourceArn` too.
    Account,
    /// `aws:SourceArn`, of this form; `<…>` is to be filled in.
    Arn(&'static str),
}

impl ServiceSource {
    pub(crate) fn of(service: &str) -> Option<Self> {
        let at = SENDS_SOURCE.binary_search_by(|(name, _)| (**name).cmp(service)).ok()?;
        match SENDS_SOURCE.get(at)?.1 {
            "" => Some(Self::Account),
            form => Some(Self::Arn(form)),
        }
    }
}

/// Whether the service is reported to assume roles without `aws:SourceArn` and `aws:SourceAccount`.
///
/// No list of them exists; they are known from roles that stopped working when the keys were demanded.
pub(crate) fn sends_no_source(service: &str) -> bool {
    SENDS_NO_SOURCE.contains(&service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_send_what_is_documented() {
        assert_eq!(ServiceSource::of("rolesanywhere.amazonaws.com"), Some(ServiceSource::Account));
        assert!(
            matches!(ServiceSource::of("logs.amazonaws.com"), Some(ServiceSource::Arn(form)) if !form.contains('$'))
        );
        assert!(sends_no_source("ec2.amazonaws.com") && ServiceSource::of("ec2.amazonaws.com").is_none());
    }

    #[test]
    fn plain_roles_of_the_console_are_left_alone() {
        for service in ["lambda", "ec2", "ecs-tasks", "states", "codebuild", "glue", "sagemaker", "events", "iot"] {
            assert_eq!(ServiceSource::of(&format!("{service}.amazonaws.com")), None, "{service}");
        }
    }
}
