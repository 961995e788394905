//! The one file format of backups and of 换机. In: a database file, the user's own templates, a password or none. Out: one
//! file, and from it the same again, or why it is refused. Nothing here knows what stands in the database.
//!
//! A file is a header of text ([`header`]) with the SHA-256 of all that follows, then a zip with `manifest.json`,
//! `shuzhi.sqlite3` and `templates/*.json`; with a password the zip is encrypted by age (<https://age-encryption.org/v1>).
//! The digest is compared before anything else is looked at: whatever was changed or cut off is refused.

mod header;
mod names;
mod read;
mod write;

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use crate::{Code, Error};

pub use names::plain_name;
pub use read::{check, manifest, read, unlock};
pub use write::write;

/// The format's number; it goes up when an older program could not read the file any more.
const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "shuzhi.sqlite3";
const TEMPLATES: &str = "templates/";

/// The most bytes of one template; as [`crate::template::read_user_templates`] has it.
pub const MOST_TEMPLATE: u64 = 4 << 20;

/// Bounds that hold for writing and reading, so that no file can fill memory or disk.
mod most {
    /// Bytes of the manifest.
    pub(super) const MANIFEST: u64 = 64 << 10;
    /// Bytes of the database.
    pub(super) const DATABASE: u64 = (4 << 30) - (64 << 20);
    /// Bytes of all templates.
    pub(super) const TEMPLATES: u64 = 64 << 20;
    /// Files in the zip.
    pub(super) const ENTRIES: usize = 1000;
}

/// scrypt's work factor, a power of two: about half a second and 128 MB on an office PC. A file that asks for more is
/// refused.
const WORK_FACTOR: u8 = 17;

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// When what it holds was copied, RFC 3339.
    pub made: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// How many reports it holds, deleted ones too.
    pub reports: u64,
    /// How many versions of reports it holds.
    pub versions: u64,
}

/// One of the user's own templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// The name of its file, a [`plain_name`] that ends in `.json`.
    pub name: String,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

/// What goes into an archive.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// What it says of itself.
    pub manifest: &'a Manifest,
    /// A database file that nobody changes.
    pub database: &'a Path,
    /// The user's own templates.
    pub templates: &'a [OwnTemplate],
}

/// What came out of an archive.
#[derive(Debug)]
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The database file; it goes away with this.
    pub database: TempPath,
    /// The user's own templates.
    pub templates: Vec<OwnTemplate>,
}

/// Why a file is not read as an archive.
#[derive(Debug)]
pub enum Refusal {
    /// It is none.
    Foreign,
    /// A newer program wrote it.
    Newer,
    /// Its end is missing.
    Truncated,
    /// It is not what was written.
    Damaged,
    /// It holds more than any archive does.
    TooLarge,
    /// It has a password, and none or a wrong one was given.
    Password {
        /// Whether one was given.
        wrong: bool,
    },
    /// The file system refused; a copy could not be made for lack of room or rights.
    Io(io::Error),
}

impl Refusal {
    /// The refusal of the file at `path`, told to the user.
    #[must_use]
    pub fn told(self, path: &Path) -> Error {
        let shown = path.display();
        let (code, message, hint) = match &self {
            Refusal::Foreign => (
                Code::Invalid,
                format!("“{shown}”不是“述职”的备份或换机文件"),
                "请选“备份”文件夹里的 .bak 文件，或“换机”写出的 .shuzhi 文件",
            ),
            Refusal::Newer => (
                Code::Invalid,
                format!("“{shown}”由更新版本的“述职”写成，本版本读不了"),
                "请先安装最新版本，再读入这个文件",
            ),
            Refusal::Truncated => (
                Code::Invalid,
                format!("“{shown}”不完整，后面缺了一段，没有读入"),
                "可能没有拷贝完就拔了U盘；请重新拷贝一次，或者换一个备份",
            ),
            Refusal::Damaged => (
                Code::Invalid,
                format!("“{shown}”已损坏：内容与写出时不一致，没有读入"),
                "请重新拷贝一次；仍不行，请换一个备份",
            ),
            Refusal::TooLarge => {
                (Code::Invalid, format!("“{shown}”的内容太大，没有读入"), "它不像是“述职”正常写出的文件，请换一个备份")
            }
            Refusal::Password { wrong: false } => {
                (Code::Invalid, format!("“{shown}”有密码"), "请输入写出这个文件时设的密码")
            }
            Refusal::Password { wrong: true } => {
                (Code::Invalid, format!("“{shown}”的密码不对"), "请检查大小写和输入法，再输入一次")
            }
            Refusal::Io(error) => {
                let (why, hint) = match error.kind() {
                    io::ErrorKind::NotFound => ("没有这个文件", "请检查U盘是否插好、文件是否还在"),
                    io::ErrorKind::PermissionDenied => ("没有权限", "请检查这个文件的权限"),
                    io::ErrorKind::IsADirectory => ("这是一个文件夹", "请选文件夹里的文件"),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        ("磁盘空间不足，放不下展开的内容", "请腾出一些磁盘空间，再试一次")
                    }
                    _ => ("读取失败", "请检查磁盘或U盘，再试一次"),
                };
                let code = if error.kind() == io::ErrorKind::NotFound { Code::NotFound } else { Code::Io };
                (code, format!("读不了“{shown}”：{why}"), hint)
            }
        };
        let told = Error::new(code, message, hint);
        match self {
            Refusal::Io(error) => told.with_source(error),
            _ => told,
        }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        match error.kind() {
            // What is said by the zip and by age, which read from a file whose digest fits.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => Refusal::Damaged,
            _ => Refusal::Io(error),
        }
    }
}
