//! Shapes of reports that offices write, each in a few lines of our own wording.

use shuzhi::import::{Limits, Outline, outline, read_text, recognise};

fn of(text: &str) -> Outline {
    let source = read_text(text, "甲", &Limits::default()).unwrap();
    outline(&source, &recognise(&source))
}

#[test]
fn nothing_is_made_of_nothing() {
    for text in ["", "\n\n", "　", "一、", "（一）", "。", "“", "《", "1.", "①"] {
        let outline = of(text);
        assert_eq!(outline.problems, [""; 0], "{text}");
    }
}
