//! A damaged report of which nothing whole is left can be taken out of the database; what is left of it is kept.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use shuzhi::Code;
use shuzhi::app::{App, Nothing, ReportId, SetAside, check_store};
use shuzhi::store::FILE;

use super::{back_up, damage, draft, several, shuzhi};
use crate::support::{Result, app, plant};

fn aside(app: &mut App, id: &str) -> shuzhi::Result<SetAside> {
    app.set_aside(ReportId { id: id.into() })
}

#[test]
fn a_report_without_a_whole_state_is_taken_out_and_kept() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, second, third] = several(folder.path())?;
    for id in [&first.id, &second.id, &third.id] {
        damage(folder.path(), id)?;
    }
    let db = Connection::open(folder.path().join(FILE))?;
    // The only version of the first; and rows that were damaged before there were seals have none to tell them apart.
    db.execute_batch("UPDATE version SET draft = zeroblob(9); UPDATE report SET seal = x''")?;
    drop(db);
    let mut app = app(folder.path())?;
    let kept = aside(&mut app, &first.id)?.kept;
    let bytes = fs::read(&kept)?;
    let text = String::from_utf8_lossy(&bytes);
    assert!(Path::new(&kept).starts_with(folder.path().join("damaged")), "{kept}");
    assert!(text.starts_with("report\nid 36\n") && text.contains("枝部") && text.contains("\nversion\n"), "{text}");
    let health = check_store(folder.path())?;
    assert_eq!(health.versions, 0, "its version went with it");
    let left: Vec<_> = health.damaged.into_iter().map(|one| one.id).collect();
    assert_eq!(left, [second.id, third.id]);
    assert!(app.home(Nothing {})?.reports.iter().all(|report| report.id != first.id));
    assert_eq!(aside(&mut app, &first.id).err().map(|error| error.code()), Some(Code::NotFound), "it is gone");
    Ok(())
}

#[test]
fn what_is_whole_or_can_be_brought_back_stays() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, second, third] = several(folder.path())?;
    back_up(folder.path())?;
    damage(folder.path(), &first.id)?;
    damage(folder.path(), &second.id)?;
    let mut app = app(folder.path())?;
    let codes = [&first, &second, &third].map(|draft| aside(&mut app, &draft.id).err().map(|error| error.code()));
    assert_eq!(codes, [Some(Code::Invalid), Some(Code::Invalid), Some(Code::NotFound)]);
    assert_eq!(check_store(folder.path())?.damaged.len(), 2);
    assert!(!folder.path().join("damaged").exists());
    Ok(())
}

#[test]
fn a_report_whose_id_cannot_be_read_is_taken_out_too() -> Result {
    let folder = tempfile::tempdir()?;
    let [_, second, third] = several(folder.path())?;
    let db = Connection::open(folder.path().join(FILE))?;
    db.execute("UPDATE report SET id = CAST(x'ff3132' AS TEXT) WHERE id = ?1", [&second.id])?;
    drop(db);
    let told = check_store(folder.path())?.damaged.remove(0).id;
    assert_eq!(told, "\u{FFFD}12");
    aside(&mut app(folder.path())?, &told)?;
    assert_eq!(check_store(folder.path())?, Default::default());
    assert_eq!(draft(folder.path(), &third.id)?, third);
    Ok(())
}

#[test]
fn a_report_that_cannot_be_kept_stays_where_it_is() -> Result {
    let folder = tempfile::tempdir()?;
    let [_, second, _] = several(folder.path())?;
    damage(folder.path(), &second.id)?;
    // A file where the folder should be.
    plant(&folder.path().join("damaged"), b"")?;
    assert_eq!(aside(&mut app(folder.path())?, &second.id).err().map(|error| error.code()), Some(Code::Io));
    assert_eq!(check_store(folder.path())?.damaged.len(), 1);
    Ok(())
}

#[test]
fn the_command_line_says_what_it_cannot_mend_and_sets_it_aside() -> Result {
    let folder = tempfile::tempdir()?;
    let [_, second, _] = several(folder.path())?;
    damage(folder.path(), &second.id)?;
    let mended = shuzhi(folder.path(), &["store", "check", "--mend"])?;
    let said = String::from_utf8(mended.stdout)?;
    assert_eq!(mended.status.code(), Some(1));
    assert!(said.contains(&second.id) && said.contains("--set-aside"), "{said}");
    let done = shuzhi(folder.path(), &["store", "check", "--set-aside", &second.id])?;
    let said = String::from_utf8(done.stdout)?;
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("1.row"), "{said}");
    assert_eq!(shuzhi(folder.path(), &["store", "check"])?.status.code(), Some(0));
    let unknown = shuzhi(folder.path(), &["store", "check", "--set-aside", "没有"])?;
    assert_eq!(unknown.status.code(), Some(2));
    Ok(())
}
