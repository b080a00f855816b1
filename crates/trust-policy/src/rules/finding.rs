//! How a rule says what it found.

use std::borrow::Cow;

use super::Rule;
use crate::phrase::Phrase;
use crate::report::{Confidence, Fix, Severity};
use crate::text::{Defect, Span};

/// The findings so far. Rules add to it with [`Findings::report`].
#[derive(Debug, Default)]
pub(crate) struct Findings<'r> {
    pub(crate) drafts: Vec<Draft<'r>>,
}

/// A finding that is being written.
#[derive(Debug)]
pub(crate) struct Draft<'r> {
    pub(crate) rule: &'r Rule,
    pub(crate) severity: Severity,
    pub(crate) confidence: Confidence,
    pub(crate) aws_check: Option<Phrase>,
    pub(crate) span: Span,
    /// The places are of the pasted text, not of the document that was read in it.
    pub(crate) outer: bool,
    /// A member that is missing at this place, for the path.
    pub(crate) missing: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) why: Cow<'static, str>,
    pub(crate) help: Option<Cow<'static, str>>,
    pub(crate) labels: Vec<(Span, String)>,
    pub(crate) fixes: Vec<Fix>,
    pub(crate) refusal: Option<Refusal>,
}

/// What AWS says to a fault when the policy is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Whether it says so for certain, or only if something outside the text is so.
    pub(crate) certain: bool,
    pub(crate) code: &'static str,
    /// Its words, where they are known.
    pub(crate) message: Option<String>,
}

/// The error code of nearly every refusal. Source: the IAM API model (`CreateRole`, `UpdateAssumeRolePolicy`).
pub(crate) const MALFORMED: &str = "MalformedPolicyDocument";

impl<'r> Findings<'r> {
    /// A new finding at a place.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn report(&mut self, rule: &'r Rule, span: Span) -> &mut Draft<'r> {
        let draft = Draft {
            rule,
            severity: rule.severity,
            confidence: rule.confidence,
            aws_check: rule.aws_check,
            span,
            outer: false,
            missing: None,
            message: String::new(),
            why: Cow::Borrowed(""),
            help: None,
            labels: Vec::new(),
            fixes: Vec::new(),
            refusal: None,
        };
        let at = self.drafts.len();
        self.drafts.push(draft);
        &mut self.drafts[at]
    }

    /// A new finding that says what is wrong, with texts in the places of its `{}`, and why it matters.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn tell(
        &mut self,
        rule: &'r Rule,
        span: Span,
        template: Phrase,
        texts: &[&str],
        why: Phrase,
    ) -> &mut Draft<'r> {
        self.report(rule, span).tells(template, texts).why(why)
    }
}

impl Draft<'_> {
    /// What is wrong: one sentence, lower-case start, no full stop, the user's text in backticks.
    pub(crate) fn message(&mut self, text: Phrase) -> &mut Self {
        self.message = text.get().to_owned();
        self
    }

    /// What is wrong, with texts in the places of its `{}`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn tells(&mut self, template: Phrase, texts: &[&str]) -> &mut Self {
        self.message = filled(template, texts);
        self
    }

    /// Why it matters, in whole sentences.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn why(&mut self, text: Phrase) -> &mut Self {
        self.why = text.into();
        self
    }

    /// Why it matters, with texts in the places of its `{}`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn why_of(&mut self, template: Phrase, texts: &[&str]) -> &mut Self {
        self.why = filled(template, texts).into();
        self
    }

    /// What to do, when the repairs do not say it all.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn help(&mut self, text: Phrase) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// What to do, with texts in the places of its `{}`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn help_of(&mut self, template: Phrase, texts: &[&str]) -> &mut Self {
        self.help = Some(filled(template, texts).into());
        self
    }

    /// Another place that belongs to it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn label(&mut self, span: Span, text: Phrase) -> &mut Self {
        self.labels.push((span, text.get().to_owned()));
        self
    }

    /// Another place that belongs to it, with texts in the places of its `{}`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn label_of(&mut self, span: Span, template: Phrase, texts: &[&str]) -> &mut Self {
        self.labels.push((span, filled(template, texts)));
        self
    }

    /// A repair; the best one first.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fixes.push(fix);
        self
    }

    /// The repair that the reader has for a defect.
    pub(crate) fn repair(&mut self, defect: &Defect, title: impl Into<String>) -> &mut Self {
        if defect.edits.is_empty() {
            return self;
        }
        self.fix(Fix::new(title, defect.safety, defect.edits.clone()))
    }

    /// The place is where this member is missing.
    pub(crate) fn missing(&mut self, name: &'static str) -> &mut Self {
        self.missing = Some(name);
        self
    }

    pub(crate) fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    pub(crate) fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        self.confidence = confidence;
        self
    }

    /// The Access Analyzer check, where it differs from the rule's.
    pub(crate) fn aws_check(&mut self, code: Option<Phrase>) -> &mut Self {
        self.aws_check = code;
        self
    }

    /// AWS refuses the policy for it, in words that are documented or were recorded.
    pub(crate) fn refused(&mut self, message: Phrase) -> &mut Self {
        self.refused_as(Some(message.into()))
    }

    /// AWS refuses the policy for it, in these words where they are known.
    pub(crate) fn refused_as(&mut self, message: Option<String>) -> &mut Self {
        self.refusal = Some(Refusal { certain: true, code: MALFORMED, message });
        self
    }

    /// AWS refuses the policy for it; its words are not known.
    pub(crate) fn refused_somehow(&mut self) -> &mut Self {
        self.refused_as(None)
    }

    /// AWS may refuse the policy for it: that depends on something outside the text.
    pub(crate) fn may_be_refused(&mut self, message: Phrase) -> &mut Self {
        self.refusal = Some(Refusal { certain: false, code: MALFORMED, message: Some(message.into()) });
        self
    }

    /// AWS may refuse the policy for it; its words are not known.
    pub(crate) fn may_be_refused_somehow(&mut self) -> &mut Self {
        self.refusal = Some(Refusal { certain: false, code: MALFORMED, message: None });
        self
    }

    /// AWS may refuse the policy with another code than usual.
    pub(crate) fn may_be_refused_with(&mut self, code: &'static str, message: String) -> &mut Self {
        self.refusal = Some(Refusal { certain: false, code, message: Some(message) });
        self
    }

    /// AWS refuses the policy with another code than usual.
    pub(crate) fn refused_with(&mut self, code: &'static str, message: String) -> &mut Self {
        self.refusal = Some(Refusal { certain: true, code, message: Some(message) });
        self
    }
}

/// A sentence with texts in the places of its `{}`. Unlike `format!` it is compiled once, not wherever a rule reports.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn filled(template: Phrase, texts: &[&str]) -> String {
    let template = template.get();
    let mut pieces = template.split('{');
    // Enough for what people write.
    let mut sentence = String::with_capacity(template.len() + 64);
    sentence.push_str(pieces.next().unwrap_or_default());
    let mut texts = texts.iter();
    for piece in pieces {
        let (text, rest) = match piece.strip_prefix('}') {
            Some(rest) => (texts.next().copied().unwrap_or_default(), rest),
            None => ("{", piece),
        };
        sentence.push_str(text);
        sentence.push_str(rest);
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::phrase::phrase;

    #[test]
    fn texts_take_the_places_in_their_order() {
        assert_eq!(filled(phrase!("`{}` is not `{}`"), &["a{}", "b"]), "`a{}` is not `b`");
        assert_eq!(filled(phrase!("\"{}\": { "), &["Bool"]), "\"Bool\": { ");
        assert_eq!(filled(phrase!("no place"), &[]), "no place");
    }
}
