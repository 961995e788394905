//! Which room may know which: the rules of ARCHITECTURE.md, kept by reading the sources.

use std::path::Path;

use crate::support::{Result, root};

/// A rule: in which files below `src/` none of these words may stand.
struct Rule {
    says: &'static str,
    /// The rooms it holds for; all when empty.
    within: &'static [&'static str],
    /// The rooms it does not hold for.
    except: &'static [&'static str],
    words: &'static [&'static str],
    /// What may stand there all the same.
    allowed: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule { says: "the engine knows no window", within: &[], except: &[], words: &["tauri"], allowed: &[] },
    Rule { says: "docx_rs only in export", within: &[], except: &["export/"], words: &["docx_rs"], allowed: &[] },
    Rule {
        says: "SQL only in store",
        within: &[],
        except: &["store/"],
        words: &["rusqlite", "SELECT ", "INSERT INTO "],
        allowed: &[],
    },
    Rule {
        says: "export knows no other output",
        within: &["export/"],
        except: &[],
        words: &["crate::check", "crate::layout", "crate::store", "crate::app"],
        allowed: &[],
    },
    Rule {
        says: "check knows no other output",
        within: &["check/"],
        except: &[],
        words: &["crate::export", "crate::layout", "crate::store", "crate::app"],
        allowed: &[],
    },
    Rule {
        says: "layout knows no other output",
        within: &["layout/"],
        except: &[],
        words: &["crate::export", "crate::check", "crate::store", "crate::app"],
        allowed: &[],
    },
    Rule {
        says: "the store knows drafts and nothing that is made of them",
        within: &["store/"],
        except: &[],
        words: &["crate::app", "crate::compose", "crate::check", "crate::export", "crate::layout", "crate::template"],
        allowed: &[],
    },
    Rule {
        says: "the model knows nothing that acts on it",
        within: &["model/"],
        except: &[],
        words: &[
            "crate::app",
            "crate::check",
            "crate::compose",
            "crate::export",
            "crate::layout",
            "crate::platform",
            "crate::profile",
            "crate::store",
            "crate::template",
        ],
        // A draft holds its template as it was.
        allowed: &["crate::template::Template"],
    },
    Rule {
        says: "clock, ids and environment come in as arguments",
        within: &[],
        except: &["platform.rs", "cli/", "app/mod.rs"],
        words: &[
            "crate::platform::now",
            "platform::now",
            "platform::new_id",
            "default_data_dir",
            "Local::now",
            "Utc::now",
        ],
        allowed: &[],
    },
];

/// What breaks a rule in the file `path` (below `src/`) with this `source`, one line each.
fn broken(path: &str, source: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for rule in RULES {
        let is_in = |rooms: &[&str]| rooms.iter().any(|room| path.starts_with(room));
        if is_in(rule.except) || !(rule.within.is_empty() || is_in(rule.within)) {
            continue;
        }
        for (n, line) in source.lines().enumerate() {
            let mut code = line.trim_start().to_owned();
            // Documentation may speak of any room.
            if code.starts_with("//") {
                continue;
            }
            for allowed in rule.allowed {
                code = code.replace(allowed, "");
            }
            if let Some(word) = rule.words.iter().find(|word| code.contains(*word)) {
                broken.push(format!("src/{path}:{}: {word}: {}", n + 1, rule.says));
            }
        }
    }
    broken
}

/// All `.rs` files below `folder`, with their paths below `src`.
fn sources(src: &Path, folder: &Path, found: &mut Vec<(String, String)>) -> Result {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(src, &path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(src)?.to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[test]
fn no_room_knows_what_it_must_not() -> Result {
    let src = root().join("src");
    let mut found = Vec::new();
    sources(&src, &src, &mut found)?;
    for room in ["app/", "check/", "compose/", "export/", "model/", "profile/", "store/", "template/"] {
        assert!(found.iter().any(|(path, _)| path.starts_with(room)), "{room} was not read");
    }
    let broken: Vec<String> = found.iter().flat_map(|(path, source)| broken(path, source)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    println!("{} files keep {} rules", found.len(), RULES.len());
    Ok(())
}

#[test]
fn a_planted_fault_is_found() {
    for (path, line) in [
        ("app/home.rs", "use tauri::Window;"),
        ("compose/part.rs", "let x = docx_rs::Run::new();"),
        ("app/reports.rs", "    use rusqlite::Connection;"),
        ("cli/store.rs", "let sql = \"SELECT 1\";"),
        ("export/text.rs", "use crate::check::Finding;"),
        ("check/required.rs", "use crate::export::docx;"),
        ("layout/lines.rs", "use crate::export::docx;"),
        ("store/report.rs", "use crate::app::view;"),
        ("model/read.rs", "use crate::template::validate;"),
        ("model/item.rs", "use crate::compose;"),
        ("compose/mod.rs", "let now = chrono::Utc::now();"),
        ("template/draft.rs", "let id = crate::platform::new_id();"),
    ] {
        assert_eq!(broken(path, &format!("//! x\n{line}\n")).len(), 1, "{path}: {line}");
    }
    for (path, line) in [
        ("export/docx/body.rs", "use docx_rs::Run;"),
        ("store/report.rs", "use rusqlite::Row;"),
        ("store/report.rs", "let sql = \"SELECT 1\";"),
        ("model/draft.rs", "use crate::template::Template;"),
        ("store/report.rs", "/// made by [`crate::app::summary`]"),
    ] {
        assert_eq!(broken(path, line), [""; 0], "{path}: {line}");
    }
}
