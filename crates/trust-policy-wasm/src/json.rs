//! The engine's answers as JSON text: one string crosses the border, and the browser's own parser makes the objects.
//!
//! Written by hand. The general way, a serializer that makes JavaScript objects member by member, weighs six times as
//! much. A test holds it against serde's JSON.

use trust_policy::{
    Applied, Confidence, Edit, Finding, Fix, FixKind, Fixed, InputKind, Position, Range, Related, Report, RuleInfo,
    Safety, Save, SaveVerdict, Severity,
};

/// JSON that is being written.
#[derive(Debug, Default)]
struct Json(String);

/// A report as JSON.
pub(crate) fn of_report(report: &Report) -> String {
    let mut json = Json::default();
    json.report(report);
    json.0
}

/// A repaired text as JSON.
pub(crate) fn of_fixed(fixed: &Fixed) -> String {
    let mut json = Json::default();
    json.open("{");
    json.member("text", &fixed.text);
    json.list("applied");
    for Applied { rule, title, safety } in &fixed.applied {
        json.open("{");
        json.member("rule", rule);
        json.member("title", title);
        json.member("safety", safety_name(*safety));
        json.close("}");
    }
    json.close("]");
    json.string("report");
    json.0.push(':');
    json.report(&fixed.report);
    json.close("}");
    json.0
}

/// A list of rules as JSON.
pub(crate) fn of_rules(rules: &[RuleInfo]) -> String {
    let mut json = Json::default();
    json.open("[");
    for RuleInfo { id, group, severity, confidence, fix, aws_check, url } in rules {
        json.open("{");
        json.member("id", id);
        json.member("group", group);
        json.member("severity", severity_name(*severity));
        json.member("confidence", confidence_name(*confidence));
        json.member("fix", fix_kind_name(*fix));
        json.maybe("awsCheck", *aws_check);
        json.member("url", url);
        json.close("}");
    }
    json.close("]");
    json.0
}

impl Json {
    fn report(&mut self, Report { source, input, save, findings }: &Report) {
        let Save { verdict, code, message } = save;
        self.open("{");
        self.member("source", source);
        self.member("input", input_name(*input));
        self.object("save");
        self.member("verdict", verdict_name(*verdict));
        self.maybe("code", code.as_deref());
        self.maybe("message", message.as_deref());
        self.close("}");
        self.list("findings");
        for finding in findings {
            self.finding(finding);
        }
        self.close("]}");
    }

    fn finding(&mut self, finding: &Finding) {
        self.open("{");
        self.member("rule", finding.rule);
        self.member("severity", severity_name(finding.severity));
        self.member("confidence", confidence_name(finding.confidence));
        self.member("message", &finding.message);
        self.member("why", &finding.why);
        self.maybe("help", finding.help.as_deref());
        self.member("path", &finding.path);
        self.range(&finding.span);
        self.list("related");
        for Related { span, label } in &finding.related {
            self.open("{");
            self.range(span);
            self.member("label", label);
            self.close("}");
        }
        self.close("]");
        self.maybe("awsCheck", finding.aws_check);
        self.member("url", &finding.url);
        self.list("fixes");
        for Fix { title, safety, edits } in &finding.fixes {
            self.open("{");
            self.member("title", title);
            self.member("safety", safety_name(*safety));
            self.list("edits");
            for Edit { start, end, text } in edits {
                self.open("{");
                self.number("start", *start);
                self.number("end", *end);
                self.member("text", text);
                self.close("}");
            }
            self.close("]}");
        }
        self.close("]}");
    }

    #[inline(never)]
    fn range(&mut self, Range { start, end }: &Range) {
        self.object("span");
        for (name, Position { line, column, offset }) in [("start", start), ("end", end)] {
            self.object(name);
            self.number("line", *line);
            self.number("column", *column);
            self.number("offset", *offset);
            self.close("}");
        }
        self.close("}");
    }

    fn object(&mut self, name: &str) {
        self.container(name, "{");
    }

    fn list(&mut self, name: &str) {
        self.container(name, "[");
    }

    #[inline(never)]
    fn container(&mut self, name: &str, bracket: &str) {
        self.string(name);
        self.0.push(':');
        self.0.push_str(bracket);
    }

    #[inline(never)]
    fn member(&mut self, name: &str, text: &str) {
        self.string(name);
        self.0.push(':');
        self.string(text);
    }

    #[inline(never)]
    fn maybe(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.member(name, text),
            None => self.container(name, "null"),
        }
    }

    #[inline(never)]
    fn number(&mut self, name: &str, number: u32) {
        self.container(name, &number.to_string());
    }

    #[inline(never)]
    fn open(&mut self, bracket: &str) {
        self.separate();
        self.0.push_str(bracket);
    }

    #[inline(never)]
    fn close(&mut self, brackets: &str) {
        self.0.push_str(brackets);
    }

    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.separate();
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                '\n' => self.0.push_str("\\n"),
                '\0'..=' ' if c != ' ' => {
                    let digit = |value: u32| char::from_digit(value, 16).unwrap_or_default();
                    self.0.push_str("\\u00");
                    self.0.extend([digit(c as u32 >> 4), digit(c as u32 & 15)]);
                }
                _ => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// A comma, unless the next thing is the first of its container or the value of a name.
    fn separate(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }
}

fn input_name(kind: InputKind) -> &'static str {
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

fn verdict_name(verdict: SaveVerdict) -> &'static str {
    match verdict {
        SaveVerdict::Accepted => "accepted",
        SaveVerdict::Rejected => "rejected",
        SaveVerdict::Depends => "depends",
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Suggestion => "suggestion",
        Severity::Warning => "warning",
        Severity::Security => "security",
        Severity::Error => "error",
    }
}

fn confidence_name(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

fn safety_name(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "safe",
        Safety::Review => "review",
        Safety::FillIn => "fill-in",
    }
}

fn fix_kind_name(kind: FixKind) -> &'static str {
    match kind {
        FixKind::Always => "always",
        FixKind::Sometimes => "sometimes",
        FixKind::Never => "never",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_str, to_value};
    use trust_policy::{Options, check, fix};

    fn parsed(json: &str) -> Value {
        from_str(json).expect("what is written is JSON")
    }

    #[test]
    fn it_is_the_json_of_the_contract() {
        for text in [
            "",
            "{\"a\u{1}\t\\\"☃\u{1F600}\": \r\n}",
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}"#,
            r#"{"Version": "2012-10-17", "Statment": {"Effect": "allow", "Principal": {"Service": "ec2",}, "Action": "AssumeRole"}}"#,
        ] {
            let report = check(text, &Options::default());
            assert_eq!(parsed(&of_report(&report)), to_value(&report).unwrap(), "{text}");
            let fixed = fix(text, Safety::Review, &Options::default());
            assert_eq!(parsed(&of_fixed(&fixed)), to_value(&fixed).unwrap(), "{text}");
        }
        let rules = trust_policy::rules();
        assert_eq!(parsed(&of_rules(&rules)), to_value(&rules).unwrap());
    }

    #[test]
    fn every_name_is_serdes() {
        use InputKind::*;
        for kind in [Policy, GetRole, EscapedString, UrlEncoded, Terraform, Cloudformation, Account, Unknown] {
            assert_eq!(to_value(kind).unwrap(), input_name(kind));
        }
        for verdict in [SaveVerdict::Accepted, SaveVerdict::Rejected, SaveVerdict::Depends] {
            assert_eq!(to_value(verdict).unwrap(), verdict_name(verdict));
        }
        for severity in [Severity::Suggestion, Severity::Warning, Severity::Security, Severity::Error] {
            assert_eq!(to_value(severity).unwrap(), severity_name(severity));
        }
        for confidence in [Confidence::Low, Confidence::Medium, Confidence::High] {
            assert_eq!(to_value(confidence).unwrap(), confidence_name(confidence));
        }
        for safety in [Safety::Safe, Safety::Review, Safety::FillIn] {
            assert_eq!(to_value(safety).unwrap(), safety_name(safety));
        }
        for kind in [FixKind::Always, FixKind::Sometimes, FixKind::Never] {
            assert_eq!(to_value(kind).unwrap(), fix_kind_name(kind));
        }
    }
}
