//! From a rule's comment to HTML. Whatever in it looks like HTML is text: a page has no element that is not ours.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::base64url;

/// Sections whose code blocks are policies that a reader may want to try, and the words of the link.
const WITH_POLICIES: [(&str, &str); 2] =
    [("Example", "Try it in the playground"), ("Use instead", "Open this policy in the playground")];

/// The first paragraph of a rule's comment, as HTML without its `<p>`.
pub(super) fn summary(markdown: &str) -> Option<String> {
    let events = events(markdown)
        .skip_while(|event| !matches!(event, Event::Start(Tag::Paragraph)))
        .skip(1)
        .take_while(|event| !matches!(event, Event::End(TagEnd::Paragraph)));
    let html = render(events);
    (!html.is_empty()).then_some(html)
}

/// Everything behind the first paragraph, with a link to the playground after each policy. `options` is the JSON of what
/// the rule needs to know besides.
pub(super) fn body(markdown: &str, options: Option<&str>) -> String {
    let mut behind_summary =
        events(markdown).skip_while(|event| !matches!(event, Event::End(TagEnd::Paragraph))).skip(1);
    let mut body = Vec::new();
    let mut section = String::new();
    while let Some(event) = behind_summary.next() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                section.clear();
                body.push(event);
            }
            Event::Text(ref text) if matches!(body.last(), Some(Event::Start(Tag::Heading { .. }))) => {
                section.push_str(text);
                body.push(event);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                // What is abridged for the page would be another policy there.
                let whole = !matches!(&kind, CodeBlockKind::Fenced(info) if info.contains("abridged"));
                let policy: String = behind_summary
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::CodeBlock)))
                    .filter_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None })
                    .collect();
                body.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
                body.push(Event::Text(policy.clone().into()));
                body.push(Event::End(TagEnd::CodeBlock));
                let words = WITH_POLICIES.iter().find(|(heading, _)| *heading == section);
                if let Some((_, words)) = words.filter(|_| whole) {
                    body.push(Event::Html(playground_link(&policy, options, words)));
                }
            }
            _ => body.push(event),
        }
    }
    render(body.into_iter())
}

/// Escapes text for an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    })
}

fn render<'text>(events: impl Iterator<Item = Event<'text>>) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

fn playground_link(policy: &str, options: Option<&str>, words: &str) -> CowStr<'static> {
    let policy = base64url::encode(policy.as_bytes());
    let options = options.map(|json| format!("&amp;options={}", base64url::encode(json.as_bytes())));
    let options = options.unwrap_or_default();
    format!("<p><a href=\"../index.html#text={policy}{options}\">{words}</a></p>\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "A `Deny` with <b>no</b> effect.\n\n## What it checks\nText.\n\n```json\n{}\n```\n\n\
                        ## Example\n```json\n{\"a\": \"<\"}\n```\n";

    #[test]
    fn the_summary_is_the_first_paragraph_and_html_in_it_is_text() {
        assert_eq!(summary(PAGE).as_deref(), Some("A <code>Deny</code> with &lt;b&gt;no&lt;/b&gt; effect."));
        assert_eq!(summary("## What it checks\n"), None);
    }

    #[test]
    fn the_body_has_the_sections_without_the_summary() {
        let body = body(PAGE, None);
        assert!(!body.contains("Deny"), "{body}");
        assert!(body.starts_with("<h2>What it checks</h2>"), "{body}");
    }

    #[test]
    fn only_policies_of_the_examples_open_in_the_playground() {
        let body = body(PAGE, None);
        let link = format!("#text={}\"", base64url::encode(b"{\"a\": \"<\"}\n"));
        assert_eq!(body.matches("#text=").count(), 1, "{body}");
        assert!(body.contains(&link), "{body}");
    }

    #[test]
    fn what_a_rule_needs_to_know_goes_along() {
        let body = body(PAGE, Some("{}"));
        assert!(body.contains(&format!("&amp;options={}\"", base64url::encode(b"{}"))), "{body}");
    }

    #[test]
    fn an_abridged_example_does_not_open() {
        let body = body("First.\n\n## Example\n```text abridged\n{ … }\n```\n", None);
        assert!(!body.contains("#text="), "{body}");
    }
}
