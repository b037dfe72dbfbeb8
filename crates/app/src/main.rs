//! The program `huajie`.
fn main() {}
