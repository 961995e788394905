//! A long chain of many problems: nothing is lost, and the time grows with what there is to say.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shuzhi::model::Draft;

use super::{answered, ledger_of, named, report};
use crate::support::Result;

/// `years` reports with `count` problems each; every problem is open for two years and then closed or dropped.
fn chain(years: i32, count: usize) -> Result<Vec<Draft>> {
    let problem = |year: i32, at: usize| format!("p-{year}-{at}");
    let mut drafts = Vec::new();
    for year in 2000..2000 + years {
        let problems: Vec<Value> = (0..count).map(|at| named(&problem(year, at), &format!("问题{at}"))).collect();
        let mut items = Vec::new();
        for at in 0..count {
            if year > 2000 {
                items.push(answered(&problem(year - 1, at), year - 1, &format!("问题{at}"), "整改中"));
            }
            if year > 2001 {
                items.push(answered(&problem(year - 2, at), year - 2, &format!("问题{at}"), "已销号"));
            }
        }
        let previous = (year > 2000).then(|| format!("r{}", year - 1));
        drafts.push(report(&format!("r{year}"), year, previous.as_deref(), &json!(problems), &json!(items))?);
    }
    Ok(drafts)
}

#[test]
fn two_thousand_problems_over_twenty_years_are_all_there() -> Result {
    let drafts = chain(20, 100)?;
    let ledger = ledger_of(&drafts);
    assert_eq!(ledger.rows.len(), 2000);
    let entries: usize = ledger.rows.iter().flat_map(|row| &row.years).map(|year| year.entries.len()).sum();
    assert_eq!(entries, 100 * (20 + 19 + 18));
    assert_eq!(ledger.rows.iter().filter(|row| row.state.is_open()).count(), 200);
    Ok(())
}

#[test]
fn time_grows_with_the_problems_and_not_faster() -> Result {
    let time = |drafts: &[Draft]| {
        let once = |_| {
            let begin = Instant::now();
            assert!(!ledger_of(drafts).rows.is_empty());
            begin.elapsed()
        };
        (0..3).map(once).min().unwrap_or(Duration::ZERO)
    };
    // What is quadratic takes 64 times as long. A machine that does other work too may be slow for a while.
    let (few, many) = (chain(3, 250)?, chain(3, 2000)?);
    let tries: Vec<(Duration, Duration)> = (0..5).map(|_| (time(&few), time(&many))).collect();
    assert!(tries.iter().any(|(few, many)| *many < *few * 24), "{tries:?}");
    Ok(())
}
