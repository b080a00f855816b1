//! What the caller knows besides the policies: flags, and a file of options with the names that JavaScript has.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use trust_policy::{OptionError, OptionValue, Options};

use crate::console::Failure;
use crate::rules;

/// The options about the role, for each command that looks at policies.
#[derive(Debug, Args)]
#[command(next_help_heading = "About the role")]
pub(crate) struct Known {
    /// The role that the policies belong to: tells its account and its partition
    #[arg(long, value_name = "ARN")]
    role_arn: Option<String>,

    /// The account of that role; its ARN decides where both are given
    #[arg(long, value_name = "ID")]
    account: Option<String>,

    /// Another account that may be trusted; may be given more than once, or with commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    trusted_account: Vec<String>,

    /// The organization of the role's account
    #[arg(long, value_name = "ID")]
    organization_id: Option<String>,

    /// Leave out the findings of a rule; may be given more than once, or with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    silence: Vec<String>,

    /// A JSON file of these options: roleArn, account, trustedAccounts, organizationId, silence; flags win over it
    #[arg(long, value_name = "FILE")]
    options: Option<PathBuf>,
}

impl Known {
    /// The options of the file, with the flags over them.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        let mut options = self.options.as_deref().map_or_else(|| Ok(Options::default()), read)?;
        // An account on the command line is about another role than the file's.
        if self.account.is_some() {
            options.role_arn = None;
        }
        for (flag, name, text) in [
            ("--role-arn", "roleArn", &self.role_arn),
            ("--account", "account", &self.account),
            ("--organization-id", "organizationId", &self.organization_id),
        ] {
            if let Some(text) = text {
                options.set(name, OptionValue::Text(text.clone())).map_err(|error| said_of(flag, error))?;
            }
        }
        self.silence.iter().try_for_each(|id| rules::find(id.trim()).map(|_| ()))?;
        for (flag, name, texts) in
            [("--trusted-account", "trustedAccounts", &self.trusted_account), ("--silence", "silence", &self.silence)]
        {
            if !texts.is_empty() {
                options.set(name, OptionValue::List(texts.clone())).map_err(|error| said_of(flag, error))?;
            }
        }
        Ok(options)
    }
}

/// On the command line an option is known by its flag, and a list is made of single values.
fn said_of(flag: &str, error: OptionError) -> Failure {
    let expected = match flag {
        "--trusted-account" => "the twelve digits of an account id",
        _ => error.expected,
    };
    let given = error.given.unwrap_or_default();
    Failure::new(format!("{flag} is {expected}, not `{given}`"))
}

fn read(path: &Path) -> Result<Options, Failure> {
    let failed = |why: String| Failure::new(format!("cannot read the options in `{}`: {why}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
}
