//! The program `huajie`: config → store → serve | demo | verify | rebuild …
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    huajie::command_line::run(std::env::args_os())
}
