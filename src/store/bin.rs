//! Reports that go for good: from the bin when their time is over, or at once with every trace.

use rusqlite::Connection;

use super::Store;
use super::failure::failed;
use super::report::{DELETED, DUE, Stored};
use crate::Result;

impl Store {
    /// Notes the day on which a deleted report was first seen to be due to go, or that it is not.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] when there is no such report; [`crate::Code::Invalid`] when it is damaged;
    /// [`crate::Code::Io`] when it cannot be written.
    pub fn set_due(&mut self, id: &str, due: Option<&str>) -> Result<()> {
        self.change(id, |row| row.set(DUE, due))
    }

    /// Removes a deleted report with its versions, and answers whether it did: only when its row is whole and says that it was
    /// deleted at that time and seen to be due on that day.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when it cannot be removed.
    pub fn purge(&mut self, id: &str, deleted: &str, due: &str) -> Result<bool> {
        self.transaction("保存", |change, path| {
            let stored = Stored::read(change, id).map_err(failed(path, "读取"))?.and_then(|raw| raw.verified().ok());
            let agreed = stored.is_some_and(|row| row.text(DELETED) == deleted && row.text(DUE) == due);
            if agreed {
                delete(change, id).map_err(failed(path, "保存"))?;
            }
            Ok(agreed)
        })
    }

    /// Removes a report with its versions, and every trace of them from the database, its log and the search index. Answers
    /// what could not be freed of it, one sentence each.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when it cannot be removed; it is all there then.
    pub fn erase(&mut self, id: &str) -> Result<Vec<String>> {
        self.transaction("清除", |change, path| delete(change, id).map_err(failed(path, "清除")))?;
        let mut remains = Vec::new();
        if let Err(error) = self.wipe() {
            let shown = self.path.display();
            remains.push(format!(
                "数据文件“{shown}”没有整理完（{}），里面可能还有零碎的文字；请关闭其他“述职”命令，重新打开程序",
                error.message()
            ));
        }
        if let Err(error) = self.forget_in_index(id) {
            remains.push(format!("查找用的文件没有清理完（{}），里面可能还有零碎的文字；请关闭程序后删除数据文件夹里名字以 search 开头的文件", error.message()));
        }
        Ok(remains)
    }

    /// Writes the file anew without what was deleted from it, and empties the log.
    fn wipe(&self) -> Result<()> {
        let failed = || failed(&self.path, "整理");
        // Even where there is no room for this, what was deleted is overwritten (secure_delete), once the log is emptied.
        let vacuumed = self.db.execute_batch("VACUUM").map_err(failed());
        let held: bool = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(failed())?;
        if held { Err(failed()(super::failure::busy())) } else { vacuumed }
    }
}

fn delete(change: &Connection, id: &str) -> rusqlite::Result<()> {
    change.execute("DELETE FROM report WHERE id = ?1", [id])?;
    change.execute("DELETE FROM version WHERE report = ?1", [id])?;
    Ok(())
}
