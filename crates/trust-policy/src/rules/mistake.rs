//! Mistakes in the text, which the reader found and can mostly mend.

use super::finding::filled;
use super::words::around;
use super::{Draft, Findings, Rule};
use crate::phrase::{Phrase, phrase};
use crate::text::{Defect, DefectKind, Document};

/// AWS's words for a document that is not JSON.
/// Source: seen in emulators that mirror IAM; AWS documents only the code.
pub(super) const INVALID_JSON: Phrase = phrase!("This policy contains invalid Json");

/// A mistake that is told in the same words wherever it stands.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(super) kind: DefectKind,
    /// The first `{}` stands for the text of the place, the second for what the repair writes.
    pub(super) message: Phrase,
    pub(super) why: Phrase,
    /// What the repair does; `{}` stands for what it writes.
    pub(super) repair: Phrase,
}

impl Mistake {
    pub(super) fn check<'r>(&self, rule: &'r Rule, document: &Document<'_>, out: &mut Findings<'r>) {
        for defect in defects(document, self.kind) {
            let written = written(defect);
            let repair = filled(self.repair, &[written]);
            let texts = [defect.span.of(document.text), written];
            not_json(out, rule, defect, self.message, &texts, self.why, &repair);
        }
    }
}

/// Reports a mistake for which AWS finds no JSON, with the repair that the reader has for it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn not_json<'o, 'r>(
    out: &'o mut Findings<'r>,
    rule: &'r Rule,
    defect: &Defect,
    message: Phrase,
    texts: &[&str],
    why: Phrase,
    repair: &str,
) -> &'o mut Draft<'r> {
    out.tell(rule, defect.span, message, texts, why).repair(defect, repair).refused(INVALID_JSON)
}

/// What the repair of a defect writes.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn written(defect: &Defect) -> &str {
    defect.edits.first().map_or("", |edit| edit.text.as_str())
}

/// One mistake that was made in several places at once: the message, the repair and a label speak of all of them.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn all_of_them(draft: &mut Draft<'_>, defect: &Defect) {
    if defect.edits.len() > 1 {
        let count = defect.edits.len().to_string();
        draft.message.push_str(&around(", the first of ", &count, " such places"));
        for fix in &mut draft.fixes {
            fix.title.push_str(&around(" in all ", &count, " places"));
        }
    }
    if let Some(last) = defect.related {
        draft.label(last, phrase!("the last one is here"));
    }
}

/// What a character is called, with its number: `a soft hyphen (U+00AD)`.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn with_number(name: &str, text: &str) -> String {
    let number = text.chars().next().map_or(0, u32::from);
    format!("{name} (U+{number:04X})")
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

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<&'d Defect> {
        self.rest.find(|defect| defect.kind == self.kind)
    }
}
