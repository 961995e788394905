//! The settings table: a key and its value as JSON.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Store;
use super::failure::{self, failed};
use super::seal::seal_of;
use crate::Result;

impl Store {
    /// The JSON stored under `key`.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] when it is damaged; [`crate::Code::Io`] when the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let row: Option<(Vec<u8>, Vec<u8>)> = self
            .db
            .query_row("SELECT seal, CAST(value AS BLOB) FROM setting WHERE key = ?1", [key], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .map_err(failed(&self.path, "读取"))?;
        let Some((seal, value)) = row else { return Ok(None) };
        let value = String::from_utf8(value).unwrap_or_default();
        if seal == sealed(key, &value) { Ok(Some(value)) } else { Err(failure::damaged_setting(&self.path)) }
    }

    /// Stores `json` under `key`, after COMMIT.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when it cannot be written.
    pub fn set_setting(&mut self, key: &str, json: &str) -> Result<()> {
        self.transaction("保存", |change, path| write(change, key, json).map_err(failed(path, "保存")))
    }
}

fn write(db: &Connection, key: &str, json: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO setting (key, seal, value) VALUES (?1, ?2, ?3)
               ON CONFLICT (key) DO UPDATE SET seal = excluded.seal, value = excluded.value";
    db.execute(sql, params![key, sealed(key, json), json]).map(|_| ())
}

/// Seals the settings of schema 1, which had no seals.
pub(super) fn seal_all(change: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut query = change.prepare("SELECT key, value FROM setting")?;
    let rows: Vec<(String, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    rows.iter().try_for_each(|(key, value)| write(change, key, value))
}

fn sealed(key: &str, value: &str) -> Vec<u8> {
    seal_of(&[Value::Text(key.into()), Value::Text(value.into())])
}
