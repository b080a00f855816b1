//! From a request's path to a file of the site, and never to one outside it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The folder that is served.
#[derive(Debug)]
pub(super) struct Site {
    root: PathBuf,
}

/// What a path stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file, with its media type.
    File(PathBuf, &'static str),
    /// A folder named without the slash at its end; relative links in its index need that slash.
    Folder,
    /// Nothing, or nothing that may be served.
    Nothing,
}

impl Site {
    pub(super) fn new(root: &Path) -> Result<Self> {
        let root = root.canonicalize().map_err(Failure::io("open", root))?;
        Ok(Self { root })
    }

    /// Finds what the path part of a request's target stands for.
    pub(super) fn find(&self, path: &str) -> Found {
        let Some(relative) = relative(path) else {
            return Found::Nothing;
        };
        // Links inside the folder may lead out of it: what counts is where they end.
        let Ok(mut full) = self.root.join(relative).canonicalize() else {
            return Found::Nothing;
        };
        if full.is_dir() {
            if !path.ends_with('/') {
                return Found::Folder;
            }
            full.push("index.html");
        }
        if !full.starts_with(&self.root) || !full.is_file() {
            return Found::Nothing;
        }
        let media_type = media_type(&full);
        Found::File(full, media_type)
    }

    /// The site's own "not found" page, if it has one.
    pub(super) fn not_found_page(&self) -> Option<Vec<u8>> {
        fs::read(self.root.join("404.html")).ok()
    }
}

/// A path below the root, or nothing if it could lead elsewhere on any system.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(path.strip_prefix('/')?)?;
    let mut relative = PathBuf::new();
    for segment in decoded.split('/').filter(|segment| !segment.is_empty()) {
        // `\` and `:` separate folders and drives on Windows; names that begin with a full stop are never served.
        if segment.starts_with('.') || segment.contains(['\\', ':', '\0']) {
            return None;
        }
        relative.push(segment);
    }
    Some(relative)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Browsers compile a module while it arrives only if it comes as `application/wasm`, and run scripts only as such.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_stay_below_the_root() {
        assert_eq!(relative("/"), Some(PathBuf::new()));
        assert_eq!(relative("/assets/a%20b.js"), Some(PathBuf::from("assets/a b.js")));
        assert_eq!(relative("//rules///index.html"), Some(PathBuf::from("rules/index.html")));
    }

    #[test]
    fn paths_that_could_leave_the_root_are_refused() {
        for path in [
            "/../Cargo.toml",
            "/assets/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/%2E%2E%2FCargo.toml",
            "/..%5cCargo.toml",
            "/C:/Windows",
            "/a%00.html",
            "/.git/config",
            "/./index.html",
            "no-slash",
            "http://elsewhere/",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
    }

    #[test]
    fn a_folder_is_its_index_and_a_stray_path_is_nothing() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let site = Site::new(&root).unwrap();
        assert_eq!(site.find("/src"), Found::Folder);
        assert_eq!(site.find("/src/"), Found::Nothing);
        assert_eq!(site.find("/Cargo.lock.missing"), Found::Nothing);
        assert!(matches!(site.find("/src/main.rs"), Found::File(_, "application/octet-stream")));
    }
}
