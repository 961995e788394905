//! Which lines begin with a heading, and where it ends. In: rows. Out: the same with numbers, headings and looks weighed. What one
//! line alone leaves open is decided with the lines of the same form before and after it.

use super::lines::{Line, is_heading_style, is_title_style};
use super::number::{self, Form, Number};
use super::row::Row;
use super::sentence::{chars, ends_sentence, find_stop};
use crate::import::piece::PieceRole;
use crate::import::source::{Align, Face, Look};

/// Points from which a run of numbered lines is one of headings.
const ENOUGH: f32 = 1.5;

/// The longest heading without a number, in characters.
const LONGEST_PLAIN: usize = 40;

/// A numbered line that may be a heading.
struct Candidate {
    row: usize,
    number: Number,
    points: f32,
}

/// Marks the headings with a number.
pub(super) fn numbered(rows: &mut [Row<'_>], body: Look) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for at in 0..rows.len() {
        let Some(row) = rows.get_mut(at) else { break };
        if row.role.is_some() || row.line.cell.is_some() {
            continue;
        }
        let Some(number) = number_of(&row.line) else { continue };
        (row.heading, row.end) = extent(&row.line, number.len);
        candidates.push(Candidate { row: at, number, points: 0.0 });
    }
    believe_in_sequence(&mut candidates);
    weigh(rows, &mut candidates, body);
    for run in runs(&candidates) {
        let members: Vec<&Candidate> = run.iter().filter_map(|at| candidates.get(*at)).collect();
        let count = f32::from(u16::try_from(members.len()).unwrap_or(u16::MAX));
        let mean = members.iter().map(|one| one.points).sum::<f32>() / count;
        for one in members.iter().filter(|_| mean >= ENOUGH) {
            let Some(row) = rows.get_mut(one.row) else { continue };
            let sure = (60.0 + mean * 6.0).clamp(50.0, 97.0);
            row.set(PieceRole::Heading, percent(sure), "有编号，前后编号相连");
            row.number = Some(one.number.clone());
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was clamped to 50–97")]
fn percent(value: f32) -> u8 {
    value as u8
}

/// The number of a line: Word's, or what is typed.
fn number_of(line: &Line<'_>) -> Option<Number> {
    if line.label.is_empty() {
        return number::parse(line.text).filter(|number| number.len < line.text.len());
    }
    let number = number::parse(line.label)?;
    Some(Number { len: 0, weak: false, shown: line.label.to_string(), ..number })
}

/// Drops numbers that are believed only in a sequence and stand in none.
fn believe_in_sequence(candidates: &mut Vec<Candidate>) {
    let mut last: Vec<(Form, u32)> = Vec::new();
    let follows: Vec<bool> = candidates
        .iter()
        .map(|one| {
            let known = last.iter().position(|(form, _)| *form == one.number.form);
            let before = known.and_then(|at| last.get(at)).map(|(_, value)| *value);
            if let Some(at) = known {
                last.remove(at);
            }
            last.push((one.number.form, one.number.value));
            before.is_some_and(|before| before + 1 == one.number.value)
        })
        .collect();
    let mut next: Vec<(Form, u32)> = Vec::new();
    let mut leads = vec![false; candidates.len()];
    for (at, one) in candidates.iter().enumerate().rev() {
        let known = next.iter().position(|(form, _)| *form == one.number.form);
        if let (Some(lead), Some((_, value))) = (leads.get_mut(at), known.and_then(|at| next.get(at))) {
            *lead = one.number.value + 1 == *value;
        }
        if let Some(at) = known {
            next.remove(at);
        }
        next.push((one.number.form, one.number.value));
    }
    let mut index = 0;
    candidates.retain(|one| {
        let in_sequence = follows.get(index) == Some(&true) || leads.get(index) == Some(&true);
        index += 1;
        !one.number.weak || in_sequence
    });
}

/// Where the heading after a number of `start` bytes stands, and where the punctuation after it ends.
fn extent(line: &Line<'_>, start: usize) -> (std::ops::Range<usize>, usize) {
    let text = line.text;
    let rest = text.get(start..).unwrap_or("");
    if let Some(found) = by_look(line, start) {
        return found;
    }
    let stop = find_stop(rest, ends_sentence);
    let colon = find_stop(rest, |c| matches!(c, '：' | ':'));
    let first = stop.clone().map_or(rest.len(), |stop| stop.start);
    let whole = stop.clone().map_or(rest.len(), |stop| stop.end);
    let goes_on = rest.get(whole..).is_some_and(|after| !after.trim().is_empty());
    if let Some(colon) = colon.filter(|colon| colon.start < first) {
        let before = chars(rest.get(..colon.start).unwrap_or(""));
        let sentence = chars(rest.get(..first).unwrap_or(""));
        let at_end = rest.get(colon.end..).is_some_and(|after| after.trim().is_empty());
        let own_line = stop.is_none() && chars(rest) <= LONGEST_PLAIN;
        if at_end || !own_line && (2..=24).contains(&before) && !(goes_on && sentence <= 28) {
            return (start..start + colon.start, start + colon.end);
        }
    }
    if let Some(found) = by_blank(rest, first) {
        return (start..start + found, start + found);
    }
    match stop {
        Some(stop) => (start..start + stop.start, start + stop.end),
        None => {
            let end = rest.trim_end_matches(['；', '：', ';', ':', '，', ',', '、', '.']);
            (start..start + end.len(), text.len())
        }
    }
}

/// Where a blank parts a short heading from a long text, as no punctuation does. `first` is where the first sentence ends.
fn by_blank(rest: &str, first: usize) -> Option<usize> {
    let sentence = rest.get(..first)?;
    let blank = sentence.find(char::is_whitespace)?;
    let (before, after) = sentence.split_at(blank);
    let wide = after.starts_with(['　', '\t']) || after.starts_with("  ");
    let least = if wide { 15 } else { 30 };
    let ended = rest.len() > first || after.ends_with('。');
    let whole = !before.contains(['，', '、', '“', '《']) && (4..=24).contains(&chars(before));
    (whole && ended && chars(after.trim()) >= least).then_some(blank)
}

/// The heading's end where a look of its own ends, as in a run-in heading in bold.
fn by_look(line: &Line<'_>, start: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let text = line.text;
    let rest_look = line.look;
    let differs = line.lead_look.bold && !rest_look.bold
        || line.lead_look.face != rest_look.face && line.lead_look.face != Face::Text
        || line.lead_look.styled && !rest_look.styled;
    if line.lead <= start || line.lead >= text.len() || !differs {
        return None;
    }
    let led = text.get(start..line.lead)?;
    let end = led.trim_end_matches(|c: char| super::words::ENDS.contains(&c) || c.is_whitespace());
    if !(2..=60).contains(&chars(end)) || end.contains('。') {
        return None;
    }
    let after = text.get(start + end.len()..)?;
    let punctuation = after.len() - after.trim_start_matches(|c: char| super::words::ENDS.contains(&c)).len();
    // A look that ends in the middle of a clause marks a word, not a heading.
    let blank = after.starts_with(char::is_whitespace);
    let clause = after.starts_with(['，', ',', '、']);
    (punctuation > 0 && !clause || blank && chars(after) > 20)
        .then(|| (start..start + end.len(), start + end.len() + punctuation))
}

/// Gives each candidate its points.
fn weigh(rows: &[Row<'_>], candidates: &mut [Candidate], body: Look) {
    let facts: Vec<(Form, u32)> = candidates.iter().map(|one| (one.number.form, one.number.value)).collect();
    let next_row: Vec<Option<usize>> =
        (0..candidates.len()).map(|at| candidates.get(at + 1).map(|next| next.row)).collect();
    let mut last: Vec<(Form, u32)> = Vec::new();
    for (at, one) in candidates.iter_mut().enumerate() {
        let Some(row) = rows.get(one.row) else { continue };
        let line = &row.line;
        let words = row.heading_text();
        let count = chars(words);
        let rest = !line.text.get(row.end..).unwrap_or("").trim().is_empty();
        let ended = line.text.ends_with(['。', '！', '？', '.']);
        let listed = line.text.ends_with(['；', ';', '，', '、']);
        let text_follows = rows.get(one.row + 1).is_some_and(|next| next.role.is_none() && next.line.cell.is_none())
            && next_row.get(at).copied().flatten() != Some(one.row + 1);
        let mut points: f32 = match one.number.form {
            Form::Part | Form::Han | Form::HanParen => 3.0,
            Form::Arabic => 2.0,
            Form::Dotted(_) => 1.5,
            Form::ArabicParen | Form::HalfParen => 1.0,
            Form::Circle => 0.0,
        };
        if one.number.weak {
            points -= 1.0;
        }
        if line.is_styled(body) || is_heading_style(line.style) {
            points += 2.0;
        }
        points += if listed {
            if matches!(one.number.form, Form::Part | Form::Han | Form::HanParen) { -1.0 } else { -3.0 }
        } else if rest {
            match count {
                0..=40 => 1.5,
                41..=60 => 0.3,
                61..=100 => -1.0,
                _ => -2.5,
            }
        } else if !ended {
            match (text_follows, count) {
                (true, 0..=45) => 3.0,
                (false, 0..=45) if one.number.form <= Form::HanParen => 1.0,
                (false, 0..=45) => -0.8,
                _ => -1.5,
            }
        } else {
            match (text_follows, count) {
                (true, 0..=45) => 1.5,
                (false, 0..=24) => -1.0,
                (false, 25..=34) => -1.5,
                _ => -2.5,
            }
        };
        let (form, value) = (one.number.form, one.number.value);
        let known = last.iter().position(|(known, _)| *known == form);
        let follows = known.and_then(|at| last.get(at)).is_some_and(|(_, before)| before + 1 == value);
        let leads = facts
            .iter()
            .skip(at + 1)
            .take(40)
            .find(|(next, _)| *next == form)
            .is_some_and(|(_, next)| *next == value + 1);
        points += if follows || leads {
            1.0
        } else if value == 1 {
            0.0
        } else {
            -0.5
        };
        if let Some(at) = known {
            last.remove(at);
        }
        last.push((form, value));
        one.points = points;
    }
}

/// The runs of candidates that are decided together: those of one form with nothing but inner forms between them.
fn runs(candidates: &[Candidate]) -> Vec<Vec<usize>> {
    let mut done: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<(Form, u32, Vec<usize>)> = Vec::new();
    for (at, one) in candidates.iter().enumerate() {
        let (form, value) = (one.number.form, one.number.value);
        while let Some((_, _, run)) = open.pop_if(|(known, ..)| known.rank() > form.rank()) {
            done.push(run);
        }
        match open.last_mut() {
            Some((known, last, run)) if *known == form && *last < value => {
                *last = value;
                run.push(at);
            }
            _ => {
                if let Some((_, _, run)) = open.pop_if(|(known, ..)| *known == form) {
                    done.push(run);
                }
                open.push((form, value, vec![at]));
            }
        }
    }
    done.extend(open.into_iter().map(|(_, _, run)| run));
    done
}

/// Marks the headings without a number: lines of their own that are short and look or sound like headings.
pub(super) fn unnumbered(rows: &mut [Row<'_>], body: Look) {
    let numbered = rows.iter().filter(|row| row.is_heading()).count();
    let marked = mark_unnumbered(rows, body, numbered, SURE);
    if marked >= 2 {
        // Where several lines are headings without doubt, a like one needs less.
        mark_unnumbered(rows, body, numbered, LIKELY);
    }
}

/// Points from which a line without a number is a heading.
const SURE: f32 = 2.2;

/// Points that are enough beside others.
const LIKELY: f32 = 1.5;

/// Marks lines with at least `enough` points; answers how many.
fn mark_unnumbered(rows: &mut [Row<'_>], body: Look, numbered: usize, enough: f32) -> usize {
    let mut marked = 0;
    let top = rows.iter().any(|row| {
        row.number.as_ref().is_some_and(|number| matches!(number.form, Form::Han | Form::Part)) && row.is_heading()
    });
    let started = rows.iter().position(|row| row.role.is_none() || row.is_heading()).unwrap_or(0);
    let tail = rows
        .iter()
        .rposition(|row| row.role.is_none() && row.line.chars > 15 && row.line.text.ends_with('。'))
        .map_or(0, |at| at + 1);
    for at in started..tail.min(rows.len()) {
        let Some(row) = rows.get(at) else { break };
        let line = &row.line;
        if row.role.is_some() || line.cell.is_some() || line.boxed || line.chars < 2 {
            continue;
        }
        if !line.label.is_empty() || is_title_style(line.style) && at == started {
            continue;
        }
        let words = line.text.trim_end_matches(['：', ':']);
        let style = line.outline.is_some() || is_heading_style(line.style);
        let ended = words.ends_with(['。', '；', '，', '！', '？', '、', ',', ';', '…', '.']);
        let weak_number = number::parse(line.text).is_some();
        let remark = words.starts_with(['（', '(']) && words.ends_with(['）', ')']);
        if remark
            || ended && !style
            || line.chars > if style { 60 } else { LONGEST_PLAIN }
            || weak_number
            || words.contains(['。', '；'])
        {
            continue;
        }
        if super::series::begins(line.text)
            || super::date::whole(line.text).is_some()
            || super::back::is_annex(line.text)
        {
            continue;
        }
        let follows = rows.iter().skip(at + 1).find(|next| !next.is_noise());
        let long = |row: &Row<'_>| {
            row.role.is_none()
                && (row.line.chars > 45 || row.line.chars > 24 && row.line.text.ends_with(['。', '：', '；']))
        };
        let before = rows.get(..at).and_then(|rows| rows.iter().rev().find(|row| !row.is_noise()));
        let mut points = 0.0;
        if style {
            points += 3.0;
        }
        let look = line.look;
        if look.bold && !body.bold || look.face != Face::Text && look.face != body.face {
            points += 2.0;
        }
        if body.size > 0 && look.size > body.size {
            points += 1.0;
        }
        if line.align == Align::Centre {
            points += 0.7;
        }
        let kinds = super::subject::of_words(words);
        if !kinds.is_empty() && line.chars <= 24 {
            points += if top { 1.0 } else { 1.7 };
        }
        if follows.is_some_and(|next| long(next) || next.is_heading()) {
            points += 1.0;
        } else if follows.is_none_or(|next| next.role.is_some()) {
            points -= 1.0;
        }
        if before.is_some_and(|row| row.line.text.ends_with(['。', '！']) || row.role.is_some()) {
            points += 0.5;
        } else {
            points -= 1.0;
        }
        if line.chars <= 22 {
            points += 0.5;
        }
        if numbered == 0 && line.chars <= 16 && !words.contains(['，', '、', '：']) {
            points += 0.4;
        }
        if line.text.ends_with(['：', ':']) {
            points -= 1.0;
        }
        if numbered >= 2 && !style && points < 3.5 {
            points -= 0.8;
        }
        if super::front::is_byline(line.text) && kinds.is_empty() {
            points -= 1.0;
        }
        if points < enough {
            continue;
        }
        marked += 1;
        let length = words.len();
        let whole = line.text.len();
        if let Some(row) = rows.get_mut(at) {
            row.set(PieceRole::Heading, percent((50.0_f32 + points * 8.0).clamp(50.0, 92.0)), "自成一行，像小标题");
            let end = words.trim_end_matches(|c| super::words::ENDS.contains(&c)).len().min(length);
            (row.heading, row.end) = (0..end, whole);
        }
    }
    marked
}

/// Marks run-in headings without number: the beginning of paragraphs in a look of its own, in several paragraphs alike.
pub(super) fn run_in_by_look(rows: &mut [Row<'_>]) {
    let found: Vec<(usize, std::ops::Range<usize>, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.role.is_none() && row.line.cell.is_none() && row.line.label.is_empty())
        .filter(|(_, row)| !super::series::begins(row.line.text) && number::parse(row.line.text).is_none())
        .filter_map(|(at, row)| {
            let (heading, end) = by_look(&row.line, 0)?;
            let words = row.line.text.get(heading.clone())?;
            let after = row.line.text.get(heading.end..end)?;
            (after.starts_with(['。', '：']) && chars(words) <= 36).then_some((at, heading, end))
        })
        .collect();
    if found.len() < 2 {
        return;
    }
    for (at, heading, end) in found {
        if let Some(row) = rows.get_mut(at) {
            row.set(PieceRole::Heading, 65, "段首用另一种字体，像小标题");
            (row.heading, row.end) = (heading, end);
        }
    }
}
