//! Lines that are no part of the report: advertisement, navigation, page furniture. In: lines. Out: which of them, and how surely.
//! A sentence of the report is never one, whatever it says: long text with words of the genre outweighs what it mentions.

use super::lines::Line;
use super::number;
use super::words::{ADDRESSES, NOISE, REPORT};

/// How surely each line is noise, in points; from [`SURE`] on it is.
const SURE: i32 = 4;

/// Points that make a line at the edge of the file noise, where surer ones stand.
const LIKELY: i32 = 2;

/// Which lines are noise.
pub(super) fn noise(lines: &[Line<'_>]) -> Vec<bool> {
    let points: Vec<i32> = lines.iter().map(points).collect();
    let mut noise: Vec<bool> = points.iter().map(|points| *points >= SURE).collect();
    if !noise.contains(&true) {
        return noise;
    }
    let first = lines.iter().position(is_substance).unwrap_or(0);
    let last = lines.iter().rposition(is_substance).unwrap_or(0);
    let sure = lines.iter().zip(&noise).filter(|(_, noise)| **noise).map(|(line, _)| line.text);
    let said = sure.collect::<Vec<_>>().join("\n");
    spread(lines, &points, &mut noise, 0..first, &said);
    spread(lines, &points, &mut noise, (last + 1).min(lines.len())..lines.len(), &said);
    noise
}

/// At the edges of a file what stands with sure noise is noise, too, unless it may belong to the report. `said` is all sure noise.
fn spread(lines: &[Line<'_>], points: &[i32], noise: &mut [bool], edge: std::ops::Range<usize>, said: &str) {
    let sure: Vec<usize> = edge.clone().filter(|at| noise.get(*at) == Some(&true)).collect();
    let (Some(first), Some(last)) = (sure.first().copied(), sure.last().copied()) else { return };
    let at_end = edge.end == lines.len();
    for at in edge {
        let (Some(line), Some(points), Some(noise)) = (lines.get(at), points.get(at), noise.get_mut(at)) else { break };
        if line.cell.is_some() || super::date::whole(line.text).is_some() {
            continue;
        }
        let named = line.chars >= 2 && line.chars <= 12 && said.contains(line.text);
        // After the first sure line at the end, or between two at the top, nothing of the report comes any more.
        let begins_title = lines.get(at + 1).is_some_and(|next| super::front::is_title(next.text))
            && line.text.ends_with(|c| "度年的记委组部".contains(c));
        let among = at > first && (at < last || at_end) && !may_belong(line) && !begins_title;
        *noise |= *points >= LIKELY || named || among;
    }
}

/// Whether a short line can be a title, a byline or what stands around it.
fn may_belong(line: &Line<'_>) -> bool {
    let text = line.text;
    super::front::is_title(text)
        || super::front::is_byline(text)
        || super::front::is_salutation(text)
        || super::back::is_annex(text)
        || super::back::is_closing(text)
        || number::parse(text).is_some_and(|number| !number.weak)
}

/// Whether a line is surely text of a report.
fn is_substance(line: &Line<'_>) -> bool {
    let report = REPORT.iter().filter(|word| line.text.contains(*word)).count();
    let numbered = number::parse(line.text).is_some_and(|number| !number.weak) && report > 0;
    let sentence = line.chars >= 20 && line.text.ends_with('。') && report > 0 || line.chars > 60 && report >= 2;
    line.cell.is_some() || (numbered || sentence) && points(line) < LIKELY
}

fn points(line: &Line<'_>) -> i32 {
    if line.cell.is_some() || !line.label.is_empty() || line.is_endless() {
        return 0;
    }
    let text = line.text;
    if is_page_number(text) || is_rule(text) || is_contents(text) {
        return 5;
    }
    let lower = text.to_ascii_lowercase();
    let said = |words: &[&str]| i32::try_from(words.iter().filter(|word| lower.contains(**word)).count()).unwrap_or(0);
    let mut points: i32 = NOISE.iter().map(|(points, words)| points * said(words)).sum();
    if text.is_ascii() || line.chars < 120 {
        points += ADDRESSES.iter().filter(|word| text.contains(**word)).map(|_| 3).sum::<i32>().min(4);
    }
    if points == 0 {
        return 0;
    }
    // A row of a typed table.
    if text.matches('\t').count() >= 3 {
        points -= 3;
    }
    // A path through a site, and columns of its menu.
    if text.contains(['>', '|', '｜', '»', '›']) || text.split_whitespace().count() >= 3 && line.chars < 30 {
        points += 1;
    }
    if text.starts_with('【') && text.ends_with('】') {
        points += 1;
    }
    let report: i32 = REPORT.iter().filter(|word| text.contains(**word)).map(|_| 1).sum();
    let ended = text.ends_with(['。', '；']);
    let long = line.chars > 45;
    // A heading or a sentence of the report that mentions such things.
    if number::parse(text).is_some_and(|number| !number.weak) {
        points -= 4;
    }
    if long {
        points -= report.min(4) + i32::from(ended) * 2;
    } else if ended {
        points -= report.min(3);
    }
    if line.chars > 120 { points - 4 } else { points }
}

/// `— 3 —`, `- 3 -`, `第3页`, `第 3 页 共 6 页`, `3/6`, or `3` alone.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let dashes = |c: char| matches!(c, '—' | '-' | '－' | '–' | '─' | '·' | '~');
    let inner = bare.trim_matches(dashes);
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit());
    if digits(inner) {
        return true;
    }
    if let Some((one, all)) = inner.split_once('/') {
        return digits(one.trim_matches(['第', '页'])) && digits(all.trim_matches(['共', '页']));
    }
    let plain: String = inner.chars().filter(|c| !"第页共，,、/（）()本篇文当前为：".contains(*c)).collect();
    inner.contains('页') && !plain.is_empty() && plain.len() <= 6 && plain.chars().all(|c| c.is_ascii_digit())
}

/// A line of signs only.
fn is_rule(text: &str) -> bool {
    let sign = |c: char| "-—_=*＊#~～·•.…─━＝－☆★◆◇■□●○▲△※>＞|+＋".contains(c) || c.is_whitespace();
    text.chars().count() >= 3 && text.chars().all(sign)
        || text.chars().count() >= 1 && text.chars().all(|c| "★☆◆◇■□※".contains(c))
}

/// A line of a table of contents: words, dots, a page number.
fn is_contents(text: &str) -> bool {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if words.len() == text.len() || text.len() - words.len() > 3 {
        return false;
    }
    let dots = words.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | '．' | '—' | '-' | ' ' | '\t')).count();
    let run: String = words.chars().rev().take(dots).collect();
    words.ends_with('\t') || run.contains("..") || run.contains('…') || run.contains("··") || run.contains("———")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = crate::import::read_text(text, "甲", &crate::import::Limits::default()).unwrap();
        let lines = super::super::lines::lines(&source);
        let noise = noise(&lines);
        lines.iter().zip(noise).filter(|(_, noise)| *noise).map(|(line, _)| line.text.to_string()).collect()
    }

    #[test]
    fn page_numbers_and_rules_are_noise() {
        for text in ["— 3 —", "- 12 -", "第3页", "第 3 页 共 6 页", "3/6", "3", "——————", "一、主要工作……………1"]
        {
            assert_eq!(found(text), [text], "{text}");
        }
        for text in ["3.5", "2024", "一、主要工作", "（2024年12月）", "一", "××"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_sentence_of_the_report_is_none() {
        let text = "（四）办好公众号。开通“青禾水利”微信公众号，全年发布信息40期，方便群众下载表格、了解工程进展，党员干部人人参与。";
        assert_eq!(found(text), [""; 0]);
        assert_eq!(found("关注公众号“写作在线”，下载更多范文"), ["关注公众号“写作在线”，下载更多范文"]);
    }

    #[test]
    fn a_name_of_the_advertiser_beside_it_is_noise() {
        let body = "2024年，我带领支部党员开展学习、培训和走访工作，组织召开会议12次，解决群众反映的问题30个，现将工作情况报告如下，请各位同志批评指正，谢谢大家一年来的支持。";
        let text = format!(
            "禾苗文档\n【仅供学习，禁止外传】\n2024年述职报告\n{body}\n禾苗文档整理，加微信入群\n禾苗文档\n人人共享"
        );
        assert_eq!(
            found(&text),
            ["禾苗文档", "【仅供学习，禁止外传】", "禾苗文档整理，加微信入群", "禾苗文档", "人人共享"]
        );
    }
}
