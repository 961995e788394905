//! What to know before a report is carried forward.

use super::left::left;
use crate::model::Draft;

/// Why `from` cannot be carried to `year`, and what to do: two sentences in Chinese; `None` where it can.
#[must_use]
pub fn refused(from: &Draft, year: i32) -> Option<(String, String)> {
    let earlier = from.year.filter(|earlier| year <= *earlier)?;
    Some((
        format!("{earlier}年度的报告不能沿用到{year}年度"),
        format!("请选{}年度或以后的年度", earlier.saturating_add(1)),
    ))
}

/// What is odd about carrying `from` to `year`, one sentence each, in Chinese.
#[must_use]
pub fn notices(from: &Draft, year: i32) -> Vec<String> {
    let mut notices = Vec::new();
    match from.year {
        None => notices.push("原报告没有填年度，沿用的问题也就没有年份；最好先在原报告里填上".into()),
        Some(earlier) if year > earlier.saturating_add(1) => {
            let (first, last) = (earlier.saturating_add(1), year.saturating_sub(1));
            let skipped = if first == last { format!("{first}") } else { format!("{first}至{last}") };
            notices.push(format!("中间跳过了{skipped}年度，问题从{earlier}年度直接接到{year}年度"));
        }
        Some(_) => {}
    }
    let nameless = left(from).nameless;
    if nameless > 0 {
        notices.push(format!("有 {nameless} 个问题没有写内容，不能沿用；要沿用，请先在原报告里写上"));
    }
    notices
}
