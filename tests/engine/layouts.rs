//! Layout profiles: kept, chosen, carried by the report, exchanged as files, and refused where no page can be set with them.

use serde_json::{Value, json};
use shuzhi::app::{self, Create, LayoutId, LayoutOnly, Nothing, Save};
use shuzhi::model::Layout;
use shuzhi::profile::{Profile, standard};

use crate::cli::{run, stdout};
use crate::support::{Result, app};

/// A profile of one's own: wider margins, and another face.
fn ours() -> Layout {
    let mut layout = standard();
    layout.id = String::new();
    layout.name = " 本局版式 ".into();
    layout.page.left = 30.0;
    layout.page.characters = 27;
    layout.faces.title.face = "华文中宋".into();
    layout
}

#[test]
fn a_profile_of_ones_own_is_kept_changed_and_removed() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let layouts = app.save_layout(LayoutOnly { layout: ours() })?;
    let [own] = layouts.own.as_slice() else { return Err("not one profile".into()) };
    assert_eq!(own.layout.name, "本局版式");
    assert_eq!(own.departures, ["左边距 30 毫米（标准 28 毫米）", "每行 27 字（标准 28 字）", "标题用华文中宋"]);
    let id = own.layout.id.clone();
    let changed = Layout { name: "新名".into(), ..own.layout.clone() };
    let layouts = app.save_layout(LayoutOnly { layout: changed })?;
    assert_eq!(layouts.own.iter().map(|own| own.layout.name.as_str()).collect::<Vec<_>>(), ["新名"]);
    // A changed copy of a shipped one is a new one.
    let layouts = app.save_layout(LayoutOnly { layout: standard() })?;
    assert_eq!(layouts.own.len(), 2);
    assert!(layouts.shipped.iter().all(|shipped| layouts.own.iter().all(|own| own.layout.id != shipped.layout.id)));
    assert_eq!(app.remove_layout(LayoutId { id })?.own.len(), 1);
    Ok(())
}

#[test]
fn an_impossible_profile_is_not_kept() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut layout = ours();
    layout.page.left = 200.0;
    let report = app.check_layout(LayoutOnly { layout: layout.clone() })?;
    assert_eq!((report.faults.len(), report.lines), (1, 0));
    let refused = app.save_layout(LayoutOnly { layout }).map(|_| ()).map_err(|error| error.message().to_string());
    assert_eq!(refused, Err("版式“本局版式”（page.left）：左边距应在 5 至 150 毫米之间，现在是 200".into()));
    assert_eq!(app.layouts(Nothing {})?.own, []);
    Ok(())
}

#[test]
fn a_report_prints_alike_when_its_profile_is_gone() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let own = app.save_layout(LayoutOnly { layout: ours() })?.own.remove(0).layout;
    let open = app.create(Create { template: "general".into(), year: 2025, sample: true })?;
    let mut draft = open.draft;
    app::set_layout(&mut draft, own.clone());
    app.save(Save { draft: draft.clone(), revision: open.revision })?;
    let before = app::view(&draft).profile;
    assert_eq!((before.page.characters, before.id.as_str()), (27, own.id.as_str()));
    app.remove_layout(LayoutId { id: own.id })?;
    let draft = app.open_report(shuzhi::app::ReportId { id: draft.id })?.draft;
    let view = app::view(&draft);
    assert_eq!(view.profile, before);
    assert!(view.findings.iter().all(|finding| finding.rule != "layout"));
    // A shipped one needs no copy.
    let mut draft = draft;
    app::set_layout(&mut draft, standard());
    assert_eq!((draft.layout.content, draft.layout.profile.as_str()), (None, "gbt9704"));
    Ok(())
}

#[test]
fn a_report_whose_own_profile_is_impossible_is_set_by_the_standard_and_says_so() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut draft = app.create(Create { template: "general".into(), year: 2025, sample: true })?.draft;
    let mut layout = ours();
    layout.id = "broken".into();
    layout.page.lines = 0;
    app::set_layout(&mut draft, layout);
    let view = app::view(&draft);
    assert_eq!(view.profile.page, Profile::new(&standard())?.page);
    let found = view.findings.iter().find(|finding| finding.rule == "layout").ok_or("nothing is said")?;
    assert!(found.message.contains("每页行数"), "{}", found.message);
    Ok(())
}

#[test]
fn a_profile_goes_out_as_a_file_and_comes_in_once() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let own = app.save_layout(LayoutOnly { layout: ours() })?.own.remove(0).layout;
    let (name, json) = app.layout_file(&own.id)?;
    assert_eq!(name, "本局版式");
    assert_eq!(app.import_layout(&json, "a.json")?.own.len(), 1, "the same again");
    let other = json.replace("本局版式", "别局版式");
    let all = app.import_layout(&other, "b.json")?.own;
    assert_eq!(all.len(), 2, "another of the same id");
    assert_ne!(all[0].layout.id, all[1].layout.id);
    let changed = json.replace("\"top\": 37.0", "\"top\": 38.0");
    let names: Vec<String> =
        app.import_layout(&changed, "b.json")?.own.into_iter().map(|own| own.layout.name).collect();
    assert_eq!(names, ["本局版式", "别局版式", "本局版式（2）"], "the same name again");
    let refused = app.import_layout("{\"id\": 3", "c.json").map(|_| ()).map_err(|error| error.message().to_string());
    assert_eq!(refused, Err("c.json：文件没有写完，到第 1 行就断了".into()));
    Ok(())
}

/// What a run that could not do its work says, and nothing else.
fn refused(folder: &std::path::Path, args: &[&str]) -> Result<String> {
    let output = run(folder, args, b"")?;
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty());
    Ok(String::from_utf8(output.stderr)?)
}

#[test]
fn the_command_line_lists_writes_and_uses_profiles() -> Result {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    let own = app(at)?.save_layout(LayoutOnly { layout: ours() })?.own.remove(0).layout;
    let list: Value = serde_json::from_slice(&stdout(at, &["layouts", "--json"], b"")?)?;
    let list = list.as_array().ok_or("no list")?;
    assert_eq!(list[0], json!({ "id": "gbt9704", "name": "国家标准", "departures": [] }));
    assert_eq!(list.last().map(|last| &last["id"]), Some(&json!(own.id)));
    stdout(at, &["new", "--template", "general", "--year", "2025", "--sample", "-o", "d.json"], b"")?;
    stdout(at, &["layout", "margins-38", "-o", "m.json"], b"")?;
    let mut sizes = Vec::new();
    for layout in ["gbt9704", "margins-38", "m.json", "本局版式", &own.id] {
        stdout(at, &["export", "d.json", "-o", "d.docx", "--layout", layout], b"")?;
        sizes.push(crate::docx::part(&std::fs::read(at.join("d.docx"))?, "word/document.xml"));
    }
    assert_eq!((&sizes[1], &sizes[3]), (&sizes[2], &sizes[4]));
    assert!(sizes[0] != sizes[1] && sizes[1] != sizes[3]);
    assert!(sizes[1].contains(r#"w:left="1587""#) && sizes[3].contains(r#"w:left="1701""#));
    Ok(())
}

#[test]
fn the_command_line_refuses_impossible_profiles_with_their_place() -> Result {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    stdout(at, &["new", "--template", "general", "--year", "2025", "--sample", "-o", "d.json"], b"")?;
    for (file, content, says) in [
        (
            "a.json",
            r#"{"id":"a","name":"甲","page":{"left":300}}"#,
            "a.json（$.page.left）：左边距应在 5 至 150 毫米之间",
        ),
        (
            "b.json",
            r#"{"id":"a","name":"甲","page":{"lines":0}}"#,
            "b.json（$.page.lines）：每页行数应在 3 至 80 行之间",
        ),
        (
            "c.json",
            r#"{"id":"a","name":"甲","faces":{"body":{"face":""}}}"#,
            "c.json（$.faces.body.face）：没有写正文的字体",
        ),
        ("d2.json", "not JSON", "d2.json 第 1 行第 2 列：不是正确的 JSON"),
        ("missing.json", "", "没有这个文件 hint: 请检查路径；不用文件，用 shuzhi layouts 列出的版式"),
        ("d.json", "", "d.json：这是一份草稿，不是版式"),
        ("gbt9740", "", "是不是“gbt9704”"),
    ] {
        if !content.is_empty() {
            shuzhi::export::write_file(&at.join(file), content.as_bytes())?;
        }
        let said = refused(at, &["export", "d.json", "-o", "x.docx", "--layout", file])?;
        assert!(said.contains(says), "{file}: {said}");
        assert!(!at.join("x.docx").exists());
    }
    Ok(())
}

#[test]
fn the_faces_that_this_computer_lacks_are_told_with_what_they_are_for() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let draft = app.create(Create { template: "general".into(), year: 2025, sample: true })?.draft;
    let missing = app.faces(shuzhi::app::DraftOnly { draft: draft.clone() })?.missing;
    let told: Vec<(&str, Option<&str>)> =
        missing.iter().map(|face| (face.face.as_str(), face.stand_in.as_deref())).collect();
    assert_eq!(told, [("方正小标宋简体", None), ("楷体_GB2312", None), ("仿宋_GB2312", Some("仿宋")), ("宋体", None)]);
    assert_eq!(missing[0].used_for, ["标题"]);
    let mut draft = draft;
    let mut layout = ours();
    layout.id = "ours".into();
    app::set_layout(&mut draft, layout);
    let missing = app.faces(shuzhi::app::DraftOnly { draft })?.missing;
    assert_eq!(missing[0].face, "华文中宋");
    Ok(())
}
