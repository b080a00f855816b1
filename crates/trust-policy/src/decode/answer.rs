//! What `decode` answers: plain data, its JSON contract.

use serde::Serialize;

use crate::options::Options;
use crate::report::{Fix, Range};
use crate::text::LineIndex;

/// What is known besides the message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The text of the role's trust policy, or of the one that AWS refused; the output of `aws iam get-role` will do.
    pub policy: Option<String>,
    /// What is known about the role.
    pub options: Options,
    /// What the commands of an earlier answer printed, in any order; their errors, too. It may also stand in the message.
    pub answers: Vec<String>,
}

/// What AWS's message says, and what is behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Decoded {
    /// Whether this is a message about a role that we know.
    pub recognised: bool,
    /// AWS's error code.
    pub code: Option<String>,
    /// The API that said it, such as `sts:AssumeRole`; `null` when several may have.
    pub api: Option<String>,
    /// What it means, in a sentence.
    pub meaning: String,
    /// What the message names.
    pub parts: Parts,
    /// What each output of a command told, in sentences.
    pub told: Vec<String>,
    /// The trust policy that an output brought along where none was given: places and repairs are those of this text.
    pub policy: Option<String>,
    /// What is behind it, the likeliest first.
    pub causes: Vec<Cause>,
    /// What would tell more: a question to the reader.
    pub question: Option<String>,
}

impl Decoded {
    /// The same with offsets in UTF-16 code units, for callers that count as JavaScript does. `policy` is the text of the
    /// policy in the evidence; where an output brought the policy along, that counts.
    #[must_use]
    pub fn into_utf16(mut self, policy: &str) -> Self {
        let own = self.policy.clone();
        let policy = own.as_deref().unwrap_or(policy);
        if policy.is_ascii() {
            return self;
        }
        let index = LineIndex::new(policy);
        for cause in &mut self.causes {
            if let Some(place) = &mut cause.place {
                place.start.offset = index.utf16(policy, place.start.offset);
                place.end.offset = index.utf16(policy, place.end.offset);
            }
            for edit in cause.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                edit.start = index.utf16(policy, edit.start);
                edit.end = index.utf16(policy, edit.end);
            }
        }
        self
    }
}

/// What a message names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parts {
    /// Who called, or the principal that AWS refused.
    pub principal: Option<String>,
    /// What was not allowed.
    pub action: Option<String>,
    /// The role, as a rule.
    pub resource: Option<String>,
    /// The kind of policy that AWS blames.
    pub policy_type: Option<String>,
    /// The value that AWS did not take, or the limit that was passed.
    pub value: Option<String>,
    /// The issuer of the token.
    pub issuer: Option<String>,
    /// The AWS service that could not assume the role.
    pub service: Option<String>,
    /// For AWS Support, and to find the event in CloudTrail.
    pub request_id: Option<String>,
    /// Details that only `aws sts decode-authorization-message` can read.
    pub encoded_message: Option<String>,
    /// Every ARN in the text, in its order.
    pub arns: Vec<String>,
    /// Every account in the text, in its order.
    pub accounts: Vec<String>,
}

/// Something that may be behind a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cause {
    /// What it is.
    pub title: String,
    /// How likely it is, with what is known.
    pub likelihood: Likelihood,
    /// Why, in whole sentences.
    pub why: String,
    /// The place in the policy.
    #[serde(rename = "where")]
    pub place: Option<Range>,
    /// The same in the policy's own terms: `Statement[0].Principal`.
    pub path: Option<String>,
    /// Commands that tell, for POSIX shells; they change nothing. What they print can be pasted back.
    pub next: Vec<String>,
    /// The same for PowerShell.
    pub next_powershell: Vec<String>,
    /// The rule of `check` that found it.
    pub finding: Option<&'static str>,
    /// The repairs of that finding.
    pub fixes: Vec<Fix>,
}

/// How likely a cause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likelihood {
    /// The policy shows it, or the message says so.
    High,
    /// It fits.
    Medium,
    /// It is rare here, or ruled out.
    Low,
}
