//! The official layout's rules, held against a Word file as Word would read it: styles resolved, toggles counted. In: the
//! bytes of a `.docx` and the profile it was set with. Out: for each rule whether it is held, or where it is broken. Written
//! apart from the export: it knows styles by the names that users see, and the standard by its clauses.

mod case;
mod frame;
mod letters;
mod lines;
mod package;
mod page;
pub(crate) mod roles;
mod sheet;
mod tables;
mod xml;

use std::fmt;

use shuzhi::profile::Profile;

pub(crate) use case::{Case, File};

/// A rule of the layout.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    /// The rule in a sentence.
    pub(crate) says: &'static str,
    /// The places where it is broken.
    broken: fn(&Case<'_>) -> Vec<String>,
}

const fn rule(id: &'static str, says: &'static str, broken: fn(&Case<'_>) -> Vec<String>) -> Rule {
    Rule { id, says, broken }
}

/// All rules.
pub(crate) const RULES: &[Rule] = &[
    rule("paper", "the paper is A4, turned in landscape sections", page::paper),
    rule("margins", "upright sections have the profile's margins", page::margins),
    rule("landscape-margins", "landscape sections have the margins of the sheet turned", page::landscape_margins),
    rule("grid", "upright sections have a grid of lines and characters with pitch and spacing", page::grid),
    rule(
        "normal-size",
        "the Normal style itself has the body's size, by which Word measures the grid",
        page::normal_size,
    ),
    rule("footer-distance", "the page number stands 7 mm below the text area", page::footer_distance),
    rule(
        "odd-and-even",
        "odd and even pages have footers of their own where the number stands outside",
        page::odd_and_even,
    ),
    rule("page-number", "every footer says the page number in the profile's form", page::page_number),
    rule("page-number-letters", "the page number has its face and size", page::page_number_letters),
    rule(
        "page-number-side",
        "the page number stands outside, one character in, or in the middle",
        page::page_number_side,
    ),
    rule("counts-on", "pages are counted on through all sections", page::counts_on),
    rule("line-numbers", "lines are numbered in a review copy and nowhere else", page::line_numbers),
    rule("style-known", "every text stands in a style that says what it is", letters::style_known),
    rule("face", "Chinese text has the face of its kind", letters::face),
    rule("digits", "digits and letters have the face chosen for them", letters::digits),
    rule("size", "text has the size of its kind", letters::size),
    rule("bold", "text is bold where its kind is", letters::bold),
    rule("spacing", "characters of the body's size keep to the grid, others are set plain", letters::spacing),
    rule("hint", "a run that holds more than ASCII is marked as East Asian", letters::hint),
    rule("no-theme", "no face or colour comes from a theme", letters::no_theme),
    rule("letterhead-red", "the issuing bodies are red", letters::letterhead_red),
    rule("else-black", "nothing but the letterhead is red", letters::else_black),
    rule("font-table", "every face in use is listed", letters::font_table),
    rule("alignment", "paragraphs are aligned as their kind is", lines::alignment),
    rule("first-line", "body and headings begin two characters in, said in characters and in twips", lines::first_line),
    rule("pitch", "lines have the exact pitch of their kind", lines::pitch),
    rule("outline", "headings have outline levels, text has none", lines::outline),
    rule("widows", "widow control is off", lines::widows),
    rule("kinsoku", "marks do not begin a line and may hang over its end", lines::kinsoku),
    rule("auto-space", "nothing is added between Chinese and digits", lines::auto_space),
    rule("no-grid", "exact pitch stands in for snapping to the grid", lines::no_grid),
    rule("unbroken", "numbers and dates stand in one run without a break", lines::unbroken),
    rule("title-end", "the title has no punctuation at its end", lines::title_end),
    rule("table-head", "a table's first row is repeated on every page", tables::head),
    rule("table-rows", "rows are not cut by the end of a page", tables::whole_rows),
    rule("table-rules", "tables have thin rules all around", tables::rules),
    rule("table-width", "tables are as wide as the text, with fixed columns, 63 at most", tables::width),
    rule("table-cells", "cells are centred from top to bottom", tables::cells_centred),
    rule("table-end", "a paragraph follows every table", tables::paragraph_after),
    rule("red-rule", "a red rule stands below the letterhead", frame::red_rule),
    rule("attachment-page", "an attachment begins a page", frame::attachment_page),
    rule("imprint-rules", "the imprint's rules are 0.35, 0.25 and 0.35 mm", frame::imprint_rules),
    rule("imprint-indent", "the imprint stands one character in on both sides", frame::imprint_indent),
    rule("metadata-title", "the title stands in the metadata", package::title),
    rule("metadata-creator", "the author stands in the metadata", package::creator),
    rule("metadata-times", "the times of beginning and change stand in the metadata", package::times),
    rule("no-rsid", "no ids of editing sessions", package::no_rsid),
    rule("no-external", "no relationship leads out of the file, no template is attached", package::nothing_external),
    rule("parts", "the file holds the parts it needs and no other", package::known_parts),
    rule("no-paths", "no paths of the machine that wrote it", package::no_paths),
];

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) rule: &'static str,
    pub(crate) says: &'static str,
    pub(crate) place: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.says, self.place)
    }
}

/// Where `docx`, set as `profile` says, breaks a rule; at most three places a rule.
pub(crate) fn broken(docx: &[u8], profile: &Profile) -> Vec<Broken> {
    const PLACES: usize = 3;
    let file = File::read(docx);
    let case = Case::new(&file, profile);
    let at = |rule: &'static Rule| {
        let places = (rule.broken)(&case).into_iter().take(PLACES);
        places.map(|place| Broken { rule: rule.id, says: rule.says, place })
    };
    RULES.iter().flat_map(at).collect()
}

/// The same without the rule that only the writer of the text can keep.
pub(crate) fn faults(docx: &[u8], profile: &Profile) -> Vec<String> {
    let counts = |one: &Broken| one.rule != "title-end";
    broken(docx, profile).iter().filter(|one| counts(one)).map(ToString::to_string).collect()
}
