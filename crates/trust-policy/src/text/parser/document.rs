//! The document, and what stands before and behind it.

use super::Parser;
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::{Edit, Safety};
use crate::text::lexer::TokenKind;
use crate::text::span::Span;
use crate::text::tree::NodeId;

impl Parser<'_> {
    pub(super) fn document(&mut self, start: usize, keyless: bool) -> Option<NodeId> {
        self.text_before(start);
        self.skip_comments();
        // `//{`: a comment may hold the opening brace.
        let root = if keyless || self.at_member() {
            let first = self.peek()?.start;
            let edit = Edit::insert(first, "{");
            self.report(Defect::new(DefectKind::UnopenedBracket, Span::at(first as usize), vec![edit]));
            self.object(Span::at(first as usize), 1)
        } else {
            self.value(1)
        };
        self.tail();
        Some(root)
    }

    pub(super) fn text_before(&mut self, start: usize) {
        let before = &self.text[..start];
        let trimmed = before.trim();
        if trimmed.is_empty() {
            return;
        }
        let from = before.len() - before.trim_start().len();
        let shown = Span::new(from, from + trimmed.lines().next().unwrap_or_default().trim_end().len());
        let edit = Edit::delete(Span::new(0, start));
        self.report(Defect::new(DefectKind::TextBefore, shown, vec![edit]));
    }

    /// What stands behind the document.
    pub(super) fn tail(&mut self) {
        self.unwind = 0;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Comment | TokenKind::Dropped => {}
                TokenKind::Close(_) => {
                    self.report(Defect::new(
                        DefectKind::SurplusBracket,
                        token.span(),
                        vec![Edit::delete(token.span())],
                    ));
                }
                TokenKind::Comma => {
                    self.report(Defect::new(DefectKind::ExtraComma, token.span(), vec![Edit::delete(token.span())]));
                }
                // Hundreds of documents are no policy; to look at each would not be worth the time.
                TokenKind::Open(_) if self.exhausted() => return,
                TokenKind::Open(_) => {
                    self.second_document();
                    continue;
                }
                _ => return self.text_after(token.start),
            }
            self.bump();
        }
    }

    /// The second document is read to find its end and forgotten: the policy is the first.
    pub(super) fn second_document(&mut self) {
        let Some(first) = self.peek() else { return };
        let defects = self.defects.len();
        let node = self.value(1);
        self.unwind = 0;
        let span = self.tree.span(node);
        self.defects.truncate(defects);
        self.defects.retain(|defect| !span.contains(defect.span));
        let before = &self.text[..first.start as usize];
        let from = before.trim_end().len();
        let edit = Edit::delete(Span::new(from, span.end as usize));
        self.report(Defect::guess(DefectKind::SecondDocument, span, vec![edit]));
    }

    pub(super) fn text_after(&mut self, start: u32) {
        let after = &self.text[start as usize..];
        let shown =
            Span::new(start as usize, start as usize + after.lines().next().unwrap_or_default().trim_end().len());
        let from = self.text[..start as usize].trim_end().len();
        self.defects.retain(|defect| defect.span.start < start);
        let end = self.text.trim_end().len();
        let edit = Edit::delete(Span::new(from, end));
        // What holds a brace may be another document: no one would want that to vanish unasked.
        let safety = if after.contains('{') { Safety::Review } else { Safety::Safe };
        self.report(Defect { safety, ..Defect::new(DefectKind::TextAfter, shown, vec![edit]) });
        self.at = self.tokens.len();
    }
}
