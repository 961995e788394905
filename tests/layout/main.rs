//! The Word export before its judges: the Open XML SDK's validator, and LibreOffice's pages against the standard.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

mod faults;
mod frame;
mod ink;
mod measure;
mod pages;
#[path = "../engine/docx/sample.rs"]
mod sample;
mod tables;
mod tools;

use shuzhi::compose::compose;
use shuzhi::export::docx;
use shuzhi::model::{Document, Draft, PageNumber, PageNumberForm, Role};
use shuzhi::profile::{Profile, STANDARD, shipped};
use shuzhi::template::{Start, Template, builtin, sample_draft};

/// A report to be judged.
struct Report {
    name: String,
    document: Document,
    profile: Profile,
}

/// Fails unless every report's Word file is valid, prints its whole text, and fills its pages and lines as its profile wants.
fn judge(reports: &[Report]) {
    let files: Vec<Vec<u8>> =
        reports.iter().map(|report| docx::write(&report.document, &report.profile).unwrap()).collect();
    let printed = tools::print(&files.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for ((report, file), boxes) in reports.iter().zip(&files).zip(&printed) {
        let found = measure::measure(&report.document, &report.profile, &pages::pages(boxes, &report.profile));
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

#[test]
fn every_template_filled_with_its_examples_is_valid_and_fills_its_pages() {
    let reports: Vec<Report> = builtin().unwrap().iter().map(sample).collect();
    assert!(reports.len() >= 10);
    judge(&reports);
}

#[test]
fn every_shipped_profile_and_choice_fills_its_pages() {
    let of = |name: String, profile| Report { name, document: short_titled(), profile };
    let mut reports = Vec::new();
    for layout in shipped() {
        reports.push(of(layout.id.clone(), Profile::new(&layout).unwrap()));
    }
    for id in [STANDARD, "margins-38"] {
        let mut draft = sample_of(&builtin().unwrap()[0]);
        draft.layout.profile = id.into();
        draft.layout.review = Some(true);
        reports.push(of(format!("{id}, 送审稿"), Profile::of(&draft)));
    }
    for (place, form) in [
        (PageNumber::Outside, PageNumberForm::Plain),
        (PageNumber::Centre, PageNumberForm::Dashes),
        (PageNumber::Centre, PageNumberForm::OfTotal),
    ] {
        let profile = Profile { page_number: place, page_number_form: form, ..standard() };
        reports.push(of(format!("{place:?}, {form:?}"), profile));
    }
    judge(&reports);
}

/// A report whose title stays on one line whatever the margins are.
fn short_titled() -> Document {
    let mut document = sample::report(4);
    document.blocks[0] = sample::block(Role::Title, "述职报告");
    document
}

fn sample(template: &Template) -> Report {
    let draft = sample_of(template);
    Report { name: template.id.clone(), document: compose(&draft), profile: Profile::of(&draft) }
}

fn sample_of(template: &Template) -> Draft {
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("00000000-0000-4000-8000-{count:012}")
    };
    let now = "2025-12-05T09:00:00+08:00".parse().unwrap();
    sample_draft(template, Start { year: 2025, now, ids: &mut ids })
}
