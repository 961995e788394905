//! What is impossible in a profile, in words for the person who typed it.

use serde::Serialize;
use ts_rs::TS;

use super::resolve::{PAPER, SMALLEST_AREA, rows};
use super::{Mm, Pt, Twip};
use crate::model::{Layout, LayoutFace, SCHEMA, brief, is_blank, is_printable, utf16_len};

/// Something impossible, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Fault {
    /// The JSON path, such as `page.top`.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A face name that Windows can hold (LOGFONTW: 32 UTF-16 units with the final zero), and a Word file with it.
const LONGEST_FACE: usize = 31;
const LONGEST_NAME: usize = 40;
/// Characters may come nearer to each other than their own width, but not by more than this share of it.
const TIGHTEST: f64 = 0.85;
/// A page number of 4号 and the 7 mm above it, mm.
const ROOM_FOR_NUMBER: f64 = 15.0;
/// LibreOffice prints nothing in lines of more than 160 mm, and those of 送审稿 are half as high again.
const FEWEST_LINES: f64 = 3.0;
/// The number's dashes, in the middle of its line, stand 7 mm below the text: a line of more than 14 mm pushes the text up. Points.
const LARGEST_NUMBER: f64 = 39.0;

/// Everything impossible in `layout`; empty for one that can be printed with.
#[must_use]
pub fn faults(layout: &Layout) -> Vec<Fault> {
    let mut found = Faults(Vec::new());
    if layout.schema != SCHEMA {
        found.say("schema", format!("版式的格式版本是 {}，本程序认识的是 {SCHEMA}", layout.schema));
    }
    let id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if layout.id.is_empty() || layout.id.len() > LONGEST_NAME || !layout.id.chars().all(id) {
        found.say("id", format!("编号“{}”应是 1 至 {LONGEST_NAME} 个小写字母、数字或“-”", brief(&layout.id)));
    }
    if is_blank(&layout.name) || layout.name.chars().count() > LONGEST_NAME {
        found.say("name", format!("名称应有 1 至 {LONGEST_NAME} 个字"));
    }
    found.faces(layout);
    found.page(layout);
    found.title(layout);
    found.0
}

struct Faults(Vec<Fault>);

impl Faults {
    fn say(&mut self, path: &str, message: String) {
        self.0.push(Fault { path: path.into(), message });
    }

    /// Says so unless `value` is a number from `least` to `most`.
    fn within(&mut self, path: &str, name: &str, value: f64, (least, most): (f64, f64), unit: &str) -> bool {
        let fits = (least..=most).contains(&value);
        if !fits {
            self.say(path, format!("{name}应在 {least} 至 {most} {unit}之间，现在是 {value}"));
        }
        fits
    }

    fn faces(&mut self, layout: &Layout) {
        let faces = &layout.faces;
        let named: [(&str, &str, &LayoutFace); 9] = [
            ("title", "标题", &faces.title),
            ("byline", "署名行", &faces.byline),
            ("heading1", "一级标题", &faces.heading1),
            ("heading2", "二级标题", &faces.heading2),
            ("heading3", "三级标题", &faces.heading3),
            ("heading4", "四级标题", &faces.heading4),
            ("body", "正文", &faces.body),
            ("table", "表格", &faces.table),
            ("page_number", "页码", &faces.page_number),
        ];
        for (key, name, face) in named {
            self.face(&format!("faces.{key}.face"), name, &face.face);
            let largest = if key == "page_number" { LARGEST_NUMBER } else { 72.0 };
            self.within(&format!("faces.{key}.size"), &format!("{name}字号"), face.size, (5.0, largest), "磅");
        }
        if let Some(face) = &layout.digits {
            self.face("digits", "数字和字母", face);
        }
    }

    fn face(&mut self, path: &str, name: &str, face: &str) {
        let odd = |c: char| {
            c == '\n' || !is_printable(c) || matches!(c, '"' | '<' | '>' | '&' | ';' | ',' | '，' | '；' | '“' | '”')
        };
        let message = match face.trim() {
            "" => format!("没有写{name}的字体"),
            face if utf16_len(face) > LONGEST_FACE => {
                format!("{name}的字体名“{}”太长，最多 {LONGEST_FACE} 个字", brief(face))
            }
            // Windows sets text in such a face upright, from top to bottom.
            face if face.starts_with('@') => format!("{name}的字体名“{}”是竖排用的，去掉前面的“@”", brief(face)),
            face if face.contains(odd) => format!("{name}的字体名“{}”里有字体名不会有的符号", brief(face)),
            _ => return,
        };
        self.say(path, message);
    }

    fn page(&mut self, layout: &Layout) {
        let page = &layout.page;
        let (width, height) = (Mm::from(PAPER.0).0.round(), Mm::from(PAPER.1).0.round());
        let margins = [
            ("page.top", "上边距", page.top, 5.0),
            ("page.bottom", "下边距", page.bottom, ROOM_FOR_NUMBER),
            ("page.left", "左边距", page.left, 5.0),
            ("page.right", "右边距", page.right, 5.0),
        ];
        let mut fits = true;
        for (path, name, value, least) in margins {
            fits &= self.within(path, name, value, (least, 150.0), "毫米");
        }
        let (across, down) = (width - page.left - page.right, height - page.top - page.bottom);
        if fits && across < SMALLEST_AREA.0 {
            self.say("page.left", format!("左右边距加起来太大，{width} 毫米宽的纸上只剩 {across:.0} 毫米放字"));
            fits = false;
        }
        if fits && down < SMALLEST_AREA.0 {
            self.say("page.top", format!("上下边距加起来太大，{height} 毫米高的纸上只剩 {down:.0} 毫米放字"));
            fits = false;
        }
        let body = layout.faces.body.size;
        if let Some(pitch) = page.pitch {
            fits &= self.within("page.pitch", "固定行距", pitch, (5.0, 100.0), "磅");
        }
        let fewest = if page.pitch.is_some() { 1.0 } else { FEWEST_LINES };
        fits &= self.within("page.lines", "每页行数", f64::from(page.lines), (fewest, 80.0), "行");
        fits &= self.within("page.characters", "每行字数", f64::from(page.characters), (1.0, 80.0), "字");
        if !fits || !body.is_finite() || body <= 0.0 {
            return;
        }
        let pitch = Pt::from(rows(page).1).0;
        if pitch < body {
            let path = if page.pitch.is_some() { "page.pitch" } else { "page.lines" };
            self.say(path, format!("行距只有 {pitch:.1} 磅，比正文的字（{body} 磅）还小，上下行会叠在一起"));
        }
        self.lines(layout, pitch);
        let cell = Pt::from(Twip::from(Mm(across))).0 / f64::from(page.characters);
        if cell < body * TIGHTEST {
            let most = (Pt::from(Twip::from(Mm(across))).0 / (body * TIGHTEST)).floor();
            self.say("page.characters", format!("一行放不下 {} 个正文的字，最多约 {most} 个", page.characters));
        } else if cell > body * 3.0 {
            self.say("page.characters", format!("一行只有 {} 个字，字距太大", page.characters));
        }
    }

    /// Whatever else stands on the page's lines of this `pitch` in points.
    fn lines(&mut self, layout: &Layout, pitch: f64) {
        let faces = &layout.faces;
        let named = [
            ("byline", "署名行", &faces.byline),
            ("heading1", "一级标题", &faces.heading1),
            ("heading2", "二级标题", &faces.heading2),
            ("heading3", "三级标题", &faces.heading3),
            ("heading4", "四级标题", &faces.heading4),
        ];
        for (key, name, face) in named {
            // What is no larger than the text has been judged with it.
            if face.size.is_finite() && face.size > pitch.max(faces.body.size) {
                let size = face.size;
                let message = format!("{name}的字（{size} 磅）比行距（{pitch:.1} 磅）还大，上下行会叠在一起");
                self.say(&format!("faces.{key}.size"), message);
            }
        }
    }

    fn title(&mut self, layout: &Layout) {
        if self.within("title.pitch", "标题行距", layout.title.pitch, (5.0, 150.0), "磅")
            && layout.title.pitch < layout.faces.title.size
        {
            self.say("title.pitch", "标题行距比标题的字还小，上下行会叠在一起".into());
        }
        self.within("title.below", "标题下的空行", f64::from(layout.title.below), (0.0, 5.0), "行");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{shipped, standard};

    /// The paths of what is wrong after `change`.
    fn after(change: impl FnOnce(&mut Layout)) -> Vec<String> {
        let mut layout = standard();
        change(&mut layout);
        faults(&layout).into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn the_shipped_profiles_have_none() {
        for layout in shipped() {
            assert_eq!(faults(&layout), [], "{}", layout.id);
        }
    }

    #[test]
    fn impossible_numbers_are_named() {
        assert_eq!(after(|layout| layout.page.left = 300.0), ["page.left"]);
        assert_eq!(after(|layout| (layout.page.left, layout.page.right) = (100.0, 100.0)), ["page.left"]);
        assert_eq!(after(|layout| (layout.page.top, layout.page.bottom) = (150.0, 140.0)), ["page.top"]);
        assert_eq!(after(|layout| layout.page.bottom = f64::NAN), ["page.bottom"]);
        assert_eq!(after(|layout| layout.page.bottom = 3.0), ["page.bottom"]);
        assert_eq!(after(|layout| layout.page.lines = 0), ["page.lines"]);
        assert_eq!(after(|layout| layout.page.lines = 2), ["page.lines"]);
        assert_eq!(after(|layout| layout.page.lines = 60), ["page.lines"]);
        assert_eq!(after(|layout| layout.page.pitch = Some(12.0)), ["page.pitch"]);
        assert_eq!(after(|layout| layout.page.pitch = Some(-1.0)), ["page.pitch"]);
        assert_eq!(after(|layout| layout.page.characters = 60), ["page.characters"]);
        assert_eq!(after(|layout| layout.page.characters = 2), ["page.characters"]);
        assert_eq!(after(|layout| layout.title.pitch = 20.0), ["title.pitch"]);
        assert_eq!(after(|layout| layout.title.below = 9), ["title.below"]);
        assert_eq!(after(|layout| layout.faces.body.size = 0.0), ["faces.body.size"]);
        assert_eq!(after(|layout| layout.faces.heading2.size = f64::INFINITY), ["faces.heading2.size"]);
        assert_eq!(after(|layout| layout.faces.heading1.size = 30.0), ["faces.heading1.size"]);
        assert_eq!(after(|layout| layout.faces.byline.size = 29.0), ["faces.byline.size"]);
        assert_eq!(after(|layout| layout.faces.page_number.size = 40.0), ["faces.page_number.size"]);
    }

    #[test]
    fn missing_and_odd_faces_are_named() {
        assert_eq!(after(|layout| layout.faces.title.face = " ".into()), ["faces.title.face"]);
        assert_eq!(after(|layout| layout.faces.body.face = "仿".repeat(32)), ["faces.body.face"]);
        assert_eq!(after(|layout| layout.faces.body.face = "仿宋\"/><".into()), ["faces.body.face"]);
        assert_eq!(after(|layout| layout.faces.body.face = "@黑体".into()), ["faces.body.face"]);
        assert_eq!(after(|layout| layout.faces.body.face = "仿宋\u{FFFE}".into()), ["faces.body.face"]);
        assert_eq!(after(|layout| layout.faces.body.face = "𠮷".repeat(16)), ["faces.body.face"]);
        assert_eq!(after(|layout| layout.digits = Some(String::new())), ["digits"]);
        assert_eq!(after(|layout| layout.id = "../x".into()), ["id"]);
        assert_eq!(after(|layout| layout.name = String::new()), ["name"]);
    }
}
