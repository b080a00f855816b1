//! Runs the `trust-policy` command as people and scripts run it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The command, built once as cargo builds it: it belongs to another package, so cargo does not name it for us.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder of the target folder");
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--package", "trust-policy-cli", "--message-format", "json"])
            .arg("--target-dir")
            .arg(target)
            .current_dir(tests::folder())
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
        let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let mut executables = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
        executables.next().expect("cargo says where the command is")
    })
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Ended {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("output is UTF-8")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// Runs the command in `folder` with `stdin`.
pub(crate) fn run_in(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Ended {
    let mut child = Command::new(binary())
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that reads nothing has closed its end already.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin);
    let output = child.wait_with_output().expect("the command ends");
    let status = output.status.code().expect("no signal ended it");
    Ended { status, out: output.stdout, err: String::from_utf8(output.stderr).expect("messages are UTF-8") }
}
