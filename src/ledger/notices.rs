//! What is odd about a chain, in Chinese. The rest of the chain works all the same.

use super::Extract;
use crate::model::brief;

/// What is told, in the order in which it was found.
#[derive(Default)]
pub(super) struct Notices(Vec<String>);

impl Notices {
    pub(super) fn twice(&mut self, report: &Extract) {
        self.tell(format!("{}给了两次，按改得较晚的一份算", report.name()));
    }

    pub(super) fn missing(&mut self, report: &Extract) {
        let name = report.name();
        self.tell(format!("{name}沿用的那份报告不在这里（已删除、已损坏或没有给出），按{name}里带过来的内容算"));
    }

    pub(super) fn no_year(&mut self, report: &Extract) {
        self.tell(format!("{}先按 {} 年度算，请打开它填上年度", report.name(), report.year));
    }

    pub(super) fn loops(&mut self, report: &Extract) {
        let name = report.name();
        self.tell(format!("几份报告互相沿用，绕成了一圈；{name}最早，按它没有沿用别的报告算"));
    }

    pub(super) fn not_later(&mut self, report: &Extract, parent: &Extract) {
        self.tell(format!("{}沿用自{}，年度却不比它晚，请核对年度", report.name(), parent.name()));
    }

    pub(super) fn without_text(&mut self, report: &Extract, count: usize) {
        self.tell(format!("{}里有 {count} 个问题没有写内容", report.name()));
    }

    pub(super) fn impossible_dates(&mut self, count: usize, example: &str) {
        let such = brief(example);
        self.tell(format!("有 {count} 个问题的完成时限不是日历上的日期，如“{such}”，没有算逾期"));
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
