//! The screens that keep drafts safe, light and dark: 历史版本, 查找, 备份与换机, a file for another computer, 回收站, damage.

use std::fs;

use rusqlite::Connection;
use serde_json::json;

use crate::harness::{Desk, Outcome, Window, key, until};
use crate::look::{self, USUAL};
use crate::steps::{begin_sample, go, saved};

#[test]
fn every_screen_of_care_is_accessible_in_light_colours() -> Outcome {
    tour("light")
}

#[test]
fn every_screen_of_care_is_accessible_in_dark_colours() -> Outcome {
    tour("dark")
}

fn tour(theme: &str) -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.click("to-settings")?.click(&format!("theme-{theme}"))?.wait("settings-saved")?.click("to-home")?;
    begin_sample(&window)?;
    go(&window, "section-closing")?;
    window.type_into("part-lead", "感谢大家，请继续监督。")?;
    saved(&window)?;
    window.press(&[key::CONTROL, "s"])?.wait("naming")?.press(&[key::CONTROL, "s"])?.wait_focus("version-name")?;
    look(&window, theme, "naming")?;
    window.click("version-name")?.type_text("送审前")?.press(&[key::ENTER])?.wait("toast")?;

    window.press(&[key::CONTROL, "h"])?.wait_focus("find-text")?.type_text("党建")?.wait("find-hit")?;
    window.type_into("find-to", "党的建设")?.wait_text("find-hit", "党的建设")?;
    look(&window, theme, "replace")?;
    // The list grows as its lines are drawn.
    until(&format!("6 places to be seen whole at {USUAL:?}"), || {
        Ok((window.script(PLACES_IN_SIGHT, json!([]))?.as_u64() >= Some(6)).then_some(()))
    })?;
    window.click("replace-all")?.wait_text("toast", "替换了")?;
    saved(&window)?;
    window.press(&[key::ESCAPE])?.press(&[key::CONTROL, "f"])?.wait("find")?;
    window.retype("find-text", "支部")?.wait("find-hit")?.press(&[key::ENTER])?.wait_text("find-count", "第 ")?;
    look(&window, theme, "find")?;
    window.click("find-close")?.wait_count("find", 0)?;

    window.click("to-versions")?.wait("difference")?;
    look(&window, theme, "versions")?;
    window.click("version-rename")?.wait("rename")?;
    look(&window, theme, "versions-rename")?;
    window.click("to-compose")?.click("to-home")?.wait("reports")?;

    window.click("to-backups")?.click("backup-now")?.wait_text("backup-last", "1 份报告")?;
    fs::create_dir(desk.exported().with_extension("folder"))?;
    window.click("second-pick")?.wait_text("second-state", "上次存到这里")?;
    look(&window, theme, "backups")?;
    window.click("archive-write")?.wait("archive-go")?;
    look(&window, theme, "archive-write")?;
    window.click("archive-go")?;
    let file = desk.exported().with_extension("shuzhi");
    until("the file to be written", || Ok(file.is_file().then_some(())))?;
    window.click("archive-read")?.wait("archive")?.wait_count("archived", 1)?;
    look(&window, theme, "archive")?;
    window.click("archive-leave")?.click("to-home")?.wait("reports")?;

    window.type_into("filter", "党的建设")?.wait("hit")?;
    look(&window, theme, "home-found")?;
    window.click_nth("hit-more", 1)?.wait("compose")?.click("to-home")?.wait("hit")?;
    let words = window.script("return document.querySelector('[data-testid=filter]').value", json!([]))?;
    assert_eq!(words, "党的建设", "the search is there again");
    window.click("to-settings")?.click("to-home")?.wait("reports")?;
    window.click("report-menu")?.click("report-copy")?.wait_count("report-open", 2)?;
    window.click("report-menu")?.click("report-remove")?.wait("deleted-toggle")?.click("deleted-toggle")?;
    look(&window, theme, "bin")?;
    window.click("report-erase")?.wait("erase-yes")?;
    look(&window, theme, "erase")?;
    window.click("erase-no")?.wait_count("dialog", 0)?;

    let second = desk.open()?;
    second.wait_text("failed", "正由另一个“述职”窗口或命令使用")?;
    look(&second, theme, "in-use")?;
    second.kill()?;
    window.kill()?;
    // Text that no longer fits its seal.
    let data = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    data.execute_batch("UPDATE report SET draft = replace(draft, '感谢', '惑谢'); PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(data);
    let window = desk.open()?;
    window.wait("damage-banner")?;
    look(&window, theme, "home-damaged")?;
    window.click("damage-show")?.wait("damaged")?;
    look(&window, theme, "damage")?;
    window.kill()?;

    let file = desk.data().join("shuzhi.sqlite3");
    let mut bytes = fs::read(&file)?;
    bytes.get_mut(..100).ok_or("a file without a header")?.fill(0);
    fs::write(&file, &bytes)?;
    let window = desk.open()?;
    window.wait("rescue")?;
    look(&window, theme, "failed-damaged")?;
    window.click("rescue")?.wait("rescued")?.wait_text("rescued-back", "日 ")?;
    look(&window, theme, "rescued")?;
    window.kill()?;
    set_aside(&desk, theme)
}

/// A damaged report that nothing can bring back leaves the list.
fn set_aside(desk: &Desk, theme: &str) -> Outcome {
    let data = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    data.execute_batch("DELETE FROM version; UPDATE report SET draft = replace(draft, '党建', '党健')")?;
    drop(data);
    fs::remove_dir_all(desk.data().join("backups"))?;
    let window = desk.open()?;
    window.wait("damage-banner")?.click("damage-show")?.wait("set-aside")?;
    look(&window, theme, "damage-without-remedy")?;
    let before = window.count("damaged")?;
    window.click("set-aside")?.wait("set-aside-yes")?;
    look(&window, theme, "damage-set-aside")?;
    window.click("set-aside-yes")?.wait_text("mended", ".row")?.wait_count("damaged", before - 1)?;
    look(&window, theme, "damage-was-set-aside")
}

/// Looks at the screen as it is now, and once, as colours change no sizes, whether it fits at 200 %.
fn look(window: &Window, theme: &str, name: &str) -> Outcome {
    look::look(window, theme, name, USUAL)?;
    // Where the data cannot be opened there is no setting to zoom by.
    if theme == "dark" || window.count("failed")? > 0 {
        return Ok(());
    }
    fits_twice(window, name)
}

/// Whether the screen as it is now fits at 200 %.
pub(crate) fn fits_twice(window: &Window, name: &str) -> Outcome {
    zoom(window, 200)?;
    window.picture(&look::pictures().join(format!("{name}-twice.png")))?;
    let beyond = window.script(BEYOND, json!([]))?;
    assert_eq!(beyond, json!([]), "{name} is wider than the window at 200 %");
    zoom(window, 100)
}

/// Zooms as 设置 does, with the screen staying as it is.
fn zoom(window: &Window, percent: u32) -> Outcome {
    let set = "const [zoom, done] = arguments;
        const call = (name, args) => window.__TAURI_INTERNALS__.invoke('call', { name, args });
        call('settings', {}).then((now) => call('set_settings', { ...now, zoom })).then(() => done(null), (error) => done(JSON.stringify(error)))";
    let failure = window.script_async(set, json!([percent]))?;
    assert!(failure.is_null(), "{failure}");
    until("the zoom", || Ok((window.script("return innerWidth", json!([]))? == USUAL.0 * 100 / percent).then_some(())))
}

/// What makes the page scroll sideways: the page itself, or what scrolls in it.
const BEYOND: &str = "return [document.documentElement, ...document.querySelectorAll('body, [data-scroller], main, dialog, aside')]
    .filter((part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'hidden')
    .map((part) => `${part.tagName}.${part.className}: ${part.scrollWidth} > ${part.clientWidth}`)";

/// How many places of the list can be seen whole.
const PLACES_IN_SIGHT: &str = "const list = document.querySelector('.find-list').getBoundingClientRect();
    return [...document.querySelectorAll('[data-testid=find-hit]')].map((place) => place.getBoundingClientRect())
        .filter(({ top, bottom }) => top >= list.top && bottom <= Math.min(list.bottom, innerHeight)).length";
