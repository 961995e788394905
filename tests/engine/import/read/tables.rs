//! Where in a table a paragraph stands.

use crate::import::package::{Docx, plain};

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

/// A text with its table, row and column; what stands in none has no place.
type Placed = (String, Option<(u32, u32, u32)>);

/// The paragraphs of a document.
fn places(body: &str) -> Vec<Placed> {
    let paragraphs = Docx::new(body).read().paragraphs.into_iter();
    paragraphs.map(|one| (one.text, one.cell.map(|cell| (cell.table, cell.row, cell.column)))).collect()
}

fn place(text: &str, place: (u32, u32, u32)) -> Placed {
    (text.into(), Some(place))
}

#[test]
fn wide_cells_count_their_columns_and_covered_ones_are_empty() {
    let body = table(&[
        row(&[
            cell("", &plain(&["序号"])),
            cell("<w:gridSpan w:val=\"2\"/>", &plain(&["问题"])),
            cell("", &plain(&["措施"])),
        ]),
        row(&[
            cell("<w:vMerge w:val=\"restart\"/>", &plain(&["1"])),
            cell("", &plain(&["甲", "乙"])),
            cell("", &plain(&["丙"])),
            cell("", "<w:p/>"),
        ]),
        row(&[cell("<w:vMerge/>", &plain(&["看不见"])), cell("", &plain(&["丁"]))]),
    ]);
    let body = body.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        + &plain(&["后"])
        + &table(&[row(&[cell("", &plain(&["又"]))])]);
    assert_eq!(
        places(&body),
        [
            place("序号", (0, 0, 0)),
            place("问题", (0, 0, 1)),
            place("措施", (0, 0, 3)),
            place("1", (0, 1, 0)),
            place("甲", (0, 1, 1)),
            place("乙", (0, 1, 1)),
            place("丙", (0, 1, 2)),
            place("", (0, 1, 3)),
            place("", (0, 2, 0)),
            place("丁", (0, 2, 1)),
            ("后".into(), None),
            place("又", (1, 0, 0)),
        ]
    );
    let source = Docx::new(&body).read();
    assert_eq!(source.text(), "序号\t问题\t措施\n1\t甲 乙\t丙\t\n\t丁\n后\n又");
    assert_eq!(source.notices[0].left_out, "看不见");
}

#[test]
fn a_nested_table_follows_its_cell() {
    let inner = table(&[row(&[cell("", &plain(&["内一"])), cell("", &plain(&["内二"]))])]);
    let body = table(&[row(&[cell("", &(plain(&["甲"]) + &inner + &plain(&["乙"]))), cell("", &plain(&["丙"]))])]);
    assert_eq!(
        places(&body),
        [
            place("甲", (0, 0, 0)),
            place("乙", (0, 0, 0)),
            place("内一", (1, 0, 0)),
            place("内二", (1, 0, 1)),
            place("丙", (0, 0, 1)),
        ]
    );
}

#[test]
fn deleted_rows_and_cells_are_gone_and_hidden_rows_are_told() {
    let body = table(&[
        row(&[cell("", &plain(&["一"]))]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"),
        row(&[cell("", &plain(&["二"]))]).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>"),
        row(&[cell("<w:cellDel/>", &plain(&["三"])), cell("", &plain(&["四"]))])
            .replace("<w:tr>", "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>"),
    ]);
    assert_eq!(places(&body), [place("四", (0, 0, 2))]);
    let notices = Docx::new(&body).read().notices;
    let told: Vec<(&str, &str)> = notices.iter().map(|one| (one.text.as_str(), one.left_out.as_str())).collect();
    assert_eq!(
        told,
        [("文件里有修订痕迹，按接受修订读入：标为删除的文字 2 处没有读入", "一三"), ("隐藏文字 1 字没有读入", "二")]
    );
}
