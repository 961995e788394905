//! Findings on what only a clumsy hand or a changed file brings about.

use shuzhi::app::view;
use shuzhi::check::{Finding, Level};
use shuzhi::model::Draft;

use crate::support::{Result, app, sample};

/// A complete report of 2025.
fn complete() -> Result<Draft> {
    let folder = tempfile::tempdir()?;
    let draft = sample(&mut app(folder.path())?)?.draft;
    assert_eq!(view(&draft).findings, []);
    Ok(draft)
}

/// The one finding on `draft`.
fn only(draft: &Draft) -> Result<Finding> {
    match view(draft).findings.as_slice() {
        [one] => Ok(one.clone()),
        all => Err(format!("{all:?}").into()),
    }
}

#[test]
fn a_date_that_no_calendar_has_is_printed_as_typed_and_told_with_a_date_of_the_year() -> Result {
    let mut draft = complete()?;
    draft.year = Some(2026);
    draft.fields.insert("date".into(), "2026-13".into());
    let finding = only(&draft)?;
    assert_eq!((finding.rule.as_str(), finding.level), ("date", Level::Error));
    assert_eq!(finding.suggestion, "写成 2026-12 或 2026-12-05");
    let text = view(&draft).document.text();
    assert!(text.contains("2026-13") && !text.contains("13月"), "{text}");
    Ok(())
}

#[test]
fn two_parts_of_one_id_are_told_and_both_are_printed() -> Result {
    let mut draft = complete()?;
    let mut second = draft.parts.last().cloned().ok_or("no parts")?;
    (second.lead, second.heading) = ("后来加上的一段话。".into(), "另一部分".into());
    second.items.clear();
    draft.parts.push(second.clone());
    let finding = only(&draft)?;
    assert_eq!((finding.rule.as_str(), finding.level, finding.part), ("part-twice", Level::Warning, Some(second.id)));
    assert!(finding.message.contains("另一部分"), "{}", finding.message);
    let text = view(&draft).document.text();
    assert!(text.contains("另一部分") && text.contains("后来加上的一段话。"), "{text}");
    Ok(())
}
