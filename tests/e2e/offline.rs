//! No network: the system calls of the program and of all its children are looked at.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rusqlite::{Connection, OpenFlags};

use crate::harness::{Desk, Key, Outcome, PROGRAM, Process, until};
use crate::steps::{begin_sample, export, saved};

#[test]
fn the_program_opens_no_network_socket() -> Outcome {
    let desk = Desk::new()?;
    let (traced, log) = traced(&desk)?;
    let mut program = Process::start(&mut desk.command(traced), &desk.file("program.log"))?;
    let hands = desk.hands()?;
    hands.wait_drawn()?;
    // 打开示例报告 is the sixth thing that Tab reaches.
    hands.press(&[Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Return])?;
    until("a report, begun by keyboard", || Ok((reports(&desk)? > 0).then_some(())))?;
    hands.close()?;
    assert!(program.finished()?, "the program ends well");
    let calls = fs::read_to_string(log)?;
    assert!(calls.contains("AF_UNIX"), "nothing was traced");
    let network: Vec<&str> = calls.lines().filter(|call| call.contains("AF_INET")).collect();
    assert!(network.is_empty(), "{network:#?}");
    Ok(())
}

#[test]
fn a_whole_journey_connects_to_nothing_but_the_driver() -> Outcome {
    let desk = Desk::new()?;
    let (traced, log) = traced(&desk)?;
    let window = desk.open_as(&traced)?;
    begin_sample(&window)?;
    window.click("section-basic")?.type_into("field-unit", "一")?;
    saved(&window)?;
    export(&window)?;
    window.click("to-compose")?.click("to-home")?.click("to-settings")?.wait("settings")?;
    desk.hands()?.close()?;
    window.ended(&desk)?;
    let calls = fs::read_to_string(log)?;
    let connections: Vec<&str> =
        calls.lines().filter(|call| call.contains(" connect(") && call.contains("AF_INET")).collect();
    assert!(!connections.is_empty(), "the driver's own connection was not seen, so another would not have been either");
    let strange: Vec<&&str> = connections.iter().filter(|call| !call.contains("127.0.0.1")).collect();
    assert!(strange.is_empty(), "{strange:#?}");
    Ok(())
}

fn reports(desk: &Desk) -> Outcome<i64> {
    let database = Connection::open_with_flags(desk.data().join("shuzhi.sqlite3"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(database.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?)
}

/// The program under strace, and where the calls are written to.
fn traced(desk: &Desk) -> Outcome<(PathBuf, PathBuf)> {
    let (script, log) = (desk.file("traced"), desk.file("calls.log"));
    let shell = format!(
        "#!/bin/sh\nexec strace -f --seccomp-bpf -qq -e trace=socket,connect -o '{}' '{PROGRAM}' \"$@\"\n",
        log.display()
    );
    fs::write(&script, shell)?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700))?;
    Ok((script, log))
}
