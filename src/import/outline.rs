//! A recognition as the command line shows it.

use std::collections::HashSet;

use serde::Serialize;

use super::{Piece, PieceRole, Recognition, Source};
use crate::check::placeholders as placeholder_ranges;
use crate::model::is_printable;

/// What `shuzhi outline` answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Outline {
    /// The title in one line.
    pub title: Option<String>,
    /// 署名行 under the title.
    pub subtitle: Option<String>,
    /// The date, without brackets.
    pub date: Option<String>,
    /// The headings as a tree.
    pub sections: Vec<Section>,
    /// This year's problems, by their naming clauses.
    pub problems: Vec<String>,
    /// Last year's problems, as quoted or named.
    pub last_year_problems: Vec<String>,
    /// How many places are to be filled in.
    pub placeholders: usize,
    /// Lines that are no part of the report.
    pub noise: Vec<String>,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    /// The depth of nesting, from 1.
    pub level: u8,
    /// The number as displayed.
    pub number: String,
    /// The heading without number and end punctuation.
    pub heading: String,
    /// Whether text follows in the same paragraph.
    pub run_in: bool,
    /// The headings below it.
    pub children: Vec<Section>,
}

/// The outline of what was recognised in `source`.
#[must_use]
pub fn outline(source: &Source, recognition: &Recognition) -> Outline {
    let pieces = &recognition.pieces;
    let of = |role: PieceRole| pieces.iter().filter(move |piece| piece.role == role);
    let joined = |role: PieceRole, between: &str| {
        let lines: Vec<String> = of(role).map(|piece| piece.text.trim().to_string()).collect();
        (!lines.is_empty()).then(|| lines.join(between))
    };
    let date = of(PieceRole::Date).chain(of(PieceRole::SignatureDate)).next();
    let byline = joined(PieceRole::Byline, " ");
    Outline {
        title: joined(PieceRole::Title, ""),
        subtitle: byline.map(|line| line.trim_start_matches(['—', '-', '－', '─', ' ', '　']).to_string()),
        date: date.map(|piece| bare_date(&piece.text)),
        sections: tree(pieces),
        problems: pieces.iter().filter(|piece| piece.problem).map(problem_name).collect(),
        last_year_problems: last_year(pieces),
        placeholders: placeholders(source, pieces),
        noise: of(PieceRole::Noise).map(|piece| piece.text.trim().to_string()).collect(),
    }
}

/// A date line without brackets and `日期：`.
fn bare_date(line: &str) -> String {
    let bare = line.trim().trim_start_matches(['（', '(', '〔', '[']).trim_end_matches(['）', ')', '〕', ']']).trim();
    let told = bare.rsplit(['：', ':']).next().unwrap_or(bare);
    told.trim().to_string()
}

/// A problem's naming clause, without 的问题 after it.
pub(super) fn problem_name(piece: &Piece) -> String {
    let name = piece.text.trim();
    let Some(rest) = name.strip_suffix("的问题").filter(|rest| rest.chars().count() >= 4) else {
        return name.to_string();
    };
    let bare = ["还存在", "仍存在", "存在"].iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
    bare.to_string()
}

/// Last year's problems as the text names them, each once.
fn last_year(pieces: &[Piece]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for piece in pieces.iter().filter(|piece| !piece.last_year.is_empty()) {
        let units: Vec<u16> = piece.text.encode_utf16().collect();
        for range in &piece.last_year {
            let name = String::from_utf16_lossy(units.get(range.clone()).unwrap_or_default());
            if seen.insert(name.clone()) {
                found.push(name);
            }
        }
    }
    found
}

/// How many places are to be filled in: in all lines of the report, each read as a whole.
fn placeholders(source: &Source, pieces: &[Piece]) -> usize {
    let mut noise: Vec<(usize, &str)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.role == PieceRole::Noise) {
        noise.push((piece.paragraph, piece.text.as_str()));
    }
    noise.sort_unstable();
    let is_noise = |at: usize, line: &str| {
        let from = noise.partition_point(|(paragraph, _)| *paragraph < at);
        noise.iter().skip(from).take_while(|(paragraph, _)| *paragraph == at).any(|(_, text)| *text == line)
    };
    let mut count = 0;
    for (at, paragraph) in source.paragraphs.iter().enumerate() {
        for line in paragraph.text.split('\n') {
            let blank = |c: char| c.is_whitespace() || !is_printable(c);
            let line = line.trim_matches(blank);
            // A star before a blank is a bullet.
            let text = line.strip_prefix("* ").unwrap_or(line);
            if !is_noise(at, line) {
                count += placeholder_ranges(text).len();
            }
        }
    }
    count
}

/// The headings as a tree.
fn tree(pieces: &[Piece]) -> Vec<Section> {
    let mut open: Vec<Section> = Vec::new();
    let mut done: Vec<Section> = Vec::new();
    let mut close = |open: &mut Vec<Section>, level: u8| {
        while let Some(section) = open.pop_if(|section| section.level >= level) {
            match open.last_mut() {
                Some(parent) => parent.children.push(section),
                None => done.push(section),
            }
        }
    };
    for piece in pieces.iter().filter(|piece| piece.role == PieceRole::Heading) {
        close(&mut open, piece.level);
        open.push(Section {
            level: piece.level,
            number: piece.number.clone(),
            heading: piece.text.trim().to_string(),
            run_in: piece.run_in,
            children: Vec::new(),
        });
    }
    close(&mut open, 0);
    done
}
