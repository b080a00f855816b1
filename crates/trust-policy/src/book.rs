//! The phrases and tables of the engine as one text, which the browser loads beside the WebAssembly.
//!
//! Words and names are a fifth of what a browser would have to load before the first check, and they are nothing to
//! compile. Native programs carry them inside; [`book`] is what they would have to hand to an engine in a browser, and
//! the bindings do so by themselves.

/// Every phrase and table, for [`install`] in an engine that was compiled to WebAssembly.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn book() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/book.txt"))
}

/// A table of the catalogue as text, one row a line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Table {
    ConditionKeys,
    OidcProviders,
    ServicePrincipals,
    VendorAccounts,
}

#[cfg(not(target_arch = "wasm32"))]
impl Table {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::ConditionKeys => include_str!(concat!(env!("OUT_DIR"), "/condition-keys.txt")),
            Self::OidcProviders => include_str!(concat!(env!("OUT_DIR"), "/oidc-providers.tsv")),
            Self::ServicePrincipals => include_str!(concat!(env!("OUT_DIR"), "/service-principals.txt")),
            Self::VendorAccounts => include_str!(concat!(env!("OUT_DIR"), "/vendor-accounts.txt")),
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub use installed::install;
#[cfg(target_arch = "wasm32")]
pub(crate) use installed::phrase;

#[cfg(target_arch = "wasm32")]
mod installed {
    use std::sync::OnceLock;

    use super::Table;
    use crate::text::Search;

    static BOOK: OnceLock<Book> = OnceLock::new();

    struct Book {
        phrases: Vec<&'static str>,
        /// In the order of [`Table`].
        tables: Vec<&'static str>,
    }

    /// Gives the engine its words, once and before the first check: without them findings say nothing.
    ///
    /// `book` is what [`book`](super) answers in a native build of the same version.
    pub fn install(book: String) {
        let mut rest: &'static str = book.leak();
        BOOK.get_or_init(|| {
            let mut sections = Vec::new();
            while let Some((section, behind)) = rest.cut("\n\n") {
                sections.push(section);
                rest = behind;
            }
            sections.push(rest);
            let mut phrases = Vec::new();
            for line in sections[0].split('\n') {
                phrases.push(line);
            }
            Book { phrases, tables: sections }
        });
    }

    pub(crate) fn phrase(number: usize) -> &'static str {
        BOOK.get().and_then(|book| book.phrases.get(number)).copied().unwrap_or_default()
    }

    impl Table {
        pub(crate) fn text(self) -> &'static str {
            BOOK.get().and_then(|book| book.tables.get(self as usize + 1)).copied().unwrap_or_default()
        }
    }
}
