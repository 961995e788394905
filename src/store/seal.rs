//! The seal of a row: SHA-256 over its other columns, in the order of the table. SQLite's own integrity check looks at the
//! structure of the file and does not see text that changed.

use rusqlite::types::{Value, ValueRef};
use sha2::{Digest, Sha256};

/// The seal over `values`. Type and length go in with each value, so that no text can pass for two.
pub(super) fn seal<'a>(values: impl IntoIterator<Item = ValueRef<'a>>) -> Vec<u8> {
    let mut hash = Sha256::new();
    for value in values {
        let (kind, bytes): (u8, &[u8]) = match value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(number) => {
                hash.update([1]);
                hash.update(number.to_be_bytes());
                continue;
            }
            ValueRef::Real(number) => {
                hash.update([2]);
                hash.update(number.to_be_bytes());
                continue;
            }
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(blob) => (4, blob),
        };
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hash.finalize().to_vec()
}

/// The seal over owned values.
pub(super) fn seal_of(values: &[Value]) -> Vec<u8> {
    seal(values.iter().map(ValueRef::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_tells_apart_type_order_and_borders() {
        let text = |text: &str| Value::Text(text.into());
        let rows = [
            vec![text("ab"), text("c")],
            vec![text("a"), text("bc")],
            vec![text("c"), text("ab")],
            vec![text("abc")],
            vec![Value::Blob(b"abc".to_vec())],
            vec![text("abc"), Value::Null],
            vec![text("abc"), text("")],
            vec![text("abc"), Value::Integer(0)],
        ];
        let mut seals: Vec<_> = rows.iter().map(|row| seal_of(row)).collect();
        seals.sort();
        seals.dedup();
        assert_eq!(seals.len(), rows.len());
    }
}
