//! The settings table: a key and its value as JSON.

use rusqlite::OptionalExtension;

use super::Store;
use super::failure::failed;
use crate::Result;

impl Store {
    /// The JSON stored under `key`.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        self.db
            .query_row("SELECT value FROM setting WHERE key = ?1", [key], |row| row.get(0))
            .optional()
            .map_err(failed(&self.path, "读取"))
    }

    /// Stores `json` under `key`, after COMMIT.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when it cannot be written.
    pub fn set_setting(&mut self, key: &str, json: &str) -> Result<()> {
        self.db
            .execute(
                "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                [key, json],
            )
            .map(|_| ())
            .map_err(failed(&self.path, "保存"))
    }
}
