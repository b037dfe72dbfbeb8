//! A Rust file taken apart: code, string literals and comments, each with its line. A reader of tokens, not a parser:
//! it knows enough to tell a keyword from the same word in a comment.

/// A piece of text and the line it starts on.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    pub line: usize,
    pub text: String,
}

/// A function and how many lines it takes, signature to closing brace.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

pub struct Source {
    /// The text with comments and the insides of literals blanked out; lines stay where they were.
    pub code: Vec<char>,
    pub literals: Vec<Piece>,
    pub comments: Vec<Piece>,
}

impl Source {
    pub fn read(text: &str) -> Source {
        let mut reader = Reader { text: text.chars().collect(), at: 0, line: 1, source: Source::empty() };
        reader.read();
        reader.source
    }

    fn empty() -> Source {
        Source { code: Vec::new(), literals: Vec::new(), comments: Vec::new() }
    }

    pub fn code_lines(&self) -> Vec<String> {
        self.code.split(|c| *c == '\n').map(|line| line.iter().collect()).collect()
    }

    /// Where in the code a word starts, as whole words only.
    pub fn words(&self) -> Vec<(usize, String)> {
        let mut words = Vec::new();
        let mut at = 0;
        while at < self.code.len() {
            if is_word(self.code[at]) {
                let end = (at..self.code.len()).find(|i| !is_word(self.code[*i])).unwrap_or(self.code.len());
                words.push((at, self.code[at..end].iter().collect()));
                at = end;
            } else {
                at += 1;
            }
        }
        words
    }

    pub fn line_of(&self, at: usize) -> usize {
        1 + self.code[..at].iter().filter(|c| **c == '\n').count()
    }

    /// Modules in other files that are declared under `#[cfg(test)]`.
    pub fn test_modules(&self) -> Vec<String> {
        let mut modules = Vec::new();
        let mut marked = false;
        for line in self.code_lines() {
            let line = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ").to_owned();
            if line.starts_with("#[cfg(test)]") {
                marked = true;
            } else if let Some(name) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
                if marked {
                    modules.push(name.to_owned());
                }
                marked = false;
            } else if !line.is_empty() && !line.starts_with('#') {
                marked = false;
            }
        }
        modules
    }

    /// Lines inside items under `#[cfg(test)]` or `#[test]` in this file.
    pub fn test_lines(&self) -> Vec<std::ops::RangeInclusive<usize>> {
        let code: String = self.code.iter().collect();
        let mut ranges = Vec::new();
        for mark in ["#[cfg(test)]", "#[test]"] {
            for (byte, _) in code.match_indices(mark) {
                let at = code[..byte].chars().count() + mark.chars().count();
                if let Some(end) = self.end_of_item(at) {
                    ranges.push(self.line_of(at)..=self.line_of(end));
                }
            }
        }
        ranges
    }

    pub fn functions(&self) -> Vec<Function> {
        let words = self.words();
        let named = words.windows(2).filter(|pair| pair[0].1 == "fn" && self.only_space(pair));
        named
            .filter_map(|pair| {
                let end = self.end_of_item(pair[0].0)?;
                let line = self.line_of(pair[0].0);
                (self.code[end] == '}').then(|| Function {
                    name: pair[1].1.clone(),
                    line,
                    lines: self.line_of(end) + 1 - line,
                })
            })
            .collect()
    }

    fn only_space(&self, pair: &[(usize, String)]) -> bool {
        self.code[pair[0].0 + pair[0].1.len()..pair[1].0].iter().all(|c| c.is_whitespace())
    }

    /// The `;` or the closing brace that ends the item that starts here.
    fn end_of_item(&self, start: usize) -> Option<usize> {
        let (mut braces, mut others) = (0usize, 0usize);
        for (at, c) in self.code.iter().enumerate().skip(start) {
            match c {
                '(' | '[' => others += 1,
                ')' | ']' => others = others.checked_sub(1)?,
                '{' => braces += 1,
                '}' => {
                    braces = braces.checked_sub(1)?;
                    if braces == 0 && others == 0 {
                        return Some(at);
                    }
                }
                ';' if braces == 0 && others == 0 => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// The variants of an enum, if it is declared here.
    pub fn variants(&self, name: &str) -> Option<(usize, Vec<String>)> {
        let words = self.words();
        let found = words.windows(2).find(|pair| pair[0].1 == "enum" && pair[1].1 == name)?;
        let start = found[1].0;
        let open = start + self.code[start..].iter().position(|c| *c == '{')?;
        let end = self.end_of_item(start)?;
        let (mut depth, mut fresh, mut variants) = (0usize, true, Vec::new());
        for at in open..end {
            match self.code[at] {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                ',' if depth == 1 => fresh = true,
                c if depth == 1 && fresh && c.is_uppercase() => {
                    variants.push(self.code[at..end].iter().take_while(|c| is_word(**c)).collect());
                    fresh = false;
                }
                _ => {}
            }
        }
        Some((self.line_of(start), variants))
    }

    /// The names that a macro's table gives its rows: `Name = …`, one a line, in the braces behind the macro's name.
    pub fn rows_of(&self, name: &str) -> Vec<String> {
        let lines = self.code_lines();
        let start = lines.iter().position(|line| line.trim_start().starts_with(&format!("{name} {{")));
        let rows = start
            .map_or(&[][..], |start| &lines[start + 1..])
            .iter()
            .take_while(|line| !line.starts_with('}'));
        let names = rows.filter_map(|line| line.split_once('=')).map(|(row, _)| row.trim().to_owned());
        names.filter(|row| !row.is_empty() && row.chars().all(is_word)).collect()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

struct Reader {
    text: Vec<char>,
    at: usize,
    line: usize,
    source: Source,
}

impl Reader {
    fn read(&mut self) {
        while let Some(c) = self.peek(0) {
            let after_word = self.at > 0 && is_word(self.text[self.at - 1]);
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.literal(),
                ('r', Some('"' | '#')) if !after_word || self.after_prefix() => self.raw_literal(),
                ('\'', _) => self.quote(),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    /// `br"…"` and `cr"…"`: the letter before belongs to the literal.
    fn after_prefix(&self) -> bool {
        matches!(self.text[self.at - 1], 'b' | 'c') && (self.at < 2 || !is_word(self.text[self.at - 2]))
    }

    fn step(&mut self, kept: bool) -> char {
        let c = self.text[self.at];
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        self.source.code.push(if kept || c == '\n' { c } else { ' ' });
        c
    }

    fn keep(&mut self) {
        self.step(true);
    }

    fn line_comment(&mut self) {
        let (line, mut text) = (self.line, String::new());
        while self.peek(0).is_some_and(|c| c != '\n') {
            text.push(self.step(false));
        }
        self.source.comments.push(Piece { line, text });
    }

    fn block_comment(&mut self) {
        let (line, mut text, mut depth) = (self.line, String::new(), 0usize);
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => depth += 1,
                ('*', Some('/')) => depth -= 1,
                _ => {
                    text.push(self.step(false));
                    continue;
                }
            }
            text.push(self.step(false));
            text.push(self.step(false));
            if depth == 0 {
                break;
            }
        }
        self.source.comments.push(Piece { line, text });
    }

    fn literal(&mut self) {
        let (line, mut text) = (self.line, String::new());
        self.keep();
        while let Some(c) = self.peek(0) {
            if c == '"' {
                self.keep();
                break;
            }
            text.push(self.step(false));
            if c == '\\' && self.peek(0).is_some() {
                text.push(self.step(false));
            }
        }
        self.source.literals.push(Piece { line, text });
    }

    fn raw_literal(&mut self) {
        let hashes = self.text[self.at + 1..].iter().take_while(|c| **c == '#').count();
        if self.peek(1 + hashes) != Some('"') {
            // A raw identifier such as `r#type`.
            return self.keep();
        }
        let (line, mut text) = (self.line, String::new());
        (0..hashes + 2).for_each(|_| self.keep());
        while let Some(c) = self.peek(0) {
            if c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                (0..=hashes).for_each(|_| self.keep());
                break;
            }
            text.push(self.step(false));
        }
        self.source.literals.push(Piece { line, text });
    }

    /// A character, or a lifetime: only a character has its second quote right behind.
    fn quote(&mut self) {
        let length = match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => (3..12).find(|ahead| self.peek(*ahead) == Some('\'')),
            (Some(_), Some('\'')) => Some(2),
            _ => None,
        };
        self.keep();
        if let Some(length) = length {
            (1..length).for_each(|_| {
                self.step(false);
            });
            self.keep();
        }
    }
}
