use crate::{Options, Safety, check, fix};
#[test]
fn explore() {
    let pretty = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Principal\": {\n        \"AWS\": [\n          \"arn:aws:iam::111122223333:root\",\n          \"arn:aws:iam::444455556666:root\"\n        ]\n      },\n      \"Action\": \"sts:AssumeRole\",\n      \"Condition\": {\n        \"StringEquals\": { \"sts:ExternalId\": \"a-b\" },\n        \"Bool\": { \"aws:MultiFactorAuthPresent\": true }\n      }\n    }\n  ]\n}\n";
    let mini: String = pretty.split_whitespace().collect();
    let crlf = pretty.replace('\n', "\r\n");
    let mut bad = 0; let mut all = 0;
    let mut report = |text: &str, what: &str| {
        all += 1;
        let t = std::time::Instant::now();
        let fixed = fix(text, Safety::Review, &Options::default());
        let e = t.elapsed().as_millis();
        if e > 1000 { println!("SLOW {e} {what}"); }
        let left: Vec<_> = fixed.report.findings.iter().filter(|f| crate::rules::is_syntax(f.rule)).map(|f| f.rule).collect();
        let ok = serde_json::from_str::<serde_json::Value>(&fixed.text).is_ok();
        if ok != left.iter().all(|rule| *rule=="invisible-in-string") || (!ok && !left.iter().any(|r| ["missing-value","missing-key","ellipsis","empty-document","unreadable-document"].contains(r))) {
            bad += 1;
            if bad < 60 { let before: Vec<_> = check(text, &Options::default()).findings.iter().map(|f| f.rule).collect();
            println!("{what}: ok={ok} left={left:?} before={before:?}\n{}\n", &fixed.text.replace('\n', "⏎")); }
        }
    };
    for (name, base) in [("pretty", pretty), ("mini", mini.as_str()), ("crlf", crlf.as_str())] {
        for (at, c) in base.char_indices() {
            if c.is_whitespace() && c == ' ' { continue; }
            let mut text = base.to_owned();
            text.remove(at);
            report(&text, &format!("{name} delete {at} {c:?}"));
            for new in ["\"", "{", "}", "[", "]", ",", ":", "'", "\\", "=", ";", "x", "\u{200b}", "\u{a0}", "\u{201d}", "\n", "\t", "...", "#", "//", "/*", "(", "`"] {
                let mut text = base.to_owned();
                text.insert_str(at, new);
                report(&text, &format!("{name} insert {at} {new:?} before {c:?}"));
            }
        }
        for at in 0..base.len() { report(&base[..at], &format!("{name} cut {at}")); report(&base[at..], &format!("{name} from {at}")); }
    }
    println!("{bad} of {all}");
}
