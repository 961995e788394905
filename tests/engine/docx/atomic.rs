//! A file is written whole or not at all; whatever goes wrong is said in one Chinese sentence that names the path.
#![allow(clippy::disallowed_methods, reason = "the writer is under test, so something else prepares its files")]

use std::fs;
use std::path::Path;
use std::process::Command;

use shuzhi::Code;
use shuzhi::export::write_file;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Expects that writing to `path` fails, saying `what` and the path, and leaves `folder` with the files `left`.
fn refused(path: &Path, code: Code, what: &str, folder: &Path, left: &[&str]) {
    let error = write_file(path, b"new").expect_err("a refusal");
    assert_eq!(error.code(), code);
    assert_eq!(error.message(), format!("无法写入“{}”：{what}", path.display()));
    assert!(!error.hint().is_empty());
    assert_eq!(names(folder), left);
}

#[test]
fn a_file_is_created_and_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("述职报告.docx");
    write_file(&path, b"old").expect("a new file");
    write_file(&path, b"new").expect("the file replaced");
    assert_eq!(fs::read(&path).expect("the file"), b"new");
    assert_eq!(names(folder.path()), ["述职报告.docx"]);
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&folder.path().join("没有/报告.docx"), Code::NotFound, "文件夹不存在", folder.path(), &[]);
}

#[test]
fn a_target_that_is_a_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("报告.docx");
    fs::create_dir(&path).expect("a folder in the way");
    refused(&path, Code::Io, "这是一个文件夹", folder.path(), &["报告.docx"]);
    assert!(names(&path).is_empty());
}

#[test]
fn a_path_below_a_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("文件");
    fs::write(&file, b"old").expect("a file in the way");
    refused(&file.join("报告.docx"), Code::Io, "路径中有一段不是文件夹", folder.path(), &["文件"]);
    assert_eq!(fs::read(&file).expect("the file"), b"old");
}

#[test]
fn a_read_only_file_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("报告.docx");
    fs::write(&path, b"old").expect("a file");
    let mut permissions = fs::metadata(&path).expect("the file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("a read-only file");
    refused(&path, Code::Io, "文件是只读的", folder.path(), &["报告.docx"]);
    assert_eq!(fs::read(&path).expect("the file"), b"old");
}

#[test]
fn a_name_that_is_too_long_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("长".repeat(200));
    refused(&path, Code::Io, "文件名太长，或含有不能用的字符", folder.path(), &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_refused() {
    // Even root cannot create files here.
    let path = Path::new("/proc/报告.docx");
    let error = write_file(path, b"new").expect_err("a refusal");
    assert!(error.message().starts_with("无法写入“/proc/报告.docx”："), "{error}");
}

#[cfg(unix)]
#[test]
fn a_device_stays_a_device() {
    let error = write_file(Path::new("/dev/full"), b"new").expect_err("a refusal");
    assert_eq!(error.message(), "无法写入“/dev/full”：这不是普通文件");
    assert!(!fs::metadata("/dev/full").expect("the device").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (path, link) = (folder.path().join("报告.docx"), folder.path().join("链接.docx"));
    fs::write(&path, b"old").expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its permissions");
    symlink(&path, &link).expect("a link");
    write_file(&link, b"new").expect("the file replaced");
    assert_eq!(fs::read(&path).expect("the file"), b"new");
    assert_eq!(fs::metadata(&path).expect("the file").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
}

/// On a disk of 64 KiB, in a mount namespace of its own that goes with the test. Root may make one; others need a user
/// namespace, which a few systems forbid.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let this = std::env::current_exe().expect("this test");
    let script = format!(
        "mount -t tmpfs -o size=64k none '{folder}' && FULL_DISK='{folder}' '{this}' --exact docx::atomic::on_a_full_disk --ignored",
        folder = folder.path().display(),
        this = this.display(),
    );
    let run = |namespaces: &[&str]| {
        let output =
            Command::new("unshare").args(namespaces).args(["sh", "-c", &script]).output().expect("unshare to run");
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let (mut done, mut said) = run(&["--user", "--map-root-user", "--mount"]);
    if !done {
        (done, said) = run(&["--mount"]);
    }
    assert!(done && said.contains("1 passed"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by a_full_disk_leaves_the_old_file_whole on a disk of its own"]
fn on_a_full_disk() {
    let folder = std::env::var_os("FULL_DISK").expect("a small disk");
    let folder = Path::new(&folder);
    let path = folder.join("报告.docx");
    write_file(&path, b"old").expect("a small file");
    let error = write_file(&path, &vec![1; 1 << 20]).expect_err("a refusal");
    assert_eq!(error.message(), format!("无法写入“{}”：磁盘空间不足", path.display()));
    assert_eq!(fs::read(&path).expect("the file"), b"old");
    assert_eq!(names(folder), ["报告.docx"]);
}
