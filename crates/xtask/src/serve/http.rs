//! As much of HTTP/1.1 as a browser needs to load static files: `GET` and `HEAD`, one request a connection.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::files::{Found, Site};
use crate::failure::Result;

/// A request's head that is longer, or slower, is not a browser's.
const LONGEST_HEAD: u64 = 16 * 1024;
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Answers requests until the process ends, each in a thread of its own.
pub(super) fn serve(listener: &TcpListener, site: &Site) -> Result<()> {
    thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            // A visitor who went away is no reason to stop, and there is nobody to tell.
            scope.spawn(move || answer(&stream, site));
        }
    });
    Ok(())
}

fn answer(stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(LONGEST_WAIT))?;
    stream.set_write_timeout(Some(LONGEST_WAIT))?;
    let response = match Request::read(stream)? {
        Some(request) => respond(&request, site),
        None => Response::text("400 Bad Request", "This is not a request that a browser makes."),
    };
    response.write(stream)
}

/// The parts of a request that change the answer.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    method: String,
    path: String,
    if_none_match: Option<String>,
    takes_gzip: bool,
}

impl Request {
    /// Reads the head; nothing if it is not HTTP.
    fn read(stream: impl Read) -> io::Result<Option<Self>> {
        let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
        let Some(first) = lines.next().transpose()? else {
            return Ok(None);
        };
        let mut words = first.split(' ');
        let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        if !version.starts_with("HTTP/1.") {
            return Ok(None);
        }
        let path = target.split(['?', '#']).next().unwrap_or(target);
        let mut request =
            Self { method: method.to_owned(), path: path.to_owned(), if_none_match: None, takes_gzip: false };
        for line in lines {
            let line = line?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("if-none-match") {
                request.if_none_match = Some(value.trim().to_owned());
            } else if name.eq_ignore_ascii_case("accept-encoding") {
                request.takes_gzip = value.split([',', ';']).any(|coding| coding.trim().eq_ignore_ascii_case("gzip"));
            }
        }
        Ok(Some(request))
    }
}

#[derive(Debug)]
struct Response {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// What `Content-Length` says; a `HEAD` has the length without the body.
    length: usize,
}

impl Response {
    fn new(status: &'static str, media_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("Content-Type", media_type.to_owned())];
        let length = body.len();
        Self { status, headers, body, length }
    }

    fn text(status: &'static str, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    fn without_body(mut self) -> Self {
        self.body.clear();
        self
    }

    fn write(&self, mut stream: impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // `no-cache`: keep it, and ask each time whether it is still right; a rebuilt page shows at the next reload.
        // The page's modules need `Access-Control-Allow-Origin` in a sandboxed frame; GitHub Pages sends it, too.
        head.push_str(&format!(
            "Content-Length: {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
             Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
            self.length
        ));
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

fn respond(request: &Request, site: &Site) -> Response {
    let response = match request.method.as_str() {
        "GET" | "HEAD" => get(request, site),
        _ => Response::text("405 Method Not Allowed", "Only GET and HEAD are answered here.")
            .with("Allow", "GET, HEAD".to_owned()),
    };
    if request.method == "HEAD" { response.without_body() } else { response }
}

fn get(request: &Request, site: &Site) -> Response {
    let (file, media_type) = match site.find(&request.path) {
        Found::File(file, media_type) => (file, media_type),
        Found::Folder => {
            // Only the last segment: an answer that began with `//` would send the browser to another host.
            let last = request.path.rsplit('/').next().unwrap_or_default();
            return Response::text("301 Moved Permanently", "It is a folder.").with("Location", format!("{last}/"));
        }
        Found::Nothing => return not_found(site),
    };
    let Ok(body) = fs::read(file) else {
        return not_found(site);
    };
    let tag = entity_tag(&body);
    if request.if_none_match.as_deref() == Some(tag.as_str()) {
        return Response { length: 0, ..Response::new("304 Not Modified", media_type, Vec::new()) }.with("ETag", tag);
    }
    let smaller = (request.takes_gzip && shrinks(media_type)).then(|| gzipped(&body)).flatten();
    let response = match smaller {
        Some(smaller) => Response::new("200 OK", media_type, smaller).with("Content-Encoding", "gzip".to_owned()),
        None => Response::new("200 OK", media_type, body),
    };
    // Weak: the same content, whatever its coding.
    response.with("ETag", tag).with("Vary", "Accept-Encoding".to_owned())
}

/// Whether compression is worth its time: pictures and fonts are compressed already.
fn shrinks(media_type: &str) -> bool {
    ["text/", "application/", "image/svg"].iter().any(|kind| media_type.starts_with(kind))
}

/// The body as hosts of static sites send it, so that loading the page takes here what it takes there.
fn gzipped(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn not_found(site: &Site) -> Response {
    match site.not_found_page() {
        Some(page) => Response::new("404 Not Found", "text/html; charset=utf-8", page),
        None => Response::text("404 Not Found", "There is no such page."),
    }
}

fn entity_tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The answer to a request, as text; the crate's own folder is the site.
    fn ask(request: &str) -> String {
        let site = Site::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let request = Request::read(request.as_bytes()).unwrap().expect("a well-formed request");
        let mut answer = Vec::new();
        respond(&request, &site).write(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    #[test]
    fn a_file_comes_with_its_type_and_length() {
        let answer = ask("GET /src/serve/http.rs?query HTTP/1.1\r\nHost: here\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains(&format!("Content-Length: {}\r\n", include_bytes!("http.rs").len())));
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let answer = ask("HEAD /Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
        assert!(answer.contains(&format!("Content-Length: {}\r\n", include_bytes!("../../Cargo.toml").len())));
    }

    #[test]
    fn what_the_browser_has_already_is_not_sent_again() {
        let first = ask("GET /Cargo.toml HTTP/1.1\r\n\r\n");
        let tag = first.lines().find_map(|line| line.strip_prefix("ETag: ")).expect("an entity tag");
        let second = ask(&format!("GET /Cargo.toml HTTP/1.1\r\nIf-None-Match: {tag}\r\n\r\n"));
        assert!(second.starts_with("HTTP/1.1 304 "), "{second}");
        assert!(second.ends_with("\r\n\r\n"), "{second}");
    }

    #[test]
    fn what_shrinks_is_compressed_for_those_who_take_it() {
        let length = |request: &str| -> usize {
            let site = Site::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
            let response = respond(&Request::read(request.as_bytes()).unwrap().unwrap(), &site);
            let coded = response.headers.iter().any(|(name, value)| *name == "Content-Encoding" && value == "gzip");
            assert_eq!(coded, request.contains("gzip"));
            if coded {
                let mut plain = Vec::new();
                flate2::read::GzDecoder::new(response.body.as_slice()).read_to_end(&mut plain).unwrap();
                assert_eq!(plain, include_bytes!("http.rs"));
            }
            response.length
        };
        let plain = length("GET /src/serve/http.rs HTTP/1.1\r\nAccept-Encoding: br\r\n\r\n");
        assert!(length("GET /src/serve/http.rs HTTP/1.1\r\nAccept-Encoding: br, gzip;q=0.5\r\n\r\n") < plain / 2);
    }

    #[test]
    fn a_folder_is_sent_to_its_own_address_and_never_to_another_host() {
        assert!(ask("GET /src HTTP/1.1\r\n\r\n").contains("\r\nLocation: src/\r\n"));
        assert!(ask("GET //src HTTP/1.1\r\n\r\n").contains("\r\nLocation: src/\r\n"));
    }

    #[test]
    fn other_methods_and_missing_files_are_said_so() {
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
        assert!(ask("GET /nowhere.html HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        assert!(ask("GET /../../Cargo.toml HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
    }

    #[test]
    fn what_is_not_http_is_not_a_request() {
        assert_eq!(Request::read("\u{16}\u{3}\u{1} hello\r\n".as_bytes()).unwrap(), None);
        assert_eq!(Request::read("".as_bytes()).unwrap(), None);
    }
}
