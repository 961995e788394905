//! The judges themselves are judged: each has to find a fault that was planted.

use shuzhi::export::docx;
use shuzhi::profile::{Profile, Twip};

use crate::{measure, pages, sample, standard, tools};

fn faults(profile: &Profile) -> String {
    let document = sample::report(4);
    let file = docx::write(&document, profile).unwrap();
    let printed = tools::print(&[&file]);
    measure::measure(&document, &standard(), &pages::pages(&printed[0], &standard())).faults.join("\n")
}

#[test]
fn a_pitch_that_is_a_twip_too_wide_is_found() {
    let mut profile = standard();
    profile.page.pitch = Twip(580);
    for style in profile.blocks.values_mut().filter(|style| style.line == Twip(579)) {
        style.line = Twip(580);
    }
    let faults = faults(&profile);
    assert!(faults.contains("page 2: 21 lines, not 22"), "{faults}");
}

#[test]
fn characters_set_too_wide_are_found() {
    let mut profile = standard();
    profile.page.spacing = Twip(0);
    let faults = faults(&profile);
    assert!(faults.contains("27 characters, not 28"), "{faults}");
}

#[test]
fn a_page_number_that_is_too_low_and_margins_too_narrow_are_found() {
    let mut profile = standard();
    profile.page.footer = Twip(profile.page.footer.0 - 75);
    profile.page.left = Twip(profile.page.left.0 - 75);
    profile.page.right = Twip(profile.page.right.0 + 75);
    let faults = faults(&profile);
    assert!(faults.contains("page 2: its number at") && faults.contains("page 2: from 76.3 to"), "{faults}");
}

#[test]
fn numbers_beside_the_lines_are_found() {
    let mut profile = standard();
    profile.line_numbers = true;
    let faults = faults(&profile);
    assert!(faults.contains("page 2: beside its 22 lines stands"), "{faults}");
}

#[test]
fn text_that_is_not_printed_is_found() {
    let document = sample::report(4);
    let mut shorter = document.clone();
    shorter.blocks.pop();
    let printed = tools::print(&[&docx::write(&shorter, &standard()).unwrap()]);
    let faults = measure::measure(&document, &standard(), &pages::pages(&printed[0], &standard())).faults.join("\n");
    assert!(faults.contains("end before the document does, at a SignatureDate"), "{faults}");
}

#[test]
fn the_validator_finds_elements_out_of_order() {
    let file = docx::write(&sample::every_role(), &standard()).unwrap();
    assert_eq!(tools::validate(&file), Vec::<String>::new());
    let broken =
        sample::replace(&file, "word/styles.xml", "<w:kinsoku/><w:overflowPunct/>", "<w:overflowPunct/><w:kinsoku/>");
    assert_eq!(tools::validate(&broken).len(), 1);
}
