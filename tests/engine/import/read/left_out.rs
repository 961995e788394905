//! What is not text of the report, and the one notice for each kind of it.

use super::run;
use crate::import::package::{Docx, plain, read_bytes};

/// The notices of a document, with the words left out.
fn told(file: Docx) -> Vec<(String, String)> {
    file.read().notices.into_iter().map(|one| (one.text, one.left_out)).collect()
}

fn one(text: &str, left_out: &str) -> [(String, String); 1] {
    [(text.into(), left_out.into())]
}

#[test]
fn nothing_is_told_of_a_plain_document() {
    assert_eq!(told(Docx::new(&plain(&["正文"]))), []);
}

#[test]
fn changes_are_read_as_accepted() {
    let body = concat!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>",
        "<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>",
        "<w:p><w:pPr><w:jc w:val=\"center\"/><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:t>后</w:t></w:r></w:p>",
        "<w:p><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>",
    );
    let file = Docx::new(body);
    assert_eq!(file.clone().text(), "前增后\n移来");
    assert_eq!(
        told(file),
        [
            ("文件里有修订痕迹，按接受修订读入：标为删除的文字 2 处没有读入".into(), "删 移走".into()),
            ("文件里有修订痕迹，按接受修订读入：标为插入的文字 2 处当作正文".into(), String::new()),
        ]
    );
}

#[test]
fn hidden_text_is_left_out_also_by_style() {
    let styles = concat!(
        "<w:style w:type=\"paragraph\" w:styleId=\"h\"><w:name w:val=\"h\"/><w:rPr><w:vanish/></w:rPr></w:style>",
        "<w:style w:type=\"character\" w:styleId=\"c\"><w:name w:val=\"c\"/><w:rPr><w:vanish/></w:rPr></w:style>",
    );
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p><w:pPr><w:pStyle w:val=\"h\"/></w:pPr>{}{}</w:p>{}",
        run("", "看"),
        run("<w:vanish/>", "藏一"),
        run("<w:rStyle w:val=\"c\"/>", "藏二"),
        run("", "藏三"),
        run("<w:vanish w:val=\"0\"/>", "见"),
        plain(&["尾"]),
    );
    let file = Docx::new(&body).styles(styles);
    // The mark of the second paragraph is hidden, too: Word runs it into the next one.
    assert_eq!(file.clone().text(), "看\n见尾");
    assert_eq!(told(file), one("隐藏文字 6 字没有读入", "藏一藏二藏三"));
}

#[test]
fn a_style_separator_runs_a_heading_into_its_text() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let lists = concat!(
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum>",
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
    );
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{}</w:p>{}",
        run("", "抓实责任。"),
        plain(&["作为书记"])
    );
    let source = Docx::new(&body).styles(styles).numbering(lists).read();
    assert_eq!((source.text().as_str(), source.paragraphs[0].outline), ("（一）抓实责任。作为书记", None));
}

#[test]
fn comments_notes_headers_and_footers_are_told_with_their_words() {
    let body = plain(&["正文"]).replace("</w:p>", "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>")
        + "<w:sectPr><w:headerReference r:id=\"rheader\"/><w:footerReference r:id=\"rfooter\"/></w:sectPr>";
    let note = |name: &str, kind: &str, text: &str| format!("<w:{name} {kind}>{}</w:{name}>", plain(&[text]));
    let file = Docx::new(&body)
        .lead("comments", "w:comments", &(note("comment", "", "请核实") + &note("comment", "", "删去")))
        .lead(
            "footnotes",
            "w:footnotes",
            &(note("footnote", "w:type=\"separator\"", "线") + &note("footnote", "", "见附件")),
        )
        .lead("endnotes", "w:endnotes", &note("endnote", "", "没有用到"))
        .lead("header", "w:hdr", &plain(&["内部资料", "注意保存"]))
        .lead("footer", "w:ftr", &plain(&["— 3 —"]));
    assert_eq!(file.clone().text(), "正文");
    assert_eq!(
        told(file),
        [
            ("批注 2 条没有读入".into(), "请核实 删去".into()),
            ("页眉没有读入".into(), "内部资料注意保存".into()),
            ("脚注 1 条没有读入".into(), "见附件".into()),
        ]
    );
}

#[test]
fn a_table_of_contents_is_left_out() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{}<w:r><w:instrText> TOC \\o \"1-3\" </w:instrText></w:r>{}<w:r><w:t>一、主要工作</w:t><w:tab/></w:r>{}\
         <w:r><w:instrText>PAGEREF</w:instrText></w:r>{}<w:r><w:t>1</w:t></w:r>{}</w:p>\
         <w:p><w:r><w:t>二、存在问题</w:t></w:r></w:p><w:p>{}</w:p>{}",
        mark("begin"),
        mark("separate"),
        mark("begin"),
        mark("separate"),
        mark("end"),
        mark("end"),
        plain(&["一、主要工作"])
    );
    let file = Docx::new(&body);
    assert_eq!(file.clone().text().trim(), "一、主要工作");
    assert_eq!(told(file), one("自动生成的目录 2 行没有读入", "一、主要工作1二、存在问题"));
}

#[test]
fn pictures_objects_and_strange_signs_are_counted() {
    let body = concat!(
        "<w:p><w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r><w:r><w:sym w:font=\"Webdings\" w:char=\"F021\"/>",
        "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p><w:altChunk r:id=\"x\"/>",
    );
    let file = Docx::new(body);
    assert_eq!(file.clone().text(), "☑");
    let told = told(file);
    let texts: Vec<&str> = told.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["图片 1 张没有读入", "嵌入的表格、图表或文件 1 个没有读入", "特殊符号 1 个认不出来，没有读入"]);
}

#[test]
fn a_field_that_never_ends_hides_nothing() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruct = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText></w:r>");
    let (begin, separate) = (mark("begin"), mark("separate"));
    let contents =
        format!("<w:p>{begin}{}{separate}{}</w:p>{}", instruct("TOC"), run("", "标题"), plain(&["正文", "后文"]));
    let all_instruction = format!("<w:p>{}{begin}{}{}</w:p>", run("", "前"), instruct("IF"), run("", "后"));
    let many: String = (0..300).map(|_| format!("<w:p>{begin}{separate}{}</w:p>", run("", "字"))).collect();
    let deleted = format!(
        "<w:p>{begin}{}{separate}</w:p><w:p><w:del>{}</w:del>{}</w:p>",
        instruct("TOC"),
        mark("end"),
        run("", "正文")
    );
    for (body, text) in [
        (contents, "标题\n正文\n后文".to_owned()),
        (all_instruction, "前后".to_owned()),
        (many, ["字"; 300].join("\n")),
        (deleted, "\n正文".to_owned()),
    ] {
        let source = Docx::new(&body).read();
        assert_eq!(source.text(), text);
        let last = source.notices.last().unwrap();
        assert_eq!(last.text, "有的域（自动生成的文字）没有结尾，里面的文字都当作正文");
    }
}

#[test]
fn text_in_drawings_is_told() {
    let body = format!(
        "<w:p>{}<w:r><w:drawing><a:p><a:r><a:t>图中字</a:t></a:r></a:p></w:drawing></w:r></w:p>",
        run("", "正文")
    );
    assert_eq!(told(Docx::new(&body)), one("图形里的文字 3 字没有读入", "图中字"));
}

#[test]
fn a_file_that_shows_nothing_says_why() {
    let hidden = format!("<w:p>{}</w:p>", run("<w:vanish/>", "藏"));
    let deleted = "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>";
    for (body, said) in [(hidden.as_str(), "隐藏"), (deleted, "隐藏"), (&plain(&["\u{200B}"]), "没有文字")] {
        let error = read_bytes(&Docx::new(body).bytes()).unwrap_err();
        assert!(error.message().contains(said), "{}", error.message());
    }
}

#[test]
fn what_is_no_letter_is_counted() {
    let body = plain(&["甲\u{7f}乙\u{FFFE}丙\u{FEFF}"]);
    assert_eq!(Docx::new(&body).text(), "甲乙丙");
    assert_eq!(told(Docx::new(&body)), one("看不见的控制字符 3 个没有读入", ""));
}

#[test]
fn long_words_are_shortened() {
    let long = "长".repeat(100);
    let body = format!("<w:p>{}{}</w:p>", run("", "正文"), run("<w:vanish/>", &long));
    assert_eq!(told(Docx::new(&body)), one("隐藏文字 100 字没有读入", &format!("{}…", "长".repeat(60))));
}
