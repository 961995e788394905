//! A table that is handed over as a file of its own: heads, and rows of texts, dates and numbers.

use chrono::{DateTime, FixedOffset, NaiveDate};

/// A sheet with a title above its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The title.
    pub title: String,
    /// The line between title and table; none when empty.
    pub note: String,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// A cell for each column.
    pub rows: Vec<Vec<SheetCell>>,
    /// Who is named as the author in the file.
    pub creator: String,
    /// When the file is said to be made.
    pub made: DateTime<FixedOffset>,
}

/// A column of a [`Sheet`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its head.
    pub head: String,
    /// How wide it is fit to be read, in Chinese characters.
    pub width: u16,
}

/// A cell of a [`Sheet`].
#[derive(Debug, Clone, PartialEq)]
pub enum SheetCell {
    /// Words, one paragraph a line.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A number as it is written.
    Number {
        /// Its value.
        value: f64,
        /// How many digits stand after its point.
        decimals: u8,
    },
}

impl SheetCell {
    /// A whole number.
    #[must_use]
    pub fn count(count: u32) -> SheetCell {
        SheetCell::Number { value: count.into(), decimals: 0 }
    }

    /// What it says, a day as `YYYY-MM-DD`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            SheetCell::Text(text) => text.clone(),
            SheetCell::Date(day) => day.to_string(),
            SheetCell::Number { value, decimals } => format!("{value:.0$}", usize::from(*decimals)),
        }
    }
}
