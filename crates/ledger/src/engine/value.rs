//! What crosses the border to a database: a [`Value`] going in, a [`Row`] coming out.
//!
//! Two kinds only, text and whole numbers, because those mean the same on every engine. There is no boolean,
//! no float and no blob here, and no empty string: a missing value is `Null`.

use super::Fault;

/// One column value. Dates are ISO text, instants microseconds, money fen, enums and JSON text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Text(String),
    Int(i64),
    Null,
}

/// Builds the parameters of a statement: `&values![id, 3, None::<String>]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::engine::Value::from($value)),*] };
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Value::Int(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::Int(number.into())
    }
}

/// ISO text: `2026-11-24`.
impl From<jiff::civil::Date> for Value {
    fn from(day: jiff::civil::Date) -> Self {
        Value::Text(day.to_string())
    }
}

/// Microseconds since 1970-01-01T00:00Z.
impl From<jiff::Timestamp> for Value {
    fn from(at: jiff::Timestamp) -> Self {
        Value::Int(at.as_microsecond())
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer. Columns are read by position, in the order the statement names them.
///
/// All its texts lie in one string: a page reads hundreds of columns, and each would be an allocation of its own.
/// Reading a column as what it is not is a mistake in the program, not bad luck: the getters panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    texts: String,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// Where it stands in the texts.
    Text {
        from: usize,
        to: usize,
    },
    Int(i64),
    Null,
}

impl Row {
    /// Room for so many columns, and for so many bytes of text.
    pub(super) fn with_room(columns: usize, text_bytes: usize) -> Row {
        Row { texts: String::with_capacity(text_bytes), cells: Vec::with_capacity(columns) }
    }

    pub(super) fn text_bytes(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn push_text(&mut self, text: &str) {
        let from = self.texts.len();
        self.texts.push_str(text);
        self.cells.push(Cell::Text { from, to: self.texts.len() });
    }

    pub(super) fn push_int(&mut self, number: i64) {
        self.cells.push(Cell::Int(number));
    }

    pub(super) fn push_null(&mut self) {
        self.cells.push(Cell::Null);
    }

    /// All its columns, to be written elsewhere.
    pub(super) fn to_values(&self) -> Vec<Value> {
        let value = |cell: &Cell| match *cell {
            Cell::Text { from, to } => Value::Text(self.texts[from..to].to_owned()),
            Cell::Int(number) => Value::Int(number),
            Cell::Null => Value::Null,
        };
        self.cells.iter().map(value).collect()
    }

    /// The text that stands there, if one does: for whoever must read on where somebody has changed the store.
    pub fn found_text(&self, column: usize) -> Option<&str> {
        match self.cells.get(column) {
            Some(&Cell::Text { from, to }) => Some(&self.texts[from..to]),
            _ => None,
        }
    }

    /// The number that stands there, if one does.
    pub fn found_int(&self, column: usize) -> Option<i64> {
        match self.cells.get(column) {
            Some(&Cell::Int(number)) => Some(number),
            _ => None,
        }
    }

    pub fn text(&self, column: usize) -> &str {
        self.opt_text(column).expect("the statement selects a column that is never null here")
    }

    pub fn opt_text(&self, column: usize) -> Option<&str> {
        match self.cells[column] {
            Cell::Text { from, to } => Some(&self.texts[from..to]),
            Cell::Null => None,
            Cell::Int(_) => panic!("column {column} is a number and was read as text"),
        }
    }

    pub fn int(&self, column: usize) -> i64 {
        self.opt_int(column).expect("the statement selects a column that is never null here")
    }

    pub fn opt_int(&self, column: usize) -> Option<i64> {
        match self.cells[column] {
            Cell::Int(number) => Some(number),
            Cell::Null => None,
            Cell::Text { .. } => panic!("column {column} is text and was read as a number"),
        }
    }

    /// A day kept as ISO text.
    pub fn date(&self, column: usize) -> jiff::civil::Date {
        self.opt_date(column).expect("the statement selects a day that is never null here")
    }

    pub fn opt_date(&self, column: usize) -> Option<jiff::civil::Date> {
        self.opt_text(column).map(|text| text.parse().expect("only ISO days are written to day columns"))
    }

    /// An instant kept as microseconds.
    pub fn instant(&self, column: usize) -> jiff::Timestamp {
        self.opt_instant(column).expect("the statement selects an instant that is never null here")
    }

    pub fn opt_instant(&self, column: usize) -> Option<jiff::Timestamp> {
        self.opt_int(column).map(|micros| {
            jiff::Timestamp::from_microsecond(micros).expect("only instants jiff knows are written")
        })
    }

    pub fn values(&self) -> Vec<Value> {
        let value = |cell: &Cell| match *cell {
            Cell::Text { from, to } => Value::Text(self.texts[from..to].to_owned()),
            Cell::Int(number) => Value::Int(number),
            Cell::Null => Value::Null,
        };
        self.cells.iter().map(value).collect()
    }
}

/// Text that both engines can take: PostgreSQL has no NUL in a text.
pub(super) fn check_asked(params: &[Value]) -> Result<(), Fault> {
    refuse(params, "holds a NUL", |text| text.contains('\0'))
}

/// Text that both engines keep alike: what is missing is `Null` and never empty. A question may well ask for all that
/// sorts after the empty text.
pub(super) fn check_written(params: &[Value]) -> Result<(), Fault> {
    check_asked(params)?;
    refuse(params, "is empty", str::is_empty)
}

fn refuse(params: &[Value], why: &str, is_unfit: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let unfit = params.iter().position(|value| matches!(value, Value::Text(text) if is_unfit(text)));
    unfit.map_or(Ok(()), |at| Err(Fault::other(format!("bind ${}: the text {why}", at + 1))))
}
