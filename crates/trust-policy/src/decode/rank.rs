//! Which cause it is: what is usual, weighed by what the message and the policy say.

use super::Known;
use super::answer::{Cause, Likelihood};
use super::ask::{self, Ask, CALLER, INLINE, Line, MANAGED, Names, RESOURCE_CONTROL, SERVICE_CONTROL};
use super::compact::Compact;
use super::facts::Facts;
use super::read::Reading;
use super::template;
use super::trust::{Blame, Trial};
use super::usual::{ToldBy, Usual};
use crate::aws::Arn;
use crate::policy::{Effect, Policy, Statement};
use crate::report::{Confidence, Finding, Range, Severity};
use crate::rules::Refusal;
use crate::text::{LineIndex, Span};

/// What is ruled out is still told, at the end.
pub(super) const RULED_OUT: u8 = 4;

/// Ranks the causes of a message.
pub(super) fn rank(
    reading: &Reading,
    usual: &'static [Usual],
    names: &Names,
    facts: &Facts,
    known: Option<&Known<'_>>,
) -> Vec<Cause> {
    let shell = facts.caller().map(str::to_owned);
    let mut ranking = Ranking { reading, names, shell, needs_identity: None, causes: Vec::new() };
    let policy = known.and_then(|known| known.policy.map(|policy| (known, policy)));
    match policy {
        Some((known, policy)) => {
            Judge { known, policy, facts, index: LineIndex::new(known.input.pasted) }.rank(&mut ranking, usual)
        }
        // A text without a policy may still have mistakes.
        None => {
            for (finding, refusal) in known.map(|known| &known.findings[..]).unwrap_or_default() {
                ranking.refused(finding, refusal.as_ref());
            }
            usual.iter().for_each(|cause| ranking.usual(cause));
        }
    }
    ranking.weigh(facts, policy.map(|(_, policy)| policy));
    ranking.named_policy(facts);
    ranking.encoded();
    ranking.finish()
}

/// Causes that are being collected.
pub(super) struct Ranking<'r> {
    pub(super) reading: &'r Reading,
    pub(super) names: &'r Names,
    /// Whose credentials the reader has at hand.
    pub(super) shell: Option<String>,
    /// Whether the caller needs a policy of its own; `None` when that is open.
    pub(super) needs_identity: Option<bool>,
    /// Each with its weight and what tells it.
    pub(super) causes: Vec<(u8, ToldBy, Cause)>,
}

impl Ranking<'_> {
    fn usual(&mut self, usual: &Usual) {
        self.weighed(usual, usual.weight, usual.why.to_owned());
    }

    fn weighed(&mut self, usual: &Usual, weight: u8, why: String) {
        let cause = cause(usual.title, why, self.lines(usual.next));
        self.causes.push((weight, usual.told_by, cause));
    }

    pub(super) fn lines(&self, asks: &[Ask]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for line in asks.iter().filter_map(|ask| self.names.ask(*ask)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    fn ruled_out(&mut self, usual: &Usual, reason: &str) {
        self.causes.push((RULED_OUT, usual.told_by, cause(usual.title, format!("Ruled out: {reason}."), Vec::new())));
    }

    fn finding(&mut self, finding: &Finding, weight: u8, told_by: ToldBy) {
        if self.causes.iter().any(|(.., own)| own.finding == Some(finding.rule) && own.place == Some(finding.span)) {
            return;
        }
        let mut why = finding.why.to_string();
        if let Some(help) = &finding.help {
            why = format!("{why} {help}");
        }
        let found = Cause {
            place: Some(finding.span),
            path: Some(finding.path.clone()).filter(|path| !path.is_empty()),
            finding: Some(finding.rule),
            fixes: finding.fixes.clone(),
            ..cause(&capitalised(&finding.message), why, Vec::new())
        };
        self.causes.push((weight, told_by, found));
    }

    /// A finding, by what AWS says to it when the policy is saved.
    fn refused(&mut self, finding: &Finding, refusal: Option<&Refusal>) {
        let Some(refusal) = refusal else { return };
        let words = refusal.message.as_deref().map(Compact::of);
        let same = words.as_ref().zip(self.reading.message).and_then(|(words, own)| template::find(own.text, words));
        let weight = match (same, refusal.certain) {
            (Some(found), _) => {
                let value = found.places.iter().find(|(name, _)| *name == "value").map(|(_, value)| value.trim());
                let wanted = self.reading.parts.value.as_deref().map(str::trim);
                // AWS quotes what it did not take.
                if value == wanted { 96 } else { 66 }
            }
            (None, true) if words.is_none() => 76,
            (None, true) => 52,
            (None, false) => 44,
        };
        self.finding(finding, weight, ToldBy::Rules(&[]));
    }

    /// AWS names the kind of policy: that is it, and the others are not.
    fn named_policy(&mut self, facts: &Facts) {
        let explicit = self.reading.explicit;
        let Some(kind) = self.reading.parts.policy_type.as_deref() else {
            return if explicit {
                self.denied_by_some_policy()
            };
        };
        let of_trust = |told: ToldBy| matches!(told, ToldBy::Principal | ToldBy::Action | ToldBy::Conditions);
        let words = kind.replace('-', " ");
        for (weight, told_by, cause) in &mut self.causes {
            let fits = match (kind, explicit) {
                ("trust-policy", true) => *told_by == ToldBy::Deny,
                ("trust-policy", false) => of_trust(*told_by) || matches!(told_by, ToldBy::Rules(_)),
                ("identity-policy", false) => *told_by == ToldBy::Identity,
                _ => false,
            };
            if fits && *weight > RULED_OUT {
                *weight = (*weight).saturating_add(30).min(99);
            } else if *weight > RULED_OUT {
                *weight = RULED_OUT + 1;
                cause.why = format!("Ruled out: AWS names the {words}. {}", cause.why);
                // What is ruled out needs no look.
                (cause.next, cause.next_powershell) = Default::default();
            }
        }
        let title = match (kind, explicit) {
            ("identity-policy", true) => "A policy of the caller denies it",
            ("permissions-boundary", _) => "The caller's permissions boundary does not allow it",
            ("session-policy", _) => "The session policy of the caller's session does not allow it",
            ("service-control-policy", _) => "A service control policy of the caller's organization does not allow it",
            ("resource-control-policy", _) => "A resource control policy of the role's organization does not allow it",
            ("vpc-endpoint-policy", _) => "The policy of the VPC endpoint does not allow it",
            _ => return,
        };
        let asks: &[Ask] = match kind {
            "permissions-boundary" if self.names.caller.is_none() => &[CALLER],
            "permissions-boundary" => &[Ask::CallerHolder],
            "service-control-policy" => &[Ask::Organization, SERVICE_CONTROL],
            "resource-control-policy" => &[RESOURCE_CONTROL],
            "vpc-endpoint-policy" => &[Ask::Endpoints],
            "identity-policy" => &[Ask::Simulate, MANAGED, INLINE],
            _ => &[CALLER],
        };
        // Newer replies name the policy itself.
        let is_policy = |arn: &&String| Arn::parse(arn).is_some_and(|arn| arn.resource_type() == "policy");
        let named = self.reading.parts.arns.iter().find(is_policy);
        let mut next: Vec<Line> = named.and_then(|arn| facts.blamed(arn, self.names)).into_iter().collect();
        next.extend(match (named, kind) {
            (Some(_), _) => Vec::new(),
            (None, "service-control-policy") => facts.listed(Some("SERVICE_CONTROL_POLICY"), self.names),
            (None, "resource-control-policy") => facts.listed(Some("RESOURCE_CONTROL_POLICY"), self.names),
            _ => Vec::new(),
        });
        next.extend(self.lines(asks));
        let how = if explicit { "An explicit denial stands in it." } else { "Nothing in it allows the action." };
        let which = named.map(|arn| format!(" It is `{arn}`.")).unwrap_or_default();
        let why = format!("AWS says so itself.{which} {how} The trust policy is not at fault.");
        self.causes.push((98, ToldBy::Nothing, cause(title, why, next)));
    }

    /// AWS says that a policy denies it, and not of what kind that is: what is not allowed is no cause.
    fn denied_by_some_policy(&mut self) {
        for (weight, told_by, cause) in &mut self.causes {
            match told_by {
                _ if *weight <= RULED_OUT => {}
                ToldBy::Deny if cause.place.is_some() => *weight = (*weight + 20).min(96),
                ToldBy::Deny | ToldBy::Guardrail => *weight = 50,
                ToldBy::Caller => {}
                _ => {
                    *weight = RULED_OUT + 1;
                    cause.why = format!("Ruled out: AWS speaks of an explicit denial. {}", cause.why);
                    (cause.next, cause.next_powershell) = Default::default();
                }
            }
        }
        let why = "AWS speaks of an explicit denial and does not name the policy. One of the caller's own is the likeliest, such \
                   as one that denies everything without MFA.";
        let next = self.lines(&[Ask::Simulate, MANAGED, INLINE]);
        self.causes.push((80, ToldBy::Nothing, cause("A policy of the caller denies it", why.to_owned(), next)));
    }

    /// Whatever else is to be said, AWS has told more in code.
    fn encoded(&mut self) {
        if self.reading.parts.encoded_message.is_none() {
            return;
        }
        if let (Some((.., first)), Some(line)) = (self.causes.first_mut(), self.names.ask(ask::DECODE))
            && !first.next.contains(&line.posix)
        {
            first.next.push(line.posix);
            first.next_powershell.push(line.powershell);
        }
    }

    fn finish(mut self) -> Vec<Cause> {
        // Stable: what weighs the same stays in its order.
        self.causes.sort_by_key(|(weight, ..)| u8::MAX - weight);
        let likelihood = |weight| match weight {
            75.. => Likelihood::High,
            40.. => Likelihood::Medium,
            _ => Likelihood::Low,
        };
        let causes = self.causes.into_iter();
        causes.map(|(weight, _, cause)| Cause { likelihood: likelihood(weight), ..cause }).collect()
    }
}

pub(super) fn cause(title: &str, why: String, lines: Vec<Line>) -> Cause {
    let (next, next_powershell) = lines.into_iter().map(|line| (line.posix, line.powershell)).unzip();
    Cause {
        title: title.to_owned(),
        likelihood: Likelihood::Low,
        why,
        place: None,
        path: None,
        next,
        next_powershell,
        finding: None,
        fixes: Vec::new(),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A policy that is asked.
struct Judge<'j> {
    known: &'j Known<'j>,
    policy: &'j Policy<'j>,
    facts: &'j Facts,
    index: LineIndex,
}

impl Judge<'_> {
    fn rank(&self, ranking: &mut Ranking<'_>, usual: &'static [Usual]) {
        let asks = |told_by: fn(&ToldBy) -> bool| usual.iter().any(|cause| told_by(&cause.told_by));
        let assuming = asks(|told_by| matches!(told_by, ToldBy::Principal | ToldBy::Action));
        let saving = asks(|told_by| matches!(told_by, ToldBy::Rules(_) | ToldBy::Value));
        if saving {
            for (finding, refusal) in &self.known.findings {
                ranking.refused(finding, refusal.as_ref());
                if refusal.is_none() && finding.severity == Severity::Error {
                    ranking.finding(finding, 42, ToldBy::Rules(&[]));
                }
            }
        }
        let trial = if assuming {
            Trial::of(ranking.reading, ranking.names, self.facts, self.known, self.policy)
        } else {
            Trial::default()
        };
        ranking.needs_identity = trial.needs_identity;
        for blame in &trial.blames {
            self.blame(ranking, usual, blame, &trial);
        }
        if assuming && !trial.allowed {
            for (finding, _) in &self.known.findings {
                let weight = match (finding.severity, finding.confidence) {
                    // What never works outweighs what may not be met.
                    (Severity::Error, _) => 84,
                    (Severity::Warning, Confidence::High) => 56,
                    (Severity::Warning, _) => 46,
                    _ => continue,
                };
                ranking.finding(finding, weight, ToldBy::Rules(&[]));
            }
        }
        for cause in usual {
            self.usual(ranking, cause, &trial);
        }
    }

    /// What the simulator blames, in the words of the finding at that place where there is one.
    fn blame(&self, ranking: &mut Ranking<'_>, usual: &[Usual], blame: &Blame, trial: &Trial) {
        let place = self.range(blame.place);
        let mut finding: Option<&Finding> = None;
        for (own, _) in &self.known.findings {
            let fits = own.severity != Severity::Suggestion && own.severity != Severity::Security;
            if fits && meet(own.span, place) && finding.is_none_or(|best| own.severity > best.severity) {
                finding = Some(own);
            }
        }
        // What is a mistake for certain explains the denial; what may be one is told beside it.
        let certain =
            |finding: &&Finding| finding.severity == Severity::Error || finding.confidence == Confidence::High;
        if let Some(finding) = finding.filter(certain) {
            let weight = if finding.severity == Severity::Error { blame.weight.max(86) } else { blame.weight.max(76) };
            ranking.finding(finding, weight + 2, blame.told_by);
            return;
        }
        let fitting = usual.iter().find(|cause| cause.told_by == blame.told_by);
        let title = match (fitting, blame.told_by) {
            (Some(cause), _) => cause.title,
            (None, ToldBy::Principal) => "The trust policy does not name the caller",
            (None, ToldBy::Deny) => "A `Deny` in the trust policy applies",
            (None, _) => "The trust policy does not allow it",
        };
        // The trust policy is at hand.
        let asks = fitting.map(|cause| cause.next).unwrap_or_default();
        let asks: Vec<Ask> = asks.iter().copied().filter(|ask| *ask != ask::ROLE).collect();
        let next = ranking.lines(&asks);
        let why = match fitting {
            Some(cause) => format!("{} {}", blame.why, cause.why),
            None => blame.why.clone(),
        };
        let title = if blame.title.is_empty() { title } else { &blame.title };
        let path = Some(self.policy.path(blame.place)).filter(|path| !path.is_empty());
        let mut fixes = Vec::new();
        if matches!(blame.told_by, ToldBy::Principal | ToldBy::Action) {
            fixes.clone_from(&trial.repairs);
        }
        for edit in fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            *edit = self.known.input.origin.edit(edit);
        }
        let mut shown = Cause { place: Some(place), path, fixes, ..cause(title, why, next) };
        let mut weight = blame.weight;
        if let Some(finding) = finding {
            weight = weight.max(76);
            shown.why = format!("{} {}. {}", shown.why, capitalised(&finding.message), finding.why);
            (shown.place, shown.finding) = (Some(finding.span), Some(finding.rule));
            shown.path = Some(finding.path.clone()).filter(|path| !path.is_empty());
            shown.fixes.extend(finding.fixes.iter().cloned());
        }
        ranking.causes.push((weight, blame.told_by, shown));
    }

    fn usual(&self, ranking: &mut Ranking<'_>, usual: &Usual, trial: &Trial) {
        let blamed = trial.blames.iter().any(|blame| blame.told_by == usual.told_by);
        match usual.told_by {
            ToldBy::Nothing
            | ToldBy::Late
            | ToldBy::Role
            | ToldBy::Account
            | ToldBy::Guardrail
            | ToldBy::Provider
            | ToldBy::Audience
            | ToldBy::Asked
            | ToldBy::Duration
            | ToldBy::Caller
            | ToldBy::Root => ranking.usual(usual),
            ToldBy::Rules([]) => {
                let weight = if ranking.causes.is_empty() { usual.weight } else { 20 };
                ranking.weighed(usual, weight, usual.why.to_owned());
            }
            ToldBy::Rules(rules) => {
                let mut shown = false;
                for (finding, _) in &self.known.findings {
                    if rules.contains(&finding.rule) {
                        shown = true;
                        ranking.finding(finding, 90, usual.told_by);
                    }
                }
                if !shown {
                    ranking.ruled_out(usual, "the policy at hand shows nothing of the kind");
                }
            }
            ToldBy::Value => self.value(ranking, usual),
            // What the policy does not have is not at fault, whoever calls.
            ToldBy::Conditions if self.is_open(trial) && !self.has(|statement| statement.tests().next().is_some()) => {
                ranking.ruled_out(usual, "the trust policy has no conditions");
            }
            ToldBy::Deny if self.is_open(trial) && !self.has(|statement| statement.effect() == Effect::Deny) => {
                ranking.ruled_out(usual, "the trust policy denies nothing");
            }
            _ if !trial.ran => ranking.usual(usual),
            _ if blamed => {}
            // Somebody else may have called.
            _ if trial.guessed => ranking.usual(usual),
            ToldBy::Principal => ranking.ruled_out(usual, "the trust policy names the caller"),
            ToldBy::Action if trial.names_caller => ranking.ruled_out(usual, "the trust policy allows the action"),
            ToldBy::Conditions if trial.allowed => {
                ranking.ruled_out(usual, "what the policy demands of this caller is met");
            }
            ToldBy::Deny => ranking.ruled_out(usual, "no `Deny` of the policy is about this request"),
            ToldBy::Identity => match trial.needs_identity {
                Some(true) if trial.allowed => {
                    let why = format!("The trust policy lets the caller in, so its own side is missing. {}", usual.why);
                    ranking.weighed(usual, 90, why);
                }
                Some(true) | None => ranking.weighed(usual, 50, usual.why.to_owned()),
                Some(false) => ranking
                    .ruled_out(usual, "the trust policy names the caller itself, which within an account is enough"),
            },
            ToldBy::Action | ToldBy::Conditions => ranking.weighed(usual, usual.weight.min(30), usual.why.to_owned()),
        }
    }

    /// Whether it is open who called.
    fn is_open(&self, trial: &Trial) -> bool {
        !trial.ran || trial.guessed
    }

    fn has(&self, what: fn(&Statement<'_>) -> bool) -> bool {
        self.policy.statements.iter().any(what)
    }

    /// The value that AWS quotes, in the policy.
    fn value(&self, ranking: &mut Ranking<'_>, usual: &Usual) {
        let wanted = ranking.reading.parts.value.as_deref().map(str::trim);
        let mut principals = self.policy.statements.iter().flat_map(|statement| statement.principals());
        let found = principals.find(|value| Some(value.trimmed()) == wanted).map(|value| value.span);
        let told = ranking.causes.iter().any(|(weight, ..)| *weight >= 90);
        match found {
            Some(span) => {
                ranking.weighed(usual, if told { 55 } else { 90 }, usual.why.to_owned());
                if let Some((.., cause)) = ranking.causes.last_mut() {
                    (cause.place, cause.path) = (Some(self.range(span)), Some(self.policy.path(span)));
                }
            }
            None if wanted.is_some() => {
                let why =
                    format!("The policy at hand does not have this value: AWS was given another text. {}", usual.why);
                ranking.weighed(usual, usual.weight, why);
            }
            None => ranking.usual(usual),
        }
    }

    fn range(&self, span: Span) -> Range {
        Range::of(self.known.input.pasted, &self.index, self.known.input.origin.span(span))
    }
}

/// Whether one place lies in the other.
fn meet(a: Range, b: Range) -> bool {
    let inside = |a: Range, b: Range| b.start.offset <= a.start.offset && a.end.offset <= b.end.offset;
    inside(a, b) || inside(b, a)
}
