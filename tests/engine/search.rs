//! Search finds what stands anywhere in a report, now or in a version, with its index or without.

mod index;
mod recall;
mod walk;

use std::path::Path;

use shuzhi::app::{App, ReportId, Search, SearchFound, searchable, summary, view};
use shuzhi::model::{Draft, read_draft, utf16_len};
use shuzhi::store::{Cause, Keep, Store, Words};
use shuzhi::template::{Start, builtin, new_draft};

use crate::support::{self, Result, app};

/// A report with this id and year whose first part holds `text`.
pub(super) fn draft(id: &str, year: i32, text: &str) -> Result<Draft> {
    let template = builtin()?.into_iter().find(|template| template.id == "general").ok_or("no template")?;
    let mut ids = support::ids();
    let mut draft = new_draft(&template, Start { year, now: support::now(), ids: &mut ids });
    draft.id = id.into();
    draft.parts[0].lead = text.into();
    Ok(draft)
}

/// Stores `draft`.
pub(super) fn add(store: &mut Store, draft: &Draft) -> Result {
    store.add(draft, &summary(draft, &view(draft)))?;
    Ok(())
}

/// Saves `draft`; what was stored before becomes a version.
pub(super) fn save(store: &mut Store, draft: &Draft) -> Result {
    let revision = store.get(&draft.id)?.revision;
    let keep = Keep { cause: Cause::Work, name: None, made: "2026-01-08T09:30:00+08:00" };
    store.save(draft, &summary(draft, &view(draft)), revision, Some(&keep))?;
    Ok(())
}

pub(super) fn search(app: &mut App, words: &str) -> Result<SearchFound> {
    Ok(app.search(Search { words: words.into(), limit: 50 })?)
}

/// The hits' ids, with the version where it is not the present.
pub(super) fn hits(app: &mut App, words: &str) -> Result<Vec<(String, Option<i64>)>> {
    Ok(search(app, words)?.hits.into_iter().map(|hit| (hit.id, hit.version)).collect())
}

fn present(id: &str) -> (String, Option<i64>) {
    (id.into(), None)
}

#[test]
fn the_newest_year_comes_first_and_versions_last() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    for (id, year, text) in
        [("a", 2023, "屋后的苔藓"), ("b", 2025, "苔藓石阶"), ("c", 2024, "苔藓"), ("d", 2025, "讲苔藓")]
    {
        add(&mut store, &draft(id, year, text)?)?;
    }
    let mut without_year = draft("e", 2025, "重苔藓")?;
    without_year.year = None;
    add(&mut store, &without_year)?;
    // Three states of f: only the versions have the words, twice.
    for text in ["旧苔藓", "旧苔藓二", "别的"] {
        let state = draft("f", 2026, text)?;
        if store.contains("f")? { save(&mut store, &state)? } else { add(&mut store, &state)? }
    }
    // The present state of c goes before its version.
    save(&mut store, &draft("c", 2024, "还是苔藓")?)?;
    drop(store);

    let mut app = app(folder.path())?;
    let newest = Store::open_to_read(folder.path())?.versions("f")?[0].number;
    let found = hits(&mut app, "苔藓")?;
    let all = [present("d"), present("b"), present("c"), present("a"), present("e"), ("f".into(), Some(newest))];
    assert_eq!(found, all);
    for limit in 0..8 {
        let found = app.search(Search { words: "苔藓".into(), limit })?;
        let wanted = usize::try_from(limit)?.min(6);
        let ids: Vec<_> = found.hits.into_iter().map(|hit| (hit.id, hit.version)).collect();
        assert_eq!((ids.as_slice(), found.more), (&all[..wanted], wanted < 6), "{limit}");
    }
    let hit = search(&mut app, "旧苔藓")?.hits.pop().ok_or("no hit")?;
    assert_eq!((hit.found.as_str(), hit.after.as_str(), hit.year), ("旧苔藓", "二", Some(2026)));
    assert_eq!(hit.made.as_deref(), Some("2026-01-08T09:30:00+08:00"));

    app.remove(ReportId { id: "b".into() })?;
    let bin: Vec<_> = search(&mut app, "苔藓石阶")?.hits.into_iter().map(|hit| (hit.id, hit.deleted)).collect();
    assert_eq!(bin, [("b".to_string(), true)]);
    Ok(())
}

#[test]
fn all_words_have_to_be_in_one_report_and_the_first_is_shown() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let mut one = draft("a", 2025, "第一段，走访群众12次。")?;
    one.parts[0].tail = "末尾 Word，𠮷镇".into();
    one.fields.insert("unit".into(), "云山镇党委".into());
    add(&mut store, &one)?;
    drop(store);
    let mut app = app(folder.path())?;
    for words in ["走访 末尾", "末尾　走访", "ｗｏｒｄ", "𠮷", "𠮷镇 云山", "12次", "１２次。", "，", "云山 2025年度"]
    {
        assert_eq!(hits(&mut app, words)?, [present("a")], "{words}");
    }
    for words in ["走访 没有", "走访群众12次。末尾", "次12", "", " 　", "𠮷云"] {
        assert_eq!(hits(&mut app, words)?, [], "{words}");
    }
    let hit = search(&mut app, "镇， 走访").map(|found| found.hits)?;
    assert!(hit.is_empty());
    let hit = search(&mut app, "镇 走访")?.hits.remove(0);
    assert_eq!((hit.field.as_str(), hit.part.as_deref(), hit.section_name.as_str()), ("unit", None, "基本信息"));
    let hit = search(&mut app, "WORD 走访")?.hits.remove(0);
    assert_eq!((hit.field.as_str(), hit.part.as_deref()), ("tail", Some(one.parts[0].id.as_str())));
    assert_eq!((hit.start, hit.end, hit.found.as_str(), hit.before.as_str()), (3, 7, "Word", "末尾 "));
    let hit = search(&mut app, "述职报告")?.hits.remove(0);
    assert_eq!((hit.field.as_str(), hit.start, hit.end), ("title", 0, 0), "a composed title stands in no field");
    assert_eq!((hit.unit.as_str(), hit.title.is_empty()), ("云山镇党委", false));
    Ok(())
}

/// A state of a report: its id, the number of the version or none, its texts.
type State = (String, Option<i64>, Vec<String>);

/// Every text of every state of every report, read without the store's index.
pub(super) fn texts(folder: &Path) -> Result<Vec<State>> {
    let store = Store::open_to_read(folder)?;
    let read = |json: &str| -> Result<Vec<String>> {
        let draft = read_draft(json, "", &mut support::ids())?;
        Ok(searchable(&draft).into_iter().map(|passage| passage.text).collect())
    };
    let mut texts = Vec::new();
    for entry in store.list()? {
        texts.push((entry.id.clone(), None, read(&store.get(&entry.id)?.draft)?));
        for version in store.versions(&entry.id)? {
            texts.push((entry.id.clone(), Some(version.number), read(&store.version(&entry.id, version.number)?)?));
        }
    }
    Ok(texts)
}

#[test]
fn a_place_is_that_of_the_field() -> Result {
    let folder = tempfile::tempdir()?;
    let mut first = app(folder.path())?;
    let opened = support::sample(&mut first)?;
    let mut places = 0;
    for passage in searchable(&opened.draft) {
        let word: String = passage.text.chars().filter(|c| !c.is_whitespace()).skip(2).take(5).collect();
        if word.is_empty() || !passage.text.contains(&word) {
            continue;
        }
        let hit = search(&mut first, &word)?.hits.pop().ok_or("not found")?;
        let held = searchable(&opened.draft).into_iter().find(|one| {
            (one.part.as_str(), one.item.as_str(), &one.field)
                == (hit.part.as_deref().unwrap_or(""), hit.item.as_deref().unwrap_or(""), &hit.field)
        });
        let held = held.ok_or("no such place")?;
        let (start, end) = (usize::try_from(hit.start)?, usize::try_from(hit.end)?);
        if !held.composed {
            let units: Vec<u16> = held.text.encode_utf16().collect();
            assert_eq!(String::from_utf16(&units[start..end])?, word);
            assert_eq!(end - start, utf16_len(&word));
            places += 1;
        }
    }
    assert!(places > 30, "{places} places");
    assert!(Words::of("　").is_empty());
    Ok(())
}

#[test]
fn three_places_of_a_report_are_told_with_where_they_stand() -> Result {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let mut report = draft("a", 2025, "屋后的苔藓")?;
    let last = report.parts.len() - 1;
    report.parts[last].lead = "石阶上Ａ苔藓".into();
    report.parts[last].tail = "苔藓".into();
    report.fields.insert("unit".into(), "苔藓镇".into());
    add(&mut store, &report)?;
    drop(store);
    let mut app = app(folder.path())?;
    let hit = search(&mut app, "a苔藓 屋后")?.hits.remove(0);
    assert_eq!((hit.part.as_deref(), hit.start), (Some(report.parts[last].id.as_str()), 3));
    let more: Vec<_> = hit.more.iter().map(|place| (place.field.as_str(), place.start, place.found.as_str())).collect();
    assert_eq!(more, [("lead", 0, "屋后")]);
    let hit = search(&mut app, "苔藓")?.hits.remove(0);
    assert_eq!(hit.more.len(), 2, "{hit:?}");
    assert!(hit.more.iter().all(|place| (&place.part, &place.field) != (&hit.part, &hit.field)), "{hit:?}");
    // What a version holds is one place: it leads to the version.
    let mut store = {
        drop(app);
        Store::open(folder.path())?
    };
    save(&mut store, &draft("a", 2025, "")?)?;
    drop(store);
    let mut app = support::app(folder.path())?;
    let hit = search(&mut app, "苔藓")?.hits.remove(0);
    assert!(hit.version.is_some() && hit.more.is_empty(), "{hit:?}");
    Ok(())
}
