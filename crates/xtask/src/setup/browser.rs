//! A Chromium for the browser tests: the one that is there, else Debian's package, else Playwright's own download.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::node;
use crate::failure::Result;
use crate::repository::Repository;
use crate::shell;

/// The programs by which Chromium goes on different systems.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where macOS and Windows keep it, as (environment variable of the folder above, path in it).
const PLACES: [(&str, &str); 7] = [
    ("", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("", "/Applications/Chromium.app/Contents/MacOS/Chromium"),
    ("HOME", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("ProgramFiles", r"Google\Chrome\Application\chrome.exe"),
    ("ProgramFiles(x86)", r"Google\Chrome\Application\chrome.exe"),
    ("LocalAppData", r"Google\Chrome\Application\chrome.exe"),
    ("LocalAppData", r"Chromium\Application\chrome.exe"),
];

/// The browser that the tests drive.
#[derive(Debug)]
pub(crate) enum Browser {
    /// One that this system has.
    Found(PathBuf),
    /// One that Playwright downloaded into this folder and finds there by itself.
    Downloaded(PathBuf),
}

impl Browser {
    /// Finds a browser or installs one.
    pub(crate) fn ready(repository: &Repository) -> Result<Self> {
        if let Some(path) = find().or_else(install_debian_package) {
            return Ok(Self::Found(path));
        }
        let folder = repository.tools().join("playwright");
        let tests = repository.browser_tests();
        node::install_packages(repository, &tests)?;
        shell::note(
            "Installing Chromium by Playwright into target/tools, unless it is there: it runs the browser tests.",
        );
        shell::run(
            node::npm(&tests)
                .args(["exec", "--no", "--", "playwright", "install", "chromium"])
                .env("PLAYWRIGHT_BROWSERS_PATH", &folder),
            "no Chromium was found and none could be downloaded: install Chromium or Chrome, or set CHROMIUM_PATH to it",
        )?;
        Ok(Self::Downloaded(folder))
    }

    /// Tells a command that runs Playwright which browser to use.
    pub(crate) fn tell(&self, command: &mut Command) {
        match self {
            Self::Found(path) => command.env("CHROMIUM_PATH", path),
            Self::Downloaded(folder) => command.env_remove("CHROMIUM_PATH").env("PLAYWRIGHT_BROWSERS_PATH", folder),
        };
    }

    /// The ChromeDriver of this very browser, if there is one. Another version's would refuse to drive it.
    pub(crate) fn driver(&self) -> Option<PathBuf> {
        let Self::Found(browser) = self else {
            return None;
        };
        let driver = env::var_os("CHROMEWEBDRIVER")
            .and_then(|folder| shell::find_in(&folder, "chromedriver"))
            .or_else(|| shell::find("chromedriver"))?;
        let version = |program: &PathBuf| major(&shell::output(Command::new(program).arg("--version"))?);
        (version(browser)? == version(&driver)?).then_some(driver)
    }
}

/// `Chromium 156.0.8078.73 built on …` -> 156
fn major(version: &str) -> Option<u32> {
    version.split(' ').find_map(|word| word.split_once('.')?.0.parse().ok())
}

fn find() -> Option<PathBuf> {
    let told = env::var_os("CHROMIUM_PATH").map(PathBuf::from).filter(|path| path.is_file());
    told.or_else(|| NAMES.iter().find_map(|name| shell::find(name))).or_else(|| {
        PLACES.iter().find_map(|(variable, path)| {
            let above = if variable.is_empty() { PathBuf::new() } else { env::var_os(variable)?.into() };
            Some(above.join(path)).filter(|path| path.is_file())
        })
    })
}

/// On Debian with the rights to do so. Wherever that is not so, or fails, there is another way.
fn install_debian_package() -> Option<PathBuf> {
    shell::find("apt-get")?;
    let prefix: &[&str] = if shell::output(Command::new("id").arg("-u"))? == "0" {
        &[]
    } else {
        shell::output(shell::program("sudo").args(["-n", "true"]))?;
        &["sudo", "-n"]
    };
    let apt_get = |arguments: &[&str]| {
        let words: Vec<&str> = prefix.iter().copied().chain(["apt-get"]).chain(arguments.iter().copied()).collect();
        let mut command = shell::program(words[0]);
        command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
        shell::run(&mut command, "apt-get failed").ok()
    };
    shell::note("Installing Chromium and its driver with apt-get: they run the browser tests.");
    apt_get(&["update", "--quiet"])?;
    apt_get(&["install", "--quiet", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])?;
    find()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_a_browser_says_of_itself() {
        assert_eq!(major("Chromium 156.0.8078.73 built on Debian"), Some(156));
        assert_eq!(major("ChromeDriver 156.0.8078.73 (abc)"), Some(156));
        assert_eq!(major("Google Chrome 99.1.2.3"), Some(99));
        assert_eq!(major("not a browser"), None);
    }
}
