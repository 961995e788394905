//! Last year's problems that work items quote or a ledger lists: they belong to the draft, but to no part that is printed by itself.

use std::collections::HashSet;

use super::built::Built;
use super::rectify::bytes;
use crate::import::{Piece, PieceRole, Source};
use crate::model::{Ids, Item, Part};
use crate::template::PartKind;

/// More problems than this no report quotes; each is looked for in each item.
const MOST_QUOTED: usize = 60;

/// The part that holds them, if there are any. Work items that quote them in the program's own way answer them.
pub(super) fn quoted(source: &Source, pieces: &[&Piece], built: &mut [Built], ids: &mut dyn Ids) -> Option<Built> {
    let mut known: HashSet<String> = HashSet::new();
    built.iter().for_each(|one| told(one, &mut known));
    let mut items: Vec<Item> = Vec::new();
    for row in super::table::rows(source, pieces) {
        if !fill_in(built, &row) {
            known.insert(row.text.clone());
            items.push(Item { id: ids.next(), ..row });
        }
    }
    for piece in pieces.iter().filter(|piece| piece.role != PieceRole::Cell) {
        for name in bytes(&piece.text, &piece.last_year) {
            let name = piece.text.get(name).unwrap_or("");
            if !name.is_empty() && known.insert(name.to_string()) {
                items.push(Item { id: ids.next(), text: name.to_string(), ..Item::default() });
            }
        }
    }
    if items.is_empty() {
        return None;
    }
    for one in built.iter_mut().filter(|one| one.kind == PartKind::Work && items.len() <= MOST_QUOTED) {
        one.part.items.iter_mut().for_each(|item| answer(item, &items));
    }
    Some(Built { part: Part { items, ..Part::default() }, kind: PartKind::Rectification, ..Built::default() })
}

/// The names that rectification items hold already.
fn told(built: &Built, known: &mut HashSet<String>) {
    if built.kind == PartKind::Rectification {
        known.extend(built.part.items.iter().map(|item| item.text.clone()));
    }
    built.parts.iter().for_each(|part| told(part, known));
}

/// Adds what a ledger's row says to the item on the same problem; answers whether there is one.
fn fill_in(built: &mut [Built], row: &Item) -> bool {
    built.iter_mut().any(|one| {
        let rectification = one.kind == PartKind::Rectification;
        let item = one
            .part
            .items
            .iter_mut()
            .find(|item| rectification && alike(&item.text) == alike(&row.text) && !row.text.is_empty());
        match item {
            Some(item) => {
                (item.owner, item.leader, item.due, item.state) =
                    (row.owner.clone(), row.leader.clone(), row.due.clone(), row.state);
                true
            }
            None => fill_in(&mut one.parts, row),
        }
    })
}

/// A wording without what two copies of it may differ in.
fn alike(text: &str) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = letters.strip_suffix("问题").unwrap_or(&letters);
    plain.strip_suffix('的').unwrap_or(plain).to_string()
}

/// Puts the name `{{上年问题}}` in the place of quotations that the program would write the same way.
fn answer(item: &mut Item, problems: &[Item]) {
    let quotes = |item: &&Item| problems_quote(&item.text);
    let found: Vec<(usize, &Item)> =
        problems.iter().filter_map(|problem| Some((item.body.find(&quotes(&problem))?, problem))).collect();
    if found.is_empty() || found.iter().any(|(_, problem)| item.body.matches(&quotes(problem)).count() > 1) {
        return;
    }
    let mut found = found;
    found.sort_by_key(|(at, _)| *at);
    let count = found.len();
    let mut text = String::new();
    for (index, (_, problem)) in found.iter().enumerate() {
        text.push_str(match index {
            0 => "",
            _ if index + 1 == count => "和",
            _ => "、",
        });
        text.push_str(&quotes(problem));
    }
    if item.body.matches(&text).count() == 1 {
        let token = format!("{{{{{}}}}}", crate::compose::LAST_YEARS_PROBLEMS);
        item.body = item.body.replacen(&text, &token, 1);
        item.answers = found.iter().map(|(_, problem)| problem.id.clone()).collect();
    }
}

fn problems_quote(text: &str) -> String {
    format!("“{text}”")
}
