//! `shuzhi title`

use shuzhi::compose;
use shuzhi::model::{Block, Role, clean};
use shuzhi::profile::{Profile, STANDARD};

use super::args::Given;
use super::draft::read;
use super::{Run, output};

/// Prints the lines that a title is set in.
pub(crate) fn title(given: &Given) -> Run {
    let lines = match given.text("text")? {
        Some(text) => Profile::named(STANDARD)?.title_lines(&clean(text), false, &[]),
        None => of_draft(given)?,
    };
    if given.has("json") {
        return output::print(&output::json(&lines)?);
    }
    output::print(&lines.iter().map(|line| format!("{line}\n")).collect::<String>())
}

/// The lines of the draft's title on its own page; one that was typed in several lines keeps them, however long they are.
fn of_draft(given: &Given) -> shuzhi::Result<Vec<String>> {
    let draft = read(given)?;
    let document = compose::compose(&draft);
    let typed: Vec<String> =
        document.blocks.iter().filter(|block| block.role == Role::Title).map(Block::text).collect();
    Ok(match typed.as_slice() {
        [whole] => {
            let names: Vec<&str> = document.names.iter().map(String::as_str).collect();
            Profile::of(&draft).title_lines(whole, false, &names)
        }
        _ => typed,
    })
}
