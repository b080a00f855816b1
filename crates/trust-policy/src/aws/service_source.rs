//! What services say of the source when they assume a role.

use super::catalogue::DOMAIN;

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
        match sends(service)?.2 {
            "-" => None,
            "" => Some(Self::Account),
            form => Some(Self::Arn(form)),
        }
    }
}

/// The services of which the resources are that such a service is documented to send as `aws:SourceArn`, separated by
/// blanks: mostly its own.
pub(crate) fn source_services(service: &str) -> Option<&'static str> {
    sends(service).map(|row| row.1).filter(|services| !services.is_empty())
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn sends(service: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let label = service.strip_suffix(DOMAIN)?;
    let at = SENDS_SOURCE.binary_search_by(|(name, ..)| (**name).cmp(label)).ok()?;
    SENDS_SOURCE.get(at)
}

/// What is reported of a service whose roles stopped working when `aws:SourceArn` or `aws:SourceAccount` was demanded.
///
/// No list of them exists, and no page of AWS says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SilentSource {
    Reported,
    /// By one report, where AWS documents that the service sends them elsewhere.
    Doubted,
}

impl SilentSource {
    pub(crate) fn of(service: &str) -> Option<Self> {
        let (_, certain) = SENDS_NO_SOURCE.iter().find(|(name, _)| *name == service)?;
        Some(if *certain { Self::Reported } else { Self::Doubted })
    }
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
        assert_eq!(source_services("vpc-flow-logs.amazonaws.com"), Some("ec2"));
        assert_eq!(source_services("codedeploy.amazonaws.com"), Some("codedeploy cloudformation"));
        assert_eq!(source_services("iot.amazonaws.com"), Some("iot"));
        assert_eq!(source_services("lambda.amazonaws.com"), None);
        assert_eq!(ServiceSource::of("ec2.amazonaws.com"), None);
        assert_eq!(SilentSource::of("ec2.amazonaws.com"), Some(SilentSource::Reported));
        assert_eq!(SilentSource::of("cloudtrail.amazonaws.com"), Some(SilentSource::Doubted));
        assert_eq!(SilentSource::of("lambda.amazonaws.com"), None);
    }

    #[test]
    fn plain_roles_of_the_console_are_left_alone() {
        for service in ["lambda", "ec2", "ecs-tasks", "states", "codebuild", "glue", "sagemaker", "events", "iot"] {
            assert_eq!(ServiceSource::of(&format!("{service}.amazonaws.com")), None, "{service}");
        }
    }
}
