//! What a user is told about a draft that was made of a file.

use super::frame::bracketless;
use crate::import::recognise::numbering;
use crate::import::{Notice, Piece, PieceRole, Recognition};
use crate::model::{Draft, Numbering, Place};

/// What differs between the file and the draft, in Chinese.
#[must_use]
pub fn told(recognition: &Recognition, draft: &Draft) -> Vec<Notice> {
    let mut notices = Vec::new();
    let noise: Vec<&str> = recognition
        .pieces
        .iter()
        .filter(|piece| piece.role == PieceRole::Noise)
        .map(|piece| piece.text.trim())
        .collect();
    if !noise.is_empty() {
        notices.push(Notice {
            text: format!("搁置了{}行不属于报告的文字", noise.len()), left_out: noise.join("　")
        });
    }
    let changed = renumbered(recognition);
    if let Some(first) = changed.first() {
        notices.push(Notice {
            text: format!("编号由程序统一编写，与原文不同的有{}处，如“{first}”", changed.len()),
            left_out: String::new(),
        });
    }
    let date = draft.fields.get("date").map_or("", String::as_str);
    let of_file = |piece: &&Piece| matches!(piece.role, PieceRole::Date | PieceRole::SignatureDate);
    let typed =
        recognition.pieces.iter().filter(of_file).map(|piece| piece.text.trim()).next_back().unwrap_or_default();
    let brackets = draft.layout.byline != Some(Place::End);
    if !date.is_empty() && bracketless(typed) == date && (typed != date) != brackets {
        let how = if brackets { "印在括号里" } else { "不印括号" };
        notices.push(Notice { text: format!("日期“{date}”按版式{how}"), left_out: String::new() });
    }
    if !recognition.pieces.iter().any(|piece| piece.role == PieceRole::Title) {
        let text = "原文没有标题，已按模板拟了标题".to_string();
        notices.push(Notice { text, left_out: String::new() });
    }
    if draft.year.is_none() {
        notices.push(Notice { text: "没有认出年度，请填上".into(), left_out: String::new() });
    }
    notices
}

/// The numbers of headings that the program writes otherwise.
fn renumbered(recognition: &Recognition) -> Vec<&str> {
    let mut counts: Vec<usize> = Vec::new();
    let mut changed = Vec::new();
    for piece in recognition.pieces.iter().filter(|piece| piece.role == PieceRole::Heading) {
        let level = usize::from(piece.level.max(1));
        counts.truncate(level);
        counts.resize(level, 0);
        let Some(count) = counts.last_mut() else { continue };
        *count += 1;
        let form = if level == 1 { Numbering::Han } else { numbering(&piece.number) };
        let plain = piece.number.replace(['．'], ".");
        if plain != form.label(*count) {
            changed.push(if piece.number.is_empty() { piece.text.as_str() } else { piece.number.as_str() });
        }
    }
    changed
}
