//! What a path may lead to.

use std::fs::File;
use std::path::Path;

use shuzhi::Code;
use shuzhi::import::{Cancel, Limits, Reading, read_file};

use crate::import::package::{Docx, plain};
use crate::support::plant;

fn refusal(path: &Path) -> (Code, String) {
    let cancel = Cancel::default();
    let error = read_file(path, &Reading { limits: Limits::default(), cancel: &cancel, foreign: None }).unwrap_err();
    let name = path.display().to_string();
    assert!(error.message().starts_with(&name), "{}", error.message());
    (error.code(), error.message()[name.len()..].to_owned())
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert_eq!(refusal(&path("没有.docx")), (Code::NotFound, "：没有这个文件".into()));
    assert_eq!(refusal(folder.path()), (Code::Invalid, "：是一个文件夹".into()));
    plant(&path("空.docx"), b"").unwrap();
    assert_eq!(refusal(&path("空.docx")), (Code::Invalid, "：文件是空的".into()));
    // Sparse: it takes no room on the disk.
    File::create(path("大.docx")).unwrap().set_len((50 << 20) + 1).unwrap();
    assert_eq!(refusal(&path("大.docx")), (Code::Invalid, "：文件太大，超过 50 MB".into()));
}

#[test]
#[cfg(unix)]
fn devices_pipes_and_links_to_them_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    symlink("/dev/zero", path("a.docx")).unwrap();
    symlink(path("a.docx"), path("b.docx")).unwrap();
    symlink(path("c.docx"), path("c.docx")).unwrap();
    symlink(folder.path(), path("d.docx")).unwrap();
    symlink(path("none"), path("e.docx")).unwrap();
    let no_file = (Code::Invalid, "：不是普通文件，没有读".to_owned());
    for device in ["/dev/zero", "/dev/null", "/dev/tty", "/dev/stdin"].map(Path::new) {
        if device.metadata().is_ok_and(|data| !data.is_file()) {
            assert_eq!(refusal(device), no_file, "{device:?}");
        }
    }
    assert_eq!([refusal(&path("a.docx")), refusal(&path("b.docx"))], [no_file.clone(), no_file.clone()]);
    assert_eq!(refusal(&path("c.docx")).0, Code::Io);
    assert_eq!(refusal(&path("d.docx")), (Code::Invalid, "：是一个文件夹".into()));
    assert_eq!(refusal(&path("e.docx")).0, Code::NotFound);
    let pipe = std::process::Command::new("mkfifo").arg(path("f.docx")).status().unwrap();
    assert!(pipe.success());
    assert_eq!(refusal(&path("f.docx")), no_file, "a pipe would be waited for");
}

#[test]
#[cfg(unix)]
fn a_link_to_a_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = Docx::new(&plain(&["正文"])).bytes();
    // A wrong name changes nothing.
    plant(&folder.path().join("报告.pdf"), &bytes).unwrap();
    std::os::unix::fs::symlink("报告.pdf", folder.path().join("链接")).unwrap();
    let cancel = Cancel::default();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
    let source = read_file(&folder.path().join("链接"), &reading).unwrap();
    assert_eq!(source.text(), "正文");
}
