//! Putting right what a check found: a whole state of a report in the place of a damaged one, whose bytes are kept first.

use std::io::{self, Write};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::failure::{self, failed};
use super::report::Stored;
use super::{Store, Summary, rescue, sequence};
use crate::model::Draft;
use crate::{Result, platform};

impl Store {
    /// Stores `draft` as its report, whatever stands there, with a revision above `revision` and above the one there. Bytes
    /// of a row that is there go into a file in `damaged/` first.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when they cannot be kept, or the report not be stored.
    pub fn bring_back(&mut self, draft: &Draft, summary: &Summary, revision: i64) -> Result<()> {
        let kept = dump(&self.db, &draft.id).map_err(failed(&self.path, "读取"))?;
        if let (Some(bytes), Some(folder)) = (kept, self.path.parent()) {
            write(folder, &bytes).map_err(|error| failure::file(&folder.join("damaged"), "写入", error))?;
        }
        self.transaction("保存", |change, path| {
            let put = || -> rusqlite::Result<()> {
                // An index that says otherwise than a row keeps SQLite from changing the row.
                change.execute_batch("REINDEX")?;
                let there = Stored::read(change, &draft.id)?.map_or(0, |raw| raw.revision());
                // A revision that was damaged may be anything.
                let there = if (0..1 << 40).contains(&there) { there } else { 0 };
                let saved = sequence::next(change)?;
                Stored::new(draft, summary, revision.max(there) + 1, saved)?.write(change)
            };
            put().map_err(failed(path, "保存"))
        })
    }

    /// Lets the sequence go on above `number`.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when it cannot be written.
    pub fn go_on_above(&mut self, number: i64) -> Result<()> {
        self.transaction("保存", |change, path| {
            let raise = change.execute("UPDATE sequence SET last = max(last, ?1)", [number]);
            raise.map(|_| ()).map_err(failed(path, "保存"))
        })
    }
}

/// Every column of the row `id` as it stands in the table: name, length, bytes.
fn dump(db: &Connection, id: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut query = db.prepare("SELECT * FROM report WHERE id = ?1")?;
    let names: Vec<String> = query.column_names().map(String::from).collect();
    let columns = |row: &Row<'_>| {
        let mut bytes = Vec::new();
        for (column, name) in names.iter().enumerate() {
            let number;
            let value = match row.get_ref(column)? {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                ValueRef::Null => &[],
                ValueRef::Integer(value) => {
                    number = value.to_string();
                    number.as_bytes()
                }
                ValueRef::Real(value) => {
                    number = value.to_string();
                    number.as_bytes()
                }
            };
            bytes.extend_from_slice(format!("{name} {}\n", value.len()).as_bytes());
            bytes.extend_from_slice(value);
            bytes.push(b'\n');
        }
        Ok(bytes)
    };
    query.query_row([id], columns).optional()
}

fn write(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = rescue::new_place(folder)?.with_extension("row");
    let mut file = platform::private_file(&path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    platform::sync_folder(&folder.join("damaged"))
}
