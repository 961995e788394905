//! No output takes the place of the program's own files.

use std::fs;

use shuzhi::Code;
use shuzhi::app::{ReportId, Search};
use shuzhi::export::write_file;

use crate::support::{Result, app, sample};

#[test]
fn no_output_takes_the_place_of_what_the_program_keeps() -> Result {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let mut app = app(&data)?;
    let id = sample(&mut app)?.draft.id;
    app.search(Search { words: "党建".into(), limit: 1 })?;
    app.write_archive(&folder.path().join("all.shuzhi"), None)?;
    let own: Vec<_> = fs::read_dir(&data)?.flatten().map(|entry| entry.path()).collect();
    assert!(own.len() >= 5, "{own:?}");
    let backup = data.join("backups/000001-2026-01-08.bak");
    let rescued = data.join("shuzhi.sqlite3.rescued");
    let refused = own.iter().filter(|path| path.is_file()).chain([&backup, &rescued]);
    for path in refused {
        let before = fs::read(path).ok();
        for error in
            [write_file(path, b"x").err(), app.export_docx(&id, path, true).err(), app.write_archive(path, None).err()]
        {
            let error = error.ok_or(format!("{} was written", path.display()))?;
            assert_eq!(error.code(), Code::Invalid, "{}: {error}", path.display());
        }
        assert_eq!(fs::read(path).ok(), before, "{}", path.display());
    }
    // Through a link, too; beside them anything may stand.
    #[cfg(unix)]
    {
        let link = folder.path().join("报告.docx");
        std::os::unix::fs::symlink(data.join("shuzhi.sqlite3"), &link)?;
        assert!(write_file(&link, b"x").is_err());
    }
    write_file(&data.join("报告.docx"), b"x")?;
    assert!(app.open_report(ReportId { id }).is_ok());
    Ok(())
}

#[test]
fn a_backup_by_hand_takes_the_place_of_a_backup_and_of_nothing_else() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(&folder.path().join("data"))?;
    sample(&mut app)?;
    let target = folder.path().join("全部.shuzhi");
    app.write_archive(&target, None)?;
    app.write_archive(&target, Some("密码"))?;
    app.write_archive(&target, None)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&target)?.permissions().mode() & 0o777, 0o600, "all reports are in it");
    }
    let word = folder.path().join("报告.docx");
    write_file(&word, b"PK...")?;
    let error = app.write_archive(&word, None).err().ok_or("a Word file was replaced")?;
    assert!(error.message().contains("报告.docx"), "{error}");
    assert_eq!(fs::read(&word)?, b"PK...");
    Ok(())
}
