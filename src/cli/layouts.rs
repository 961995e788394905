//! Layout profiles on the command line.

use std::path::Path;

use serde::Serialize;
use shuzhi::app::{self, Env};
use shuzhi::model::Layout;
use shuzhi::profile::{departures, named, read_layout, write_layout};
use shuzhi::{Code, Error, Result};

use super::args::Given;
use super::draft::{unreadable, whole};
use super::{Outcome, Run, output};

/// A profile in the list.
#[derive(Serialize)]
struct Listed {
    id: String,
    name: String,
    departures: Vec<String>,
}

/// `shuzhi layouts`
pub(crate) fn layouts(given: &Given) -> Run {
    let known = known(given)?;
    if given.has("json") {
        let listed = |layout: Layout| Listed { departures: departures(&layout), id: layout.id, name: layout.name };
        return output::print(&output::json(&known.into_iter().map(listed).collect::<Vec<_>>())?);
    }
    output::print(&known.iter().map(|one| format!("{}\t{}\n", one.id, one.name)).collect::<String>())
}

/// `shuzhi layout`: one profile as a file, to be changed and used with `export --layout`.
pub(crate) fn write(given: &Given) -> Run {
    let wanted = given.operand().to_string_lossy().into_owned();
    output::write(given.value("output"), write_layout(&layout(given, &wanted)?)?.as_bytes())?;
    Ok(Outcome::Done)
}

/// The profile called `wanted`: a file, or the id or name of one that is known.
///
/// # Errors
/// [`Code::NotFound`] when there is none; [`Code::Invalid`] when a file is no profile, with its place; [`Code::Io`] when it
/// cannot be read.
pub(crate) fn layout(given: &Given, wanted: &str) -> Result<Layout> {
    let path = Path::new(wanted);
    let folder = path.is_dir();
    if (path.exists() && !folder) || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        let file = std::fs::File::open(path).map_err(|error| match unreadable(wanted, error) {
            error if error.code() == Code::NotFound => {
                let hint = "请检查路径；不用文件，用 shuzhi layouts 列出的版式";
                Error::new(Code::NotFound, error.message(), hint).with_source(error)
            }
            error => error,
        })?;
        let json = String::from_utf8(whole(file, wanted)?).map_err(|error| {
            let message = format!("{wanted}：不是版式文件，或者不是 UTF-8 编码");
            Error::new(Code::Invalid, message, "请给出 shuzhi layout 或“导出文件”写出的文件").with_source(error)
        })?;
        return read_layout(&json, wanted);
    }
    // Without a look into the data folder, as most are asked for.
    named(wanted).or_else(|_| app::find_layout(known(given)?, wanted)).map_err(|error| {
        let here = folder && error.code() == Code::NotFound;
        if here { unreadable(wanted, std::io::ErrorKind::IsADirectory.into()) } else { error }
    })
}

/// The shipped profiles and the user's own; only the shipped ones where there is no data folder.
fn known(given: &Given) -> Result<Vec<Layout>> {
    app::known_layouts(Env::real(given.data_dir()?))
}
