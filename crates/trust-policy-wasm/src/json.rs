//! Reports as JSON text, which JavaScript's own parser turns into objects.
//!
//! Written by hand because the page loads this before the first finding: a serializer made from the types weighs
//! kilobytes. A test compares the text with what `serde_json` writes of the same report.

use trust_policy::{
    Applied, Confidence, Edit, Finding, Fix, Fixed, InputKind, Position, Range, Related, Report, Safety, Save,
    SaveVerdict, Severity,
};

/// A report as JSON.
pub(crate) fn report(report: &Report) -> String {
    let mut json = Json::default();
    json.report(report);
    json.text
}

/// The answer of `fix` as JSON.
pub(crate) fn fixed(fixed: &Fixed) -> String {
    let mut json = Json::default();
    json.open('{');
    json.member("text", &fixed.text);
    json.key("applied");
    json.list(&fixed.applied, Json::applied);
    json.key("report");
    json.report(&fixed.report);
    json.close('}');
    json.text
}

/// JSON that is being written.
#[derive(Default)]
struct Json {
    text: String,
}

/// What reports are made of. The names are those of the contract, as the types of the engine derive them.
impl Json {
    fn report(&mut self, report: &Report) {
        self.open('{');
        self.member("source", &report.source);
        self.member("input", input_kind(report.input));
        self.key("save");
        self.save(&report.save);
        self.key("findings");
        self.list(&report.findings, Self::finding);
        self.close('}');
    }

    fn save(&mut self, save: &Save) {
        let verdict = match save.verdict {
            SaveVerdict::Accepted => "accepted",
            SaveVerdict::Rejected => "rejected",
            SaveVerdict::Depends => "depends",
        };
        self.open('{');
        self.member("verdict", verdict);
        self.member_or_null("code", save.code.as_deref());
        self.member_or_null("message", save.message.as_deref());
        self.close('}');
    }

    fn finding(&mut self, finding: &Finding) {
        let severity = match finding.severity {
            Severity::Suggestion => "suggestion",
            Severity::Warning => "warning",
            Severity::Security => "security",
            Severity::Error => "error",
        };
        let confidence = match finding.confidence {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        };
        self.open('{');
        self.member("rule", finding.rule);
        self.member("severity", severity);
        self.member("confidence", confidence);
        self.member("message", &finding.message);
        self.member("why", &finding.why);
        self.member_or_null("help", finding.help.as_deref());
        self.member("path", &finding.path);
        self.span(&finding.span);
        self.key("related");
        self.list(&finding.related, Self::related);
        self.member_or_null("awsCheck", finding.aws_check);
        self.member("url", &finding.url);
        self.key("fixes");
        self.list(&finding.fixes, Self::fix);
        self.close('}');
    }

    fn span(&mut self, span: &Range) {
        self.key("span");
        self.open('{');
        self.position("start", &span.start);
        self.position("end", &span.end);
        self.close('}');
    }

    fn position(&mut self, name: &str, position: &Position) {
        self.key(name);
        self.open('{');
        self.number("line", position.line);
        self.number("column", position.column);
        self.number("offset", position.offset);
        self.close('}');
    }

    fn related(&mut self, related: &Related) {
        self.open('{');
        self.span(&related.span);
        self.member("label", &related.label);
        self.close('}');
    }

    fn fix(&mut self, fix: &Fix) {
        self.open('{');
        self.member("title", &fix.title);
        self.member("safety", safety(fix.safety));
        self.key("edits");
        self.list(&fix.edits, Self::edit);
        self.close('}');
    }

    fn edit(&mut self, edit: &Edit) {
        self.open('{');
        self.number("start", edit.start);
        self.number("end", edit.end);
        self.member("text", &edit.text);
        self.close('}');
    }

    fn applied(&mut self, applied: &Applied) {
        self.open('{');
        self.member("rule", applied.rule);
        self.member("title", &applied.title);
        self.member("safety", safety(applied.safety));
        self.close('}');
    }
}

fn input_kind(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Policy => "policy",
        InputKind::GetRole => "get-role",
        InputKind::EscapedString => "escaped-string",
        InputKind::UrlEncoded => "url-encoded",
        InputKind::Terraform => "terraform",
        InputKind::Cloudformation => "cloudformation",
        InputKind::Account => "account",
        InputKind::Unknown => "unknown",
    }
}

fn safety(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "safe",
        Safety::Review => "review",
        Safety::FillIn => "fill-in",
    }
}

/// What JSON is made of. Never inlined: two dozen copies would weigh what the module is there to save.
impl Json {
    /// A comma, unless a bracket has just been opened. A text never ends the same way: it ends with its quote.
    #[inline(never)]
    fn separate(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    #[inline(never)]
    fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
    }

    #[inline(never)]
    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.open('[');
        for item in items {
            write(self, item);
        }
        self.close(']');
    }

    #[inline(never)]
    fn key(&mut self, name: &str) {
        self.separate();
        self.string(name);
        self.text.push(':');
    }

    #[inline(never)]
    fn member(&mut self, name: &str, value: &str) {
        self.member_or_null(name, Some(value));
    }

    #[inline(never)]
    fn member_or_null(&mut self, name: &str, value: Option<&str>) {
        self.key(name);
        match value {
            Some(value) => self.string(value),
            None => self.text.push_str("null"),
        }
    }

    #[inline(never)]
    fn number(&mut self, name: &str, value: u32) {
        self.key(name);
        self.text.push_str(&value.to_string());
    }

    /// Control characters all have the long escape: they are too rare for their short names to be worth knowing.
    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
            let (plain, escaped) = rest.split_at(at);
            let (escaped, behind) = escaped.split_at(1);
            self.text.push_str(plain);
            match escaped.as_bytes() {
                &[code @ ..b' '] => {
                    self.text.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                    self.text.push(char::from(b"0123456789abcdef"[usize::from(code % 16)]));
                }
                _ => {
                    self.text.push('\\');
                    self.text.push_str(escaped);
                }
            }
            rest = behind;
        }
        self.text.push_str(rest);
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::Value;
    use trust_policy::Options;

    use super::*;

    fn parsed(json: &str) -> Value {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in\n{json}"))
    }

    /// Every policy of the corpus.
    fn corpus() -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
        let files = ["problems.jsonl", "valid.jsonl", "articles.jsonl"];
        let read = |file| fs::read_to_string(folder.join(file)).expect("the corpus is there");
        let policy = |line: &str| parsed(line)["policy"].as_str().expect("every entry has a policy").to_owned();
        files.map(read).iter().flat_map(|file| file.lines().map(policy)).collect()
    }

    #[test]
    fn answers_are_what_serde_json_writes() {
        let mut findings = 0;
        for text in corpus() {
            // Broken in the middle as well, for defects, their related places and their edits.
            let half = text.chars().take(text.chars().count() / 2).collect();
            for text in [text, half] {
                let checked = trust_policy::check(&text, &Options::default());
                assert_eq!(parsed(&report(&checked)), serde_json::to_value(&checked).unwrap(), "{text}");
                findings += checked.findings.len();
                let repaired = trust_policy::fix(&text, Safety::Review, &Options::default());
                assert_eq!(parsed(&fixed(&repaired)), serde_json::to_value(&repaired).unwrap(), "{text}");
            }
        }
        assert!(findings > 100, "the corpus has something to write: {findings}");
    }

    #[test]
    fn every_name_of_the_contract_is_written() {
        let mut checked = trust_policy::check("{", &Options::default());
        checked.save.code = None;
        let kinds = [
            InputKind::Policy,
            InputKind::GetRole,
            InputKind::EscapedString,
            InputKind::UrlEncoded,
            InputKind::Terraform,
            InputKind::Cloudformation,
            InputKind::Account,
            InputKind::Unknown,
        ];
        let verdicts = [SaveVerdict::Accepted, SaveVerdict::Rejected, SaveVerdict::Depends];
        let severities = [Severity::Suggestion, Severity::Warning, Severity::Security, Severity::Error];
        let confidences = [Confidence::Low, Confidence::Medium, Confidence::High];
        let safeties = [Safety::Safe, Safety::Review, Safety::FillIn];
        for (at, kind) in kinds.into_iter().enumerate() {
            checked.input = kind;
            checked.save.verdict = verdicts[at % verdicts.len()];
            for finding in &mut checked.findings {
                finding.severity = severities[at % severities.len()];
                finding.confidence = confidences[at % confidences.len()];
                let safety = safeties[at % safeties.len()];
                finding.fixes = vec![Fix { title: String::new(), safety, edits: Vec::new() }];
            }
            assert!(!checked.findings.is_empty());
            assert_eq!(parsed(&report(&checked)), serde_json::to_value(&checked).unwrap());
        }
    }

    #[test]
    fn every_character_survives() {
        let mut checked = trust_policy::check("{}", &Options::default());
        let low = ('\0'..='\u{a0}').collect::<String>();
        for text in [low.as_str(), "\u{2028}\u{2029}\u{feff}日本🎉", "\\", "\"", "{", "[", ":", ""] {
            checked.source = text.to_owned();
            assert_eq!(parsed(&report(&checked))["source"], text);
        }
    }
}
