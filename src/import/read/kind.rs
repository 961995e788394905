//! What a file is, by its content and never by its name. In: its bytes. Out: how to read it, or what it is instead and what to do.

use super::gauge::SAVE_AS;

/// What a file was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: a .docx, or what is packed alike.
    Package,
    /// Word's format up to 2003, and that of old WPS.
    Binary,
    /// Text, as far as its beginning says.
    Text,
    /// Something that is not read: what it is, and what to do.
    Other(&'static str, &'static str),
}

/// What to do with tables and slides.
const COPY: &str = "请把报告的文字复制到 Word 里，另存为 .docx 再导入";

/// What to do with pictures.
pub(super) const TYPE_OUT: &str = "图片里的文字读不出来，请在 Word 里录入，或用识别文字的软件转成 .docx";

/// What to do with a packed file.
const UNPACK: &str = "请先解压，再导入里面的 Word 文件";

/// Beginnings that only one kind of file has.
const BEGINNINGS: [(&[u8], Kind); 16] = [
    (b"PK\x03\x04", Kind::Package),
    (b"PK\x05\x06", Kind::Other("这是空的压缩包，不是 Word 文档", UNPACK)),
    (b"%PDF-", Kind::Other("这是 PDF 文件，读不出段落", "请用 WPS 或 Word 打开，转换成 .docx 再导入")),
    (b"\x89PNG", Kind::Other("这是图片（PNG），不是文档", TYPE_OUT)),
    (b"\xFF\xD8\xFF", Kind::Other("这是图片（JPG），不是文档", TYPE_OUT)),
    (b"GIF8", Kind::Other("这是图片（GIF），不是文档", TYPE_OUT)),
    (b"II*\0", Kind::Other("这是图片（TIFF），不是文档", TYPE_OUT)),
    (b"MM\0*", Kind::Other("这是图片（TIFF），不是文档", TYPE_OUT)),
    (b"Rar!", Kind::Other("这是压缩包（RAR），不是 Word 文档", UNPACK)),
    (b"7z\xBC\xAF\x27\x1C", Kind::Other("这是压缩包（7z），不是 Word 文档", UNPACK)),
    (b"\x1F\x8B", Kind::Other("这是压缩包（gz），不是 Word 文档", UNPACK)),
    (b"MZ", Kind::Other("这是程序，不是文档", "来历不明的程序请不要打开；请选择 .docx、.doc 或 .txt 文件")),
    (b"\x7FELF", Kind::Other("这是程序，不是文档", "请选择 .docx、.doc 或 .txt 文件")),
    (b"SQLite format 3\0", Kind::Other("这是数据库，不是文档", "请选择 .docx、.doc 或 .txt 文件")),
    (b"shuzhi-archive ", Kind::Other("这是述职的备份，不是文档", "请在设置的备份里读入，或用 shuzhi store restore")),
    (b"wOFF", Kind::Other("这是字体，不是文档", "请选择 .docx、.doc 或 .txt 文件")),
];

/// How an OLE compound file begins ([MS-CFB] 2.2).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What a compound file is, by the names of its streams; the first that is there counts.
const STREAMS: [(&str, Kind); 6] = [
    ("EncryptedPackage", Kind::Other("文件加了密码，读不出来", "请用 Word 或 WPS 打开，取消密码，另存为 .docx 再导入")),
    ("WordDocument", Kind::Binary),
    ("Workbook", Kind::Other("这是 Excel 表格，不是 Word 文档", COPY)),
    ("Book", Kind::Other("这是 Excel 表格，不是 Word 文档", COPY)),
    ("PowerPoint Document", Kind::Other("这是 PowerPoint 演示文稿，不是 Word 文档", COPY)),
    ("__properties_version1.0", Kind::Other("这是邮件，不是文档", "请打开邮件，把附件存下来再导入")),
];

/// How files of markup begin, in lower case, after blanks and comments; and what they are.
const MARKUP: [(&str, Kind); 7] = [
    ("{\\rtf", Kind::Other("这是 RTF 文档，不是 .docx", SAVE_AS)),
    ("<!doctype html", WEB_PAGE),
    // A comment that is longer than what is looked at.
    ("<!--", WEB_PAGE),
    ("mime-version:", Kind::Other("这是存成单个文件的网页，不是文档", SAVE_AS)),
    ("<svg", Kind::Other("这是图片（SVG），不是文档", TYPE_OUT)),
    ("<!doctype", Kind::Other("这是 XML 文件，不是 .docx", SAVE_AS)),
    ("<?xml", Kind::Other("这是 XML 文件，不是 .docx", SAVE_AS)),
];

/// What a draft of the program itself is.
const JSON: Kind = Kind::Other(
    "这是 JSON 文件，不是文档",
    "述职自己的草稿不用导入，用 shuzhi store add 收进来；别的请选 .docx、.doc 或 .txt 文件",
);

/// What a part of a web page is, too.
const WEB_PAGE: Kind = Kind::Other("这是网页，不是文档", SAVE_AS);

/// The elements that a web page, or what was cut out of one, begins with.
const HTML: [&str; 25] = [
    "html", "head", "body", "meta", "title", "link", "style", "script", "div", "p", "span", "font", "center", "table",
    "section", "article", "main", "h1", "h2", "h3", "ul", "ol", "br", "a", "img",
];

/// What the file with this content is.
pub(super) fn of(bytes: &[u8]) -> Kind {
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return *kind;
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Kind::Other("这是图片（WebP），不是文档", TYPE_OUT);
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Kind::Other("这是图片（BMP），不是文档", TYPE_OUT);
    }
    // Readers of PDF look for its mark in the first 1,024 bytes.
    let start = bytes.get(..1024).unwrap_or(bytes);
    if start.windows(5).any(|window| window == b"%PDF-") && start.contains(&0) {
        return Kind::Other("这是 PDF 文件，读不出段落", "请用 WPS 或 Word 打开，转换成 .docx 再导入");
    }
    let start = String::from_utf8_lossy(start).replace('\0', "");
    let start = start.trim_start_matches(|letter: char| letter.is_whitespace() || "\u{FEFF}\u{FFFD}".contains(letter));
    let start = without_comments(&start.to_lowercase()).to_owned();
    let markup = MARKUP.iter().find(|(beginning, _)| start.starts_with(beginning));
    match markup {
        Some((_, kind)) => *kind,
        None if start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"')) => JSON,
        None if begins_html(&start) => WEB_PAGE,
        None => Kind::Text,
    }
}

/// `markup` without the comments that it begins with.
fn without_comments(mut markup: &str) -> &str {
    while let Some(comment) = markup.strip_prefix("<!--") {
        let Some((_, rest)) = comment.split_once("-->") else { break };
        markup = rest.trim_start();
    }
    markup
}

/// Whether `markup` begins with a whole tag of HTML.
fn begins_html(markup: &str) -> bool {
    let Some(tag) = markup.strip_prefix('<') else { return false };
    let name: &str = tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    let ends = tag.get(name.len()..).is_some_and(|rest| rest.starts_with(['>', '/', ' ', '\n', '\r', '\t']));
    ends && HTML.contains(&name)
}

/// What a compound file is: entries of its directory are 128 bytes long, at multiples of that, and begin with a name in
/// UTF-16, with its length in bytes and its end at 64 ([MS-CFB] 2.6.1).
fn compound(bytes: &[u8]) -> Kind {
    let mut found = STREAMS.len();
    for entry in bytes.chunks_exact(128) {
        let is = |name: &str| {
            let mut letters = name.encode_utf16().chain([0]);
            let length = 2 * (name.len() + 1);
            entry
                .get(64..66)
                .is_some_and(|end| end.iter().copied().eq(u16::try_from(length).unwrap_or(0).to_le_bytes()))
                && entry
                    .chunks_exact(2)
                    .take(name.len() + 1)
                    .all(|pair| letters.next().is_some_and(|letter| pair.iter().copied().eq(letter.to_le_bytes())))
        };
        let at = STREAMS.iter().take(found).position(|(name, _)| is(name));
        found = at.unwrap_or(found);
    }
    STREAMS.get(found).map_or(Kind::Other("这个文件认不出来，不像 Word 文档", SAVE_AS), |(_, kind)| *kind)
}
