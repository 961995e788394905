//! 导入旧稿 as the window does it: steps that can be taken back, a second import that is noticed, the report in the store, and
//! several years put into a chain.

use std::path::Path;

use shuzhi::app::{
    App, ImportChoose, ImportEdit, ImportId, ImportStep, ImportText, ImportView, Nothing, ReportId, prepare_file,
};
use shuzhi::import::{Cancel, Edit, Limits, PieceRole, Reading};
use shuzhi::template::PartKind;
use shuzhi::{Code, Error};

use crate::support::{self, Result, plant};

fn old_report(year: i32) -> String {
    format!(
        "{year}年度抓基层党建工作述职报告\n青禾县水利局党支部书记 林知远\n\n现将一年来的情况报告如下。\n\
         一、主要做法\n（一）抓学习。全年集中学习十二次。\n二、存在问题\n（一）走访不够经常。有两个月没有走访。\n\
         三、下一步打算\n（一）每月走访。定好日子。\n以上报告，请予评议。\n"
    )
}

fn paste(app: &mut App, text: &str) -> Result<ImportView> {
    Ok(app.import_text(ImportText { text: text.into() })?)
}

fn choose(app: &mut App, id: u32, year: i32) -> Result<ImportView> {
    let unit = Some("青禾县水利局".to_string());
    Ok(app.import_choose(ImportChoose { id, year: Some(year), unit, ..ImportChoose::default() })?)
}

fn sure(app: &mut App, view: &ImportView, piece: u32) -> Result<ImportView> {
    Ok(app.import_edit(ImportEdit { id: view.entry.id, step: ImportStep::Sure { piece } })?)
}

fn refused<T>(result: std::result::Result<T, Error>) -> Result<Code> {
    Ok(result.err().ok_or("was accepted")?.code())
}

#[test]
fn every_paragraph_is_shown_and_leads_to_its_pieces() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let text = old_report(2024);
    let view = paste(&mut app, &text)?;
    assert_eq!(view.paragraphs.len(), text.lines().count());
    for (paragraph, line) in view.paragraphs.iter().zip(text.lines()) {
        let pieces = view.pieces.iter().filter(|piece| paragraph.pieces.contains(&piece.id));
        let shown: String = pieces.map(|piece| format!("{}{}{}", piece.number, piece.text, piece.end)).collect();
        assert_eq!(if shown.is_empty() { &paragraph.text } else { &shown }, line);
    }
    assert!(
        view.entry.summary.starts_with("认出") || view.entry.summary.starts_with("没有认出"),
        "{}",
        view.entry.summary
    );
    assert!(!view.proposals.is_empty() && view.entry.template == view.proposals[0].template);
    assert!(!view.can_undo && !view.can_redo && !view.entry.edited);
    let shown = view.parts.iter().flat_map(|part| part.heading.iter().chain(&part.pieces)).count();
    let aside = view.pieces.iter().filter(|piece| piece.role == PieceRole::Noise).count();
    let blank = view.pieces.iter().filter(|piece| piece.text.trim().is_empty()).count();
    assert_eq!(shown + aside + blank, view.pieces.len());
    Ok(())
}

#[test]
fn steps_are_taken_back_and_again() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let text = "针对走访不够经常的问题，每月走访。\n针对台账不全的问题，逐户核对。";
    let begun = paste(&mut app, text)?;
    let id = begun.entry.id;
    let piece = begun.pieces.iter().find(|piece| piece.text.contains("台账不全")).ok_or("no piece")?;
    let start = piece.text.split("台账不全").next().unwrap_or_default().encode_utf16().count();
    let mark = |named| ImportStep::LastYear { piece: piece.id, start, end: start + 4, named };
    let places = |view: &ImportView| -> Vec<(String, bool)> {
        let here = view.last_year.iter().filter(|place| place.piece == piece.id);
        here.map(|place| (place.text.clone(), place.named)).collect()
    };
    // Whether it was found or not: not named first, then named.
    app.import_edit(ImportEdit { id, step: mark(true) })?;
    let without = app.import_edit(ImportEdit { id, step: mark(false) })?;
    assert_eq!(places(&without), [("台账不全".to_string(), false)], "it can be ticked again");
    let named = app.import_edit(ImportEdit { id, step: mark(true) })?;
    assert_eq!(places(&named), [("台账不全".to_string(), true)]);
    let same = app.import_edit(ImportEdit { id, step: mark(true) })?;
    assert_eq!(same, named, "what changes nothing is no step");

    let undone = app.import_undo(ImportId { id })?;
    assert_eq!(places(&undone), places(&without));
    assert!(undone.can_redo);
    assert_eq!(app.import_redo(ImportId { id })?, named);
    let mut first = named.clone();
    while first.can_undo {
        first = app.import_undo(ImportId { id })?;
    }
    assert_eq!(first.pieces, begun.pieces);
    assert!(first.can_redo && !first.entry.edited);
    let other = sure(&mut app, &begun, piece.id)?;
    assert!(!other.can_redo, "a new step drops what was taken back");
    assert!(!other.unsure.contains(&piece.id));
    assert_eq!(app.import_undo(ImportId { id })?.unsure, begun.unsure);
    Ok(())
}

#[test]
fn what_is_put_right_stands_in_the_report() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let begun = paste(&mut app, &old_report(2024))?;
    let id = begun.entry.id;
    let find = |view: &ImportView, text: &str| -> Result<u32> {
        let piece = view.pieces.iter().find(|piece| piece.text.contains(text));
        Ok(piece.ok_or_else(|| format!("no {text} in {:?}", view.pieces))?.id)
    };
    let edit = |edit| ImportEdit { id, step: ImportStep::Edit { edit } };
    let body = find(&begun, "全年集中学习")?;
    let at = "全年集中".encode_utf16().count();
    let split = app.import_edit(edit(Edit::Split { piece: body, at }))?;
    assert_eq!(split.pieces.len(), begun.pieces.len() + 1);
    let second = find(&split, "学习十二次")?;
    let joined = app.import_edit(edit(Edit::Merge { piece: second }))?;
    assert_eq!(find(&joined, "全年集中学习十二次")?, body);
    let aside = app.import_edit(edit(Edit::Role { piece: body, role: PieceRole::Noise, level: None }))?;
    assert!(aside.entry.summary.contains("搁置 1 行"), "{}", aside.entry.summary);
    let undone = app.import_undo(ImportId { id })?;
    assert_eq!(undone.pieces, joined.pieces);
    let problem = begun.problems.first().ok_or("no problem was found")?;
    let without = app.import_edit(edit(Edit::Problem { piece: problem.piece, named: false }))?;
    assert_eq!(without.problems.iter().find(|one| one.piece == problem.piece).map(|one| one.named), Some(false));
    app.import_undo(ImportId { id })?;
    choose(&mut app, id, 2024)?;
    let made = app.import_finish(ImportId { id })?.report;
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(letters(&made.view.document.text()), letters(&old_report(2024)));
    let problems = crate::carry::items(&made.draft, PartKind::Problem);
    assert_eq!(problems.iter().map(|item| item.heading.as_str()).collect::<Vec<_>>(), ["走访不够经常"]);
    Ok(())
}

/// Opens a labelled file of the fixtures.
fn open(app: &mut App, name: &str) -> Result<ImportView> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    let (batch, cancel) = (app.begin_batch()?, Cancel::default());
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
    let id = app.begin_import(prepare_file(&path, &reading)?, batch)?;
    Ok(app.import_view(ImportId { id })?)
}

#[test]
fn a_ledger_says_what_becomes_of_it_and_becomes_that() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let begun = open(&mut app, "08-word-ledger-full.docx")?;
    let id = begun.entry.id;
    let table = begun.tables.first().ok_or("no table")?;
    let named = begun.last_year.iter().filter(|place| table.pieces.contains(&place.piece)).count();
    // A problem over two rows is one.
    assert_eq!(
        (named, table.says.as_str()),
        (3, "台账：4 行，3 个问题，成为上年问题整改的 3 条；表格照原样留在报告里")
    );
    let aside = ImportStep::Table { pieces: table.pieces.clone(), aside: true };
    let without = app.import_edit(ImportEdit { id, step: aside })?;
    let cell = |view: &ImportView| view.tables.first().map(|table| (table.aside, table.says.clone()));
    assert_eq!(cell(&without), Some((true, "表格：已搁置，不进报告".into())));
    assert!(without.last_year.iter().all(|place| !table.pieces.contains(&place.piece)));
    assert_eq!(app.import_undo(ImportId { id })?.pieces, begun.pieces, "one step, however many cells");
    choose(&mut app, id, 2024)?;
    let made = app.import_finish(ImportId { id })?.report;
    let items = crate::carry::items(&made.draft, PartKind::Rectification);
    assert!(items.len() >= named, "{} items of {named} rows", items.len());
    for place in begun.last_year.iter().filter(|place| table.pieces.contains(&place.piece)) {
        assert!(items.iter().any(|item| item.text.contains(&place.text)), "{}", place.text);
    }
    let about = |name: &str| made.view.sections.iter().find(|one| one.name == name)?.about.as_deref();
    assert_eq!(
        (about("上年问题清单"), about("下步措施"), about("今年查找的问题")),
        (Some("不单独印，备查"), Some("打算"), None)
    );
    // Each part in the list has the heading of the file, and no two have the same name.
    let names: Vec<&str> = made.view.sections.iter().map(|section| section.name.as_str()).collect();
    let unlike: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unlike.len(), names.len(), "{names:?}");
    for part in made.draft.parts.iter().filter(|part| !part.heading.is_empty()) {
        let section = made.view.sections.iter().find(|section| section.id == part.id).ok_or("no section")?;
        assert!(
            part.heading.contains(section.name.trim_end_matches('…')),
            "{} is called {}",
            part.heading,
            section.name
        );
    }
    Ok(())
}

#[test]
fn a_heading_that_was_moved_says_where_it_stands() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let begun = paste(&mut app, &old_report(2024))?;
    let id = begun.entry.id;
    let heading = begun.pieces.iter().find(|piece| piece.text == "存在问题").ok_or("no heading")?.id;
    let step = |up| ImportEdit { id, step: ImportStep::Edit { edit: Edit::Move { piece: heading, up } } };
    let up = app.import_edit(step(true))?;
    let [moved] = up.moved.as_slice() else { return Err(format!("{:?}", up.moved).into()) };
    assert_eq!((moved.pieces.first(), moved.place.as_str()), (Some(&heading), "在各部分最前面"));
    let words = |id: &u32| up.pieces.iter().find(|piece| piece.id == *id).map(|piece| piece.text.as_str());
    assert_eq!(moved.pieces.iter().filter_map(words).collect::<String>(), "存在问题走访不够经常有两个月没有走访。");
    assert_eq!(app.import_edit(step(true))?, up, "it can go no further, and that is no step");
    let down = app.import_edit(step(false))?;
    assert_eq!(
        (down.moved.as_slice(), &down.pieces.iter().map(|piece| piece.id).collect::<Vec<_>>()),
        (&[][..], &begun.pieces.iter().map(|piece| piece.id).collect())
    );
    let last = app.import_edit(step(false))?;
    assert_eq!(last.moved.first().map(|moved| moved.place.as_str()), Some("在“三、下一步打算”之后"));
    choose(&mut app, id, 2024)?;
    let text = app.import_finish(ImportId { id })?.report.view.document.text();
    let places: Vec<_> =
        ["下一步打算", "每月走访。", "存在问题", "走访不够", "以上报告"].iter().map(|word| text.find(word)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{text}");
    Ok(())
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let view = paste(&mut app, "针对𠮷的问题")?;
    let (id, piece) = (view.entry.id, view.pieces[0].id);
    let mark = |piece, start, end| ImportEdit { id, step: ImportStep::LastYear { piece, start, end, named: true } };
    assert_eq!(refused(app.import_edit(mark(piece, 2, 2)))?, Code::Invalid);
    assert_eq!(refused(app.import_edit(mark(piece, 0, 8)))?, Code::Invalid);
    assert_eq!(refused(app.import_edit(mark(99, 0, 1)))?, Code::NotFound);
    assert_eq!(app.import_edit(mark(piece, 2, 4))?.last_year[0].text, "𠮷", "counted in UTF-16 units");
    assert_eq!(refused(app.import_view(ImportId { id: 99 }))?, Code::NotFound);
    let no_year = ImportChoose { id, year: Some(20), ..ImportChoose::default() };
    assert_eq!(refused(app.import_choose(no_year))?, Code::Invalid);
    let no_template = ImportChoose { id, template: Some("no".into()), ..ImportChoose::default() };
    assert_eq!(refused(app.import_choose(no_template))?, Code::NotFound);
    assert_eq!(refused(app.import_text(ImportText { text: " \n　\n".into() }))?, Code::Invalid);
    Ok(())
}

#[test]
fn the_report_is_made_once_it_has_a_year() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let id = paste(&mut app, "现将情况报告如下。\n一、主要做法\n做了几件事。")?.entry.id;
    assert_eq!(refused(app.import_finish(ImportId { id }))?, Code::Invalid);
    choose(&mut app, id, 2024)?;
    let made = app.import_finish(ImportId { id })?;
    assert_eq!((made.report.draft.year, made.report.draft.fields["unit"].as_str()), (Some(2024), "青禾县水利局"));
    assert_eq!(made.report.draft.previous, None);
    assert_eq!(made.report.draft.extra["imported"]["name"], "粘贴的文字");
    let stored = app.open_report(ReportId { id: made.report.draft.id.clone() })?;
    assert_eq!(stored.draft, made.report.draft);
    assert_eq!(refused(app.import_finish(ImportId { id }))?, Code::NotFound, "the import is over");
    assert!(app.imports(Nothing {})?.entries.is_empty());
    Ok(())
}

#[test]
fn a_discarded_import_leaves_nothing() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let id = paste(&mut app, &old_report(2024))?.entry.id;
    app.import_discard(ImportId { id })?;
    assert!(app.imports(Nothing {})?.entries.is_empty() && app.reports()?.is_empty());
    Ok(())
}

#[test]
fn a_second_import_of_a_file_is_noticed() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let first = paste(&mut app, &old_report(2024))?;
    assert!(!first.entry.again && first.duplicates.is_empty());
    let twin = paste(&mut app, &old_report(2024))?;
    assert!(twin.entry.again && twin.duplicates.is_empty(), "the same file waits already");
    app.import_discard(ImportId { id: twin.entry.id })?;
    choose(&mut app, first.entry.id, 2024)?;
    let made = app.import_finish(ImportId { id: first.entry.id })?.report.draft.id;
    let again = paste(&mut app, &old_report(2024))?;
    assert_eq!(again.duplicates.iter().map(|report| report.id.as_str()).collect::<Vec<_>>(), [made.as_str()]);
    assert!(!paste(&mut app, &old_report(2023))?.entry.again);
    // Another sitting knows it too.
    drop(app);
    let mut app = support::app(folder.path())?;
    let again = paste(&mut app, &old_report(2024))?;
    assert_eq!(again.duplicates.len(), 1);
    app.remove(ReportId { id: made })?;
    let view = app.import_view(ImportId { id: again.entry.id })?;
    assert!(view.duplicates[0].deleted.is_some(), "{:?}", view.duplicates);
    Ok(())
}

fn read(app: &mut App, folder: &Path, years: &[i32]) -> Result<Vec<u32>> {
    let texts: Vec<(i32, String)> = years.iter().map(|year| (*year, old_report(*year))).collect();
    let texts: Vec<(i32, &str)> = texts.iter().map(|(year, text)| (*year, text.as_str())).collect();
    read_texts(app, folder, &texts)
}

fn read_texts(app: &mut App, folder: &Path, texts: &[(i32, &str)]) -> Result<Vec<u32>> {
    let (batch, cancel) = (app.begin_batch()?, Cancel::default());
    let mut ids = Vec::new();
    for (year, text) in texts {
        let path = folder.join(format!("{year}年述职报告.txt"));
        plant(&path, text.as_bytes())?;
        let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
        let id = app.begin_import(prepare_file(&path, &reading)?, batch)?;
        choose(app, id, *year)?;
        ids.push(id);
    }
    Ok(ids)
}

#[test]
fn several_years_become_a_chain_in_whatever_order_they_are_confirmed() -> Result {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let folder = tempfile::tempdir()?;
        let mut app = support::app(folder.path())?;
        let files = tempfile::tempdir()?;
        let ids = read(&mut app, files.path(), &[2022, 2020, 2023])?;
        let listed = app.imports(Nothing {})?.entries;
        assert_eq!(listed.iter().map(|entry| entry.year).collect::<Vec<_>>(), [Some(2020), Some(2022), Some(2023)]);
        let before: Vec<_> = listed.iter().map(|entry| entry.earlier.as_ref().map(|earlier| earlier.year)).collect();
        assert_eq!(before, [None, Some(2020), Some(2022)]);
        assert!(listed[1].earlier.as_ref().is_some_and(|earlier| earlier.waiting));
        let mut made = std::collections::BTreeMap::new();
        for at in order {
            let report = app.import_finish(ImportId { id: ids[at] })?.report.draft;
            made.insert(report.year, report.id);
        }
        let mut previous = |year| -> Result<Option<String>> {
            Ok(app.open_report(ReportId { id: made[&Some(year)].clone() })?.draft.previous)
        };
        assert_eq!(previous(2020)?, None);
        assert_eq!(previous(2022)?.as_ref(), Some(&made[&Some(2020)]), "{order:?}");
        assert_eq!(previous(2023)?.as_ref(), Some(&made[&Some(2022)]), "{order:?}");
    }
    Ok(())
}

#[test]
fn a_problem_that_goes_on_for_years_is_one_problem_in_whatever_order_they_are_confirmed() -> Result {
    let texts = [
        (2020, "2020年度述职报告\n一、主要做法\n做了几件事。\n二、存在问题\n（一）走访不够经常。有两个月没有走访。\n"),
        (
            2022,
            "2022年度述职报告\n一、主要做法\n做了几件事。\n二、上年度问题整改情况\n针对走访不够经常的问题，定了日子。\n",
        ),
        (
            2023,
            "2023年度述职报告\n一、主要做法\n做了几件事。\n二、上年度问题整改情况\n针对走访不够经常的问题，每月走访。\n",
        ),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let folder = tempfile::tempdir()?;
        let mut app = support::app(folder.path())?;
        let files = tempfile::tempdir()?;
        let ids = read_texts(&mut app, files.path(), &texts)?;
        let mut made = std::collections::BTreeMap::new();
        for at in order {
            made.insert(texts[at].0, app.import_finish(ImportId { id: ids[at] })?.report.draft.id);
        }
        let mut problem = |year, kind| -> Result<String> {
            let draft = app.open_report(ReportId { id: made[&year].clone() })?.draft;
            let items = crate::carry::items(&draft, kind);
            Ok(items.first().ok_or("no item")?.problem_id().to_string())
        };
        let named = problem(2020, PartKind::Problem)?;
        for year in [2022, 2023] {
            assert_eq!(problem(year, PartKind::Rectification)?, named, "{year}, {order:?}");
        }
    }
    Ok(())
}

#[test]
fn a_chain_goes_on_in_the_store_and_can_be_switched_off() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let first = paste(&mut app, &old_report(2022))?.entry.id;
    choose(&mut app, first, 2022)?;
    let first = app.import_finish(ImportId { id: first })?.report.draft.id;
    let of = |app: &mut App, unit: &str, chained: bool| -> Result<(ImportView, Option<String>)> {
        let id = paste(app, &old_report(2024))?.entry.id;
        let choice = ImportChoose {
            id,
            year: Some(2024),
            unit: Some(unit.into()),
            chained: Some(chained),
            ..ImportChoose::default()
        };
        let view = app.import_choose(choice)?;
        let made = app.import_finish(ImportId { id })?.report.draft;
        app.remove(ReportId { id: made.id })?;
        Ok((view, made.previous))
    };
    let (view, previous) = of(&mut app, "青禾县水利局", true)?;
    assert!(view.entry.earlier.is_some_and(|earlier| earlier.year == 2022 && !earlier.waiting));
    assert_eq!(previous.as_deref(), Some(first.as_str()));
    let (view, previous) = of(&mut app, "青禾县水利局", false)?;
    assert!(view.entry.earlier.is_some() && !view.entry.chained && previous.is_none(), "it was switched off");
    let (view, previous) = of(&mut app, "青禾县农业局", true)?;
    assert!(view.entry.earlier.is_none() && previous.is_none(), "another unit");
    app.remove(ReportId { id: first })?;
    let (view, previous) = of(&mut app, "青禾县水利局", true)?;
    assert!(view.entry.earlier.is_none() && previous.is_none(), "what lies in the bin is not followed");
    Ok(())
}
