//! What was pasted, and where the policy is inside it.
//!
//! People paste the policy, the output of `aws iam get-role` around it, a policy that a program encoded as a string or for
//! a URL, or something else altogether. [`read`] recognises it, takes the wrapping off, reads the policy, and keeps the
//! way back: places and edits in the policy become places and edits in what was pasted.

mod embedding;
mod recognise;

use embedding::Embedding;
pub(crate) use embedding::{Encoding, Origin};

use crate::fix::layout::dedented;
use crate::report::InputKind;
use crate::text::{self, Decoded, DefectKind, Document, Edit, FileEncoding, NodeId, Span};

/// What was pasted, read.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    pub(crate) kind: InputKind,
    /// The text that holds the policy, with every encoding taken off.
    pub(crate) document: &'a Document<'a>,
    /// The value that is the policy.
    pub(crate) policy: Option<NodeId>,
    /// The ARN of the role, when the wrapping told it.
    pub(crate) role_arn: Option<String>,
    /// The way back to what was pasted.
    pub(crate) origin: &'a Origin,
    /// The text that was pasted.
    pub(crate) pasted: &'a str,
    /// How the bytes of that text were read.
    pub(crate) encoding: FileEncoding,
}

impl Input<'_> {
    /// Whether the whole of what was pasted is one text in this encoding.
    pub(crate) fn is_wholly(&self, encoding: Encoding) -> bool {
        let kind = encoding.input_kind();
        self.kind == kind && self.origin.outermost().is_some_and(|embedding| embedding.encoding == encoding)
    }

    /// The first line of what was pasted: a place for what concerns all of it.
    pub(crate) fn first_line(&self) -> Span {
        let start = self.whole().start as usize;
        let line = self.pasted[start..].lines().next().unwrap_or_default();
        Span::new(start, start + line.trim_end().len())
    }

    /// The decoded document instead of what was pasted.
    pub(crate) fn decoded(&self) -> Edit {
        Edit::replace(self.whole(), self.document.text)
    }

    /// The policy instead of what was pasted, moved to the left margin.
    pub(crate) fn unwrapped(&self) -> Edit {
        let span = self.policy.map_or_else(|| Span::new(0, self.document.text.len()), |node| self.document.span(node));
        let policy = dedented(self.document, span, span.of(self.document.text));
        Edit::replace(self.whole(), policy)
    }

    /// All that was pasted, without the white space around it.
    fn whole(&self) -> Span {
        let start = self.pasted.len() - self.pasted.trim_start().len();
        Span::new(start, self.pasted.trim_end().len().max(start))
    }
}

/// Recognises and reads a text, and hands the outcome on.
pub(crate) fn read<R>(source: &Decoded<'_>, then: impl FnOnce(&Input<'_>) -> R) -> R {
    let pasted: &str = &source.text;
    if pasted.len() > text::MAX_BYTES {
        return finish(source, InputKind::Unknown, Origin::default(), None, pasted, then);
    }
    if let Some((embedding, inner)) = embedding::outermost(pasted) {
        let kind = embedding.encoding.input_kind();
        return finish(source, kind, Origin::new(embedding), None, &inner, then);
    }
    let document = text::parse(pasted);
    let found = recognise::find_policy(&document);
    if let Some(string) = found.encoded {
        let outer = Embedding::json_string(&document, string);
        let inner = outer.decode(pasted);
        let mut origin = Origin::new(outer);
        let inner = match embedding::outermost(&inner) {
            Some((embedding, text)) => {
                origin.push(embedding);
                text
            }
            None => inner,
        };
        return finish(source, found.kind, origin, found.role_arn, &inner, then);
    }
    let around = document.defects.iter().any(|defect| defect.kind == DefectKind::TextBefore);
    let kind = match document.root {
        None => recognise::kind_of_text(pasted),
        Some(_) if around && recognise::kind_of_text(pasted) == InputKind::Terraform => InputKind::Terraform,
        Some(_) => found.kind,
    };
    let (origin, encoding, role_arn) = (Origin::default(), source.encoding, found.role_arn);
    then(&Input { kind, policy: found.policy, role_arn, document: &document, origin: &origin, pasted, encoding })
}

fn finish<R>(
    source: &Decoded<'_>,
    kind: InputKind,
    origin: Origin,
    role_arn: Option<String>,
    inner: &str,
    then: impl FnOnce(&Input<'_>) -> R,
) -> R {
    let document = text::parse(inner);
    let found = recognise::find_policy(&document);
    let role_arn = role_arn.or(found.role_arn);
    let (pasted, encoding) = (&*source.text, source.encoding);
    then(&Input { kind, policy: found.policy, role_arn, document: &document, origin: &origin, pasted, encoding })
}
