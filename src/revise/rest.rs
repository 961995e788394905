//! What differs even when every change is accepted: the program wrote it.

use std::collections::{HashMap, HashSet};

use super::changes::Comparison;
use super::file::File;
use super::printed::{Kind, Seg, printed, squeezed};
use super::types::{Change, ChangeKind};
use crate::history::rows;
use crate::model::Draft;

/// What is left between `whole`, which is `draft` with all changes, and the file, where `told` does not say it already.
pub(super) fn rest(draft: &Draft, whole: &Draft, file: &File, told: &[Change]) -> Vec<Change> {
    let of = Comparison::new(whole, printed(whole), file);
    let known: HashSet<String> =
        told.iter().filter(|change| change.kind == ChangeKind::Cannot).map(|change| squeezed(&change.after)).collect();
    // The numbers that stood there before: a superior who takes an item out seldom renumbers the others.
    let numbers: HashMap<String, String> =
        printed(draft).lines.into_iter().map(|line| (squeezed(&line.text), line.label)).collect();
    let mut found = Vec::new();
    for (old, line) in of.printed.lines.iter().enumerate() {
        let Some(text) = of.pairs.new_of(old).and_then(|new| of.file.lines.get(new)) else { continue };
        let full = line.full();
        if squeezed(&full) == squeezed(text) || known.contains(&squeezed(text)) {
            continue;
        }
        let bare = line.behind(text);
        let only_number = !line.label.is_empty() && squeezed(bare) == squeezed(&line.text);
        let number = text.get(..text.len() - bare.len()).unwrap_or_default();
        let was = numbers.get(&squeezed(&line.text)).map(|label| squeezed(label));
        if only_number && was.is_some_and(|was| was == squeezed(number)) {
            continue;
        }
        let origin = line.segs.iter().find_map(Seg::origin);
        let Some(origin) = origin else { continue };
        let mut change = of.change(ChangeKind::Cannot, origin, &full, text);
        change.rows = rows(&change.label, &full, text);
        let counted = line.segs.iter().find_map(|seg| match &seg.kind {
            Kind::Figure(_, name) if !text.contains(&seg.text) => {
                (!whole.figures.iter().any(|figure| figure.name.trim() == name)).then_some(name.as_str())
            }
            _ => None,
        });
        change.note = match counted {
            Some(name) => format!("“{name}”由程序统计，不能合并；请改各条上年问题的整改状态，数字会跟着变"),
            None => note(only_number, line.segs.iter().any(|seg| matches!(seg.kind, Kind::Own))),
        };
        found.push(change);
    }
    found
}

fn note(only_number: bool, has_own: bool) -> String {
    if only_number {
        "编号由程序编写，不能合并；要换编号的样子，请在这一部分的“⋯”里改，顺序请用“上移”“下移”".into()
    } else if has_own {
        "剩下的不同由程序编写（编号、标点和固定说法），不能合并；要改请在“编写”里改这一条的文字".into()
    } else {
        "这里的段落分合不能合并；要改请在“编写”里改".into()
    }
}
