//! Automatic numbers as Word shows them.

use crate::import::package::Docx;

/// A level of a list.
fn level(n: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn kind(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
}

fn list(id: u32, kind: u32, overrides: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{overrides}</w:num>")
}

/// An entry of a list.
fn entry(list: u32, level: usize) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr></w:p>")
}

/// The labels of a document with these entries and lists.
fn labels(entries: &[(u32, usize)], lists: &str) -> Vec<String> {
    let body: String = entries.iter().map(|(list, level)| entry(*list, *level)).collect();
    Docx::new(&body).numbering(lists).read().paragraphs.into_iter().map(|one| one.label).collect()
}

fn report_levels() -> [String; 4] {
    [
        level(0, "chineseCountingThousand", "%1、", ""),
        level(1, "chineseCounting", "（%2）", ""),
        level(2, "decimal", "%3.", ""),
        level(3, "decimalEnclosedCircleChinese", "%4", ""),
    ]
}

#[test]
fn levels_count_and_start_again_below_a_higher_one() {
    let lists = kind(7, &report_levels()) + &list(1, 7, "");
    let shown = labels(&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 0), (1, 1), (1, 2), (1, 0)], &lists);
    assert_eq!(shown, ["一、", "（一）", "（二）", "1.", "①", "②", "二、", "（一）", "1.", "三、"]);
}

#[test]
fn a_level_restarts_where_it_says() {
    let levels = |restart: &str| {
        kind(
            1,
            &[
                level(0, "decimal", "%1", ""),
                level(1, "decimal", "%1.%2", ""),
                level(2, "lowerLetter", "%3)", &format!("<w:lvlRestart w:val=\"{restart}\"/>")),
            ],
        ) + &list(1, 1, "")
    };
    let entries = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)];
    assert_eq!(labels(&entries, &levels("0")), ["1", "1.1", "a)", "1.2", "b)", "2", "c)"]);
    assert_eq!(labels(&entries, &levels("1")), ["1", "1.1", "a)", "1.2", "b)", "2", "a)"]);
    assert_eq!(labels(&entries, &levels("2")), ["1", "1.1", "a)", "1.2", "a)", "2", "a)"]);
}

#[test]
fn lists_of_a_kind_count_on_unless_they_start_anew() {
    let start =
        |value: u32| format!("<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{value}\"/></w:lvlOverride>");
    let lists = kind(1, &report_levels()) + &list(1, 1, "") + &list(2, 1, "") + &list(3, 1, &start(5));
    let shown = labels(&[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (3, 0)], &lists);
    assert_eq!(shown, ["一、", "二、", "五、", "六、", "七、", "八、"]);
}

#[test]
fn a_list_may_have_levels_of_its_own() {
    let own = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "upperLetter", "附%1：", ""));
    let lists = kind(1, &report_levels()) + &list(1, 1, "") + &list(2, 1, &own);
    assert_eq!(labels(&[(1, 0), (2, 0)], &lists), ["一、", "附B："]);
}

#[test]
fn legal_levels_are_arabic_and_missing_ones_begin() {
    let lists = kind(
        1,
        &[
            level(0, "chineseCounting", "第%1章", ""),
            level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            level(2, "bullet", "\u{F06C}", ""),
            level(3, "none", "无", ""),
        ],
    ) + &list(1, 1, "");
    assert_eq!(
        labels(&[(1, 1), (1, 0), (1, 0), (1, 1), (1, 2), (1, 3), (9, 0), (1, 8)], &lists),
        ["1.1", "第一章", "第二章", "2.1", "●", "无", "", ""]
    );
}

#[test]
fn styles_number_and_a_list_of_0_stops_it() {
    let styles = concat!(
        "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"3\"><w:name w:val=\"mine\"/><w:basedOn w:val=\"2\"/></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"4\"><w:name w:val=\"plain\"/><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style>",
    );
    let [first, second, ..] = report_levels();
    let linked =
        |level: &str, style: &str| level.replace("<w:numFmt", &format!("<w:pStyle w:val=\"{style}\"/><w:numFmt"));
    let lists = kind(1, &[linked(&first, "1"), linked(&second, "2")]) + &list(1, 1, "");
    let of = |style: &str, more: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr></w:p>");
    let off = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [of("1", ""), of("2", ""), of("3", ""), of("1", off), of("4", ""), of("1", "")].concat();
    let read = Docx::new(&body).styles(styles).numbering(&lists).read();
    let shown: Vec<&str> = read.paragraphs.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(shown, ["一、", "（一）", "（二）", "", "", "二、"]);
}

#[test]
fn a_list_made_by_a_numbering_style_has_the_levels_of_its_list() {
    let styles = "<w:style w:type=\"numbering\" w:styleId=\"n\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
    let linked = "<w:abstractNum w:abstractNumId=\"5\"><w:numStyleLink w:val=\"n\"/></w:abstractNum>";
    let lists = kind(1, &report_levels()) + linked + &list(2, 1, "") + &list(3, 5, "");
    let read = Docx::new(&(entry(3, 0) + &entry(3, 1))).styles(styles).numbering(&lists).read();
    assert_eq!(read.text(), "一、\n（一）");
}

#[test]
fn deleted_paragraphs_do_not_count() {
    let deleted = entry(1, 0).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>");
    let body = entry(1, 0) + &deleted + &entry(1, 0);
    let lists = kind(1, &report_levels()) + &list(1, 1, "");
    assert_eq!(Docx::new(&body).numbering(&lists).text(), "一、\n二、");
}
