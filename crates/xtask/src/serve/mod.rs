//! `cargo xtask serve`: the page, built and served on this machine.

mod files;
mod http;

use std::io::{self, IsTerminal};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::process::{Command, Stdio};

use crate::build;
use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::shell;

/// The port that is tried first; the next ones follow while they are taken.
const FIRST_PORT: u16 = 8080;
const PORTS_TO_TRY: u16 = 100;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    host: String,
    port: Option<u16>,
    open: bool,
}

impl Options {
    pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        use lexopt::prelude::*;
        let mut options = Self { host: "127.0.0.1".to_owned(), port: None, open: true };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("host") => options.host = arguments.value()?.string()?,
                Long("port") => options.port = Some(arguments.value()?.parse()?),
                Long("no-open") => options.open = false,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Builds the page and serves it until the person stops it.
pub(crate) fn command(repository: &Repository, options: &Options) -> Result<()> {
    // First the port: nobody should wait for a build to learn that it is taken.
    let listener = listen(&options.host, options.port)?;
    build::site(repository)?;
    let address = listener.local_addr().map_err(|error| Failure::new(format!("no address to serve on: {error}")))?;
    let url = format!("http://{address}/");
    println!("\nTrust Policy Playground: {url}\nStop it with Ctrl-C.");
    if options.open && io::stdout().is_terminal() {
        open_in_browser(&url);
    }
    http::serve(&listener, &files::Site::new(&repository.site())?)
}

/// Takes the port that was asked for, or the first free one.
fn listen(host: &str, port: Option<u16>) -> Result<TcpListener> {
    let at = |port: u16| -> io::Result<TcpListener> {
        let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
        TcpListener::bind(addresses.as_slice())
    };
    let asked = match port {
        Some(port) => port..=port,
        None => FIRST_PORT..=FIRST_PORT + PORTS_TO_TRY,
    };
    for port in asked.clone() {
        match at(port) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(Failure::new(format!("cannot serve on {host}, port {port}: {error}")));
            }
        }
    }
    Err(Failure::new(match port {
        Some(port) => {
            format!("port {port} is taken by another program: stop it, or leave out --port to get a free one")
        }
        None => format!("the ports {} to {} are all taken: name a free one with --port", asked.start(), asked.end()),
    }))
}

/// A convenience: the address is on the terminal anyway, so a system without a browser is no failure.
fn open_in_browser(url: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        shell::program("xdg-open")
    } else {
        return;
    };
    let _ = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_defaults_and_unknown_ones_are_refused() {
        let parse = |arguments: &[&str]| Options::parse(lexopt::Parser::from_args(arguments));
        assert_eq!(
            parse(&["--port", "9000", "--no-open"]).unwrap(),
            Options { host: "127.0.0.1".to_owned(), port: Some(9000), open: false }
        );
        assert!(parse(&["--prot", "9000"]).is_err());
        assert!(parse(&["--port", "many"]).is_err());
    }

    #[test]
    fn a_taken_port_that_was_asked_for_is_an_error_that_names_it() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = listen("127.0.0.1", Some(port)).unwrap_err();
        assert!(failure.to_string().contains(&port.to_string()), "{failure}");
    }

    #[test]
    fn without_a_port_a_free_one_is_found_beside_taken_ones() {
        let first = listen("127.0.0.1", None).unwrap();
        let second = listen("127.0.0.1", None).unwrap();
        assert_ne!(first.local_addr().unwrap().port(), second.local_addr().unwrap().port());
    }
}
