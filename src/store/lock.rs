//! The lock that lets one process write at a time. It is a file of its own, so that readers of the database need none.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use super::failure;
use crate::{Code, Error, Result, platform};

/// The lock on a data folder; the system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    /// Held open: closing it gives the lock back.
    _file: File,
}

/// How often a lock that is held is tried for again, and how long to wait before.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(10);

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Lock> {
        let path = folder.join("shuzhi.lock");
        let file = platform::private_file(&path).map_err(|error| failure::file(&path, "建立", error))?;
        // A program that ends, or starts another one, may hold it for a moment more.
        let mut tries = TRIES;
        let mut taken = file.try_lock();
        while matches!(taken, Err(TryLockError::WouldBlock)) && tries > 0 {
            std::thread::sleep(PAUSE);
            tries -= 1;
            taken = file.try_lock();
        }
        match taken {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::new(
                Code::InUse,
                format!("数据文件夹“{}”正由另一个“述职”窗口或命令使用", folder.display()),
                "请先关闭那个窗口（或等那条命令结束），再试一次",
            )),
            Err(TryLockError::Error(error)) => Err(failure::file(&path, "锁定", error)),
        }
    }
}
