//! `shuzhi title`

use shuzhi::model::{Block, Role, clean};
use shuzhi::{compose, title};

use super::args::Given;
use super::draft::read;
use super::{Run, output};

/// How many half-widths a line of the title holds: 20 characters at 2号 on the 156 mm of the standard's page (5.1, 7.3.1).
const ROOM: usize = 40;

/// Prints the lines that a title is set in.
pub(crate) fn title(given: &Given) -> Run {
    let lines = match given.text("text")? {
        Some(text) => title::lines(&clean(text), ROOM, &[]),
        None => of_draft(given)?,
    };
    if given.has("json") {
        return output::print(&output::json(&lines)?);
    }
    output::print(&lines.iter().map(|line| format!("{line}\n")).collect::<String>())
}

/// The lines of the draft's title; one that was typed in several lines keeps them, however long they are.
fn of_draft(given: &Given) -> shuzhi::Result<Vec<String>> {
    let draft = read(given)?;
    let document = compose::compose(&draft);
    let typed: Vec<String> =
        document.blocks.iter().filter(|block| block.role == Role::Title).map(Block::text).collect();
    Ok(match typed.as_slice() {
        [whole] => title::lines(whole, ROOM, &title::names(&draft)),
        _ => typed,
    })
}
