//! The program `huajie`.
mod ui;

fn main() {}
