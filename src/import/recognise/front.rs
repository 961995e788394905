//! What stands above the text: title, byline, date, salutation. In: lines. Out: their roles, in the lines before the text begins.

use super::lines::{Line, is_title_style};
use super::row::Row;
use super::words::{ADDRESSED, BYLINE_LEADS, POSTS, TITLE_ENDS, TITLE_WORDS, UNITS};
use super::{date, number};
use crate::import::piece::PieceRole;
use crate::import::source::{Align, Face};

/// Lines that stand above a text at most.
const MOST: usize = 14;

/// The longest title in characters.
const LONGEST_TITLE: usize = 60;

/// Gives the lines above the text their roles.
pub(super) fn front(rows: &mut [Row<'_>]) {
    let open: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|row| !row.is_noise())).take(MOST).collect();
    let candidates = above(rows, &open);
    let title = title_end(rows, &candidates);
    let continues = title_lines(rows, &candidates, title);
    let mut seen_title = false;
    for (index, at) in candidates.iter().copied().enumerate() {
        let before_title = title.is_some_and(|end| index < end);
        let is_title_end = title == Some(index);
        let Some(row) = rows.get_mut(at) else { continue };
        let text = row.line.text;
        if is_title_end {
            seen_title = true;
            row.set(PieceRole::Title, 90, "像标题，在最前面");
        } else if before_title {
            if date::whole(text).is_some() {
                row.set(PieceRole::Date, 60, "是日期");
            } else if is_above_title(text) {
                row.set(PieceRole::Text, 40, "在标题前面");
            } else if text.starts_with(|c| "述汇报".contains(c)) && is_byline(text) && text.contains(['：', ':']) {
                row.set(PieceRole::Byline, 70, "有职务或姓名");
            } else if continues.contains(&at) {
                row.set(PieceRole::Title, 75, "标题分成几行");
            } else {
                row.set(PieceRole::Text, 40, "在标题前面");
            }
        } else if seen_title && is_year_of_title(text) {
            row.set(PieceRole::Title, 80, "标题里的年度");
        } else if date::whole(text).is_some() {
            row.set(PieceRole::Date, if seen_title { 95 } else { 70 }, "标题下面的日期");
        } else if is_salutation(text) {
            row.set(PieceRole::Salutation, 85, "称呼");
        } else {
            row.set(PieceRole::Byline, if is_byline(text) { 90 } else { 55 }, "标题下面的单位、职务或姓名");
            row.date_at = date::at_end(text).map(|found| found.start);
        }
    }
}

/// The places of the lines that may stand above the text: up to the first paragraph or heading.
fn above(rows: &[Row<'_>], open: &[usize]) -> Vec<usize> {
    let mut above = Vec::new();
    let mut titled = false;
    for at in open.iter().copied() {
        let Some(row) = rows.get(at) else { break };
        let line = &row.line;
        let text = line.text;
        let known = date::whole(text).is_some() || is_salutation(text);
        let numbered =
            !line.label.is_empty() || number::parse(text).is_some_and(|number| !number.weak || number.value == 1);
        let sentence =
            text.ends_with(['。', '；', '，', '？', '.', '：', ':']) && !is_byline(text) || line.chars > LONGEST_TITLE;
        if line.cell.is_some() || !known && (numbered || sentence) {
            break;
        }
        if titled && !known && !is_under_title(line) {
            break;
        }
        titled |= is_title(text) || is_title_look(line) && !is_byline(text);
        above.push(at);
        // The salutation is the last of them.
        if is_salutation(text) {
            break;
        }
    }
    // Without a title only what is sure stands above the text.
    if !titled && title_end(rows, &above).is_none() {
        above.truncate(above.iter().take_while(|at| rows.get(**at).is_some_and(|row| is_sure(row))).count());
    }
    above
}

fn is_sure(row: &Row<'_>) -> bool {
    let text = row.line.text;
    date::whole(text).is_some() || is_salutation(text) || is_byline(text)
}

/// Whether a line below the title may be a byline: not a heading of the text.
fn is_under_title(line: &Line<'_>) -> bool {
    let text = line.text;
    line.chars <= 40
        && (is_byline(text)
            || is_title(text)
            || line.align != Align::Left && super::subject::of_words(text).is_empty()
            || is_title_look(line))
}

/// Which of `candidates` is the last line of the title.
fn title_end(rows: &[Row<'_>], candidates: &[usize]) -> Option<usize> {
    let line = |index: usize| candidates.get(index).and_then(|at| rows.get(*at)).map(|row| &row.line);
    let all = 0..candidates.len();
    let last = |fits: &dyn Fn(&Line<'_>) -> bool| all.clone().rfind(|index| line(*index).is_some_and(fits));
    let by_words = last(&|line| is_title(line.text));
    if by_words.is_some() {
        return by_words;
    }
    let by_look = last(&|line| is_title_look(line) && !is_byline(line.text) && date::whole(line.text).is_none());
    if by_look.is_some() {
        return by_look;
    }
    // A first line that says what the text is about.
    let first = line(0)?;
    let about = TITLE_WORDS.iter().any(|word| first.text.contains(word));
    (about
        && !first.text.contains(['，', '、', '：'])
        && !is_byline(first.text)
        && !is_salutation(first.text)
        && first.chars >= 4)
        .then_some(0)
}

/// The lines before the title's last one that belong to it, too: a unit's name or the beginning of its words, in the same look.
fn title_lines(rows: &[Row<'_>], candidates: &[usize], end: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(end) = end else { return found };
    let line = |index: usize| candidates.get(index).and_then(|at| rows.get(*at)).map(|row| &row.line);
    let Some(last) = line(end) else { return found };
    let mut chars = last.chars;
    for index in (0..end).rev().take(3) {
        let (Some(one), Some(at)) = (line(index), candidates.get(index)) else { break };
        let words = one.text;
        let same_look = one.look == last.look && one.align == last.align || is_title_look(one) && is_title_look(last);
        let loose = words.contains(['>', '|', '｜', '：', ':', '【', '！', '。', '？', '/', '@'])
            || words.split_whitespace().count() > 3;
        let about = TITLE_WORDS.iter().any(|word| words.contains(word))
            || words.starts_with("关于")
            || words.ends_with(['和', '及', '的', '抓', '于'])
            || UNITS.iter().any(|unit| words.ends_with(unit))
            || POSTS.iter().any(|post| words.ends_with(post))
            || !super::date::years(words).is_empty();
        chars += one.chars;
        if loose
            || !same_look
            || chars > 2 * LONGEST_TITLE
            || date::whole(words).is_some()
            || is_above_title(words)
            || !(about || last.chars <= 10)
        {
            break;
        }
        found.push(*at);
    }
    found
}

/// `（2024年度）` on a line of its own.
fn is_year_of_title(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']).and_then(|inner| inner.strip_suffix(['）', ')']));
    inner.and_then(|inner| inner.trim().strip_suffix("年度")).is_some_and(|year| year.chars().count() == 4)
}

/// Whether a line looks as titles do.
fn is_title_look(line: &Line<'_>) -> bool {
    is_title_style(line.style)
        || line.look.face == Face::Title
        || line.look.size >= 40
        || line.boxed && line.chars <= LONGEST_TITLE && line.look.size >= 36
}

/// Whether a line ends as titles end.
pub(super) fn is_title(text: &str) -> bool {
    let plain = without_bracket(text);
    let plain = plain.trim_end_matches(['》', '”', ' ']);
    let count = plain.chars().count();
    // One of several in a collection: `述职报告三`.
    let single = plain.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    let ends = TITLE_ENDS.iter().any(|end| single.ends_with(end));
    ends && (2..=LONGEST_TITLE).contains(&count)
        && number::parse(text).is_none_or(|number| number.weak)
        && !text.contains(['。', '；', '：', '，', '！'])
        && !plain.ends_with("材料汇总")
}

/// `text` without a bracket at its end, such as `（送审稿）`.
fn without_bracket(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_suffix(['）', ')', '】', '〕']);
    let open = inner.and_then(|inner| inner.rfind(['（', '(', '【', '〔']));
    open.filter(|open| *open > 0).and_then(|open| text.get(..open)).map_or(text, str::trim)
}

/// `附件1`, 文号, 密级: what may stand above a title and is none of it.
fn is_above_title(text: &str) -> bool {
    text.starts_with("附件")
        || text.contains('〔') && text.ends_with('号')
        || ["机密", "秘密", "特急", "加急", "内部"].iter().any(|word| text.starts_with(word))
        || ["送审稿", "草稿", "讨论稿", "初稿", "征求意见稿"].contains(&date::bare(text))
}

/// Whether a line names a post, a unit or a person, and nothing else.
pub(super) fn is_byline(text: &str) -> bool {
    let text = text.trim_start_matches(['—', '-', '－', '─', ' ', '　']);
    let (words, _) = date::at_end(text).map_or((text, ""), |found| text.split_at(found.start));
    let words = date::bare(words);
    let count = words.chars().filter(|c| !c.is_whitespace()).count();
    if !(2..=45).contains(&count) || words.contains(['。', '；', '，', '！', '？']) || is_title(words) {
        return false;
    }
    if BYLINE_LEADS.iter().any(|lead| words.starts_with(lead) && words.contains(['：', ':'])) {
        return true;
    }
    if words.ends_with(['：', ':']) || number::parse(words).is_some_and(|number| !number.weak) {
        return false;
    }
    is_person(words)
        || names_post(words)
        || unit_and_person(words)
        || UNITS.iter().any(|unit| words.ends_with(unit)) && count >= 4
}

/// A post at the end, or before a name at the end.
fn names_post(words: &str) -> bool {
    let Some((at, post)) = POSTS.iter().filter_map(|post| words.rfind(post).map(|at| (at, post))).max() else {
        return false;
    };
    let after = words.get(at + post.len()..).unwrap_or("");
    let name = after.trim_start_matches(['、', '（', '(', '：', ':', '兼']);
    let count = name.chars().filter(|c| !c.is_whitespace()).count();
    count == 0 || count <= 6 && name.chars().all(|c| is_han(c) || c.is_whitespace() || is_mask(c) || "）)·".contains(c))
}

/// `青禾县水利局  林知远`: a unit and, after a blank, a name.
fn unit_and_person(words: &str) -> bool {
    let ends = UNITS.iter().flat_map(|unit| words.match_indices(unit).map(|(at, unit)| at + unit.len()));
    let mut names = ends.filter_map(|end| words.get(end..));
    names.any(|name| name.starts_with(char::is_whitespace) && is_person(name))
}

/// A name of two to four characters, with or without blanks.
pub(in crate::import) fn is_person(words: &str) -> bool {
    let letters: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    let first: String = letters.iter().take(2).collect();
    let known = letters.first().is_some_and(|first| SURNAMES.contains(*first))
        || letters.len() > 2 && SURNAMES_OF_TWO.contains(&first.as_str())
        || letters.iter().any(|c| is_mask(*c));
    (2..=4).contains(&letters.len()) && letters.iter().all(|c| is_han(*c) || is_mask(*c) || *c == '·') && known
}

/// The commonest surnames, by which a name of two or three characters is told from a word.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公万俟肖闫覃凡佟付代佘";

/// The commonest surnames of two characters.
const SURNAMES_OF_TWO: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", "东方", "西门", "南宫", "慕容", "呼延", "钟离", "公孙", "夏侯",
    "尉迟", "长孙", "宇文", "司徒", "司空", "端木", "百里", "独孤", "拓跋", "子车", "澹台", "淳于", "单于", "申屠",
    "轩辕", "赫连", "鲜于", "闻人", "公冶", "濮阳",
];

fn is_mask(c: char) -> bool {
    matches!(c, '×' | 'X' | 'x' | '*' | '＊' | '○' | '某' | '_')
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Whether a line addresses somebody: `各位领导、同志们：`, `县委组织部：`.
pub(super) fn is_salutation(text: &str) -> bool {
    let Some(words) = text.strip_suffix(['：', ':', '！', '，', ',']) else { return false };
    let count = words.chars().count();
    if !(2..=40).contains(&count) || words.contains(['。', '；', '：', ':']) || number::parse(text).is_some() {
        return false;
    }
    let addressed = ADDRESSED.iter().any(|word| words.contains(word))
        && !super::subject::says_below(words)
        && !words.contains("领导下");
    let office = text.ends_with(['：', ':'])
        && UNITS.iter().any(|unit| words.ends_with(unit))
        && !BYLINE_LEADS.iter().any(|lead| words.starts_with(lead));
    addressed || office
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_bylines_and_salutations_are_told_apart() {
        for text in ["2024年度抓基层党建工作述职报告", "述职报告", "关于2024年工作情况的报告（送审稿）", "工作情况汇报"]
        {
            assert!(is_title(text) && !is_byline(text) && !is_salutation(text), "{text}");
        }
        for text in [
            "青禾县水利局党组书记  林知远",
            "林 知 远",
            "中共青禾县水利局党组",
            "述职人：林知远",
            "党支部书记 张××",
            "——县水利局党组书记 林知远",
        ] {
            assert!(is_byline(text) && !is_title(text) && !is_salutation(text), "{text}");
        }
        for text in ["各位领导、同志们：", "县委组织部：", "尊敬的各位评委："] {
            assert!(is_salutation(text) && !is_byline(text), "{text}");
        }
        for text in ["存在的问题：", "主要做法如下：", "现将情况汇报如下："] {
            assert!(!is_salutation(text), "{text}");
        }
    }
}
