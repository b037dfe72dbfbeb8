//! House keeping: `cargo xtask tidy` and `cargo xtask bench`. Only the standard library, so that it builds in seconds.
//!
//! Not here: anything the program needs to run.
#![forbid(unsafe_code)]

mod bench;
mod tidy;

use std::process::ExitCode;

const USAGE: &str =
    "cargo xtask tidy [--bless]   check the manners of the house; --bless rewrites xtask/ratchet.txt";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["tidy"] => tidy::run(false),
        ["tidy", "--bless"] => tidy::run(true),
        ["bench", rest @ ..] => bench::run(rest),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
