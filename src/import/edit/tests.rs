//! Each edit, and many at random.

use std::collections::BTreeMap;

use super::*;
use crate::import::{Limits, read_text};

const TEXT: &str = "2024年度述职报告\n县水利局党组书记　林知远\n我负责支部工作，现将情况报告如下。\n一、主要工作\n（一）抓学习。全年学习12次。\n\
    （二）改作风。针对上年查摆出来的“调研不够”问题，下乡40次。\n二、存在问题\n一是学习不够深入。平时忙。二是调研不够经常。多在近处。\n三、下一步打算\n坚持学习。";

fn recognised() -> Recognition {
    recognise::recognise(&read_text(TEXT, "甲", &Limits::default()).unwrap())
}

fn find<'a>(recognition: &'a Recognition, text: &str) -> &'a Piece {
    recognition.pieces.iter().find(|piece| piece.text.contains(text)).unwrap()
}

fn letters(recognition: &Recognition) -> Vec<char> {
    let whole = recognition.pieces.iter().flat_map(|piece| [&piece.number, &piece.text, &piece.end]);
    let mut letters: Vec<char> = whole.flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn a_heading_becomes_text_and_a_heading_again() {
    let before = recognised();
    let id = find(&before, "抓学习").id;
    let text = before.edited(&Edit::Role { piece: id, role: PieceRole::Text, level: None }).unwrap();
    assert_eq!(find(&text, "抓学习").text, "（一）抓学习。");
    let joined = text.edited(&Edit::Merge { piece: find(&text, "全年学习").id }).unwrap();
    assert_eq!(find(&joined, "抓学习").text, "（一）抓学习。全年学习12次。");
    let again = joined.edited(&Edit::Role { piece: id, role: PieceRole::Heading, level: Some(2) }).unwrap();
    let heading = find(&again, "抓学习");
    assert_eq!((heading.number.as_str(), heading.text.as_str(), heading.end.as_str()), ("（一）", "抓学习", "。"));
    assert_eq!((heading.level, heading.run_in, find(&again, "全年学习").goes_on), (2, true, true));
    assert_ne!(find(&again, "全年学习").id, find(&before, "全年学习").id, "an id was given twice");
}

#[test]
fn a_place_of_last_year_moves_with_its_text() {
    let before = recognised();
    let id = find(&before, "调研不够”").id;
    let at = 4;
    let split = before.edited(&Edit::Split { piece: id, at }).unwrap();
    let second = find(&split, "调研不够”");
    let name = second.last_year.first().unwrap();
    let units: Vec<u16> = second.text.encode_utf16().collect();
    assert_eq!(String::from_utf16_lossy(&units[name.clone()]), "调研不够");
    let gone = split.edited(&Edit::LastYear { piece: second.id, index: 0, named: false }).unwrap();
    assert!(find(&gone, "调研不够”").last_year.is_empty());
}

#[test]
fn levels_and_kinds_follow() {
    let before = recognised();
    let deep =
        before
            .edited(&Edit::Role { piece: find(&before, "主要工作").id, role: PieceRole::Heading, level: Some(3) });
    assert_eq!(find(&deep.unwrap(), "主要工作").level, 1, "the first heading stands on level 1");
    let text = find(&before, "坚持学习").id;
    let top = before.edited(&Edit::Role { piece: text, role: PieceRole::Heading, level: Some(1) }).unwrap();
    assert_eq!(find(&top, "坚持学习").kind, Some(PartKind::Work));
    assert!(before.edited(&Edit::Merge { piece: 999 }).is_err());
}

/// No number, or one that takes `more` letters off the words: both only move a border.
fn number_within(piece: &Piece, more: usize) -> String {
    let whole = format!("{}{}", piece.number, piece.text);
    let letters = if more == 0 { 0 } else { piece.number.chars().count() + more - 1 };
    whole.chars().take(letters).collect()
}

#[test]
fn a_number_is_put_right() {
    let before = recognised();
    let id = find(&before, "主要工作").id;
    let number = |now: &Recognition, number: &str| now.edited(&Edit::Number { piece: id, number: number.into() });
    let shown = |now: &Recognition| {
        let piece = now.pieces.iter().find(|piece| piece.id == id).unwrap();
        (piece.number.clone(), piece.text.clone())
    };
    let chapter = number(&before, " 第一章 ").unwrap();
    assert_eq!(shown(&chapter), ("第一章".into(), "主要工作".into()));
    let none = number(&before, "").unwrap();
    assert_eq!(shown(&none), (String::new(), "一、主要工作".into()));
    assert_eq!(shown(&number(&none, "一、").unwrap()), shown(&before), "the letters are taken off again");
    let text = find(&before, "全年学习").id;
    assert!(before.edited(&Edit::Number { piece: text, number: "一".into() }).is_err());
    assert!(number(&before, "一个长得不像编号的编号。").is_ok());
    assert!(number(&before, "一个长得更加不像编号的编号。").is_err());
    // Last year's problem in a heading moves with its letters.
    let role = Edit::Role { piece: find(&before, "调研不够").id, role: PieceRole::Heading, level: Some(2) };
    let heading = before.edited(&role).unwrap();
    let named = heading.edited(&Edit::Number { piece: find(&heading, "调研不够").id, number: "针对".into() }).unwrap();
    let piece = find(&named, "调研不够");
    let units: Vec<u16> = piece.text.encode_utf16().collect();
    let name = piece.last_year.first().unwrap();
    assert_eq!((piece.number.as_str(), String::from_utf16_lossy(&units[name.clone()])), ("针对", "调研不够".into()));
}

#[test]
fn no_edits_lose_a_letter() {
    let roles = [
        PieceRole::Title,
        PieceRole::Heading,
        PieceRole::Series,
        PieceRole::Clause,
        PieceRole::Text,
        PieceRole::Noise,
        PieceRole::Signature,
    ];
    let mut state = 7_usize;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n.max(1)
    };
    let mut moves = 0;
    for _ in 0..60 {
        let mut now = recognised();
        let all = letters(&now);
        for _ in 0..40 {
            let ids: Vec<u32> = now.pieces.iter().map(|piece| piece.id).collect();
            let whole = &now.pieces[below(ids.len())];
            let piece = whole.id;
            let edit = match below(9) {
                0 | 1 => Edit::Role { piece, role: roles[below(7)], level: Some(u8::try_from(below(5)).unwrap()) },
                2 => Edit::Merge { piece },
                3 => Edit::Split { piece, at: below(12) },
                4 | 5 => Edit::Move { piece, up: below(2) == 0 },
                6 if matches!(whole.role, PieceRole::Heading | PieceRole::Series) && whole.number.len() < 12 => {
                    Edit::Number { piece, number: number_within(whole, below(6)) }
                }
                7 => Edit::Problem { piece, named: below(2) == 0 },
                _ => Edit::LastYear { piece, index: below(2), named: false },
            };
            let next = now.edited(&edit).unwrap();
            if let Edit::Move { piece, up } = edit {
                let levels = |one: &Recognition| {
                    one.pieces.iter().map(|piece| (piece.id, piece.level)).collect::<BTreeMap<u32, u8>>()
                };
                assert_eq!(levels(&next), levels(&now), "a move changes no level: {edit:?}");
                let order = |one: &Recognition| one.pieces.iter().map(|piece| piece.id).collect::<Vec<u32>>();
                let back = next.edited(&Edit::Move { piece, up: !up }).unwrap();
                // A signature above the last heading is below the last one then, and taken for the end.
                let signed = now.pieces.iter().any(|piece| piece.role == PieceRole::Signature);
                if whole.role == PieceRole::Heading && !signed && order(&next) != order(&now) {
                    moves += 1;
                    assert_eq!(order(&back), order(&now), "a step back leads back: {edit:?}");
                }
            }
            now = next;
            assert_eq!(letters(&now), all, "{edit:?}");
            let mut ids: Vec<u32> = now.pieces.iter().map(|piece| piece.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), now.pieces.len(), "{edit:?}");
            for piece in &now.pieces {
                let units = utf16_len(&piece.text);
                assert!(piece.last_year.iter().all(|name| name.start < name.end && name.end <= units), "{edit:?}");
            }
        }
    }
    assert!(moves > 50, "only {moves} headings were moved");
}
