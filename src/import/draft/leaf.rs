//! Text without headings below it: series, clauses, problems among other text.

use super::built::{Builder, Built, arranged, lines};
use super::rectify;
use super::text::{plain, whole};
use super::tree::{Block, Node};
use crate::import::{Piece, PieceRole};
use crate::model::{Item, Join, ListStyle, Numbering};
use crate::template::PartKind;

type Line<'n, 'a> = &'n [&'a Piece];

impl Builder<'_> {
    /// Gives `built` the text of `node`, which has no headings below it.
    pub(super) fn leaf(&mut self, built: &mut Built, node: &Node<'_>) {
        let mut tables = node.content.iter().filter(|block| matches!(block, Block::Table(_)));
        if tables.next().is_some() {
            let Some(arranged) = arranged(&node.content) else {
                let flat = self.plain(node, false);
                (built.part.lead, built.part.tables, built.part.style) =
                    (flat.part.lead, flat.part.tables, flat.part.style);
                built.parts = flat.parts;
                let label = if flat.part.heading.is_empty() { String::new() } else { Numbering::Han.label(1) };
                built.expected = flat.expected.get(label.len() + flat.part.heading.len()..).unwrap_or("").to_string();
                return;
            };
            built.part.lead = lines(&arranged.lead);
            built.expected = built.part.lead.replace('\n', "");
            for rows in arranged.tables {
                built.part.tables.push(self.table(rows));
                built.expected.extend(rows.iter().flatten().map(|cell| plain(cell)));
            }
            built.part.tail = lines(&arranged.tail);
            built.expected.push_str(&built.part.tail.replace('\n', ""));
            return;
        }
        let text: Vec<Line<'_, '_>> = node
            .content
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(line) => Some(line.as_slice()),
                Block::Table(_) => None,
            })
            .collect();
        let problem = |line: &Line<'_, '_>| line.iter().any(|piece| piece.problem);
        let named = |line: &Line<'_, '_>| line.iter().any(|piece| !piece.last_year.is_empty());
        let first = text.iter().position(problem).filter(|_| built.kind != PartKind::Problem);
        let last = text.iter().rposition(problem).map_or(0, |last| last + 1);
        match first {
            Some(first) => {
                // Text of several kinds: each is a part without heading.
                built.part.style = ListStyle { numbering: Numbering::None, run_in: false, join: Join::Paragraphs };
                let (before, rest) = text.split_at(first);
                let (problems, after) = rest.split_at(last.saturating_sub(first));
                built.kind = PartKind::Prose;
                let told = before.iter().any(named);
                if told {
                    self.inner(built, before, PartKind::Rectification);
                } else {
                    built.part.lead = lines(before);
                    built.expected = built.part.lead.replace('\n', "");
                }
                self.inner(built, problems, PartKind::Problem);
                self.inner(built, after, PartKind::Prose);
            }
            None => self.text(built, &text),
        }
    }

    fn inner(&mut self, built: &mut Built, text: &[Line<'_, '_>], kind: PartKind) {
        if text.is_empty() {
            return;
        }
        let mut inner = Built { kind, ..Built::default() };
        self.text(&mut inner, text);
        built.expected.push_str(&inner.expected);
        built.parts.push(inner);
    }

    /// Paragraphs of one kind.
    pub(super) fn text(&mut self, built: &mut Built, text: &[Line<'_, '_>]) {
        built.expected = text.iter().map(|line| plain(&whole(line))).collect();
        if built.kind == PartKind::Rectification && rectify::text(self, built, text) {
            return;
        }
        if built.kind != PartKind::Rectification
            && (self.paragraphs(built, text) || self.sentences(built, text) || self.clauses(built, text))
        {
            return;
        }
        built.part.style = ListStyle { numbering: Numbering::None, run_in: true, join: Join::Paragraphs };
        built.part.lead = lines(text);
    }

    /// 一是 at the beginning of several paragraphs.
    fn paragraphs(&mut self, built: &mut Built, text: &[Line<'_, '_>]) -> bool {
        let begins = |line: &Line<'_, '_>| line.first().is_some_and(|piece| piece.role == PieceRole::Series);
        let starts: Vec<usize> = text.iter().enumerate().filter(|(_, line)| begins(line)).map(|(at, _)| at).collect();
        let (Some(first), true) = (starts.first().copied(), starts.len() >= 2) else { return false };
        let pieces: Vec<&Piece> = starts.iter().filter_map(|at| text.get(*at)?.first().copied()).collect();
        let numbering = numbering(&pieces);
        built.part.style = ListStyle { numbering, run_in: true, join: Join::Paragraphs };
        built.part.lead = text.get(..first).map(lines).unwrap_or_default();
        for (index, at) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(text.len());
            let (Some(line), Some(after)) = (text.get(*at), text.get(at + 1..end)) else { continue };
            let Some((piece, rest)) = line.split_first() else { continue };
            let mut body = plain(&whole(rest));
            for line in after {
                body.push('\n');
                body.push_str(&plain(&whole(line)));
            }
            let item = self.member(piece, numbering, body);
            built.part.items.push(item);
        }
        true
    }

    /// A member of a series as an item: its words are the heading unless nothing ends them.
    fn member(&mut self, piece: &Piece, numbering: Numbering, body: String) -> Item {
        let number = if numbering == Numbering::None { piece.number.as_str() } else { "" };
        let words = plain(&format!("{number}{}", piece.text));
        let id = self.ids.next();
        let (heading, body) = match piece.end.as_str() {
            "。" => (words, body),
            "" if body.trim().is_empty() => (words, body),
            "" => (String::new(), format!("{words}{body}")),
            end => (format!("{words}{end}"), body),
        };
        Item { id, heading, body, ..Item::default() }
    }

    /// 一是 within one paragraph.
    fn sentences(&mut self, built: &mut Built, text: &[Line<'_, '_>]) -> bool {
        let count = |line: &Line<'_, '_>| line.iter().filter(|piece| piece.role == PieceRole::Series).count();
        let Some(at) = text.iter().position(|line| count(line) >= 2) else { return false };
        let (Some(before), Some(line), Some(after)) = (text.get(..at), text.get(at), text.get(at + 1..)) else {
            return false;
        };
        let first = line.iter().position(|piece| piece.role == PieceRole::Series).unwrap_or(0);
        let (intro, members) = line.split_at(first);
        let pieces: Vec<&Piece> = members.iter().copied().filter(|piece| piece.role == PieceRole::Series).collect();
        let numbering = numbering(&pieces);
        built.part.style = ListStyle { numbering, run_in: true, join: Join::Sentences };
        built.part.lead = lead(before, intro);
        let mut rest = members;
        while let Some((piece, others)) = rest.split_first() {
            let end = others.iter().position(|piece| piece.role == PieceRole::Series).unwrap_or(others.len());
            let (body, next) = others.split_at(end);
            let item = self.member(piece, numbering, plain(&whole(body)));
            built.part.items.push(item);
            rest = next;
        }
        if !after.is_empty() {
            built.part.tail = format!("\n{}", lines(after));
        }
        true
    }

    /// Clauses of one sentence.
    fn clauses(&mut self, built: &mut Built, text: &[Line<'_, '_>]) -> bool {
        let is_clause = |piece: &&Piece| piece.role == PieceRole::Clause;
        let Some(at) = text.iter().position(|line| line.iter().filter(|piece| is_clause(piece)).count() >= 2) else {
            return self.sentence_lines(built, text);
        };
        let (Some(before), Some(line), Some(after)) = (text.get(..at), text.get(at), text.get(at + 1..)) else {
            return false;
        };
        let first = line.iter().position(is_clause).unwrap_or(0);
        let last = line.iter().rposition(is_clause).map_or(line.len(), |last| last + 1);
        let (Some(intro), Some(clauses), Some(rest)) = (line.get(..first), line.get(first..last), line.get(last..))
        else {
            return false;
        };
        built.part.style = ListStyle { numbering: Numbering::None, run_in: true, join: Join::Clauses };
        built.part.lead = lead(before, intro);
        let mut open = clauses;
        while let Some((piece, others)) = open.split_first() {
            let end = others.iter().position(is_clause).unwrap_or(others.len());
            let (body, next) = others.split_at(end);
            let own = if next.is_empty() { "。" } else { "，" };
            let keep = piece.end != own || !body.is_empty();
            let heading = plain(&format!("{}{}", piece.text, if keep { piece.end.as_str() } else { "" }));
            built.part.items.push(Item { id: self.ids.next(), heading, body: plain(&whole(body)), ..Item::default() });
            open = next;
        }
        built.part.tail = plain(&whole(rest));
        if !after.is_empty() {
            built.part.tail.push('\n');
            built.part.tail.push_str(&lines(after));
        }
        true
    }

    /// Paragraphs whose first sentence names a problem.
    fn sentence_lines(&mut self, built: &mut Built, text: &[Line<'_, '_>]) -> bool {
        let begins = |line: &Line<'_, '_>| {
            line.first().is_some_and(|piece| piece.role == PieceRole::Clause && piece.end == "。")
        };
        let Some(first) = text.iter().position(begins) else { return false };
        if !text.iter().skip(first).all(begins) {
            return false;
        }
        built.part.style = ListStyle { numbering: Numbering::None, run_in: true, join: Join::Paragraphs };
        built.part.lead = text.get(..first).map(lines).unwrap_or_default();
        for line in text.iter().skip(first) {
            let Some((piece, rest)) = line.split_first() else { continue };
            let item = self.member(piece, Numbering::None, plain(&whole(rest)));
            built.part.items.push(item);
        }
        true
    }
}

/// Paragraphs, then what stands before the first member in its own one.
fn lead(before: &[Line<'_, '_>], intro: Line<'_, '_>) -> String {
    let mut lead = lines(before);
    if !before.is_empty() {
        lead.push('\n');
    }
    lead.push_str(&plain(&whole(intro)));
    lead
}

/// 一是 where the members are numbered as the program numbers them; otherwise their numbers stay as typed.
fn numbering(pieces: &[&Piece]) -> Numbering {
    [Numbering::Series, Numbering::Arabic, Numbering::ArabicParen, Numbering::HanParen]
        .into_iter()
        .find(|one| pieces.iter().zip(1..).all(|(piece, n)| piece.number == one.label(n)))
        .unwrap_or(Numbering::None)
}
