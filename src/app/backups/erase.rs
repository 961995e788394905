//! 清除全部痕迹 in the backups: each that holds the report is written anew without it.

use std::path::{Path, PathBuf};

use super::super::App;
use super::file::{Packing, write_verified};
use super::preview::{Reading, Unread};
use super::run::{BEGUN, left_over, working};
use super::second::Second;
use super::state::State;
use super::{FOLDER, names};
use crate::Result;
use crate::archive::Refusal;
use crate::export::Beside;

impl App {
    /// Removes the report `id` from the program's own backups, in the second folder too, and answers where it may still be,
    /// one sentence each. Comes after the report is gone from the database: a backup that is being made is waited for.
    pub fn erase_from_backups(&mut self, id: &str) -> Vec<String> {
        let _working = working();
        self.reading = None;
        let folder = self.env.data_dir.join(FOLDER);
        let mut remains = Vec::new();
        for name in left_over(&folder) {
            let _ = std::fs::remove_file(folder.join(name));
        }
        // Whatever ends like a backup: the user may have put one here.
        let here = names::files(&folder).unwrap_or_default();
        let beside = Beside { prefix: BEGUN, private: true };
        for name in here.iter().filter(|name| name.ends_with(".bak")) {
            remains.extend(free(&folder.join(name), id, &folder, beside));
        }
        // A database as an older program left it; the program no longer writes its schema.
        for name in here.iter().filter(|name| name.starts_with("before-schema-")) {
            let shown = folder.join(name).display().to_string();
            remains.push(format!("“{shown}”是程序升级前留的旧数据文件，里面可能还有这份报告；不再需要时请删除"));
        }
        match self.backup_state() {
            Ok(State { second, former, .. }) => {
                for second in second.iter().chain(&former) {
                    remains.extend(free_second(second, id, &folder));
                }
            }
            Err(error) => {
                remains.push(format!("不知道第二个备份文件夹在哪里（{}），里面的备份没有处理", error.message()))
            }
        }
        remains
    }
}

fn free_second(second: &Second, id: &str, scratch: &Path) -> Vec<String> {
    let Ok(names) = second.backups() else {
        return vec![format!("第二个备份文件夹“{}”现在打不开，里面的备份可能还有这份报告", second.path.display())];
    };
    second.sweep();
    let files: Vec<PathBuf> = names.iter().map(|name| second.file(name)).collect();
    second.rewrite(|beside| files.iter().filter_map(|file| free(file, id, scratch, beside)).collect())
}

/// Frees the backup at `path` of the report; why it may still be there, if so.
fn free(path: &Path, id: &str, scratch: &Path, beside: Beside<'_>) -> Option<String> {
    let shown = path.display();
    match Reading::open(path, None, scratch) {
        Ok(reading) => rewrite(reading, path, id, scratch, beside)
            .err()
            .map(|error| format!("备份“{shown}”没有改成（{}），里面还有这份报告", error.message())),
        Err(Unread::Refused(Refusal::Password { .. })) => {
            Some(format!("备份“{shown}”有密码，打不开，里面可能还有这份报告"))
        }
        Err(_) => Some(format!("备份“{shown}”读不出来，里面可能还有这份报告")),
    }
}

fn rewrite(mut reading: Reading, path: &Path, id: &str, scratch: &Path, beside: Beside<'_>) -> Result<()> {
    if !reading.store.knows(id)? {
        return Ok(());
    }
    reading.store.forget(id)?;
    let packing = Packing {
        database: reading.database(),
        shown: path,
        templates: reading.templates(),
        made: reading.made().into(),
        scratch,
    };
    write_verified(path, beside, None, &packing)
}
