//! What a machine can check about manners, over the files that git knows.
//!
//! Each module looks at the whole [`Tree`] and returns [`Finding`]s. Not here: what clippy and rustfmt already check.

mod documents;
mod manners;
mod ratchet;
mod source;
#[cfg(test)]
mod tests;
mod tree;
mod walls;

use std::{fmt, process::ExitCode};
use tree::Tree;

/// One thing that is wrong, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    says: String,
}

impl Finding {
    fn new(path: &str, line: usize, says: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, says: says.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.says)
    }
}

/// Checks the tree this program was built from; prints every finding.
pub fn run(bless: bool) -> ExitCode {
    let tree = match Tree::read() {
        Ok(tree) => tree,
        Err(complaint) => {
            eprintln!("{complaint}");
            return ExitCode::FAILURE;
        }
    };
    if bless && let Err(error) = std::fs::write(tree.root.join(ratchet::PATH), ratchet::record(&tree)) {
        eprintln!("{}: {error}", ratchet::PATH);
        return ExitCode::FAILURE;
    }
    let recorded = std::fs::read_to_string(tree.root.join(ratchet::PATH)).unwrap_or_default();
    let mut findings = check(&tree);
    findings.extend(ratchet::check(&tree, &recorded));
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => ExitCode::SUCCESS,
        count => {
            println!("tidy: {count} to put right");
            ExitCode::FAILURE
        }
    }
}

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = manners::check(tree);
    findings.extend(walls::check(tree));
    findings.extend(documents::check(tree));
    findings
}
