//! Service principals: their names, and what people write for them.

use super::catalogue::{DOMAIN, is_service_principal};
use super::spelling::nearest_within;
use super::{Partition, catalogue, distance};

/// What a text under `Service` is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ServiceName {
    /// A service principal that AWS uses.
    Known,
    /// Shaped like one, and neither known nor near a known one: no list is complete.
    Unlisted,
    /// A known service with a Region in its name, as some services once documented.
    Regional { global: String },
    /// A known service with the China suffix that it does not use, as far as is known.
    ChinaSuffix { global: String },
    /// A known service, written wrongly: the domain lacks or is wrong, capital letters, a common other name.
    Miswritten { name: String },
    /// A letter or two from a known service.
    Near { name: String },
    /// No service principal, whatever is meant.
    Nothing,
}

/// Other names that people know services by.
const ALIASES: [(&str, &str); 14] = [
    ("api-gateway", "apigateway"),
    ("cloud-formation", "cloudformation"),
    ("cloudwatch-events", "events"),
    ("cloudwatch-logs", "logs"),
    ("cloudwatchlogs", "logs"),
    ("ecs-task", "ecs-tasks"),
    ("ecstasks", "ecs-tasks"),
    ("elb", "elasticloadbalancing"),
    ("emr", "elasticmapreduce"),
    ("eventbridge", "events"),
    ("flow-logs", "vpc-flow-logs"),
    ("step-functions", "states"),
    ("stepfunctions", "states"),
    ("vpcflowlogs", "vpc-flow-logs"),
];

impl ServiceName {
    pub(crate) fn of(text: &str) -> Self {
        if is_service_principal(text) {
            return Self::Known;
        }
        let lower = text.to_ascii_lowercase();
        let Some(label) = label(&lower) else {
            return Self::Nothing;
        };
        let global = everywhere(label);
        let china = lower.ends_with(Partition::CHINA.dns_suffix);
        let whole = china || lower.ends_with(DOMAIN);
        if is_service_principal(&global) {
            return if china && lower == text {
                Self::ChinaSuffix { global }
            } else {
                Self::Miswritten { name: global }
            };
        }
        if let Some((_, name)) = ALIASES.iter().find(|(alias, _)| *alias == label) {
            return Self::Miswritten { name: everywhere(name) };
        }
        if let Some(global) = without_region(label).filter(|global| is_service_principal(global)) {
            return if whole && lower == text { Self::Regional { global } } else { Self::Miswritten { name: global } };
        }
        match near(label) {
            Some(known) => Self::Near { name: everywhere(known) },
            None if whole && lower == text => Self::Unlisted,
            None => Self::Nothing,
        }
    }
}

/// The service principal of a label outside China.
fn everywhere(label: &str) -> String {
    [label, DOMAIN].concat()
}

/// The label of a service principal that is near: in short names every letter counts.
fn near(label: &str) -> Option<&'static str> {
    let limit = match label.len() {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let mut labels = catalogue::service_labels().iter();
    // Names of another length are passed over here: there are hundreds.
    let mut next = || loop {
        let known = labels.next()?;
        if known.len().abs_diff(label.len()) <= limit && !known.ends_with(".cn") {
            return Some(*known);
        }
    };
    nearest_within(label, limit, &mut next)
}

/// The part before AWS's domain, or before what was written for it. `None` when nothing is left.
fn label(text: &str) -> Option<&str> {
    let mut rest = text.trim_end_matches('.');
    let mut domain = false;
    while let Some((head, last)) = rest.rsplit_once('.').or(Some(("", rest))) {
        let amazon = matches!(last, "amazon" | "amazonaws" | "aws") || distance(last, "amazonaws", 2).is_some();
        let top = matches!(last, "com" | "cn" | "co" | "cm" | "con" | "org" | "net" | "eu");
        if !(amazon || (top && !domain)) || rest.is_empty() {
            break;
        }
        domain |= amazon;
        rest = head;
    }
    let label = rest;
    let word = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    // A name with dots and another domain is somebody else's host.
    (word && (domain || !label.contains('.'))).then_some(label)
}

/// `states.eu-west-1` as the name of the service everywhere.
fn without_region(label: &str) -> Option<String> {
    let (service, region) = label.rsplit_once('.')?;
    is_region(region).then(|| everywhere(service))
}

/// Whether a text is shaped like the name of a Region: `eu-west-1`, `us-gov-east-1`.
pub(crate) fn is_region(text: &str) -> bool {
    let Some((area, rest)) = text.split_once('-') else { return false };
    (2..=4).contains(&area.len())
        && area.bytes().all(|byte| byte.is_ascii_lowercase())
        && rest.contains('-')
        && matches!(rest.as_bytes(), [.., b'-', number] if number.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        use ServiceName::*;
        let global = |name: &str| name.to_owned();
        for (text, expected) in [
            ("ec2.amazonaws.com", Known),
            ("ec2.amazonaws.com.cn", Known),
            ("ec2", Miswritten { name: global("ec2.amazonaws.com") }),
            ("EC2.amazonaws.com", Miswritten { name: global("ec2.amazonaws.com") }),
            ("ec2.amazon.com", Miswritten { name: global("ec2.amazonaws.com") }),
            ("ec2.amazonaws.co", Miswritten { name: global("ec2.amazonaws.com") }),
            ("ec2.amazonaws", Miswritten { name: global("ec2.amazonaws.com") }),
            ("ec2.aws.com", Miswritten { name: global("ec2.amazonaws.com") }),
            ("step-functions.amazonaws.com", Miswritten { name: global("states.amazonaws.com") }),
            ("lamda.amazonaws.com", Near { name: global("lambda.amazonaws.com") }),
            ("lamda", Near { name: global("lambda.amazonaws.com") }),
            ("lambda.amazonaws.com.cn", ChinaSuffix { global: global("lambda.amazonaws.com") }),
            ("states.eu-west-1.amazonaws.com", Regional { global: global("states.amazonaws.com") }),
            ("frobnicate.amazonaws.com", Unlisted),
            ("amazonaws.com", Nothing),
            ("accounts.google.com", Nothing),
        ] {
            assert_eq!(ServiceName::of(text), expected, "{text}");
        }
    }

    #[test]
    fn regions_by_shape() {
        assert!(is_region("eu-west-1") && is_region("us-gov-east-1") && is_region("cn-north-1"));
        assert!(!is_region("alarms") && !is_region("s3-outposts"));
    }
}
