//! How much of labelled reports is recognised: documents of our own wording in `tests/fixtures/import`, each with what a careful reader
//! finds in it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shuzhi::import::{Cancel, Limits, Outline, Reading, Recognition, Section, Source, outline, read, recognise};

/// The labelled documents, by name.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut documents: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "txt" || end == "docx")).collect();
    documents.sort();
    documents
}

fn opened(file: &Path) -> (Source, Recognition) {
    let cancel = Cancel::default();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
    let name = file.file_name().unwrap().to_string_lossy();
    let source = read(&fs::read(file).unwrap(), &name, &reading).unwrap();
    let recognition = recognise(&source);
    (source, recognition)
}

/// A heading as it is compared, and whether it is run-in.
type Head = ((u64, String, String), bool);

fn labelled(sections: &Value, heads: &mut Vec<Head>) {
    for section in sections.as_array().unwrap() {
        let text = |key: &str| section[key].as_str().unwrap().to_string();
        let level = section["level"].as_u64().unwrap();
        heads.push(((level, text("number"), text("heading")), section["run_in"].as_bool().unwrap()));
        labelled(&section["children"], heads);
    }
}

fn found(sections: &[Section], heads: &mut Vec<Head>) {
    for section in sections {
        heads.push(((section.level.into(), section.number.clone(), section.heading.clone()), section.run_in));
        found(&section.children, heads);
    }
}

/// The length of the longest common subsequence.
fn common<T: PartialEq>(one: &[T], other: &[T]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let mut diagonal = 0;
        for (at, b) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

fn f1<T: PartialEq>(label: &[T], found: &[T]) -> f64 {
    if label.is_empty() && found.is_empty() {
        return 1.0;
    }
    2.0 * number(common(label, found)) / number(label.len() + found.len())
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

fn strings(label: &Value) -> Vec<String> {
    label.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_string()).collect()
}

const NAMES: [&str; 9] =
    ["sections", "run-in", "title", "subtitle", "date", "problems", "last year", "placeholders", "noise"];

/// The least mean that each of them may have.
const FLOORS: [f64; 9] = [0.97, 0.97, 0.97, 0.95, 0.95, 0.95, 0.95, 0.97, 0.93];

fn scores(label: &Value, outline: &Outline) -> [f64; 9] {
    let (mut wanted, mut got) = (Vec::new(), Vec::new());
    labelled(&label["sections"], &mut wanted);
    found(&outline.sections, &mut got);
    let heads = |heads: &[Head]| heads.iter().map(|(head, _)| head.clone()).collect::<Vec<_>>();
    let both: Vec<(bool, bool)> = wanted
        .iter()
        .filter_map(|(head, run_in)| Some((*run_in, got.iter().find(|(one, _)| one == head)?.1)))
        .collect();
    let right = both.iter().filter(|(label, found)| label == found).count();
    let run_in = if both.is_empty() { 1.0 } else { number(right) / number(both.len()) };
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let same = |key: &str, found: &Option<String>| {
        let label = label[key].as_str().unwrap_or("");
        f64::from(letters(label) == letters(found.as_deref().unwrap_or("")))
    };
    [
        f1(&heads(&wanted), &heads(&got)),
        run_in,
        same("title", &outline.title),
        same("subtitle", &outline.subtitle),
        same("date", &outline.date),
        f1(&strings(&label["problems"]), &outline.problems),
        f1(&strings(&label["last_year_problems"]), &outline.last_year_problems),
        f64::from(label["placeholders"].as_u64() == Some(outline.placeholders as u64)),
        f1(&strings(&label["noise"]), &outline.noise),
    ]
}

#[test]
fn labelled_reports_are_recognised() {
    let documents = documents();
    assert!(documents.len() >= 40, "{} documents", documents.len());
    let mut sums = [0.0; 9];
    let mut told = String::new();
    for file in &documents {
        let (source, recognition) = opened(file);
        let label: Value = serde_json::from_str(&fs::read_to_string(file.with_extension("json")).unwrap()).unwrap();
        let scores = scores(&label, &outline(&source, &recognition));
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum += score;
        }
        let low = NAMES.iter().zip(scores).filter(|(_, score)| *score < 1.0);
        let low: Vec<String> = low.map(|(name, score)| format!("{name} {score:.2}")).collect();
        if !low.is_empty() {
            told += &format!("{}: {}\n", file.file_name().unwrap().to_string_lossy(), low.join(", "));
        }
    }
    let means = sums.map(|sum| sum / number(documents.len()));
    for (name, mean) in NAMES.iter().zip(means) {
        println!("{name}: {mean:.4}");
    }
    println!("{told}");
    for ((name, mean), floor) in NAMES.iter().zip(means).zip(FLOORS) {
        assert!(mean >= floor, "{name}: {mean:.4} of {floor}\n{told}");
    }
}

#[test]
fn no_letter_is_lost() {
    for file in documents() {
        let (source, recognition) = opened(&file);
        let letters = |text: &str| {
            let mut letters: Vec<char> =
                text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{FEFF}').collect();
            letters.sort_unstable();
            letters
        };
        let pieces: String =
            recognition.pieces.iter().flat_map(|piece| [&*piece.number, &*piece.text, &*piece.end]).collect();
        assert_eq!(letters(&pieces), letters(&source.text()), "{}", file.display());
    }
}
