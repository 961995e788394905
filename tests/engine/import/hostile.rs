//! Files that nobody wrote by accident, and those that an accident wrote: one clear line, no panic, no hang.

use std::io::{Cursor, Write};
use std::time::Duration;

use shuzhi::import::{Cancel, Limits, Reading, read};
use shuzhi::{Code, Error};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::package::{Docx, package_lead, plain, read_bytes, zipped};

mod damage;
#[cfg(unix)]
mod foreign;
mod memory;
mod open;

/// Refuses a file with this content, and says so in one line with the file's name.
fn refusal(bytes: &[u8]) -> String {
    refused(read_bytes(bytes).unwrap_err())
}

fn refused(error: Error) -> String {
    assert_eq!(error.code(), Code::Invalid);
    assert!(error.message().starts_with("报告.docx：") && !error.message().contains('\n'), "{}", error.message());
    assert!(!error.hint().is_empty() && !error.hint().contains('\n'));
    error.message().trim_start_matches("报告.docx：").to_owned()
}

fn with_limits(bytes: &[u8], limits: Limits) -> String {
    let cancel = Cancel::default();
    refused(read(bytes, "报告.docx", &Reading { limits, cancel: &cancel, foreign: None }).unwrap_err())
}

/// A package whose main part is written piece by piece.
fn large(pieces: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    packed(pieces, SimpleFileOptions::default())
}

/// The same, not compressed: nothing in it grows.
fn stored(pieces: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    packed(pieces, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
}

fn packed(pieces: impl IntoIterator<Item = Vec<u8>>, options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("_rels/.rels", options).unwrap();
    zip.write_all(package_lead("officeDocument", "word/document.xml").as_bytes()).unwrap();
    zip.start_file("word/document.xml", options).unwrap();
    for piece in pieces {
        zip.write_all(&piece).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const BEGIN: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const END: &str = "</w:body></w:document>";

/// `piece` so many times between the beginning and the end of a document.
fn repeated(piece: &str, times: usize, end: &str) -> Vec<u8> {
    let block = piece.repeat(1000).into_bytes();
    let middle = std::iter::repeat_n(block, times / 1000);
    large([BEGIN.into()].into_iter().chain(middle).chain([end.into()]))
}

#[test]
fn a_million_nested_tables_are_too_deep() {
    assert_eq!(refusal(&repeated("<w:tbl><w:tr><w:tc>", 1_000_000, "")), "内容一层套一层，超过 256 层");
}

#[test]
fn what_grows_too_much_is_a_bomb() {
    let blanks = vec![b' '; 1 << 20];
    let bomb = large([BEGIN.into()].into_iter().chain(std::iter::repeat_n(blanks, 150)).chain([END.into()]));
    assert!(bomb.len() < 200 << 10);
    assert_eq!(refusal(&bomb), "内容压缩得不正常，像是有意做成的坏文件");
    // The directory says that it is small.
    let size = |bytes: &[u8]| bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap() + 24;
    let mut lying = bomb.clone();
    let at = size(&lying);
    lying[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    assert_eq!(refusal(&lying), "文件已经损坏，读不出来");
}

#[test]
fn parts_together_inflate_to_so_much_and_no_more() {
    let file = Docx::new(&plain(&["正文"])).styles(&" ".repeat(900_000)).numbering(&" ".repeat(900_000)).bytes();
    let limits = |inflated| Limits { inflated, ..Limits::default() };
    assert_eq!(with_limits(&file, limits(1 << 20)), "内容展开后太大，超过 1 MB");
    let cancel = Cancel::default();
    let reading = Reading { limits: limits(2 << 20), cancel: &cancel, foreign: None };
    assert_eq!(read(&file, "x", &reading).unwrap().text(), "正文");
}

#[test]
fn long_texts_are_refused_wherever_they_stand() {
    let long = "字".repeat(7 << 20);
    assert_eq!(
        refusal(&stored([BEGIN.into(), b"<w:p><w:r><w:t>".to_vec(), long.clone().into()])),
        "其中有一处内容太大，不像是正常的文档"
    );
    assert_eq!(
        refusal(&repeated("<w:p><w:r><w:t>一二三四五六七八九十</w:t></w:r></w:p>", 201_000, END)),
        "段落太多，超过 100000 段"
    );
    let words = "<w:r><w:t>一二三四五六七八九十一二三四五六七八九十</w:t></w:r>";
    assert_eq!(refusal(&repeated(words, 101_000, END).clone()), "文件里没有文字");
    let one = format!("{words}{words}").repeat(50);
    let body = format!("<w:p>{}</w:p>", one.repeat(1010));
    assert_eq!(refusal(&stored([BEGIN.into(), body.into(), END.into()])), "文字太多，超过 2000000 字");
    assert_eq!(refusal(long.as_bytes()), "文字太多，超过 2000000 字");
    assert_eq!(refusal("字\n".repeat(100_001).as_bytes()), "段落太多，超过 100000 段");
    assert_eq!(refusal(&vec![b'a'; (50 << 20) + 1]), "文件太大，超过 50 MB");
}

#[test]
fn a_tag_of_many_attributes_is_too_large() {
    let attributes: String = (0..1_200_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    assert_eq!(
        refusal(&large([BEGIN.into(), format!("<w:p{attributes}/>").into()])),
        "其中有一处内容太大，不像是正常的文档"
    );
    let spaces: String = (0..2000).map(|n| format!(" xmlns:a{n}=\"urn:{n}\"")).collect();
    refusal(&large([BEGIN.into(), format!("<w:p{spaces}/>").into()]));
}

#[test]
fn declarations_of_entities_are_refused() {
    let body = |head: &str, text: &str| {
        large([format!("{head}{BEGIN}<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{END}").into_bytes()])
    };
    let said = "里面有 Word 文档不该有的声明，没有读";
    assert_eq!(refusal(&body("<!DOCTYPE d [<!ENTITY a \"b\">]>", "x")), said);
    assert_eq!(refusal(&body("<!DOCTYPE d SYSTEM \"file:///etc/passwd\">", "x")), said);
    assert_eq!(refusal(&body("", "&a;")), said);
    assert_eq!(refusal(&body("", "&#0;")), said);
    assert_eq!(refusal(&body("", "&#xD800;")), said);
}

#[test]
fn parts_of_one_name_are_refused() {
    let main = |text: &str| format!("{BEGIN}{}{END}", plain(&[text])).into_bytes();
    let twice = zipped(&[("word/document.xml".into(), main("甲")), ("Word/Document.xml".into(), main("乙"))]);
    assert_eq!(refusal(&twice), "里面有同名的部件，不知道该读哪一个");
    let mut same = zipped(&[("word/document.xml".into(), main("甲")), ("word/documenu.xml".into(), main("乙"))]);
    while let Some(at) = same.windows(12).position(|window| window == b"documenu.xml") {
        same[at..at + 12].copy_from_slice(b"document.xml");
    }
    assert_eq!(refusal(&same), "里面有同名的部件，不知道该读哪一个");
}

#[test]
fn many_parts_are_refused_before_they_are_listed() {
    let parts: Vec<_> = (0..10_001).map(|n| (format!("{n}"), Vec::new())).collect();
    assert_eq!(refusal(&zipped(&parts)), "里面的部件太多，超过 10000 个");
}

#[test]
fn many_ends_of_a_directory_are_refused_before_they_are_tried() {
    // Each end of the old kind is followed by one of the new kind, which leads nowhere.
    let end =
        [b"PK\x06\x06".as_slice(), &[0xFF; 52], b"PK\x06\x07", &[0; 16], b"PK\x05\x06", &[0xFF; 16], &[0; 2]].concat();
    let file = [b"PK\x03\x04".to_vec(), end.repeat(500_000)].concat();
    assert_eq!(refusal(&file), "里面的部件太多，超过 100 个");
}

#[test]
fn other_packages_are_named() {
    let empty = || b"<a/>".to_vec();
    let lead = |target: &str| ("_rels/.rels".to_owned(), package_lead("officeDocument", target).into_bytes());
    for (parts, said) in [
        (vec![lead("xl/workbook.xml"), ("xl/workbook.xml".into(), empty())], "这是 Excel 表格，不是 Word 文档"),
        (
            vec![lead("ppt/presentation.xml"), ("ppt/presentation.xml".into(), empty())],
            "这是 PowerPoint 演示文稿，不是 Word 文档",
        ),
        (
            vec![
                ("mimetype".into(), b"application/vnd.oasis.opendocument.text".to_vec()),
                ("content.xml".into(), empty()),
            ],
            "这是 OpenDocument 文档（.odt 等），不是 Word 文档",
        ),
        (vec![("报告.docx".into(), empty())], "这是压缩包，不是 Word 文档"),
        (vec![("[Content_Types].xml".into(), empty())], "文件已经损坏，读不出来"),
        (vec![("word/document.xml".into(), empty())], "文件里没有文字"),
        (vec![("word/document.xml".into(), b"<w:document".to_vec())], "文件已经损坏，读不出来"),
        (vec![("word/document.xml".into(), b"<a><b></a></b>".to_vec())], "文件已经损坏，读不出来"),
        (vec![("word/document.xml".into(), b"<a>\xFF</a>".to_vec())], "文件已经损坏，读不出来"),
    ] {
        assert_eq!(refusal(&zipped(&parts)), said);
    }
    let pictures = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>";
    assert_eq!(refusal(&Docx::new(pictures).bytes()), "文件里只有图片，没有文字");
}

#[test]
fn a_password_is_told() {
    let mut locked = Docx::new(&plain(&["正文"])).bytes();
    // The flag of encryption, in each entry and in the directory.
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let found: Vec<usize> = (0..locked.len() - 4).filter(|n| &locked[*n..n + 4] == mark).collect();
        found.iter().for_each(|n| locked[n + at] |= 1);
    }
    assert_eq!(refusal(&locked), "文件加了密码，读不出来");
    let mut compound = vec![0; 4096];
    compound[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let name: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    compound[1024..1024 + name.len()].copy_from_slice(&name);
    compound[1024 + 64] = 34;
    assert_eq!(refusal(&compound), "文件加了密码，读不出来");
}

#[test]
fn who_wants_to_stop_is_heard_and_time_ends() {
    let file = repeated("<w:p><w:r><w:t>一二三四五六七八九十</w:t></w:r></w:p>", 50_000, END);
    assert_eq!(with_limits(&file, Limits { time: Duration::ZERO, ..Limits::default() }), "0 秒内没有读完，已经停止");
    assert_eq!(
        with_limits(&file, Limits { time: Duration::from_millis(5), ..Limits::default() }),
        "0 秒内没有读完，已经停止"
    );
    let cancel = Cancel::default();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(5));
            cancel.cancel();
        });
        assert_eq!(refused(read(&file, "报告.docx", &reading).unwrap_err()), "已取消导入");
    });
}

#[test]
fn loops_and_crowds_of_styles_and_lists_end() {
    let chain: String = (0..30_000)
        .map(|n| {
            format!("<w:style w:type=\"paragraph\" w:styleId=\"s{n}\"><w:basedOn w:val=\"s{}\"/></w:style>", n + 1)
        })
        .collect();
    let body: String = (0..3000)
        .map(|n| format!("<w:p><w:pPr><w:pStyle w:val=\"s{n}\"/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>"))
        .collect();
    let lists = concat!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"a\"/></w:abstractNum>",
        "<w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"b\"/></w:abstractNum>",
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"2\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
    );
    let linked = concat!(
        "<w:style w:type=\"numbering\" w:styleId=\"a\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
        "<w:style w:type=\"numbering\" w:styleId=\"b\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>",
    );
    let entry = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"4294967295\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>";
    let entries = entry.to_owned() + &entry.replace("4294967295", "0");
    let source = Docx::new(&(body + &entries)).styles(&(chain + linked)).numbering(lists).read();
    assert_eq!((source.paragraphs.len(), source.paragraphs[3001].full_text().as_str()), (3002, "项"));
}

#[test]
fn elements_in_strange_places_lose_no_text() {
    let row = "<w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr>";
    for (body, text) in [
        ("<w:tbl><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tbl>".to_owned(), "甲"),
        (format!("<w:tc><w:tbl>{row}</w:tbl></w:tc>"), "内"),
        ("<w:p><w:r><w:t>外</w:t></w:r><w:p><w:r><w:t>内</w:t></w:r></w:p></w:p>".to_owned(), "内\n外"),
        ("<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>".to_owned(), "框"),
        ("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/><w:t>甲</w:t></w:r></w:p>".to_owned(), "甲"),
        ("<w:p><w:r><w:t>甲</w:t><w:pPr><w:jc w:val=\"right\"/></w:pPr></w:r></w:p>".to_owned(), "甲"),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>尾</w:t></w:r></w:p>".to_owned(), "尾"),
        (format!("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:tbl>{row}</w:tbl>"), "前\n内"),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:tcPr><w:cellDel/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>".to_owned(), "甲"),
    ] {
        assert_eq!(Docx::new(&body).text(), text, "{body}");
    }
}
