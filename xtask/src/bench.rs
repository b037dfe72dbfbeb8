//! Builds the bench and the program and runs it, from the root of the workspace. Not here: what is measured (`crates/app/examples/bench`).
//!
//! Without `--release` only our own crates are optimised and everything else is taken as tests built it: a release
//! build of the typesetter alone takes ten minutes. Which one it was is printed with the numbers.

use std::process::{Command, ExitCode};

const OURS: [&str; 3] = ["huajie", "huajie-law", "huajie-ledger"];

pub fn run(arguments: &[&str]) -> ExitCode {
    let release = arguments.first() == Some(&"--release");
    let passed_on = if release { &arguments[1..] } else { arguments };
    let (folder, profile) = if release {
        ("release", "release")
    } else {
        ("debug", "dev, with our own crates at opt-level 3 and all others at 1")
    };
    let mut build = Command::new("cargo");
    build.args(["build", "-p", "huajie", "--bins", "--example", "bench"]);
    if release {
        build.arg("--release");
    } else {
        // Incremental builds are cut into pieces too small to be optimised well.
        build.env("CARGO_INCREMENTAL", "0");
        for name in OURS {
            build.arg("--config").arg(format!("profile.dev.package.{name}.opt-level=3"));
        }
    }
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into());
    let mut bench = Command::new(format!("{target}/{folder}/examples/bench"));
    bench.args(["--profile", profile]).args(passed_on);
    for command in [&mut build, &mut bench] {
        match command.status() {
            Ok(status) if status.success() => {}
            Ok(_) => return ExitCode::FAILURE,
            Err(error) => {
                eprintln!("{command:?}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
