//! Sheet → the bytes of an .xlsx file: title, line, a frozen head with filters, days and numbers as such, set up to be printed
//! on A4 landscape. Pure: the same sheet gives the same bytes.

use chrono::{Datelike, FixedOffset, NaiveDate, Timelike};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, RowNum, Workbook, Worksheet, XlsxError,
};

use crate::model::{Sheet, SheetCell, clean, utf16_len};
use crate::{Code, Error, Result};

/// The face of the sheet: every office program in China has it, or knows what to put in its place.
const FACE: &str = "宋体";

/// The most that a cell of Excel holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// What ends a text that was cut for that.
const CUT: &str = "……（余下的超出了 Excel 单元格的长度）";

/// The .xlsx file of `sheet`.
///
/// # Errors
/// [`Code::Invalid`] when it cannot be made, such as with more rows than Excel holds.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>> {
    workbook(sheet).map_err(|error| {
        let message = format!("“{}”写不成 Excel 文件", sheet.title);
        let hint = "请少选一些行再导出，或者导出 CSV";
        Error::new(Code::Invalid, message, hint).with_source(error)
    })
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Excel counts in universal time here.
    let made = sheet.made.with_timezone(&FixedOffset::east_opt(0).unwrap_or(*sheet.made.offset()));
    let hour = u16::try_from(made.hour()).unwrap_or_default();
    let [minute, second] = [made.minute(), made.second()].map(|part| u8::try_from(part).unwrap_or_default());
    let made = day(made.date_naive()).and_then(|day| day.and_hms(hour, minute, second))?;
    let properties = DocProperties::new().set_title(&sheet.title).set_author(&sheet.creator);
    workbook.set_properties(&properties.set_creation_datetime(&made));
    let page = workbook.add_worksheet();
    page.set_name(&sheet.title)?;
    fill(page, sheet)?;
    workbook.save_to_buffer()
}

/// How cells look.
struct Looks {
    title: Format,
    note: Format,
    head: Format,
    text: Format,
    date: Format,
}

impl Looks {
    fn new() -> Looks {
        let plain = || Format::new().set_font_name(FACE).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let boxed = || plain().set_border(FormatBorder::Thin).set_text_wrap();
        Looks {
            title: plain().set_font_size(16).set_bold().set_align(FormatAlign::Center),
            note: plain().set_align(FormatAlign::Center),
            head: boxed().set_bold().set_align(FormatAlign::Center),
            text: boxed(),
            date: boxed().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
        }
    }

    fn number(decimals: u8) -> Format {
        let digits = if decimals == 0 { "0".into() } else { format!("0.{}", "0".repeat(decimals.into())) };
        Looks::new().date.set_num_format(digits)
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let last = ColNum::try_from(sheet.columns.len().saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
    let mut head: RowNum = 1;
    across(page, 0, last, &sheet.title, &looks.title)?;
    page.set_row_height(0, 30)?;
    if !sheet.note.is_empty() {
        across(page, 1, last, &sheet.note, &looks.note)?;
        head = 2;
    }
    for (at, column) in (0..).zip(&sheet.columns) {
        // Excel counts in digits, of which a Chinese character takes two, and leaves a little beside them.
        page.set_column_width(at, f64::from(column.width) * 2.0 + 1.0)?;
        page.write_string_with_format(head, at, fitting(&column.head), &looks.head)?;
    }
    let mut numbers: Vec<(u8, Format)> = Vec::new();
    let mut row = head;
    for cells in &sheet.rows {
        row += 1;
        for (at, cell) in (0..).zip(cells) {
            match cell {
                SheetCell::Text(text) => page.write_string_with_format(row, at, fitting(text), &looks.text)?,
                SheetCell::Date(date) => match day(*date) {
                    Ok(day) => page.write_datetime_with_format(row, at, &day, &looks.date)?,
                    // Excel knows no day before 1900.
                    Err(_) => page.write_string_with_format(row, at, cell.text(), &looks.date)?,
                },
                SheetCell::Number { value, decimals } => {
                    let look = match numbers.iter().position(|(known, _)| known == decimals) {
                        Some(at) => at,
                        None => {
                            numbers.push((*decimals, Looks::number(*decimals)));
                            numbers.len() - 1
                        }
                    };
                    let look = numbers.get(look).map_or(&looks.text, |(_, look)| look);
                    page.write_number_with_format(row, at, *value, look)?
                }
            };
        }
    }
    page.set_freeze_panes(head + 1, 0)?;
    page.autofilter(head, 0, row, last)?;
    page.set_repeat_rows(head, head)?;
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    page.set_footer("&C第 &P 页，共 &N 页");
    page.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
    Ok(())
}

/// Excel's number for the paper.
const A4: u8 = 9;

/// Writes `text` across all columns.
fn across(page: &mut Worksheet, row: RowNum, last: ColNum, text: &str, look: &Format) -> Result<(), XlsxError> {
    if last == 0 {
        page.write_string_with_format(row, 0, fitting(text), look)?;
    } else {
        page.merge_range(row, 0, row, last, &fitting(text), look)?;
    }
    Ok(())
}

fn day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(0);
    let [month, day] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(0));
    ExcelDateTime::from_ymd(year, month, day)
}

/// `text` without what XML cannot hold, cut where a cell is full.
fn fitting(text: &str) -> String {
    let text = clean(text);
    if utf16_len(&text) <= LONGEST {
        return text.into_owned();
    }
    let room = LONGEST - utf16_len(CUT);
    let mut length = 0;
    let kept = text.chars().take_while(|c| {
        length += c.len_utf16();
        length <= room
    });
    kept.chain(CUT.chars()).collect()
}
