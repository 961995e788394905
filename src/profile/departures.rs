//! Where a profile departs from the standard, in words.

use super::standard::standard;
use crate::model::{Layout, LayoutFace, PageNumber, PageNumberForm};

/// One sentence for each value of `layout` that is not the standard's, in the order of the standard's clauses.
#[must_use]
pub fn departures(layout: &Layout) -> Vec<String> {
    let standard = standard();
    let mut out = Vec::new();
    let (page, usual) = (&layout.page, &standard.page);
    let margins = [
        ("上边距", page.top, usual.top),
        ("下边距", page.bottom, usual.bottom),
        ("左边距", page.left, usual.left),
        ("右边距", page.right, usual.right),
    ];
    // Clause 5.1 allows a millimetre at top and left.
    for (name, value, usual) in margins {
        if value != usual {
            out.push(format!("{name} {value} 毫米（标准 {usual} 毫米）"));
        }
    }
    let lines = super::resolve::rows(page).0;
    match page.pitch {
        Some(pitch) if lines == usual.lines => {
            out.push(format!("固定行距 {pitch} 磅（标准按每页 {lines} 行排满，约 28.95 磅）"));
        }
        Some(pitch) => out.push(format!("固定行距 {pitch} 磅，每页 {lines} 行（标准每页 {} 行）", usual.lines)),
        None if lines != usual.lines => out.push(format!("每页 {lines} 行（标准 {} 行）", usual.lines)),
        None => {}
    }
    if page.characters != usual.characters {
        out.push(format!("每行 {} 字（标准 {} 字）", page.characters, usual.characters));
    }
    faces(layout, &standard, &mut out);
    if layout.title.pitch != standard.title.pitch || layout.title.below != standard.title.below {
        out.push(format!("标题行距 {} 磅，标题下空 {} 行", layout.title.pitch, layout.title.below));
    }
    if layout.digits != standard.digits {
        out.push(match &layout.digits {
            Some(face) => format!("数字和字母用{face}"),
            None => "数字和字母用所在文字的字体".into(),
        });
    }
    if layout.bold_series {
        out.push("“一是”一句加粗".into());
    }
    if layout.keep_headings {
        out.push("标题不单独留在页末，有的页因此少一行".into());
    }
    if layout.page_number.place == PageNumber::Centre {
        out.push("页码居中（标准是单页居右、双页居左）".into());
    }
    match layout.page_number.form {
        PageNumberForm::Dashes => {}
        PageNumberForm::Plain => out.push("页码只写数字（标准左右各有一条一字线）".into()),
        PageNumberForm::OfTotal => out.push("页码写“第1页 共6页”（标准只写本页，左右各有一条一字线）".into()),
    }
    out
}

fn faces(layout: &Layout, standard: &Layout, out: &mut Vec<String>) {
    let (faces, usual) = (&layout.faces, &standard.faces);
    let pairs = [
        ("标题", &faces.title, &usual.title),
        ("署名行", &faces.byline, &usual.byline),
        ("一级标题", &faces.heading1, &usual.heading1),
        ("二级标题", &faces.heading2, &usual.heading2),
        ("三级标题", &faces.heading3, &usual.heading3),
        ("四级标题", &faces.heading4, &usual.heading4),
        ("正文", &faces.body, &usual.body),
        ("页码", &faces.page_number, &usual.page_number),
    ];
    for (name, face, usual) in pairs {
        let LayoutFace { face: family, size, bold } = face;
        let mut parts = Vec::new();
        if *family != usual.face {
            parts.push(format!("用{family}"));
        }
        if *size != usual.size {
            parts.push(format!("{size} 磅（标准 {} 磅）", usual.size));
        }
        if *bold != usual.bold {
            parts.push("加粗".into());
        }
        if !parts.is_empty() {
            out.push(format!("{name}{}", parts.join("，")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::shipped;

    #[test]
    fn only_the_standard_departs_in_nothing() {
        for layout in shipped() {
            assert_eq!(departures(&layout).is_empty(), layout.id == super::super::STANDARD, "{}", layout.id);
        }
    }

    #[test]
    fn departures_are_told_in_words() {
        let mut layout = standard();
        layout.page.top = 38.0;
        layout.page.pitch = Some(28.0);
        layout.faces.heading3.bold = true;
        layout.faces.title.face = "华文中宋".into();
        layout.digits = None;
        layout.page_number.place = PageNumber::Centre;
        assert_eq!(
            departures(&layout),
            [
                "上边距 38 毫米（标准 37 毫米）",
                "固定行距 28 磅（标准按每页 22 行排满，约 28.95 磅）",
                "标题用华文中宋",
                "三级标题加粗",
                "数字和字母用所在文字的字体",
                "页码居中（标准是单页居右、双页居左）",
            ]
        );
    }
}
