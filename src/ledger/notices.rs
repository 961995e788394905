//! What is odd about a chain, in Chinese. The rest of the chain works all the same.

use super::Extract;
use crate::model::brief;

/// How many reports a notice names.
const NAMED: usize = 3;

/// What is told, in the order in which it was found.
#[derive(Default)]
pub(super) struct Notices(Vec<String>);

impl Notices {
    pub(super) fn twice(&mut self, report: &Extract) {
        self.tell(format!("{}给了两次，按后来修改的那一份算", report.name()));
    }

    pub(super) fn missing(&mut self, report: &Extract) {
        let name = report.name();
        self.tell(format!(
            "{name}沿用的那份报告不在这里（已删除、已损坏，或者没有给出），以前的问题按{name}里记下的算"
        ));
    }

    pub(super) fn no_year(&mut self, report: &Extract) {
        self.tell(format!("{}先按{}年度算，请打开它填上年度", report.name(), report.year));
    }

    /// `report` is the earliest of `count` reports that follow each other in a circle.
    pub(super) fn loops(&mut self, report: &Extract, count: usize) {
        let name = report.name();
        self.tell(match count {
            1 => format!("{name}写着是从它自己沿用来的，按没有沿用别的报告算"),
            _ => format!("有 {count} 份报告一份沿用一份，绕成了一圈；从其中最早的{name}算起"),
        });
    }

    /// `next` are all carried from `report`.
    pub(super) fn forks(&mut self, report: &Extract, next: &[&Extract]) {
        let names: Vec<String> = next.iter().take(NAMED).map(|one| one.name()).collect();
        let (names, count) = (names.join("、"), next.len());
        let and_more = if count > NAMED { "等" } else { "" };
        self.tell(format!(
            "{}之后分成了 {count} 支：{names}{and_more}；同一个问题写得不一样的，按进展最慢的那份算",
            report.name()
        ));
    }

    pub(super) fn not_later(&mut self, report: &Extract, parent: &Extract) {
        self.tell(format!("{}沿用自{}，年度却不比它晚，请核对两份报告的年度", report.name(), parent.name()));
    }

    pub(super) fn without_text(&mut self, report: &Extract, count: usize) {
        self.tell(format!("{}里有 {count} 个问题没有写内容，请补上", report.name()));
    }

    pub(super) fn impossible_dates(&mut self, count: usize, example: &str) {
        let such = brief(example);
        self.tell(format!("有 {count} 个问题的完成时限不是日历上的日期，如“{such}”，没有算逾期"));
    }

    /// `what` is odd about how problems came back, one of them worded `example`; `then` says what follows.
    pub(super) fn recurrences(&mut self, count: usize, what: &str, example: &str, then: &str) {
        self.tell(format!("有 {count} 个问题{what}，如“{}”；{then}", brief(example)));
    }

    pub(super) fn into_texts(self) -> Vec<String> {
        self.0
    }

    fn tell(&mut self, notice: String) {
        if !self.0.contains(&notice) {
            self.0.push(notice);
        }
    }
}
