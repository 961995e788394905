//! The Word export before its judges: the Open XML SDK's validator, and LibreOffice's pages against the standard.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod faults;
mod measure;
mod pages;
#[path = "../engine/docx/sample.rs"]
mod sample;
mod tools;

use shuzhi::export::docx;
use shuzhi::model::Document;
use shuzhi::profile::{Profile, STANDARD};

/// A report to be judged.
struct Report {
    name: String,
    document: Document,
    profile: Profile,
}

/// Fails unless every report's Word file is valid, prints its whole text, and fills its pages and lines as the standard wants.
fn judge(reports: &[Report]) {
    let files: Vec<Vec<u8>> =
        reports.iter().map(|report| docx::write(&report.document, &report.profile).unwrap()).collect();
    let printed = tools::print(&files.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for ((report, file), boxes) in reports.iter().zip(&files).zip(&printed) {
        let found = measure::measure(&report.document, &report.profile, &pages::pages(boxes));
        println!("{}: {} full pages, {} full lines", report.name, found.full_pages, found.full_lines);
        let invalid = tools::validate(file).into_iter();
        faults.extend(invalid.chain(found.faults).map(|fault| format!("{}: {fault}", report.name)));
        if found.full_pages < 2 || found.full_lines < 10 {
            faults.push(format!("{}: too short to be judged", report.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn standard() -> Profile {
    Profile::named(STANDARD).unwrap()
}

#[test]
fn hand_built_reports_are_valid_and_fill_their_pages() {
    let report =
        |pages| Report { name: format!("{pages} pages"), document: sample::report(pages), profile: standard() };
    judge(&[report(4), report(7)]);
}
