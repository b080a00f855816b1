//! Mistakes in the text, which the reader found and can mostly mend.

use super::words::around;
use super::{Draft, Findings, Rule};
use crate::text::Search;
use crate::text::{Defect, DefectKind, Document};

/// AWS's words for a document that is not JSON.
/// Source: seen in emulators that mirror IAM; AWS documents only the code.
pub(super) const INVALID_JSON: &str = "This policy contains invalid Json";

/// A mistake that is told in the same words wherever it stands.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(super) kind: DefectKind,
    /// `{}` stands for the text of the place.
    pub(super) message: &'static str,
    pub(super) why: &'static str,
    /// What the repair does.
    pub(super) repair: &'static str,
}

impl Mistake {
    pub(super) fn check<'r>(&self, rule: &'r Rule, document: &Document<'_>, out: &mut Findings<'r>) {
        for defect in defects(document, self.kind) {
            let message = match self.message.cut("{}") {
                Some((before, after)) => around(before, defect.span.of(document.text), after),
                None => self.message.to_owned(),
            };
            not_json(out, rule, defect, message, self.why, self.repair);
        }
    }
}

/// Reports a mistake for which AWS finds no JSON, with the repair that the reader has for it.
#[inline(never)]
pub(super) fn not_json<'o, 'r>(
    out: &'o mut Findings<'r>,
    rule: &'r Rule,
    defect: &Defect,
    message: String,
    why: &'static str,
    repair: &str,
) -> &'o mut Draft<'r> {
    out.report(rule, defect.span).message(message).why(why).repair(defect, repair).refused(INVALID_JSON)
}

/// One mistake that was made in several places at once: where the message, after what it says of the first, the repair
/// and a label speak of all of them. The number of places stands between the two parts of each text.
pub(super) fn all_of_them(draft: &mut Draft<'_>, defect: &Defect, message: [&str; 2], repair: [&str; 2]) {
    let count = defect.edits.len().to_string();
    if defect.edits.len() > 1 {
        draft.message.push_str(&around(message[0], &count, message[1]));
        draft.fixes.iter_mut().for_each(|fix| fix.title = around(repair[0], &count, repair[1]));
    }
    if let Some(last) = defect.related {
        draft.label(last, "the last one is here");
    }
}

/// What a character is called, with its number: `a tab (U+0009)`.
pub(super) fn with_number(name: &str, before: &str, text: &str, after: &str) -> String {
    let number = text.chars().next().map_or(0, u32::from);
    format!("{name}{before}U+{number:04X}{after}")
}

/// The defects of a kind.
pub(super) fn defects<'d>(document: &'d Document<'_>, kind: DefectKind) -> Defects<'d> {
    Defects { rest: document.defects.iter(), kind }
}

/// See [`defects`].
pub(super) struct Defects<'d> {
    rest: std::slice::Iter<'d, Defect>,
    kind: DefectKind,
}

impl<'d> Iterator for Defects<'d> {
    type Item = &'d Defect;

    #[inline(never)]
    fn next(&mut self) -> Option<&'d Defect> {
        self.rest.find(|defect| defect.kind == self.kind)
    }
}
