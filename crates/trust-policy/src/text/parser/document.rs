//! The document, and what stands before and behind it.

use super::Parser;
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::{Edit, Safety};
use crate::text::lexer::TokenKind;
use crate::text::marks::{first_line, from, until};
use crate::text::span::Span;
use crate::text::tree::NodeId;

impl Parser<'_> {
    pub(super) fn document(&mut self, start: usize, keyless: bool) -> Option<NodeId> {
        self.text_before(start);
        self.skip_comments();
        // `//{`: a comment may hold the opening brace.
        let root = if keyless || self.at_member() {
            let first = self.peek()?.start;
            self.insert(DefectKind::UnopenedBracket, first, "{");
            self.object(Span::at(first as usize), 1)
        } else {
            self.value(1)
        };
        self.tail();
        Some(root)
    }

    pub(super) fn text_before(&mut self, start: usize) {
        let before = until(self.text, start);
        let shown = first_line(before.trim_start());
        if !shown.is_empty() {
            let at = before.len() - before.trim_start().len();
            self.mend(DefectKind::TextBefore, Span::new(at, at + shown.len()), Edit::delete(Span::new(0, start)));
        }
    }

    /// What stands behind the document.
    pub(super) fn tail(&mut self) {
        self.unwind = 0;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Comment | TokenKind::Dropped => self.bump(),
                TokenKind::Close(_) => self.drop_token(DefectKind::SurplusBracket, token),
                TokenKind::Comma => self.drop_token(DefectKind::ExtraComma, token),
                // Hundreds of documents are no policy; to look at each would not be worth the time.
                TokenKind::Open(_) if self.exhausted() => return,
                TokenKind::Open(_) => self.second_document(token.start),
                _ => return self.text_after(token.start),
            }
        }
    }

    /// The second document is read to find its end and forgotten: the policy is the first.
    pub(super) fn second_document(&mut self, start: u32) {
        let defects = self.defects.len();
        let node = self.value(1);
        self.unwind = 0;
        let span = self.tree.span(node);
        self.defects.truncate(defects);
        self.defects.retain(|defect| !span.contains(defect.span));
        let gap = until(self.text, start as usize).trim_end().len();
        let edit = Edit::delete(Span::new(gap, span.end as usize));
        self.report(Defect::guess(DefectKind::SecondDocument, span, edit.alone()));
    }

    pub(super) fn text_after(&mut self, start: u32) {
        let after = from(self.text, start as usize);
        let shown = Span { start, end: start + first_line(after).len() as u32 };
        let gap = until(self.text, start as usize).trim_end().len();
        self.defects.retain(|defect| defect.span.start < start);
        let end = self.text.trim_end().len();
        let edit = Edit::delete(Span::new(gap, end));
        // What holds a brace may be another document: no one would want that to vanish unasked.
        let safety = if after.contains('{') { Safety::Review } else { Safety::Safe };
        self.report(Defect { safety, ..Defect::new(DefectKind::TextAfter, shown, edit.alone()) });
        self.at = self.tokens.len();
    }
}
