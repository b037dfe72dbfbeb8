//! The files git knows, read once. Not here: what is looked for in them.

use super::source::Source;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// One text file.
pub struct Text {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
    /// Present for Rust.
    pub source: Option<Source>,
    /// Whether this file is compiled for tests only.
    pub test: bool,
}

pub struct Tree {
    pub root: PathBuf,
    pub texts: Vec<Text>,
    /// Every path git knows, pictures included.
    pub paths: Vec<String>,
}

impl Tree {
    pub fn read() -> Result<Tree, String> {
        let root = PathBuf::from(git(Path::new("."), &["rev-parse", "--show-toplevel"])?.trim());
        let list = git(&root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut files = Vec::new();
        for path in list.split_terminator('\0') {
            // A file that was removed but not yet committed is none of our business; pictures are not text.
            if let Ok(bytes) = std::fs::read(root.join(path)) {
                files.push((path.to_owned(), String::from_utf8(bytes).ok()));
            }
        }
        Ok(Tree::of(root, files))
    }

    /// A tree from paths and texts.
    pub fn of(root: PathBuf, files: Vec<(String, Option<String>)>) -> Tree {
        let paths = files.iter().map(|(path, _)| path.clone()).collect();
        let mut texts: Vec<Text> = files
            .into_iter()
            .filter_map(|(path, text)| {
                let text = text?;
                let source = path.ends_with(".rs").then(|| Source::read(&text));
                Some(Text { path, text, source, test: false })
            })
            .collect();
        let under_test: Vec<String> = texts.iter().flat_map(test_modules).collect();
        for text in &mut texts {
            text.test = text.path.contains("/tests/")
                || under_test.iter().any(|module| {
                    let path = text.path.trim_end_matches(".rs").trim_end_matches("/mod");
                    path == module || path.starts_with(&format!("{module}/"))
                });
        }
        Tree { root, texts, paths }
    }

    /// Rust files with what was read in them.
    pub fn sources(&self) -> impl Iterator<Item = (&Text, &Source)> {
        self.texts.iter().filter_map(|text| Some((text, text.source.as_ref()?)))
    }

    pub fn text(&self, path: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.path == path)
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| format!("git does not run: {error}"))?;
    if !output.status.success() {
        return Err(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|_| "a path is not UTF-8".to_owned())
}

/// The paths, without ending, of modules this file declares for tests only.
fn test_modules(text: &Text) -> Vec<String> {
    let Some(source) = &text.source else { return Vec::new() };
    let (folder, name) = text.path.rsplit_once('/').unwrap_or(("", &text.path));
    let home = match name {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        other => format!("{folder}/{}", other.trim_end_matches(".rs")),
    };
    source.test_modules().into_iter().map(|module| format!("{home}/{module}")).collect()
}
