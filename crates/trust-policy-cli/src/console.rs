//! Where output goes: the one place that writes to standard output and standard error.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;

use crate::output::visible;

/// Why the command could not run: a sentence for standard error.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

/// Standard output and standard error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    color: anstream::ColorChoice,
}

impl Console {
    pub(crate) fn new(color: ColorChoice) -> Self {
        let color = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Self { color }
    }

    /// Prints text with styles, which are taken out unless the output is coloured.
    pub(crate) fn print(&self, styled: &str) -> Result<(), Failure> {
        settle(AutoStream::new(io::stdout(), self.color).write_all(styled.as_bytes()))
    }

    /// Writes bytes as they are.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        settle(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// Writes a document: byte for byte into a file or a pipe, and with its control characters shown on a terminal,
    /// which would obey them.
    pub(crate) fn write_document(&self, text: &str) -> Result<(), Failure> {
        let text = if io::stdout().is_terminal() { visible::document(text) } else { Cow::Borrowed(text) };
        self.write(text.as_bytes())
    }

    /// Says a sentence on standard error.
    pub(crate) fn say(&self, sentence: impl Display) {
        let sentence = sentence.to_string();
        // There is nobody left to tell when standard error is closed.
        let _ = writeln!(io::stderr(), "trust-policy: {}", visible::line(&sentence));
    }
}

/// A reader that went away, such as `head`, has what it wanted: that is no failure.
fn settle(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
