//! An import → what its screen shows.

use super::steps::within;
use super::{Import, place};
use crate::app::{ImportEntry, ImportParagraph, ImportPart, ImportPlace, ImportProblem, ImportProposal, ImportView};
use crate::import::{Notice, Piece, PieceRole};
use crate::model::{count_characters, is_blank, one_line};
use crate::template::PartKind;

/// Below this confidence, in percent, a piece is to be looked at.
const SURE: u8 = 60;

/// All but the entry and what the store knows.
pub(super) fn view(one: &Import) -> ImportView {
    let pieces = &one.steps.now().pieces;
    ImportView {
        entry: entry(one),
        format: one.source.format,
        notices: one.source.notices.iter().cloned().chain(doubt(pieces)).collect(),
        paragraphs: paragraphs(one),
        parts: parts(pieces),
        tables: place::tables(&one.source, pieces),
        moved: place::moved(one.steps.now(), one.steps.moved()),
        problems: problems(one),
        last_year: last_year(one),
        unsure: unsure(pieces).map(|piece| piece.id).collect(),
        proposals: proposals(one),
        duplicates: Vec::new(),
        can_undo: one.steps.can_undo(),
        can_redo: one.steps.can_redo(),
        pieces: pieces.clone(),
    }
}

/// The line in the list, but for what the store knows.
pub(super) fn entry(one: &Import) -> ImportEntry {
    let pieces = &one.steps.now().pieces;
    let title = pieces.iter().filter(|piece| piece.role == PieceRole::Title).map(|piece| one_line(&piece.text));
    ImportEntry {
        id: one.id,
        name: one.name.clone(),
        title: title.collect(),
        year: one.year(),
        unit: one.unit().to_string(),
        template: one.template().to_string(),
        summary: summary(one),
        unsure: u32::try_from(unsure(pieces).count()).unwrap_or(u32::MAX),
        again: false,
        edited: one.steps.can_undo(),
        chained: one.chained,
        earlier: None,
    }
}

/// That a file may be no report at all: it has neither problems nor plans.
fn doubt(pieces: &[Piece]) -> Option<Notice> {
    let speaks = |piece: &Piece| {
        piece.problem
            || !piece.last_year.is_empty()
            || matches!(piece.kind, Some(PartKind::Problem | PartKind::Plan | PartKind::Rectification))
    };
    let text = "没有认出存在的问题和今后的打算，这份文件可能不是述职报告，请看看是不是选错了";
    (!pieces.iter().any(speaks)).then(|| Notice { text: text.into(), left_out: String::new() })
}

fn unsure(pieces: &[Piece]) -> impl Iterator<Item = &Piece> {
    pieces.iter().filter(|piece| piece.confidence < SURE && !is_blank(&piece.text))
}

/// Those that were not set aside.
fn in_report(pieces: &[Piece]) -> impl Iterator<Item = &Piece> {
    pieces.iter().filter(|piece| piece.role != PieceRole::Noise)
}

fn is_heading(piece: &&Piece) -> bool {
    piece.role == PieceRole::Heading
}

/// `认出 3 个部分、14 个小标题、5 个问题、3 个上年问题，搁置 4 行`.
fn summary(one: &Import) -> String {
    let pieces = &one.steps.now().pieces;
    let headings = || pieces.iter().filter(is_heading);
    let top = headings().map(|piece| piece.level).min().unwrap_or_default();
    let counts = [
        (headings().filter(|piece| piece.level == top).count(), "部分"),
        (headings().filter(|piece| piece.level > top).count(), "小标题"),
        (pieces.iter().filter(|piece| piece.problem).count(), "问题"),
        (in_report(pieces).map(|piece| piece.last_year.len()).sum(), "上年问题"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} 个{what}")).collect();
    let aside = pieces.iter().filter(|piece| piece.role == PieceRole::Noise).count();
    let aside = if aside > 0 { format!("，搁置 {aside} 行") } else { String::new() };
    if told.is_empty() {
        return format!("没有认出标题，都当作正文{aside}");
    }
    format!("认出 {}{aside}", told.join("、"))
}

fn paragraphs(one: &Import) -> Vec<ImportParagraph> {
    let pieces = &one.steps.now().pieces;
    let mut paragraphs: Vec<ImportParagraph> = Vec::new();
    paragraphs.resize_with(one.source.paragraphs.len(), ImportParagraph::default);
    for piece in pieces {
        if let Some(paragraph) = paragraphs.get_mut(piece.paragraph) {
            paragraph.pieces.push(piece.id);
        }
    }
    let mut holder = None;
    for (shown, paragraph) in paragraphs.iter_mut().zip(&one.source.paragraphs) {
        shown.cell = paragraph.cell;
        if let Some(last) = shown.pieces.last() {
            holder = Some(*last);
            continue;
        }
        shown.text = paragraph.full_text();
        shown.joined = !is_blank(&shown.text);
        shown.pieces.extend(holder.filter(|_| shown.joined));
    }
    paragraphs
}

fn parts(pieces: &[Piece]) -> Vec<ImportPart> {
    let top = pieces.iter().filter(is_heading).map(|piece| piece.level).min().unwrap_or_default();
    let mut parts: Vec<ImportPart> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.role != PieceRole::Noise && !is_empty(piece)) {
        if piece.role == PieceRole::Heading {
            let depth = piece.level.saturating_sub(top).into();
            parts.push(ImportPart { heading: Some(piece.id), depth, ..ImportPart::default() });
            continue;
        }
        if parts.is_empty() {
            parts.push(ImportPart::default());
        }
        if let Some(part) = parts.last_mut() {
            part.pieces.push(piece.id);
            let characters =
                count_characters(&piece.number) + count_characters(&piece.text) + piece.end.chars().count();
            part.characters = part.characters.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
        }
    }
    parts
}

/// Blank lines of the file are pieces, too, and nothing to show.
pub(super) fn is_empty(piece: &Piece) -> bool {
    piece.role == PieceRole::Text && is_blank(&piece.text) && is_blank(&piece.number)
}

fn proposals(one: &Import) -> Vec<ImportProposal> {
    let named = one.proposals.iter().filter_map(|proposal| {
        let template = one.templates.iter().find(|template| template.id == proposal.template)?;
        Some(ImportProposal {
            template: proposal.template.clone(),
            name: template.name.clone(),
            fit: proposal.fit,
            reasons: proposal.reasons.clone(),
        })
    });
    named.collect()
}

fn problems(one: &Import) -> Vec<ImportProblem> {
    let pieces = one.steps.now().pieces.iter();
    let meant = pieces.filter(|piece| piece.problem || one.steps.was_problem(piece.id));
    meant.map(|piece| ImportProblem { piece: piece.id, text: one_line(&piece.text), named: piece.problem }).collect()
}

fn last_year(one: &Import) -> Vec<ImportPlace> {
    let mut places: Vec<ImportPlace> = Vec::new();
    let place = |piece: u32, place: &std::ops::Range<usize>, text: String, named: bool| ImportPlace {
        piece,
        start: place.start,
        end: place.end,
        text: one_line(&text),
        named,
    };
    for piece in in_report(&one.steps.now().pieces) {
        places.extend(piece.last_year.iter().map(|at| place(piece.id, at, within(&piece.text, at), true)));
        let dropped = one.steps.dropped().filter(|(id, ..)| *id == piece.id);
        places.extend(dropped.map(|(id, at, words)| place(*id, at, words.clone(), false)));
    }
    places
}
