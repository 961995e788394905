//! The second folder: absent, read-only, full, pulled out, shared with others.

use std::path::Path;

use shuzhi::Code;
use shuzhi::app::{App, Nothing, backup_if_due};

use super::{change, day, listed, run, unit_in};
use crate::support::{self, Result, app, sample};

/// The state of the second folder, as the page shows it.
fn failure(app: &mut App) -> Result<Option<String>> {
    Ok(app.backups(Nothing {})?.second.ok_or("no second folder")?.failure)
}

fn backups(folder: &Path) -> Result<Vec<String>> {
    Ok(listed(folder)?.into_iter().filter(|name| name.ends_with(".bak")).collect())
}

#[test]
fn each_backup_lies_in_the_second_folder_too() -> Result {
    let (data, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut app = app(data.path())?;
    let id = sample(&mut app)?.draft.id;
    run(&mut app, 0)?;
    assert!(!app.backups(Nothing {})?.backups[0].second);
    let foreign = ["年终总结.docx", "000001-2026-01-08.bak", "shuzhi-ffffffff-000001-2026-01-08.bak"];
    for name in foreign {
        support::plant(&stick.path().join(name), name.as_bytes())?;
    }
    app.set_second_folder(stick.path())?;
    // The one of today is there already; only the second folder lacks it.
    run(&mut app, 0)?;
    let told = app.backups(Nothing {})?;
    assert!(told.backups[0].second);
    let second = told.second.ok_or("no second folder")?;
    assert_eq!((second.written.is_some(), second.failure), (true, None));
    for days in 1..20 {
        change(&mut app, &id, &format!("第{days}天"))?;
        run(&mut app, days)?;
    }
    let there = backups(stick.path())?;
    assert_eq!(there.len(), foreign.len() - 1 + app.backups(Nothing {})?.backups.len(), "thinned as here: {there:?}");
    assert!(app.backups(Nothing {})?.backups.iter().all(|one| one.second));
    for name in foreign {
        assert_eq!(std::fs::read(stick.path().join(name))?, name.as_bytes(), "{name} is somebody else's");
    }
    let last = there.iter().rfind(|name| name.ends_with("-000020-2026-01-27.bak")).ok_or("the last")?;
    assert_eq!(unit_in(&stick.path().join(last), &id)?, "第19天");
    assert_eq!(app.forget_second_folder(Nothing {})?.second, None);
    run(&mut app, 20)?;
    assert_eq!(backups(stick.path())?, there, "what is there stays");
    // Chosen again, it is the same folder with the same backups.
    app.set_second_folder(stick.path())?;
    run(&mut app, 20)?;
    let both = app.backups(Nothing {})?.backups.iter().filter(|one| one.second).count();
    assert_eq!((backups(stick.path())?.len(), both), (foreign.len() - 1 + both, 9));
    Ok(())
}

#[test]
fn a_stick_that_is_absent_is_told_and_caught_up_with() -> Result {
    let (data, place) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let stick = place.path().join("stick");
    std::fs::create_dir(&stick)?;
    let mut app = app(data.path())?;
    sample(&mut app)?;
    app.set_second_folder(&stick)?;
    std::fs::remove_dir(&stick)?;
    run(&mut app, 0)?;
    let told = app.backups(Nothing {})?;
    assert_eq!((told.backups.len(), told.failure), (1, None), "the one here is made all the same");
    let failure_told = failure(&mut app)?.ok_or("it is not told")?;
    assert!(
        failure_told.contains("stick") && failure_told.contains("找不到") && failure_told.contains("U盘"),
        "{failure_told}"
    );
    assert!(!stick.exists(), "no folder is made in the place of a stick");
    // A file in the folder's place is no stick either.
    support::plant(&stick, b"x")?;
    run(&mut app, 0)?;
    assert!(failure(&mut app)?.is_some());
    std::fs::remove_file(&stick)?;
    std::fs::create_dir(&stick)?;
    run(&mut app, 0)?;
    assert_eq!((failure(&mut app)?, backups(&stick)?.len()), (None, 1));
    Ok(())
}

#[test]
fn a_copy_that_is_not_what_was_written_is_written_anew() -> Result {
    let (data, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut app = app(data.path())?;
    let id = sample(&mut app)?.draft.id;
    app.set_second_folder(stick.path())?;
    run(&mut app, 0)?;
    let copy = stick.path().join(backups(stick.path())?.first().ok_or("no copy")?);
    let whole = std::fs::read(&copy)?;
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for broken in [&flipped[..], &whole[..whole.len() / 2], b""] {
        support::plant(&copy, broken)?;
        run(&mut app, 0)?;
        assert_eq!(std::fs::read(&copy)?, whole);
    }
    // A local one that broke is not carried on over a good copy.
    let local = data.path().join("backups/000001-2026-01-08.bak");
    support::plant(&local, &flipped)?;
    run(&mut app, 0)?;
    let told = failure(&mut app)?.ok_or("it is not told")?;
    assert!(told.contains("已损坏"), "{told}");
    assert_eq!((std::fs::read(&copy)?, unit_in(&copy, &id).is_ok()), (whole, true));
    Ok(())
}

#[test]
fn what_a_pulled_stick_left_half_written_goes_with_the_next_copy() -> Result {
    let (data, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut app = app(data.path())?;
    sample(&mut app)?;
    app.set_second_folder(stick.path())?;
    run(&mut app, 0)?;
    let name = backups(stick.path())?.first().ok_or("no copy")?.clone();
    let prefix: String = name.chars().take("shuzhi-12345678-".len()).collect();
    let half = stick.path().join(format!(".{prefix}abc.tmp"));
    let other = stick.path().join(".shuzhi-abc.tmp");
    for path in [&half, &other] {
        support::plant(path, b"half")?;
    }
    run(&mut app, 1)?;
    assert!(!half.exists() && other.exists(), "our own and nobody else's");
    Ok(())
}

#[test]
fn two_data_folders_share_a_stick() -> Result {
    let (data, other, stick) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
    let mut first = app(data.path())?;
    // Ids are counted in these tests: the other one must come to another mark.
    let mut second = app(other.path())?;
    sample(&mut first)?;
    sample(&mut second)?;
    sample(&mut second)?;
    first.set_second_folder(stick.path())?;
    second.set_second_folder(stick.path())?;
    for days in 0..12 {
        run(&mut first, days)?;
        run(&mut second, days)?;
    }
    assert_eq!(backups(stick.path())?.len(), 2 * first.backups(Nothing {})?.backups.len());
    assert!(
        first.backups(Nothing {})?.backups.iter().chain(&second.backups(Nothing {})?.backups).all(|one| one.second)
    );
    Ok(())
}

#[test]
fn a_folder_that_is_no_second_place_is_refused() -> Result {
    let data = tempfile::tempdir()?;
    let mut app = app(data.path())?;
    let within = data.path().join("within");
    std::fs::create_dir(&within)?;
    for path in [data.path(), &within] {
        let error = app.set_second_folder(path).err().ok_or("taken")?;
        assert_eq!(error.code(), Code::Invalid);
    }
    let error = app.set_second_folder(&data.path().join("gone")).err().ok_or("taken")?;
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(app.backups(Nothing {})?.second, None);
    Ok(())
}

#[test]
fn erasing_reaches_the_second_folder_or_says_that_it_did_not() -> Result {
    let (data, place) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let stick = place.path().join("stick");
    std::fs::create_dir(&stick)?;
    let mut app = app(data.path())?;
    let (first, second) = (sample(&mut app)?.draft.id, sample(&mut app)?.draft.id);
    app.set_second_folder(&stick)?;
    run(&mut app, 0)?;
    assert_eq!(app.erase_from_backups(&first), [""; 0]);
    let copy = stick.join(backups(&stick)?.first().ok_or("no copy")?);
    assert!(unit_in(&copy, &first).is_err() && unit_in(&copy, &second).is_ok());
    let away = place.path().join("away");
    std::fs::rename(&stick, &away)?;
    for forgotten in [false, true] {
        if forgotten {
            app.forget_second_folder(Nothing {})?;
        }
        let remains = app.erase_from_backups(&second);
        assert!(remains.len() == 1 && remains[0].contains("stick"), "{remains:?}");
    }
    std::fs::rename(&away, &stick)?;
    assert_eq!(app.erase_from_backups(&second), [""; 0], "a former second folder is reached too");
    assert!(unit_in(&copy, &second).is_err());
    Ok(())
}

/// Whether this process may do what only root may; then no permission holds it back.
#[cfg(unix)]
fn is_root() -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(std::fs::metadata(tempfile::tempdir()?.path())?.uid() == 0)
}

#[cfg(unix)]
#[test]
fn a_stick_that_cannot_be_written_leaves_the_backup_here() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let (data, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut app = app(data.path())?;
    sample(&mut app)?;
    app.set_second_folder(stick.path())?;
    if !is_root()? {
        std::fs::set_permissions(stick.path(), std::fs::Permissions::from_mode(0o500))?;
        run(&mut app, 0)?;
        std::fs::set_permissions(stick.path(), std::fs::Permissions::from_mode(0o700))?;
        assert!(failure(&mut app)?.is_some());
    }
    // A folder in the place of the copy cannot be written either.
    run(&mut app, 0)?;
    let name = backups(stick.path())?.first().ok_or("no copy")?.replace("000001-2026-01-08", "000002-2026-01-09");
    std::fs::create_dir(stick.path().join(&name))?;
    app.note_backup(backup_if_due(data.path(), day(1)))?;
    let told = failure(&mut app)?.ok_or("it is not told")?;
    assert!(told.contains(&name), "{told}");
    assert_eq!(app.backups(Nothing {})?.backups.len(), 2);
    assert_eq!(app.backups(Nothing {})?.failure, None);
    Ok(())
}

/// A small disk of its own at a folder, while this lives; only root can have one.
#[cfg(target_os = "linux")]
struct Disk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(at: &Path, size: &str) -> Option<Disk> {
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(at).stderr(std::process::Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Disk(at.into()))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_stick_is_told_and_keeps_what_it_has() -> Result {
    let (data, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let Some(disk) = Disk::mount(stick.path(), "64k") else { return Ok(()) };
    let mut app = app(data.path())?;
    let id = sample(&mut app)?.draft.id;
    app.set_second_folder(stick.path())?;
    run(&mut app, 0)?;
    assert_eq!((failure(&mut app)?, backups(stick.path())?.len()), (None, 1));
    std::fs::File::create(stick.path().join("others"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, &[1; 64 << 10]))
        .ok();
    for days in 1..20 {
        run(&mut app, days)?;
    }
    let told = failure(&mut app)?.ok_or("it is not told")?;
    assert!(told.contains("磁盘空间不足"), "{told}");
    let there = listed(stick.path())?;
    assert_eq!(there.len(), 2, "nothing half-written is left: {there:?}");
    unit_in(&stick.path().join(backups(stick.path())?.first().ok_or("gone")?), &id)?;
    std::fs::remove_file(stick.path().join("others"))?;
    run(&mut app, 19)?;
    assert_eq!((failure(&mut app)?, backups(stick.path())?.len()), (None, 2));
    drop(disk);
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_makes_no_backup_and_takes_none() -> Result {
    let data = tempfile::tempdir()?;
    let place = data.path().join("backups");
    std::fs::create_dir(&place)?;
    let Some(disk) = Disk::mount(&place, "512k") else { return Ok(()) };
    let mut app = app(data.path())?;
    let id = sample(&mut app)?.draft.id;
    run(&mut app, 0)?;
    let whole = std::fs::read(place.join("000001-2026-01-08.bak"))?;
    // Whatever room is left, from none to nearly enough: nothing changes but the message.
    let other = place.join("others");
    let mut failed = 0;
    for kilobytes in (0..=500).rev().step_by(20) {
        let mut file = std::fs::File::create(&other)?;
        let _ = std::io::Write::write_all(&mut file, &vec![1; kilobytes << 10]);
        drop(file);
        let ran = backup_if_due(data.path(), day(1));
        let Some(error) = &ran.failure else { break };
        failed += 1;
        assert!(
            error.message().contains("满")
                || error.message().contains("空间")
                || error.hint().contains("满")
                || error.hint().contains("空间"),
            "{kilobytes}: {error}"
        );
        assert_eq!(listed(&place)?, ["000001-2026-01-08.bak", "others"], "{kilobytes}");
        assert_eq!(std::fs::read(place.join("000001-2026-01-08.bak"))?, whole);
    }
    assert!(failed > 5, "only {failed} of the disks were full");
    std::fs::remove_file(&other)?;
    run(&mut app, 1)?;
    unit_in(&place.join("000002-2026-01-09.bak"), &id)?;
    drop(disk);
    Ok(())
}
