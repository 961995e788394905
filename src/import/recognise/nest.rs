//! How deep headings stand: which form of number lies within which, learnt from the document, by custom where it does not say.

use super::lines::Line;
use super::number::Form;
use super::row::Row;
use crate::import::source::{Align, Face, Look};

/// Gives each heading its level.
pub(super) fn levels(rows: &mut [Row<'_>]) {
    let ranks = ranks(rows);
    let mut stack: Vec<u16> = Vec::new();
    for (row, rank) in rows.iter_mut().zip(ranks) {
        let Some(rank) = rank else { continue };
        while stack.last().is_some_and(|top| *top >= rank) {
            stack.pop();
        }
        stack.push(rank);
        row.level = u8::try_from(stack.len()).unwrap_or(u8::MAX);
    }
}

/// The rank of each heading; the lower, the further out.
fn ranks(rows: &[Row<'_>]) -> Vec<Option<u16>> {
    let order = learnt(rows);
    let of_form = |form: Form| {
        let place = order.iter().position(|known| *known == form);
        place.map_or(form.rank() * 10, |place| u16::try_from(place * 10 + 10).unwrap_or(u16::MAX))
    };
    let looks = Looks::of(rows, &of_form);
    rows.iter()
        .map(|row| {
            if !row.is_heading() {
                return None;
            }
            Some(match &row.number {
                Some(number) => of_form(number.form),
                None => looks.rank(row),
            })
        })
        .collect()
}

/// The forms of the document's numbers, the outermost first.
fn learnt(rows: &[Row<'_>]) -> Vec<Form> {
    let numbers: Vec<(Form, u32)> = rows
        .iter()
        .filter(|row| row.is_heading())
        .filter_map(|row| row.number.as_ref().map(|number| (number.form, number.value)))
        .collect();
    let mut forms: Vec<Form> = Vec::new();
    for (form, _) in &numbers {
        if !forms.contains(form) {
            forms.push(*form);
        }
    }
    forms.sort_by_key(|form| form.rank());
    // How often a run of one form lies between two numbers of another that follow each other.
    let mut within: Vec<((Form, Form), u32)> = Vec::new();
    let mut open: Vec<(Form, u32, Vec<Form>)> = Vec::new();
    for (form, value) in numbers {
        if let Some(at) = open.iter().position(|(known, ..)| *known == form) {
            let (_, before, inner) = open.remove(at);
            if before + 1 == value {
                for inner in inner {
                    match within.iter_mut().find(|(pair, _)| *pair == (form, inner)) {
                        Some((_, count)) => *count += 1,
                        None => within.push(((form, inner), 1)),
                    }
                }
            }
        }
        if value == 1 {
            for (_, _, inner) in &mut open {
                if !inner.contains(&form) {
                    inner.push(form);
                }
            }
        }
        open.push((form, value, Vec::new()));
    }
    let count =
        |outer: Form, inner: Form| within.iter().find(|(pair, _)| *pair == (outer, inner)).map_or(0, |(_, n)| *n);
    // Few forms: neighbours change places until none stands outside one that holds it.
    for _ in 0..forms.len() {
        for at in 1..forms.len() {
            let (Some(outer), Some(inner)) = (forms.get(at - 1).copied(), forms.get(at).copied()) else { continue };
            if count(inner, outer) > count(outer, inner) {
                forms.swap(at - 1, at);
            }
        }
    }
    forms
}

/// What headings without number look like, with their ranks.
struct Looks {
    known: Vec<(Key, u16)>,
}

/// What tells the ranks of headings apart by sight.
#[derive(Clone, PartialEq)]
struct Key {
    outline: Option<u8>,
    style: String,
    look: Look,
    centred: bool,
    part: bool,
}

impl Key {
    fn of(line: &Line<'_>, part: bool) -> Key {
        let look = Look { styled: false, ..line.look };
        Key { outline: line.outline, style: line.style.into(), look, centred: line.align == Align::Centre, part }
    }

    /// How far out it stands by sight; the lower, the further.
    fn order(&self) -> (u8, u8, u16, u8, u8) {
        let outline = self.outline.unwrap_or_else(|| style_level(&self.style).unwrap_or(100));
        let face = match self.look.face {
            Face::Title => 0,
            Face::Hei => 1,
            Face::Kai => 2,
            Face::Text => 3,
        };
        let plain = self.outline.is_none() && face == 3 && !self.look.bold;
        (u8::from(plain && !self.part), outline, u16::MAX - self.look.size, face, u8::from(!self.centred))
    }
}

/// The number in a heading style's name.
fn style_level(style: &str) -> Option<u8> {
    let digits = style.trim_start_matches(|c: char| !c.is_ascii_digit());
    super::lines::is_heading_style(style).then(|| digits.parse().ok()).flatten()
}

impl Looks {
    fn of(rows: &[Row<'_>], of_form: &dyn Fn(Form) -> u16) -> Looks {
        let mut known: Vec<(Key, u16)> = Vec::new();
        let numbered: Vec<(Key, u16)> = rows
            .iter()
            .filter(|row| row.is_heading())
            .filter_map(|row| Some((Key::of(&row.line, false), of_form(row.number.as_ref()?.form))))
            .collect();
        let styled = |key: &Key| key.outline.is_some() || super::lines::is_heading_style(&key.style);
        let mut open: Vec<Key> = Vec::new();
        for row in rows.iter().filter(|row| row.is_heading() && row.number.is_none()) {
            let key = Self::key(row);
            if known.iter().any(|(one, _)| *one == key) || open.contains(&key) || open.len() > 60 {
                continue;
            }
            open.push(key);
        }
        open.sort_by_key(Key::order);
        let top = numbered.iter().map(|(_, rank)| *rank).min();
        let innermost = numbered.iter().map(|(_, rank)| *rank).max().unwrap_or(90);
        for (at, key) in (1..).zip(open) {
            let voted = Self::voted(rows, &key, of_form);
            let alike = || {
                let same = |one: &Key| one.look == key.look && one.style == key.style && one.outline == key.outline;
                let own = |one: &Key| styled(one) || one.look.bold || one.look.face != Face::Text;
                numbered.iter().find(|(one, _)| same(one) && own(one)).map(|(_, rank)| *rank)
            };
            // Beside `一、`, a part's words make a heading of the same rank; other words stand below.
            let by_custom = || match top {
                Some(top) if key.part => top,
                Some(_) if !styled(&key) => innermost + at.min(8),
                _ => at,
            };
            let place = match voted {
                Some((rank, true)) => rank,
                Some((rank, false)) => rank + at.min(8),
                None => alike().unwrap_or_else(by_custom),
            };
            known.push((key, place));
        }
        Looks { known }
    }

    /// The rank that the numbers around headings of this look give them: of one that lacks its number among others the same
    /// (`true`), else the rank that they stand right below.
    fn voted(rows: &[Row<'_>], key: &Key, of_form: &dyn Fn(Form) -> u16) -> Option<(u16, bool)> {
        #[derive(Default)]
        struct Votes {
            before: u32,
            waiting: u32,
            outer: u32,
            inner: u32,
            same: u32,
        }
        let mut forms: Vec<(Form, Votes)> = Vec::new();
        let mut seen = 0;
        for row in rows.iter().filter(|row| row.is_heading()) {
            match &row.number {
                Some(number) => {
                    let known = forms.iter().position(|(form, _)| *form == number.form);
                    let place = known.unwrap_or_else(|| {
                        forms.push((number.form, Votes { waiting: seen, ..Votes::default() }));
                        forms.len() - 1
                    });
                    let Some((_, votes)) = forms.get_mut(place) else { continue };
                    match number.value {
                        1 => votes.outer += votes.waiting.min(1),
                        value if value == votes.before + 1 => votes.inner += votes.waiting,
                        value if value == votes.before + 2 && votes.waiting == 1 => votes.same += 2,
                        _ => {}
                    }
                    (votes.before, votes.waiting) = (number.value, 0);
                }
                None if Self::key(row) == *key => {
                    seen = 1;
                    forms.iter_mut().for_each(|(_, votes)| votes.waiting += 1);
                }
                None => {}
            }
        }
        // What waits behind the last number stands below it as well as beside it; it counts where nothing else does.
        forms.sort_by_key(|(form, _)| of_form(*form));
        if let Some((form, _)) = forms.iter().find(|(_, votes)| votes.same > votes.inner && votes.same > votes.outer) {
            return Some((of_form(*form), true));
        }
        let inner = forms.iter().rfind(|(_, votes)| votes.inner > votes.outer).map(|(form, _)| (of_form(*form), false));
        let outer = forms.iter().any(|(_, votes)| votes.outer > votes.inner && votes.outer > 1);
        inner.or_else(|| outer.then_some((0, false)))
    }

    fn key(row: &Row<'_>) -> Key {
        let words = row.heading_text();
        let line = &row.line;
        let plain = line.outline.is_none() && !super::lines::is_heading_style(line.style);
        let run_in = !row.body_text().trim().is_empty();
        let look = line.look;
        let plain = plain && !look.bold && look.face == Face::Text && line.align == Align::Left;
        let part = plain && !run_in && super::subject::is_part(words);
        let mut key = Key::of(line, part);
        if run_in {
            // The paragraph looks like text; its beginning stands below all headings of their own line.
            key.look = Look { size: 1, ..Look::default() };
            key.part = false;
        }
        key
    }

    fn rank(&self, row: &Row<'_>) -> u16 {
        let key = Self::key(row);
        self.known.iter().find(|(one, _)| *one == key).map_or(500, |(_, rank)| *rank)
    }
}
