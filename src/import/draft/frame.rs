//! What stands around the text as the draft's fields: title, byline, date, salutation, signature; and the closing lines.

use super::built::closes;
use super::text::whole;
use super::tree::{Block, Node};
use crate::compose::date_in_words;
use crate::import::recognise::is_person;
use crate::import::{Piece, PieceRole, Recognition};
use crate::model::{Draft, Place};

/// Fills in the fields of `draft`; answers the pieces that are text of the report.
pub(super) fn fields<'a>(draft: &mut Draft, recognition: &'a Recognition) -> Vec<&'a Piece> {
    use PieceRole::{Byline, Date, Noise, Salutation, Signature, SignatureDate, Title};
    let pieces = &recognition.pieces;
    let of = |role: PieceRole| -> Vec<&str> {
        pieces.iter().filter(|piece| piece.role == role).map(|piece| piece.text.trim()).collect()
    };
    let is_back = |piece: &Piece| matches!(piece.role, Signature | SignatureDate);
    let above = pieces.iter().any(|piece| matches!(piece.role, Byline | Date));
    // What comes after a signature can be printed only as text, and so the signature, too.
    let first = pieces.iter().position(is_back).unwrap_or(pieces.len());
    let last = pieces.iter().skip(first).all(|piece| is_back(piece) || piece.role == Noise);
    let signed = !above && last && first < pieces.len();
    let (names, dates, place) =
        if signed { (Signature, SignatureDate, Place::End) } else { (Byline, Date, Place::Title) };
    set(draft, "title", of(Title).join("\n"));
    set(draft, "salutation", of(Salutation).join("\n"));
    let mut byline = of(names);
    let mut date = of(dates);
    let last_date = date.pop().unwrap_or_default();
    byline.append(&mut date);
    let bare = bracketless(last_date);
    if date_in_words(bare).as_deref() == Some(bare) {
        set(draft, "date", bare.to_string());
    } else if !last_date.is_empty() {
        // The program would write it in other words; as a line of the byline it stays as it is.
        byline.push(last_date);
    }
    if above || signed {
        set(draft, "byline", byline.join("\n"));
        draft.layout.byline = Some(place);
        names_of(draft, byline.first().copied().unwrap_or_default(), byline.get(1).copied().unwrap_or_default());
    }
    let taken = |piece: &Piece| match piece.role {
        Noise | Title | Byline | Date | Salutation => true,
        Signature | SignatureDate => signed,
        _ => false,
    };
    pieces.iter().filter(|piece| !taken(piece)).collect()
}

fn set(draft: &mut Draft, id: &str, value: String) {
    if !value.is_empty() {
        draft.fields.insert(id.to_string(), value);
    }
}

/// A date without the brackets around it.
pub(super) fn bracketless(date: &str) -> &str {
    date.strip_prefix('（').and_then(|date| date.strip_suffix('）')).unwrap_or(date)
}

/// Unit, post and name from a byline such as `青禾县水利局党组书记　林知远`.
fn names_of(draft: &mut Draft, line: &str, next: &str) {
    let line = line.trim_start_matches(['—', '-', '－', '─', ' ', '　']);
    let line = line.split_once(['：', ':']).map_or(line, |(_, rest)| rest).trim();
    let (words, name) = match line.find(char::is_whitespace) {
        Some(at) => line.split_at(at),
        None => (line, next),
    };
    let name = name.trim();
    if is_person(name) {
        set(draft, "reporter", name.to_string());
    }
    let posts = ["党工委", "党委", "党组", "党总支", "党支部", "书记", "主任", "局长", "院长", "校长"];
    let at = posts.iter().filter_map(|post| words.find(post)).filter(|at| *at > 0).min();
    if let Some(at) = at.filter(|_| words.contains("书记") || words.contains("长") || words.contains("主任")) {
        let (unit, post) = words.split_at(at);
        set(draft, "unit", unit.to_string());
        set(draft, "post", post.to_string());
    } else if crate::import::recognise::is_unit(words) {
        set(draft, "unit", words.to_string());
    }
}

/// Takes the closing lines off the end of the last part.
pub(super) fn closing<'a>(root: &mut Node<'a>) -> Vec<Vec<&'a Piece>> {
    let mut node = root;
    let mut deep = false;
    while !node.children.is_empty() {
        deep = true;
        let Some(last) = node.children.last_mut() else { break };
        node = last;
    }
    if !deep {
        return Vec::new();
    }
    let is_closing = |block: &Block<'_>| match block {
        Block::Paragraph(line) => {
            closes(line)
                || whole(line).starts_with("附件")
                || line.iter().all(|piece| matches!(piece.role, PieceRole::Signature | PieceRole::SignatureDate))
        }
        Block::Table(_) => false,
    };
    let least = usize::from(node.heading.is_some_and(|piece| piece.run_in)).max(node.content.len().saturating_sub(8));
    let Some(first) = (least..node.content.len()).find(|at| node.content.get(*at).is_some_and(is_closing)) else {
        return Vec::new();
    };
    if node.content.iter().skip(first).any(|block| matches!(block, Block::Table(_))) {
        return Vec::new();
    }
    let taken = node.content.split_off(first);
    taken
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(line) => Some(line),
            Block::Table(_) => None,
        })
        .collect()
}
