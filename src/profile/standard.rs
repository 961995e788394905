//! 国家标准: GB/T 9704-2012 to the letter, with the face names that offices use for the kinds of face it asks for.

use crate::model::{
    Extra, Layout, LayoutFace, LayoutFaces, LayoutPage, LayoutPageNumber, LayoutTitle, PageNumber, PageNumberForm,
    SCHEMA,
};

/// The id of the standard's profile.
pub const STANDARD: &str = "gbt9704";

/// The face of digits and Latin letters in practice; the standard names none.
pub(super) const TIMES: &str = "Times New Roman";

const XIAOBIAOSONG: &str = "方正小标宋简体";
const HEITI: &str = "黑体";
const KAITI: &str = "楷体_GB2312";
const FANGSONG: &str = "仿宋_GB2312";
const SONGTI: &str = "宋体";

/// 2号 (clause 7.3.1), points.
const SIZE_2: f64 = 22.0;
/// 3号 (clause 5.2.2).
const SIZE_3: f64 = 16.0;
/// 4号 (clauses 7.4 and 7.5).
pub(super) const SIZE_4: f64 = 14.0;
/// 小4号, usual in tables; the standard names none.
const SIZE_SMALL_4: f64 = 12.0;

/// The standard as a profile.
#[must_use]
pub fn standard() -> Layout {
    let face = |face: &str, size| LayoutFace { face: face.into(), size, bold: false };
    Layout {
        schema: SCHEMA,
        id: STANDARD.into(),
        name: "国家标准".into(),
        // Clauses 5.1 and 5.2.3: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm, 22 lines of 28 characters.
        page: LayoutPage { top: 37.0, bottom: 35.0, left: 28.0, right: 26.0, lines: 22, characters: 28, pitch: None },
        // 35 pt is usual; the standard names no pitch for the title.
        title: LayoutTitle { pitch: 35.0, below: 1 },
        faces: LayoutFaces {
            title: face(XIAOBIAOSONG, SIZE_2),
            byline: face(KAITI, SIZE_3),
            heading1: face(HEITI, SIZE_3),
            heading2: face(KAITI, SIZE_3),
            heading3: face(FANGSONG, SIZE_3),
            heading4: face(FANGSONG, SIZE_3),
            body: face(FANGSONG, SIZE_3),
            table: face(FANGSONG, SIZE_SMALL_4),
            page_number: face(SONGTI, SIZE_4),
        },
        digits: Some(TIMES.into()),
        bold_series: false,
        // 22 lines a page (clause 5.2.3), wherever a heading falls.
        keep_headings: false,
        page_number: LayoutPageNumber { place: PageNumber::Outside, form: PageNumberForm::Dashes },
        byline: None,
        extra: Extra::new(),
    }
}
