//! Deleted reports: how long they stay, and how one goes for good.

use chrono::{DateTime, Days, NaiveDate};

use super::{App, Erased, ReportId};
use crate::store::Entry;
use crate::{Code, Error, Result};

/// For how many days a deleted report stays.
const DAYS: u64 = 90;

/// How many days have to lie between two starts that see a report due before it goes: the clock may have jumped at one.
const APART: i64 = 7;

/// What becomes of a deleted report at a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stays.
    Stays,
    /// It is due, seen for the first time.
    Due,
    /// It was seen to be due and is not.
    NotDue,
    /// It goes.
    Goes,
}

/// The first day on which a report may go that was deleted on a day and saved last on another. It cannot have been deleted
/// before it was saved: then the clock was wrong.
fn ends(deleted: NaiveDate, saved: NaiveDate) -> NaiveDate {
    deleted.max(saved).checked_add_days(Days::new(DAYS)).unwrap_or(NaiveDate::MAX)
}

/// What becomes, on `today`, of a deleted report whose time `ends` then, and which was first seen to be due on a day.
fn fate(ends: NaiveDate, due: Option<NaiveDate>, today: NaiveDate) -> Fate {
    match due {
        None if today < ends => Fate::Stays,
        Some(_) if today < ends => Fate::NotDue,
        None => Fate::Due,
        // The clock went back: it counts from here again.
        Some(first) if today < first => Fate::Due,
        Some(first) if (today - first).num_days() >= APART => Fate::Goes,
        Some(_) => Fate::Stays,
    }
}

/// The day of a time, where it was noted.
fn day(time: &str) -> Option<NaiveDate> {
    DateTime::parse_from_rfc3339(time).ok().map(|time| time.date_naive())
}

/// When a deleted report's time ends; `None` for one that is not deleted, or whose times cannot be read.
fn end_of(entry: &Entry) -> Option<NaiveDate> {
    Some(ends(day(entry.deleted.as_ref()?)?, day(&entry.modified)?))
}

/// For how many days more a deleted report stays; 0 when it is due. One whose times cannot be read stays.
pub(super) fn days_left(entry: &Entry, today: NaiveDate) -> Option<u32> {
    let left = (end_of(entry)? - today).num_days();
    u32::try_from(left.clamp(0, i64::try_from(DAYS).unwrap_or(i64::MAX))).ok()
}

impl App {
    /// Takes out of the bin what has been there long enough; once a start, before the list is shown. What cannot go keeps
    /// nothing else from going; the first failure is answered.
    pub(super) fn tidy_bin(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.bin_tidied, true) {
            return Ok(());
        }
        let today = (self.env.now)().date_naive();
        let mut failed = None;
        for entry in self.store.list()? {
            let (Some(end), Some(deleted)) = (end_of(&entry), &entry.deleted) else { continue };
            let due = entry.due.as_deref().and_then(|due| due.parse().ok());
            let done = match fate(end, due, today) {
                Fate::Stays => Ok(()),
                Fate::Due => self.store.set_due(&entry.id, Some(&today.to_string())),
                Fate::NotDue => self.store.set_due(&entry.id, None),
                Fate::Goes => {
                    self.store.purge(&entry.id, deleted, entry.due.as_deref().unwrap_or_default()).map(|_| ())
                }
            };
            failed = failed.or(done.err());
        }
        failed.map_or(Ok(()), Err)
    }

    /// Removes a report with its versions and all traces that the program can reach: the database with its log, the search
    /// index, the program's own backups. Answers where it may still be.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when it cannot be removed.
    pub fn erase(&mut self, which: ReportId) -> Result<Erased> {
        let id = which.id;
        if !self.store.knows(&id)? {
            return Err(Error::new(Code::NotFound, format!("没有编号为“{id}”的报告"), "它可能已经清除了"));
        }
        let mut remains = self.store.erase(&id)?;
        self.history = Default::default();
        remains.extend(self.erase_from_backups(&id));
        let damaged = self.env.data_dir.join("damaged");
        if std::fs::read_dir(&damaged).is_ok_and(|mut files| files.next().is_some()) {
            let shown = damaged.display();
            remains.push(format!("“{shown}”里留着以前损坏的数据文件，里面可能还有这份报告；不再需要时请删除"));
        }
        remains.extend(BEYOND.map(String::from));
        Ok(Erased { remains })
    }
}

/// What no program can reach.
const BEYOND: [&str; 3] = [
    "导出的 Word、PDF 等文件，换机文件和复制到别处的备份，要自己找到并删除",
    "由这份报告沿用、复制而来的其他报告，还留着带过去的文字",
    "固态硬盘和 U 盘会在内部留下旧数据，清除不能保证恢复不出来；涉密内容请按保密规定处理硬盘",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default() + chrono::Duration::days(day)
    }

    /// The days of starts, from a deletion on day 0, until the report goes; `None` when it stays.
    fn goes(starts: &[i64]) -> Option<i64> {
        let mut due = None;
        for start in starts {
            match fate(ends(date(0), date(-3)), due, date(*start)) {
                Fate::Stays => {}
                Fate::Due => due = Some(date(*start)),
                Fate::NotDue => due = None,
                Fate::Goes => return Some(*start),
            }
        }
        None
    }

    #[test]
    fn a_report_goes_when_two_starts_days_apart_saw_it_due() {
        assert_eq!(goes(&(0..200).collect::<Vec<_>>()), Some(97));
        assert_eq!(goes(&[0, 89]), None);
        assert_eq!(goes(&[400]), None, "one start is not enough");
        assert_eq!(goes(&[400, 406]), None);
        assert_eq!(goes(&[400, 406, 407]), Some(407));
    }

    #[test]
    fn a_clock_that_jumps_takes_nothing() {
        // Twenty years ahead for a day, then right again.
        assert_eq!(goes(&[1, 7300, 2, 3, 20, 89]), None);
        assert_eq!(goes(&[1, 7300, 7306, 8, 9]), None);
        // Ahead twice: the start in between forgot the first time.
        assert_eq!(goes(&[1, 7300, 2, 7400, 3]), None);
        // Back behind the day it was seen due: it counts again.
        assert_eq!(goes(&[7300, 95, 96, 101]), None);
        assert_eq!(goes(&[7300, 95, 102]), Some(102));
        // Back before it was deleted.
        assert_eq!(goes(&[-7300, 5, -7300, 6]), None);
        // Deleted by a clock that was years behind: it stays from the last save on.
        assert_eq!(fate(ends(date(-7300), date(0)), None, date(80)), Fate::Stays);
    }
}
