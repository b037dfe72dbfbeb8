//! The program `huajie`: config → store → serve | demo | verify | rebuild …
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Pages and commands are made of many small texts: in a profile the system's library, mostly its allocator, took a sixth of a file page.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    huajie::command_line::run(std::env::args_os())
}
