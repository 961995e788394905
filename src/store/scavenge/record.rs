//! Records of a SQLite file (<https://www.sqlite.org/fileformat2.html#record_format>): a header of serial types, then the
//! values. In: bytes. Out: what kind of row a record can be, how long it is, its values.

use rusqlite::types::Value;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Number,
    Blob,
    /// 32 bytes.
    Seal,
    Null,
    TextOrNull,
    NumberOrNull,
}
use Kind::{Blob, Null, Number, NumberOrNull, Seal, Text, TextOrNull};

/// The rows that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A report.
    Report,
    /// A report of schema 1.
    OldReport,
    /// A version; its number is the row id.
    Version,
    /// A setting.
    Setting,
    /// A setting of schema 1.
    OldSetting,
    /// What the index `report_list` says of a report.
    Listed,
}

impl Shape {
    pub(super) const ALL: [Shape; 6] =
        [Shape::Report, Shape::OldReport, Shape::Version, Shape::Setting, Shape::OldSetting, Shape::Listed];

    /// The columns as they are stored, in their order.
    fn columns(self) -> &'static [Kind] {
        match self {
            Shape::Report => &[
                Text, Number, Number, Text, Text, Text, NumberOrNull, Number, Number, Number, Text, TextOrNull,
                TextOrNull, TextOrNull, Seal, Text,
            ],
            Shape::OldReport => &[
                Text, Number, Text, Text, Text, NumberOrNull, Number, Number, Number, Text, TextOrNull, TextOrNull,
                Seal, Text,
            ],
            Shape::Version => &[Null, Text, Number, Text, TextOrNull, Text, Seal, Blob],
            Shape::Setting => &[Text, Seal, Text],
            Shape::OldSetting => &[Text, Text],
            Shape::Listed => &[
                Number, Number, NumberOrNull, Number, Text, Text, Text, Text, Number, Number, Number, Text, TextOrNull,
                TextOrNull, TextOrNull, Number,
            ],
        }
    }

    /// Whether its rows stand in the tree of an index; the settings' table is one (`WITHOUT ROWID`).
    pub(super) fn in_index(self) -> bool {
        matches!(self, Shape::Setting | Shape::OldSetting | Shape::Listed)
    }
}

/// The most columns of a shape.
const MOST: usize = 16;

/// The head of a record that has the shape's columns.
#[derive(Debug)]
pub(super) struct Head {
    types: [u64; MOST],
    columns: usize,
    /// The bytes of the head.
    length: usize,
    /// The bytes of the whole record.
    pub(super) total: usize,
}

/// The head of the record that begins `bytes`, when it can be one of `shape`. Called for every byte of a file: it fails fast.
pub(super) fn head(bytes: &[u8], shape: Shape) -> Option<Head> {
    let kinds = shape.columns();
    let length = usize::from(*bytes.first()?);
    // A head of 128 bytes or more would mean texts of 2^28 bytes and more.
    if length <= kinds.len() || length > 127 {
        return None;
    }
    let mut types = [0; MOST];
    let mut at = 1;
    let mut total = length;
    for (kind, place) in kinds.iter().zip(&mut types) {
        let (serial, read) = varint(bytes.get(at..length)?)?;
        if !fits(*kind, serial) {
            return None;
        }
        *place = serial;
        at += read;
        total = total.checked_add(size(serial)?)?;
    }
    (at == length).then_some(Head { types, columns: kinds.len(), length, total })
}

impl Head {
    /// The values of the record `bytes`. Text that is no UTF-8 any more becomes a blob: no seal fits it.
    pub(super) fn values(&self, bytes: &[u8]) -> Option<Vec<Value>> {
        let mut rest = bytes.get(self.length..)?;
        let mut values = Vec::with_capacity(self.columns);
        for serial in self.types.iter().take(self.columns) {
            let (value, after) = rest.split_at_checked(size(*serial)?)?;
            rest = after;
            values.push(self::value(*serial, value));
        }
        Some(values)
    }
}

fn fits(kind: Kind, serial: u64) -> bool {
    let number = matches!(serial, 1..=6 | 8 | 9);
    let text = serial >= 13 && serial % 2 == 1;
    match kind {
        Text => text,
        Number => number,
        Blob => serial >= 12 && serial.is_multiple_of(2),
        Seal => serial == 12 + 2 * 32,
        Null => serial == 0,
        TextOrNull => text || serial == 0,
        NumberOrNull => number || serial == 0,
    }
}

/// The bytes of a value.
fn size(serial: u64) -> Option<usize> {
    match serial {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(serial).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((serial - 12) / 2).ok(),
    }
}

fn value(serial: u64, bytes: &[u8]) -> Value {
    match serial {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => {
            // Big-endian, in two's complement.
            let negative = bytes.first().is_some_and(|byte| *byte >= 128);
            let start = if negative { -1_i64 } else { 0 };
            Value::Integer(bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte)))
        }
        _ if serial % 2 == 1 => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text.into()),
            Err(_) => Value::Blob(bytes.into()),
        },
        _ => Value::Blob(bytes.into()),
    }
}

/// The number that begins `bytes`, and its length in bytes (1 to 9).
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        if at == 8 {
            return Some((number << 8 | u64::from(*byte), 9));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, at + 1));
        }
    }
    None
}
