//! Text files in the encodings that offices meet, told apart without asking.

use encoding_rs::GB18030;

use super::package::read_bytes;

const TEXT: &str = "2025年度抓基层党建工作述职报告\r\n\r\n　　一、主要工作\r\n共开会12次，“三会一课”按期开展。";
const LINES: [&str; 4] = ["2025年度抓基层党建工作述职报告", "", "　　一、主要工作", "共开会12次，“三会一课”按期开展。"];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    read_bytes(bytes).unwrap().paragraphs.into_iter().map(|one| one.text).collect()
}

#[test]
fn encodings_are_told_apart() {
    let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for (name, bytes) in [
        ("UTF-8", TEXT.into()),
        ("UTF-8 with a mark", with(b"\xEF\xBB\xBF", TEXT.into())),
        ("UTF-16LE with a mark", with(b"\xFF\xFE", utf16(TEXT, u16::to_le_bytes))),
        ("UTF-16BE with a mark", with(b"\xFE\xFF", utf16(TEXT, u16::to_be_bytes))),
        ("UTF-16LE", utf16(TEXT, u16::to_le_bytes)),
        ("UTF-16BE", utf16(TEXT, u16::to_be_bytes)),
        ("GB18030", GB18030.encode(TEXT).0.into_owned()),
    ] {
        assert_eq!(lines(&bytes), LINES, "{name}");
        assert_eq!(read_bytes(&bytes).unwrap().notices, [], "{name}");
    }
}

#[test]
fn a_few_words_are_enough() {
    for text in ["述职报告", "一、主要工作", "abc", "2025", "镕", "㐂村党支部述职报告"] {
        assert_eq!(lines(text.as_bytes()), [text]);
        if text.is_ascii() || text.chars().count() > 3 {
            assert_eq!(lines(&GB18030.encode(text).0), [text]);
            assert_eq!(lines(&utf16(text, u16::to_le_bytes)), [text]);
        }
    }
}

#[test]
fn all_ends_of_lines_and_pages_end_paragraphs() {
    assert_eq!(
        lines("甲\n乙\r丙\r\n丁\u{C}戊\u{2028}己\u{B}庚\n".as_bytes()),
        ["甲", "乙", "丙", "丁", "戊", "己", "庚"]
    );
    assert_eq!(lines("甲\n \n　\n\r\n乙\n\n".as_bytes()), ["甲", "", "", "", "乙", ""]);
}

#[test]
fn control_characters_are_left_out_and_told() {
    let source = read_bytes(format!("{TEXT}\n甲\u{0}乙\u{7}丙\u{FFFE}\t丁\u{10FFFF}").as_bytes()).unwrap();
    assert_eq!(source.paragraphs.last().unwrap().text, "甲乙丙\t丁");
    assert_eq!(source.notices[0].text, "看不见的控制字符 4 个没有读入");
    assert_eq!(lines(&[TEXT.as_bytes(), &[0; 4096]].concat()), LINES, "zeros at the end");
}

#[test]
fn a_damaged_letter_is_told() {
    let mut bytes = TEXT.repeat(3).into_bytes();
    bytes[4] = 0xFF;
    let source = read_bytes(&bytes).unwrap();
    assert!(source.text().contains("抓基层党建工作述职报告"), "{}", source.text());
    assert!(source.notices[0].text.ends_with("处文字已经损坏，显示为 \u{FFFD}"), "{:?}", source.notices);
    let cut = &TEXT.as_bytes()[..TEXT.len() - 1];
    assert_eq!(read_bytes(cut).unwrap().paragraphs.len(), 4);
}

#[test]
fn what_is_no_text_is_refused_with_one_line() {
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    for (bytes, said) in [
        (&b""[..], "空的"),
        (&noise, "不是文字"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xEF\xBB\xBF \r\n{\\rtf1\\ansi", "RTF"),
        (b"%PDF-1.7\n%\xE2\xE3", "PDF"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "PNG"),
        (b"\n  <!DOCTYPE HTML><html>", "网页"),
        (b"<html xmlns:w=\"urn:schemas-microsoft-com:office:word\">", "网页"),
        (b"<!-- saved from url -->\n<!--a--> <Div class=\"a\">", "网页"),
        (b"<!-- a comment without an end", "网页"),
        (b"<p>", "网页"),
        (b"{ \"schema\": 1 }", "JSON"),
        (b"MIME-Version: 1.0\r\n", "网页"),
        (b"<?xml version=\"1.0\"?><w:wordDocument/>", "XML"),
        (b"Rar!\x1A\x07", "RAR"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "认不出来"),
    ] {
        let error = read_bytes(bytes).unwrap_err();
        assert!(error.message().contains(said) && error.message().starts_with("报告.docx："), "{}", error.message());
        assert!(!error.hint().is_empty());
    }
    for text in ["<述职报告>\n正文", "<aside 正文", "<!一、正文"] {
        assert_eq!(read_bytes(text.as_bytes()).unwrap().text(), text);
    }
}
