//! `shuzhi carry`.

use shuzhi::app::{self, App, Env};
use shuzhi::platform;
use shuzhi::template::Start;

use super::args::{Given, misuse};
use super::draft::{Source, read};
use super::{Outcome, Run, output};

/// `shuzhi carry`
pub(crate) fn carry(given: &Given) -> Run {
    let year = given.needed("year")?;
    let year = year.parse().map_err(|_| misuse(format!("年份“{year}”不是数字")))?;
    let source = Source::of(given.operand());
    output::refuse_onto(given.operand(), given.value("output"))?;
    let (from, known) = match source {
        Source::Store(id) => {
            let mut app = App::open_to_read(Env::real(given.data_dir()?))?;
            let from = app.carry_source(id)?;
            let known = app.chain_notices(&from)?;
            (from, known)
        }
        Source::Input | Source::File(_) => (read(given)?, Vec::new()),
    };
    let mut ids = platform::new_id;
    let start = Start { year, now: platform::now(), ids: &mut ids };
    let (draft, notices) = app::carry_all(&from, given.data_dir().ok().as_deref(), start)?;
    output::write(given.value("output"), output::json(&draft)?.as_bytes())?;
    notices.iter().chain(&known).for_each(|notice| output::complain(notice));
    Ok(Outcome::Done)
}
