//! The commands that tell more: read-only lines of the AWS CLI, filled in with the names from the message.

use crate::aws::Arn;

/// The names that commands need, where they are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) caller: Option<String>,
    pub(super) role_arn: Option<String>,
    /// Where only the name is known.
    pub(super) role_name: Option<String>,
    pub(super) action: Option<String>,
    pub(super) resource: Option<String>,
    /// The ARN of the identity provider.
    pub(super) provider: Option<String>,
    /// The principal that AWS did not take.
    pub(super) value: Option<String>,
    pub(super) encoded: Option<String>,
    /// The call, as CloudTrail names it.
    pub(super) event: Option<String>,
    pub(super) region: Option<&'static str>,
}

impl Names {
    /// The command of a template; `None` where it makes no sense for what is known.
    pub(super) fn ask(&self, template: &str) -> Option<String> {
        if template == "{look-up}" {
            return self.look_up();
        }
        let role = self.role_arn.as_deref().and_then(name_of).or(self.role_name.as_deref());
        let mut command = template.to_owned();
        for (place, value, unknown) in [
            ("{role}", role, "<ROLE_NAME>"),
            ("{role-arn}", self.role_arn.as_deref(), "<ROLE_ARN>"),
            ("{caller}", self.policy_source().as_deref(), "<CALLER_ARN>"),
            ("{action}", self.action.as_deref(), "sts:AssumeRole"),
            ("{resource}", self.resource.as_deref().or(self.role_arn.as_deref()), "<ROLE_ARN>"),
            ("{provider}", self.provider.as_deref(), "<PROVIDER_ARN>"),
            ("{encoded}", self.encoded.as_deref(), "<ENCODED_MESSAGE>"),
            ("{event}", self.event.as_deref(), "AssumeRole"),
        ] {
            // Inside of a quoted argument there are quotation marks already.
            let inside = command.contains(&["=", place].concat());
            if command.contains(place) {
                let value = value.filter(|value| is_name(value)).unwrap_or(unknown);
                command = command.replace(place, &if inside { value.to_owned() } else { word(value) });
            }
        }
        Some(self.in_region(command))
    }

    /// The other partitions have endpoints of their own.
    fn in_region(&self, command: String) -> String {
        match self.region {
            Some(region) => format!("{command} --region {region}"),
            None => command,
        }
    }

    /// Policies belong to the role, not to its session.
    fn policy_source(&self) -> Option<String> {
        let caller = self.caller.as_deref()?;
        let arn = Arn::parse(caller)?;
        match arn.resource_type() {
            "user" | "role" => Some(caller.to_owned()),
            "assumed-role" => {
                let name = arn.resource_path()?.split('/').next()?;
                Some(format!("arn:{}:iam::{}:role/{name}", arn.partition(), arn.account()))
            }
            _ => None,
        }
    }

    /// Asks for the principal that AWS did not take.
    fn look_up(&self) -> Option<String> {
        let value = self.value.as_deref()?.trim();
        let arn = Arn::parse(value);
        let name = name_of(value).filter(|name| is_name(name)).map(word);
        let command = match (arn?.resource_type(), name) {
            ("role", Some(name)) => format!("aws iam get-role --role-name {name} --query Role.Arn"),
            ("user", Some(name)) => format!("aws iam get-user --user-name {name} --query User.Arn"),
            _ => "aws sts get-caller-identity".to_owned(),
        };
        Some(self.in_region(command))
    }
}

/// The name at the end of an ARN of IAM.
pub(super) fn name_of(arn: &str) -> Option<&str> {
    let name = Arn::parse(arn)?.resource_path()?.rsplit('/').next()?;
    (!name.is_empty()).then_some(name)
}

/// Whether a text has only what names of AWS have. What is in the message is not trusted.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-/:".contains(c);
    !text.is_empty() && !text.starts_with('-') && text.chars().all(plain)
}

/// A name or a placeholder as one word of a POSIX shell and of PowerShell.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-/:".contains(c);
    let bare = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
    if bare { text.to_owned() } else { format!("'{text}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_where_they_are_safe() {
        let mut names =
            Names { role_arn: Some("arn:aws:iam::111122223333:role/app/deploy".to_owned()), ..Names::default() };
        assert_eq!(names.ask("aws x {role}").unwrap(), "aws x deploy");
        assert_eq!(names.ask("aws x {caller}").unwrap(), "aws x '<CALLER_ARN>'");
        names.caller = Some("arn:aws-cn:sts::111122223333:assumed-role/ci/run".to_owned());
        names.region = Some("cn-north-1");
        assert_eq!(
            names.ask("aws x {caller}").unwrap(),
            "aws x arn:aws-cn:iam::111122223333:role/ci --region cn-north-1"
        );
        names.role_arn = Some("arn:aws:iam::111122223333:role/a;rm -rf $HOME".to_owned());
        names.region = None;
        assert_eq!(names.ask("aws x {role}").unwrap(), "aws x '<ROLE_NAME>'");
    }
}
