//! `shuzhi store check`: damage, and what is done about it.

use std::path::PathBuf;

use serde::Serialize;
use shuzhi::app::{App, DamagedReport, Env, Health, Mend, RemedySource, ReportId, Rescued, check_store, rescue};
use shuzhi::{Code, Error};

use super::args::Given;
use super::{Outcome, Run, output};

/// What is printed as JSON.
#[derive(Serialize)]
struct Checked<'a> {
    /// Why the database cannot be used as a whole.
    broken: Option<&'a str>,
    #[serde(flatten)]
    health: Health,
}

/// `shuzhi store check`
pub(crate) fn check(given: &Given) -> Run {
    let folder = given.data_dir()?;
    if let Some(id) = given.text("set-aside")? {
        return set_aside(given, folder, id);
    }
    let checked = match check_store(&folder) {
        Err(error) if error.code() == Code::Damaged => Err(error),
        checked => Ok(checked?),
    };
    let health = match checked {
        Err(_) if given.has("rescue") => return rescued(given, &rescue(Env::real(folder))?),
        Err(error) => return broken(given, &error),
        Ok(health) => health,
    };
    if is_whole(&health) || !given.has("mend") {
        return told(given, &health);
    }
    let mut app = App::open(Env::real(folder.clone()))?;
    // One that cannot be mended keeps no other from it; the first failure is told at the end.
    let mut failed = None;
    let mut mended = String::new();
    for damaged in health.damaged.iter().filter(|damaged| !damaged.remedies.is_empty()) {
        match app.mend(Mend { id: damaged.id.clone(), source: None }) {
            Ok(_) => mended.push_str(&format!("{}\t{}\t已修复：{}\n", damaged.id, damaged.title, remedy(damaged))),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed = failed.or(app.set_damaged_aside().err());
    drop(app);
    if health.versions > 0 {
        mended.push_str(&format!("{} 个损坏的历史版本移到了 damaged 文件夹\n", health.versions));
    }
    if !given.has("json") {
        output::print(&mended)?;
    }
    let told = told(given, &check_store(&folder)?)?;
    failed.map_or(Ok(told), |error| Err(error.into()))
}

/// Takes one damaged report out of the database.
fn set_aside(given: &Given, folder: PathBuf, id: &str) -> Run {
    let aside = App::open(Env::real(folder))?.set_aside(ReportId { id: id.into() })?;
    output::print(&match given.has("json") {
        true => output::json(&aside)?,
        false => format!("{id}\t已移出数据库，损坏的内容存在“{}”\n", aside.kept),
    })?;
    Ok(Outcome::Done)
}

fn is_whole(health: &Health) -> bool {
    health.damaged.is_empty() && health.versions == 0 && !health.settings
}

fn told(given: &Given, health: &Health) -> Run {
    if given.has("json") {
        output::print(&output::json(&Checked { broken: None, health: health.clone() })?)?;
    } else {
        let mut text = String::new();
        for damaged in &health.damaged {
            let from = match remedy(damaged) {
                none if none.is_empty() => {
                    "没有完好的历史版本，备份里也没有；可以用 --set-aside 加编号移出，损坏的内容另外留存".to_owned()
                }
                from => format!("可以{from}修复"),
            };
            text.push_str(&format!("{}\t{}\t已损坏\t{from}\n", damaged.id, damaged.title));
        }
        if health.versions > 0 {
            text.push_str(&format!("{} 个历史版本已损坏\n", health.versions));
        }
        for notice in &health.notices {
            text.push_str(&format!("{notice}\n"));
        }
        if is_whole(health) {
            text.push_str("数据完好\n");
        }
        output::print(&text)?;
    }
    Ok(if is_whole(health) { Outcome::Done } else { Outcome::Found })
}

/// From what a damaged report is mended first; empty where there is nothing.
fn remedy(damaged: &DamagedReport) -> String {
    damaged.remedies.first().map_or_else(String::new, |remedy| match &remedy.source {
        RemedySource::Version { number } => format!("用历史版本 {number}（{}）", remedy.modified),
        RemedySource::Backup { name } => format!("用备份“{name}”（{}）", remedy.modified),
    })
}

fn broken(given: &Given, error: &Error) -> Run {
    if given.has("json") {
        output::print(&output::json(&Checked { broken: Some(error.message()), health: Health::default() })?)?;
    } else {
        output::print(&format!("{}；{}\n", error.message(), error.hint()))?;
    }
    Ok(Outcome::Found)
}

fn rescued(given: &Given, rescued: &Rescued) -> Run {
    if given.has("json") {
        output::print(&output::json(rescued)?)?;
    } else {
        let mut text = match rescued.whole {
            0 => "文件里没有找到完好的报告\n".to_owned(),
            whole => format!("{whole} 份报告完好，已经取出\n"),
        };
        for (what, lines) in [("找回", &rescued.brought_back), ("丢失", &rescued.lost)] {
            for line in lines {
                text.push_str(&format!("{what}\t{line}\n"));
            }
        }
        text.push_str(&format!("损坏的文件留底在“{}”\n", rescued.kept));
        output::print(&text)?;
    }
    // A file in which nothing was found may have held anything.
    let nothing = rescued.whole == 0 && rescued.brought_back.is_empty();
    Ok(if rescued.lost.is_empty() && !nothing { Outcome::Done } else { Outcome::Found })
}
