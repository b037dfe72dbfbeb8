//! A list as a table: columns, rows that open something, cells in words, numbers, tags or clocks.
//!
//! On a narrow screen each row becomes a block with its column's name before every value; nothing scrolls sideways.

use super::parts::{Clock, Link, Tag};
use askama::{Template, filters::HtmlSafe};

#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/table.html")]
pub struct Table {
    /// What the table lists; read to those who cannot see it.
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl HtmlSafe for Table {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    /// Right-aligned, tabular digits.
    pub number: bool,
}

impl Column {
    pub fn text(label: impl Into<String>) -> Column {
        Column { label: label.into(), number: false }
    }

    pub fn number(label: impl Into<String>) -> Column {
        Column { label: label.into(), number: true }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where the row leads; the first cell carries the link and the whole row is its area.
    pub href: Option<String>,
    /// As many as there are columns.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    /// A text and a weaker line below it.
    Two(String, String),
    /// The number of a file, or a day, which is not broken where there is room for it, and a weaker line below it.
    Number(String, Option<String>),
    Tag(Tag),
    Clock(Clock),
    Links(Vec<Link>),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub fn number(number: impl Into<String>) -> Cell {
        Cell::Number(number.into(), None)
    }
}

impl Table {
    /// (column, cell, whether it is the first) — a row shorter than the columns shows what it has.
    fn paired<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}
