//! What is known of a call, and the names that commands take from it.

use serde::Deserialize;

use crate::aws::{AccountId, Arn, Caller, Partition, iam_arn, is_region, provider};
use crate::text::is_invisible;

/// What commands are made for. What is left empty was not said, and stands in them `<LIKE_THIS>`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Situation {
    /// The ARN of the role that is to be assumed.
    pub role_arn: Option<String>,
    /// Who calls: the ARN of a user, role, session or provider, an account, or a service such as `ec2.amazonaws.com`.
    pub caller_arn: Option<String>,
    /// The identity provider of a federated caller: its ARN, or the issuer of its tokens.
    pub provider: Option<String>,
    /// The audience of the provider's tokens.
    pub audience: Option<String>,
    /// `ExternalId`.
    pub external_id: Option<String>,
    /// Whether the caller has to sign in with MFA.
    pub mfa: bool,
    /// The caller's MFA device, by its ARN or serial number; it implies `mfa`.
    pub mfa_serial: Option<String>,
    /// `RoleSessionName`.
    pub session_name: Option<String>,
    /// `SourceIdentity`.
    pub source_identity: Option<String>,
    /// Session tags.
    pub tags: Vec<(String, String)>,
    /// `TransitiveTagKeys`.
    pub transitive_tag_keys: Vec<String>,
    /// `DurationSeconds`.
    pub duration_seconds: Option<i64>,
    /// The Region whose endpoint of AWS STS is called.
    pub region: Option<String>,
    /// The text of the trust policy that is to be saved.
    pub trust_policy: Option<String>,
    /// The encoded message of an error.
    pub encoded_message: Option<String>,
}

/// The user or role that has the caller's policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holder<'s> {
    /// `user` or `role`.
    pub(super) kind: &'static str,
    pub(super) name: &'s str,
    /// `None` where the ARN of a session does not tell the path.
    pub(super) arn: Option<String>,
    /// Whether AWS keeps its policies: roles of IAM Identity Center and of services.
    pub(super) managed: bool,
}

/// Whether a text can be part of a command. No name at AWS has characters that a terminal would obey or swallow.
fn is_sayable(text: &str) -> bool {
    !text.contains(|c: char| {
        c.is_control() || is_invisible(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

pub(super) fn told(text: &Option<String>) -> Option<&str> {
    let text = text.as_deref()?.trim();
    (!text.is_empty() && is_sayable(text)).then_some(text)
}

impl Situation {
    fn role(&self) -> Option<Arn<'_>> {
        let arn = Arn::parse(told(&self.role_arn)?)?;
        let names_role = arn.service() == "iam" && arn.resource_type() == "role" && arn.resource_path().is_some();
        names_role.then_some(arn)
    }

    fn caller(&self) -> Option<Arn<'_>> {
        Arn::parse(told(&self.caller_arn)?)
    }

    /// Its ARN, in the form of one where it is unknown: the AWS CLI refuses what is too short for an ARN.
    pub(super) fn role_arn(&self) -> String {
        match self.role() {
            Some(_) => told(&self.role_arn).unwrap_or_default().to_owned(),
            None => self.of_role_account("role/", "<ROLE_NAME>"),
        }
    }

    /// The ARN of something in the role's account.
    fn of_role_account(&self, kind: &str, name: &str) -> String {
        iam_arn(self.partition().id, self.role_account().unwrap_or("<ROLE_ACCOUNT_ID>"), kind, name)
    }

    pub(crate) fn role_name(&self) -> &str {
        let path = self.role().and_then(|arn| arn.resource_path());
        path.map_or("<ROLE_NAME>", |path| path.rsplit('/').next().unwrap_or_default())
    }

    pub(super) fn role_account(&self) -> Option<&str> {
        self.role().map(|arn| arn.account())
    }

    /// Whether the caller can be an IAM user: it is one, or nobody said who it is.
    pub(super) fn may_be_user(&self) -> bool {
        match self.holder() {
            Some(holder) => holder.kind == "user",
            None => self.way() != Some(Caller::Service),
        }
    }

    pub(super) fn caller_account(&self) -> Option<&str> {
        let caller = told(&self.caller_arn)?;
        AccountId::parse(caller)
            .map(AccountId::as_str)
            .or_else(|| Some(Arn::parse(caller)?.account()).filter(|account| !account.is_empty()))
    }

    /// Whether role and caller are of two accounts that can trust each other: partitions know nothing of one another.
    pub(super) fn crosses_accounts(&self) -> bool {
        let (Some(role), Some(caller)) = (self.role(), self.caller_account()) else { return false };
        let same_partition = self.caller().is_none_or(|arn| arn.partition() == role.partition());
        same_partition && role.account() != caller
    }

    /// The user or role behind the caller.
    pub(super) fn holder(&self) -> Option<Holder<'_>> {
        let caller = self.caller()?;
        let path = caller.resource_path()?;
        let (kind, name, arn) = match (caller.service(), caller.resource_type()) {
            ("iam", "user") => ("user", path.rsplit('/').next()?, told(&self.caller_arn).map(str::to_owned)),
            ("iam", "role") => ("role", path.rsplit('/').next()?, told(&self.caller_arn).map(str::to_owned)),
            ("sts", "assumed-role") => ("role", path.split('/').next()?, None),
            _ => return None,
        };
        let managed = name.starts_with("AWSReservedSSO_")
            || name.starts_with("AWSServiceRoleFor")
            || ["aws-reserved/", "aws-service-role/"].iter().any(|start| path.starts_with(start));
        Some(Holder { kind, name, arn, managed })
    }

    /// How the caller gets in, as far as it is known.
    pub(super) fn way(&self) -> Option<Caller> {
        if let Some(provider) = self.federation() {
            return Some(if provider.contains(":saml-provider/") { Caller::Saml } else { Caller::WebIdentity });
        }
        let caller = told(&self.caller_arn)?;
        let service = caller.contains('.') && !caller.contains([':', '/']);
        Some(if service { Caller::Service } else { Caller::Principal })
    }

    /// The provider, where the caller is federated.
    fn federation(&self) -> Option<&str> {
        let federated = |text: &&str| {
            [":oidc-provider/", ":saml-provider/", "https://"].iter().any(|mark| text.contains(mark))
                || provider::is_built_in(text)
        };
        told(&self.provider).or_else(|| told(&self.caller_arn).filter(federated))
    }

    /// The ARN of the SAML provider.
    pub(super) fn saml_provider(&self) -> String {
        let told = self.federation().filter(|text| text.contains(":saml-provider/"));
        told.map_or_else(|| self.of_role_account("saml-provider/", "<SAML_PROVIDER_NAME>"), str::to_owned)
    }

    /// The issuer of the tokens, without its scheme. `None` for those that need no provider in IAM.
    pub(super) fn issuer(&self) -> Option<&str> {
        let Some(text) = self.federation().filter(|text| !text.contains(":saml-provider/")) else {
            return Some("<ISSUER>");
        };
        let issuer = text.split_once(":oidc-provider/").map_or(text, |(_, issuer)| issuer);
        let issuer = provider::without_scheme(issuer);
        (!provider::is_built_in(issuer)).then_some(issuer)
    }

    /// The ARN of the OIDC provider, which is one of the role's account.
    pub(super) fn oidc_provider(&self) -> Option<String> {
        let issuer = self.issuer()?;
        if let Some(arn) = self.federation().filter(|text| text.contains(":oidc-provider/")) {
            return Some(arn.to_owned());
        }
        Some(self.of_role_account("oidc-provider/", issuer))
    }

    /// The session tags.
    pub(super) fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        let value = |text| if is_sayable(text) { text } else { "<TAG_VALUE>" };
        self.tags.iter().map(move |(key, text)| (tag_key(key), value(text)))
    }

    pub(super) fn passes_tags(&self) -> bool {
        !self.tags.is_empty() || !self.transitive_tag_keys.is_empty()
    }

    pub(super) fn transitive_tag_keys(&self) -> impl Iterator<Item = &str> {
        self.transitive_tag_keys.iter().map(|key| tag_key(key))
    }

    pub(super) fn needs_mfa(&self) -> bool {
        self.mfa || told(&self.mfa_serial).is_some()
    }

    /// The partition: of the role, else of the caller, else of the Region.
    pub(super) fn partition(&self) -> Partition {
        let of_arn = |arn: Option<Arn<'_>>| arn.and_then(|arn| Partition::parse(arn.partition()));
        let of_region = || Some(partition_of(told(&self.region)?));
        of_arn(self.role()).or_else(|| of_arn(self.caller())).or_else(of_region).unwrap_or(Partition::AWS)
    }

    /// The Region for a service that every Region has: the one that was told if it is of the partition, else the one by
    /// which the partition goes. In the commercial partition the AWS CLI's own setting decides.
    pub(crate) fn region(&self) -> Option<&str> {
        let partition = self.partition();
        let told = told(&self.region).filter(|region| is_region(region) && partition_of(region) == partition);
        told.or_else(|| home_region(partition))
    }

    /// The Region for a service that a partition has once, such as IAM: none for the commercial partition, whose endpoint
    /// the AWS CLI takes anyway.
    pub(crate) fn region_of_global(&self) -> Option<&str> {
        if self.partition() == Partition::AWS { None } else { self.region() }
    }
}

fn tag_key(key: &str) -> &str {
    if is_sayable(key) { key } else { "<TAG_KEY>" }
}

/// The partition of a Region. Source: botocore 1.44.5, `partitions.json` (`regionRegex`).
fn partition_of(region: &str) -> Partition {
    let starts = [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-iso-", "aws-iso"),
        ("us-isob-", "aws-iso-b"),
        ("eu-isoe-", "aws-iso-e"),
        ("us-isof-", "aws-iso-f"),
        ("eusc-", "aws-eusc"),
    ];
    let id = starts.iter().find(|(start, _)| region.starts_with(start)).map_or("aws", |(_, id)| id);
    Partition::parse(id).unwrap_or(Partition::AWS)
}

/// The Region in which the services that a partition has once are at home.
/// Source: botocore 1.44.5, `endpoints.json` and `partitions.json` (`implicitGlobalRegion`).
fn home_region(partition: Partition) -> Option<&'static str> {
    Some(match partition.id {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-iso" => "us-iso-east-1",
        "aws-iso-b" => "us-isob-east-1",
        "aws-iso-e" => "eu-isoe-west-1",
        "aws-iso-f" => "us-isof-south-1",
        "aws-eusc" => "eusc-de-east-1",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(role: &str, caller: &str, region: &str) -> Situation {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Situation { role_arn: text(role), caller_arn: text(caller), region: text(region), ..Situation::default() }
    }

    #[test]
    fn regions_are_of_the_partition() {
        for (role, region, expected, global) in [
            ("arn:aws:iam::111122223333:role/a", "", None, None),
            ("arn:aws:iam::111122223333:role/a", "eu-west-1", Some("eu-west-1"), None),
            ("arn:aws:iam::111122223333:role/a", "cn-north-1", None, None),
            ("arn:aws-cn:iam::111122223333:role/a", "", Some("cn-north-1"), Some("cn-north-1")),
            ("arn:aws-cn:iam::111122223333:role/a", "cn-northwest-1", Some("cn-northwest-1"), Some("cn-northwest-1")),
            ("arn:aws-us-gov:iam::111122223333:role/a", "us-east-1", Some("us-gov-west-1"), Some("us-gov-west-1")),
            ("", "us-gov-east-1", Some("us-gov-east-1"), Some("us-gov-east-1")),
        ] {
            let situation = of(role, "", region);
            assert_eq!((situation.region(), situation.region_of_global()), (expected, global), "{role} {region}");
        }
    }

    #[test]
    fn every_partition_but_the_first_has_a_home() {
        for partition in Partition::ALL {
            let home = home_region(partition);
            assert_eq!(home.is_none(), partition == Partition::AWS);
            assert!(home.is_none_or(|region| partition_of(region) == partition && is_region(region)));
        }
    }

    #[test]
    fn sessions_belong_to_their_roles() {
        let situation = of("", "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/ann", "");
        let holder = situation.holder().unwrap();
        assert_eq!(
            (holder.kind, holder.name, holder.arn, holder.managed),
            ("role", "AWSReservedSSO_Admin_0123", None, true)
        );
        assert_eq!(situation.caller_account(), Some("111122223333"));
    }

    #[test]
    fn callers_are_told_apart() {
        let way = |caller: &str| of("", caller, "").way();
        assert_eq!(way(""), None);
        assert_eq!(way("ec2.amazonaws.com"), Some(Caller::Service));
        assert_eq!(way("111122223333"), Some(Caller::Principal));
        assert_eq!(way("accounts.google.com"), Some(Caller::WebIdentity));
        assert_eq!(way("arn:aws:iam::111122223333:saml-provider/Okta"), Some(Caller::Saml));
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_said() {
        assert_eq!(
            of("arn:aws:iam::111122223333:role/a\u{1b}[2J", "", "").role_arn(),
            "arn:aws:iam::<ROLE_ACCOUNT_ID>:role/<ROLE_NAME>"
        );
    }
}
