//! The files of the ledger and of the figures, read back.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use serde_json::{Value, json};
use shuzhi::app::{FigureQuery, LedgerFormat, LedgerQuery, LedgerState, ledger_bytes};
use shuzhi::ledger::{Ledger, columns, document, sheet, short_sheet};
use shuzhi::model::{Draft, Figure, LedgerColumn, Role, Sheet, SheetCell, SheetColumn};
use shuzhi::profile::{Profile, STANDARD};

use super::screen::three_years;
use super::{answered, ledger_of, named, report, today};
use crate::docx::{faults_of, part, rules};
use crate::support::{Result, app, now};

/// What would be taken for something else: markup, formulas, line ends, letters outside the basic plane.
const ODD: [&str; 8] = [
    "<b>&amp;\"引号\",逗号",
    "=SUM(A1:A9)",
    "+86-10",
    "-5",
    "@here",
    "＝1＋1",
    "第一行\n第二行",
    "𠮷\u{0}村\u{202e}_x0041_",
];

/// A chain in which every column says something.
fn full() -> Result<Ledger> {
    let first = report("r23", 2023, None, &json!([named("p", "党员教育抓得不紧")]), &json!([]))?;
    let mut item = answered("p", 2023, "党员教育抓得不紧", "整改中");
    for (key, value) in [
        ("cause", "责任没有压实"),
        ("goal", "全员轮训一遍"),
        ("kind", "分阶段"),
        ("measure", "建轮训名单。\n举办2期。"),
        ("leader", "李明远"),
        ("owner", "王芳"),
        ("due", "2025-12-31"),
        ("result", "第一期38人结业"),
        ("evidence", "结业名册"),
        ("source", "上级点评"),
    ] {
        item[key] = value.into();
    }
    item["progress"] = json!([{ "date": "2024-06-20", "text": "第一期结业" }]);
    let mut odd: Vec<Value> = Vec::new();
    for (at, text) in ODD.iter().enumerate() {
        let mut item = answered(&format!("odd-{at}"), 2023, &format!("怪{at}"), "已销号");
        item["result"] = (*text).into();
        item["closed"] = "2024.11.30".into();
        item["due"] = "2024年10月".into();
        odd.push(item);
    }
    odd.push(item);
    Ok(ledger_of(&[first, report("r24", 2024, Some("r23"), &json!([]), &json!(odd))?]))
}

fn whole(ledger: &Ledger) -> Sheet {
    sheet(&ledger.rows.iter().collect::<Vec<_>>(), &LedgerColumn::ALL, today(), now())
}

fn read_xlsx(bytes: &[u8]) -> Result<(String, Range<Data>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec()))?;
    let name = book.sheet_names().first().cloned().ok_or("no sheet")?;
    let range = book.worksheet_range(&name)?;
    Ok((name, range))
}

/// What is left of a text in a file: no control characters and no marks of direction.
fn kept(text: &str) -> String {
    text.replace(['\u{0}', '\u{202e}'], "")
}

#[test]
fn the_spreadsheet_says_what_the_sheet_says_with_days_and_numbers_as_such() -> Result {
    let ledger = full()?;
    let expected = whole(&ledger);
    let bytes = ledger_bytes(&expected, LedgerFormat::Xlsx)?;
    let (name, range) = read_xlsx(&bytes)?;
    let cell = |row: usize, column: usize| range.get((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!((name.as_str(), cell(0, 0)), ("整改台账", Data::String("整改台账".into())));
    assert_eq!(cell(1, 0), Data::String("商务局　截至2026年1月8日".into()));
    for (at, column) in LedgerColumn::ALL.iter().enumerate() {
        assert_eq!(cell(2, at), Data::String(column.name().into()));
    }
    assert_eq!(range.height(), 3 + expected.rows.len());
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, cells) in (3..).zip(&expected.rows) {
        for (column, wanted) in cells.iter().enumerate() {
            let found = cell(row, column);
            let kind = match wanted {
                SheetCell::Text(text) => {
                    assert_eq!(found.get_string().unwrap_or_default(), kept(text), "{row} {column}");
                    "text"
                }
                SheetCell::Date(day) => {
                    assert!(matches!(found, Data::DateTime(_)), "{row} {column}: {found:?}");
                    assert_eq!(found.as_date(), Some(*day));
                    "date"
                }
                SheetCell::Number { value, .. } => {
                    assert_eq!(found, Data::Float(*value), "{row} {column}");
                    "number"
                }
            };
            *kinds.entry(kind).or_default() += 1;
        }
    }
    let rows = expected.rows.len();
    assert_eq!(rows, ODD.len() + 1);
    // A number a row, a closing day for each closed one, a due day for the other.
    assert_eq!((kinds["number"], kinds["date"]), (rows, rows));
    let p = ledger.rows.iter().position(|row| row.id == "p").ok_or("no row")?;
    let due = LedgerColumn::ALL.iter().position(|column| *column == LedgerColumn::Due).ok_or("no column")?;
    assert_eq!(cell(3 + p, due).as_date(), NaiveDate::from_ymd_opt(2025, 12, 31));
    Ok(())
}

#[test]
fn the_spreadsheet_is_set_up_to_be_read_and_printed_and_holds_no_formula() -> Result {
    let sheet = whole(&full()?);
    let bytes = ledger_bytes(&sheet, LedgerFormat::Xlsx)?;
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    let last = 3 + sheet.rows.len();
    for wanted in [
        r#"<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>"#.to_string(),
        format!(r#"<autoFilter ref="A3:P{last}"/>"#),
        r#"<pageSetUpPr fitToPage="1"/>"#.into(),
        r#"paperSize="9""#.into(),
        r#"orientation="landscape""#.into(),
        r#"fitToHeight="0""#.into(),
        "<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>".into(),
        r#"<mergeCell ref="A1:P1"/>"#.into(),
    ] {
        assert!(page.contains(&wanted), "{wanted}");
    }
    assert!(!page.contains("<f>"), "a formula");
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains(r#"name="_xlnm.Print_Titles" localSheetId="0">整改台账!$3:$3</definedName>"#), "{book}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(
        styles.contains(r#"formatCode="yyyy\-mm\-dd""#) || styles.contains(r#"formatCode="yyyy-mm-dd""#),
        "{styles}"
    );
    assert!(styles.contains(r#"wrapText="1""#));
    // Every column has a width to be read at.
    let value = |col: &str, key: &str| {
        col.split(&format!("{key}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_string()
    };
    let mut widths: Vec<f64> = Vec::new();
    for col in page.split("<col ").skip(1) {
        let (first, last): (usize, usize) = (value(col, "min").parse()?, value(col, "max").parse()?);
        widths.extend(std::iter::repeat_n(value(col, "width").parse::<f64>()?, last + 1 - first));
    }
    assert_eq!(widths.len(), LedgerColumn::ALL.len());
    assert!(widths.iter().all(|width| (8.0..=50.0).contains(width)), "{widths:?}");
    Ok(())
}

#[test]
fn the_same_ledger_gives_the_same_bytes() -> Result {
    let ledger = full()?;
    for format in [LedgerFormat::Xlsx, LedgerFormat::Docx, LedgerFormat::Csv] {
        let (one, other) = (ledger_bytes(&whole(&ledger), format)?, ledger_bytes(&whole(&ledger), format)?);
        assert_eq!(one, other, "{format:?}");
    }
    let core = part(&ledger_bytes(&whole(&ledger), LedgerFormat::Xlsx)?, "docProps/core.xml");
    assert_eq!(core.matches("2026-01-08T01:30:00Z").count(), 2, "{core}");
    assert!(core.contains("<dc:creator>商务局</dc:creator>"), "{core}");
    Ok(())
}

#[test]
fn a_sheet_of_one_column_or_of_no_rows_is_a_file_too() -> Result {
    for chosen in [vec![LedgerColumn::Problem], columns(&[])] {
        let sheet = sheet(&[], &chosen, today(), now());
        assert_eq!(read_xlsx(&ledger_bytes(&sheet, LedgerFormat::Xlsx)?)?.1.height(), 3);
        assert_eq!(rules::faults(&ledger_bytes(&sheet, LedgerFormat::Docx)?, &Profile::named(STANDARD)?), [""; 0]);
    }
    Ok(())
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_and_says_so_and_an_old_day_is_a_text() -> Result {
    let long = "𠮷".repeat(20_000);
    let mut sheet = sheet(&[], &[LedgerColumn::Problem], today(), now());
    let old = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or("no day")?;
    sheet.rows = vec![vec![SheetCell::Text(long)], vec![SheetCell::Date(old)]];
    let (_, range) = read_xlsx(&ledger_bytes(&sheet, LedgerFormat::Xlsx)?)?;
    let text = range.get((3, 0)).and_then(|cell| cell.get_string().map(String::from)).ok_or("no text")?;
    assert!(text.starts_with("𠮷𠮷") && text.ends_with("……（余下的超出了 Excel 单元格的长度）"));
    assert!((32_765..=32_767).contains(&text.encode_utf16().count()), "{}", text.encode_utf16().count());
    assert_eq!(range.get((4, 0)), Some(&Data::String("1899-12-30".into())));
    Ok(())
}

/// The records of a CSV file after RFC 4180.
fn read_csv(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").ok_or("no mark")?)?;
    let mut records = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let fields = records.last_mut().ok_or("no record")?;
        let field = fields.last_mut().ok_or("no field")?;
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'), "a line ends with CR LF");
                records.push(vec![String::new()]);
            }
            '\n' if !quoted => return Err("a bare line feed".into()),
            c => field.push(c),
        }
    }
    assert_eq!(records.pop(), Some(vec![String::new()]), "the last line ends too");
    Ok(records)
}

#[test]
fn the_csv_says_the_same_and_no_cell_is_calculated() -> Result {
    let sheet = whole(&full()?);
    let records = read_csv(&ledger_bytes(&sheet, LedgerFormat::Csv)?)?;
    assert_eq!(records[0], LedgerColumn::ALL.map(LedgerColumn::name));
    assert_eq!(records.len(), 1 + sheet.rows.len());
    let mut harmless = 0;
    for (record, row) in records[1..].iter().zip(&sheet.rows) {
        for (found, cell) in record.iter().zip(row) {
            let text = kept(&cell.text());
            if matches!(cell, SheetCell::Text(_)) && text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
            {
                assert_eq!(*found, format!("'{text}"));
                harmless += 1;
            } else {
                assert_eq!(*found, text);
            }
        }
    }
    assert_eq!(harmless, 5);
    Ok(())
}

#[test]
fn a_formula_behind_blanks_or_a_tab_is_harmless_too() -> Result {
    let mut sheet = sheet(&[], &[LedgerColumn::Problem], today(), now());
    sheet.columns = vec![SheetColumn { head: "=1".into(), width: 4 }];
    let texts = [" =1", "\t=1", "\n=1", "－1", "甲=1", ""];
    sheet.rows = texts.iter().map(|text| vec![SheetCell::Text((*text).into())]).collect();
    sheet.rows.push(vec![SheetCell::Number { value: -1.0, decimals: 0 }]);
    let records = read_csv(&ledger_bytes(&sheet, LedgerFormat::Csv)?)?;
    let cells: Vec<&str> = records.iter().map(|record| record[0].as_str()).collect();
    assert_eq!(cells, ["'=1", "' =1", "' =1", "'\n=1", "'－1", "甲=1", "", "-1"]);
    Ok(())
}

#[test]
fn the_word_file_keeps_the_layouts_rules_on_landscape_pages() -> Result {
    let ledger = full()?;
    let rows: Vec<_> = ledger.rows.iter().collect();
    let full = sheet(&rows, &columns(&[]), today(), now());
    let short = short_sheet(&rows, today(), now());
    for (sheet, format) in [(&full, LedgerFormat::Docx), (&short, LedgerFormat::ShortDocx)] {
        let bytes = ledger_bytes(sheet, format)?;
        assert_eq!(rules::faults(&bytes, &Profile::named(STANDARD)?), [""; 0]);
        assert_eq!(faults_of(&bytes), [""; 0]);
        let document = document(sheet);
        assert!(document.blocks.iter().all(|block| block.wide));
        let xml = part(&bytes, "word/document.xml");
        assert_eq!(xml.matches(r#"w:orient="landscape""#).count(), xml.matches("<w:sectPr").count(), "no upright page");
        assert_eq!(xml.matches("<w:tblHeader/>").count(), 1, "the head stands on every page");
        assert_eq!(xml.matches("<w:tr>").count() + xml.matches("<w:tr ").count(), 1 + rows.len());
    }
    let text = document(&full).text();
    assert!(text.starts_with("整改台账\n商务局　截至2026年1月8日\n序号\t问题\t来源\t"), "{text}");
    assert!(
        text.contains("\t党员教育抓得不紧\t2023年度上级点评\t建轮训名单。 举办2期。\t王芳\t2025年12月31日\t"),
        "{text}"
    );
    let text = document(&short).text();
    let line = "党员教育抓得不紧\t建轮训名单。 举办2期。\t王芳\t2025年12月31日\t整改中，逾期8天。第一期38人结业\n";
    assert!(text.contains("问题\t措施\t责任人\t时限\t完成情况\n") && text.contains(line), "{text}");
    assert_eq!(document(&full).blocks[0].role, Role::Title);
    Ok(())
}

#[test]
fn every_file_says_what_is_overdue_and_what_is_left_out_with_its_reason() -> Result {
    let first = report("r23", 2023, None, &json!([named("p", "甲"), named("q", "乙")]), &json!([]))?;
    let mut late = answered("p", 2023, "甲", "整改中");
    (late["due"], late["waived"]) = ("2025-12-31".into(), "由市局\n统一推进。".into());
    let mut done = answered("q", 2023, "乙", "已销号");
    done["due"] = "2025-12-31".into();
    let second = report("r24", 2024, Some("r23"), &json!([]), &json!([late, done]))?;
    let says = |drafts: &[Draft]| -> Result<Vec<String>> {
        let ledger = ledger_of(drafts);
        let rows: Vec<_> = ledger.rows.iter().collect();
        let full = sheet(&rows, &[LedgerColumn::State], today(), now());
        let (_, range) = read_xlsx(&ledger_bytes(&full, LedgerFormat::Xlsx)?)?;
        let said: Vec<String> = range.rows().skip(3).map(|row| row[0].to_string()).collect();
        let csv = read_csv(&ledger_bytes(&full, LedgerFormat::Csv)?)?;
        assert_eq!(csv.into_iter().skip(1).flatten().collect::<Vec<_>>(), said);
        let (word, short) = (document(&full).text(), document(&short_sheet(&rows, today(), now())).text());
        assert!(said.iter().all(|state| word.contains(state) && short.contains(state)), "{word}{short}");
        Ok(said)
    };
    let both = [first, second];
    assert_eq!(says(&both)?, ["整改中，逾期8天，本年不写：由市局 统一推进", "已销号"]);
    // It is the last report that counts.
    let third = report("r25", 2025, Some("r24"), &json!([]), &json!([answered("p", 2023, "甲", "持续整改")]))?;
    let [first, second] = both;
    assert_eq!(says(&[first, second, third])?, ["持续整改，逾期8天", "已销号"]);
    Ok(())
}

#[test]
fn the_calls_make_the_files_of_what_is_stored() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    let all = || LedgerQuery { state: LedgerState::All, ..LedgerQuery::default() };
    for (format, name) in [
        (LedgerFormat::Xlsx, "整改台账.xlsx"),
        (LedgerFormat::Docx, "整改台账.docx"),
        (LedgerFormat::ShortDocx, "整改台账.docx"),
        (LedgerFormat::Csv, "整改台账.csv"),
    ] {
        assert_eq!(app.ledger_file(all(), format)?.0, name);
    }
    let (_, range) = read_xlsx(&app.ledger_file(all(), LedgerFormat::Xlsx)?.1)?;
    assert_eq!(range.height(), 6);
    let open = app.ledger_file(LedgerQuery::default(), LedgerFormat::Csv)?.1;
    assert_eq!(read_csv(&open)?.len(), 3, "the rows that are asked for");
    Ok(())
}

#[test]
fn the_figures_are_numbers_in_their_file_where_they_are_numbers() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let with = |id: &str, year, value: &str| -> Result<Draft> {
        let mut draft = report(id, year, None, &json!([]), &json!([]))?;
        draft.figures =
            vec![Figure { name: "会议".into(), value: value.into(), unit: "次".into(), ..Figure::default() }];
        Ok(draft)
    };
    for (id, year, value) in [("a", 2023, "12"), ("b", 2024, "12.50"), ("c", 2025, "约15")] {
        app.add(with(id, year, value)?)?;
    }
    let (name, bytes) = app.figure_file(FigureQuery::default())?;
    assert_eq!(name, "关键数据.xlsx");
    let (_, range) = read_xlsx(&bytes)?;
    let row = |at: usize| range.rows().nth(at).map(<[Data]>::to_vec).unwrap_or_default();
    let text = |text: &str| Data::String(text.into());
    assert_eq!(row(1), ["单位", "述职人", "数据", "计量单位", "2023年", "2024年", "2025年"].map(text));
    let words = ["商务局", "李明远", "会议", "次"].map(text);
    assert_eq!(row(2), [words.as_slice(), &[Data::Float(12.0), Data::Float(12.5), text("约15")]].concat());
    assert!(
        part(&bytes, "xl/styles.xml").contains(r#"formatCode="0.00""#)
            || part(&bytes, "xl/styles.xml").contains(r#"numFmtId="2""#)
    );
    Ok(())
}
