//! 版头 (clause 7.2) and the title below it.

use shuzhi::export::docx;
use shuzhi::model::{Block, Role, SpanRole};

use super::{CHARACTER, Faults, LINE, TEXT, line, text};
use crate::ink::{self, Area, Colour, Print};
use crate::pages::Line;
use crate::{sample, standard, tools};

const BODIES: [&str; 12] = [
    "云溪县商务局",
    "云溪县财政局",
    "云溪县人力资源和社会保障局",
    "云溪县农业农村局",
    "云溪县教育局",
    "云溪县水利局",
    "云溪县民政局",
    "云溪县司法局",
    "云溪县交通运输局",
    "云溪县卫生健康局",
    "云溪县审计局",
    "云溪县统计局",
];
const LONG: &str = "云溪县推进城乡融合发展和乡村全面振兴工作领导小组办公室推进城乡融合发展和乡村全面振兴工作领导小组办公室推进城乡融合发展和";

struct Letterhead<'a> {
    marks: &'a [Role],
    bodies: &'a [&'a str],
    number: bool,
    signers: &'a [&'a str],
}

impl Letterhead<'_> {
    fn blocks(&self) -> Vec<Block> {
        let mark = |role: &Role| {
            let text = match role {
                Role::CopyNumber => "000012",
                Role::Secrecy => "机密★1年",
                _ => "特急",
            };
            sample::block(*role, text)
        };
        let mut blocks: Vec<Block> = self.marks.iter().map(mark).collect();
        blocks.extend(self.bodies.iter().map(|body| sample::block(Role::IssuingBody, body)));
        blocks.push(sample::block(Role::IssuingSuffix, "文件"));
        if self.number {
            blocks.push(sample::block(Role::DocumentNumber, "云商党〔2025〕12号"));
        }
        for (index, signer) in self.signers.iter().enumerate() {
            let label = if index == 0 { "签发人：" } else { "" };
            blocks.push(sample::spans(Role::Signer, &[(SpanRole::Text, label), (SpanRole::Name, signer)]));
        }
        blocks.push(sample::block(Role::Title, "2025年度抓基层党建工作述职报告"));
        blocks.push(sample::block(Role::Recipient, "县委组织部，县直属机关工委："));
        blocks.extend(text(2));
        blocks
    }

    fn file(&self) -> Vec<u8> {
        docx::write(&sample::document(self.blocks()), &standard()).unwrap()
    }

    /// What is wrong on the printed first page (clauses 7.2 and 7.3.1).
    fn faults(&self, print: &Print) -> Vec<String> {
        let mut faults = Faults::default();
        let ink = &print.ink[0];
        let red = ink.rows(Area::PAGE, Colour::Red);
        let Some((rule, letters)) = red.split_last() else { return vec!["no red".into()] };
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return vec!["no letters".into()] };
        faults.near("letters below the text area's top", first.top - TEXT.top, 35.0);
        for row in letters {
            faults.hold("letters within the text area", row.left > TEXT.left - 0.5 && row.right < TEXT.right + 0.5);
        }
        faults.near("middle of the letters", (first.left.min(last.left) + right(letters)) / 2.0, 106.0);
        faults.hold("the rule is a rule", rule.is_rule());
        faults.near("the rule's left end", rule.left, TEXT.left);
        faults.near("the rule's right end", rule.right, TEXT.right);
        let above = Area { top: last.bottom + 0.5, bottom: rule.top, ..Area::PAGE };
        if let Some(number) = ink.rows(above, Colour::Black).last() {
            faults.near("rule below the number", rule.top - number.bottom, 4.0);
            let lines = self.signers.len().saturating_sub(1) / 2;
            let lines = 3.0 + f64::from(u32::try_from(lines).unwrap());
            faults.near("number below the letters", number.bottom - last.bottom, lines * LINE);
            if self.signers.is_empty() {
                faults.near("middle of the number", (number.left + number.right) / 2.0, 106.0);
            } else {
                if self.number {
                    faults.near("the number's left end", number.left, TEXT.left + CHARACTER);
                }
                faults.near("the signers' right end", number_right(print), TEXT.right - CHARACTER);
            }
        }
        let below = Area { top: rule.bottom, bottom: TEXT.bottom, ..Area::PAGE };
        let title = ink.rows(below, Colour::Black)[0];
        faults.near("title below the rule", title.bottom - rule.bottom, 3.0 * LINE);
        on_the_pages_lines(print, &mut faults);
        faults.0
    }
}

fn right(rows: &[Area]) -> f64 {
    rows.iter().fold(0.0, |right: f64, row| right.max(row.right))
}

/// Where the line with the first signer ends.
fn number_right(print: &Print) -> f64 {
    ink::area(line(print, 0, "签发人")).right
}

/// Below the title, page 1 has its lines where page 2 has them, down to the last.
fn on_the_pages_lines(print: &Print, faults: &mut Faults) {
    let middle = |line: &Line| (ink::area(line).top + ink::area(line).bottom) / 2.0;
    let within = |line: &&Line| middle(line) < TEXT.bottom;
    let top = middle(&print.pages[1].lines[0]);
    let begin = print.pages[0].lines.iter().position(|line| line.text.starts_with("县委组织部")).expect("a recipient");
    let lines: Vec<&Line> = print.pages[0].lines.iter().skip(begin).filter(within).collect();
    for line in &lines {
        let row = (middle(line) - top) / LINE;
        faults.near(&format!("line {}", line.text), row * LINE, row.round() * LINE);
    }
    let last = lines.last().map_or(0.0, |line| (middle(line) - top) / LINE + 1.0);
    faults.hold(&format!("page 1 ends in line {last:.2}"), last.round() == 22.0);
    faults.hold("text on page 1", lines.len() > 1);
}

const MARKS: [Role; 3] = [Role::CopyNumber, Role::Secrecy, Role::Urgency];

#[test]
fn letterheads_keep_the_standards_measures() {
    let letterhead = |marks, bodies, signers| Letterhead { marks, bodies, number: true, signers };
    let long = [LONG];
    let two_long = [LONG, BODIES[0]];
    let cases = [
        letterhead(&MARKS, &BODIES[..1], &[]),
        letterhead(&[], &BODIES[..1], &["李明远"]),
        letterhead(&MARKS[..1], &BODIES[..2], &["李明远", "王小川"]),
        letterhead(&[], &BODIES[..3], &["李明远", "王小川", "张文"]),
        letterhead(&MARKS, &BODIES, &[]),
        letterhead(&MARKS, &long, &[]),
        letterhead(&MARKS[1..], &two_long, &["李明远"]),
        Letterhead { number: false, ..letterhead(&MARKS, &BODIES[..2], &[]) },
        Letterhead { number: false, ..letterhead(&MARKS, &BODIES[..1], &["李明远"]) },
        Letterhead { number: false, ..letterhead(&[], &BODIES[..2], &["李明远", "王小川", "张文"]) },
    ];
    let files: Vec<Vec<u8>> = cases.iter().map(Letterhead::file).collect();
    let prints = ink::print(&files.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for (index, ((case, file), print)) in cases.iter().zip(&files).zip(&prints).enumerate() {
        let found = case.faults(print).into_iter().chain(tools::validate(file));
        faults.extend(found.map(|fault| format!("case {index}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_letterhead_that_stands_5_mm_too_high_is_found() {
    let case = Letterhead { marks: &[], bodies: &BODIES[..1], number: true, signers: &[] };
    let file = case.file();
    // 35 mm less an eighth of 36 points, and 30 mm less that.
    let broken = sample::replace(&file, "word/document.xml", r#"w:before="1894""#, r#"w:before="1611""#);
    let faults = case.faults(&ink::print(&[&broken])[0]).join("\n");
    assert!(faults.contains("letters below the text area's top: 29."), "{faults}");
    let broken = sample::replace(&file, "word/styles.xml", r#"<w:spacing w:line="181""#, r#"<w:spacing w:line="281""#);
    let faults = case.faults(&ink::print(&[&broken])[0]).join("\n");
    assert!(faults.contains("rule below the number: 5."), "{faults}");
}

#[test]
fn letterheads_of_any_number_of_bodies_and_signers_are_valid() {
    for (bodies, signers) in [(0, 0), (0, 2), (1, 0), (1, 1), (2, 0), (2, 3), (12, 4)] {
        let file = docx::write(&sample::framed(bodies, signers), &standard()).unwrap();
        assert_eq!(tools::validate(&file), Vec::<String>::new(), "{bodies} bodies, {signers} signers");
    }
}
