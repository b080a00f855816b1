//! A rule's page for the terminal: its Markdown as text that reads well without rendering.

use anstyle::Style;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

const HEADING: Style = Style::new().bold();

/// The first paragraph of a page, on one line.
pub(crate) fn summary(markdown: &str) -> String {
    let paragraph = Parser::new(markdown).take_while(|event| !matches!(event, Event::End(TagEnd::Paragraph)));
    let mut out = String::new();
    for event in paragraph {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::Code(code) => out.push_str(&format!("`{code}`")),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The page, with styles in it.
pub(crate) fn print(markdown: &str) -> String {
    let mut page = Page::default();
    Parser::new(markdown).for_each(|event| page.take(event));
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

#[derive(Debug, Default)]
struct Page {
    out: String,
    /// Behind every line break of what is being written: code is set in, the text of list items too.
    indent: &'static str,
    /// Where the links lead that are open, and where their text begins.
    links: Vec<(String, usize)>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.out.push_str(&HEADING.render().to_string()),
            Event::End(TagEnd::Heading(_)) => {
                self.out.push_str(&HEADING.render_reset().to_string());
                self.out.push('\n');
            }
            Event::Start(Tag::CodeBlock(_)) => self.indent = "    ",
            Event::End(TagEnd::CodeBlock) => {
                self.indent = "";
                self.out.push('\n');
            }
            Event::Start(Tag::Item) => {
                self.out.push_str("- ");
                self.indent = "  ";
            }
            Event::End(TagEnd::Item) => {
                self.indent = "";
                self.out.push('\n');
            }
            Event::End(TagEnd::Paragraph) => self.out.push_str("\n\n"),
            Event::End(TagEnd::List(_)) => self.out.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => self.links.push((dest_url.into_string(), self.out.len())),
            Event::End(TagEnd::Link) => self.close_link(),
            Event::Text(text) if self.indent == "    " => {
                text.lines().for_each(|line| self.out.push_str(&format!("    {line}\n")));
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.out.push_str(&text),
            Event::Code(code) => self.out.push_str(&format!("`{code}`")),
            Event::SoftBreak | Event::HardBreak => {
                self.out.push('\n');
                self.out.push_str(self.indent);
            }
            _ => {}
        }
    }

    /// The address follows the text, unless it is the text.
    fn close_link(&mut self) {
        if let Some((address, start)) = self.links.pop()
            && self.out[start..] != address
        {
            self.out.push_str(&format!(": {address}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstream::adapter::strip_str;

    const PAGE: &str = "A `Deny` that\nsays *nothing*.\n\n## Example\n```json\n{\n  \"a\": 1\n}\n```\n\n\
                        ## References\n- [IAM](https://example.com/iam)\n- <https://example.com>\n  and more\n";

    #[test]
    fn the_summary_is_one_line() {
        assert_eq!(summary(PAGE), "A `Deny` that says nothing.");
    }

    #[test]
    fn code_and_links_survive() {
        let expected = "A `Deny` that\nsays nothing.\n\nExample\n    {\n      \"a\": 1\n    }\n\nReferences\n\
                        - IAM: https://example.com/iam\n- https://example.com\n  and more\n";
        assert_eq!(strip_str(&print(PAGE)).to_string(), expected);
    }
}
