//! 附件说明, 署名, 成文日期 and 附注 (clauses 7.3.4 to 7.3.6).

use shuzhi::export::docx;
use shuzhi::model::Role;
use shuzhi::profile::Profile;

use super::{CHARACTER, Faults, LINE, TEXT, TOLERANCE, line};
use crate::ink::{self, Area, Print};
use crate::{sample, standard, tools};

/// LibreOffice 7.4 sets digits a fifth of their size apart from Chinese, whatever `autoSpaceDE` says; `2025年12月5日` has five such
/// places. Word does not, and the geometry is Word's.
const APART: f64 = 5.0 * 0.2 * 16.0 / 72.0 * 25.4;

fn ending(signatures: &[&str], sealed: bool) -> Vec<u8> {
    let mut blocks =
        vec![sample::block(Role::Title, "述职报告"), sample::block(Role::Paragraph, "以上述职，请予评议。")];
    blocks.extend(signatures.iter().map(|text| sample::block(Role::Signature, text)));
    blocks.push(sample::block(Role::SignatureDate, "2025年12月5日"));
    blocks.push(sample::block(Role::Note, "（此件公开发布）"));
    let profile = Profile { sealed, ..standard() };
    let file = docx::write(&sample::document(blocks), &profile).unwrap();
    assert_eq!(tools::validate(&file), Vec::<String>::new());
    file
}

#[test]
fn signature_and_date_stand_as_the_standard_wants() {
    let mut faults = Faults::default();
    let at = |print: &Print, text: &str| ink::area(line(print, 0, text));
    let files = [
        ending(&["中共云溪县商务局党组"], false),
        ending(&["李明远"], false),
        ending(&["中共云溪县商务局党组", "中共云溪县财政局机关总支部委员会"], false),
        ending(&["中共云溪县商务局党组", "云溪县财政局"], true),
        ending(&["中共云溪县城乡融合发展领导小组办公室机关支部委员会"], true),
    ];
    let prints = ink::print(&files.each_ref().map(Vec::as_slice));
    let [one, short, several, sealed, sealed_long] = prints.as_slice() else { panic!("{} prints", prints.len()) };
    let (body, signature, date) = (at(one, "以上述职"), at(one, "中共云溪"), at(one, "2025年"));
    faults.near("signature below the text", signature.top - body.top, 2.0 * LINE);
    faults.near("signature's right end", signature.right, TEXT.right - 2.0 * CHARACTER);
    faults.near("date right of the signature", date.left - signature.left, 2.0 * CHARACTER);
    faults.near("date below the signature", date.top - signature.top, LINE);
    let note = at(one, "此件公开");
    faults.near("note below the date", note.top - date.top, LINE);
    faults.near("note's left end", note.left, TEXT.left + 2.0 * CHARACTER);

    let (signature, date) = (at(short, "李明远"), at(short, "2025年"));
    faults.near("longer date's right end", date.right - APART, TEXT.right - 2.0 * CHARACTER);
    faults.near("date right of the short signature", date.left - signature.left, 2.0 * CHARACTER);

    let (first, second, date) = (at(several, "商务局"), at(several, "财政局"), at(several, "2025年"));
    faults.near("the longest signature's right end", second.right, TEXT.right - 2.0 * CHARACTER);
    faults.near("signatures begin together", first.left, second.left);
    faults.near("date right of both", date.left - first.left, 2.0 * CHARACTER);

    let middle = |area: Area| (area.left + area.right) / 2.0;
    // The date's right end is where it belongs; what sets its digits apart goes to the left.
    let (first, second, date) = (at(sealed, "商务局"), at(sealed, "财政局"), at(sealed, "2025年"));
    faults.near("sealed date's right end", date.right, TEXT.right - 4.0 * CHARACTER);
    faults.near("first signature above the date", middle(first), middle(date) + APART / 2.0);
    faults.near("second signature above the date", middle(second), middle(date) + APART / 2.0);

    faults.near("a long signature's right end", at(sealed_long, "中共云溪").right, TEXT.right);
    assert!(faults.0.is_empty(), "{}", faults.0.join("\n"));
}

#[test]
fn wrapped_names_of_attachments_begin_below_the_name() {
    let mut faults = Faults::default();
    let name = "国".repeat(30);
    for several in [false, true] {
        let numbers = if several { ["1.", "2."] } else { ["", ""] };
        let mut blocks = vec![
            sample::block(Role::Paragraph, "以上述职，请予评议。"),
            sample::block(Role::AttachmentNote, &format!("附件：{}{name}", numbers[0])),
        ];
        if several {
            blocks.push(sample::block(Role::AttachmentNote, &format!("2.{name}")));
        }
        let file = docx::write(&sample::document(blocks), &standard()).unwrap();
        assert_eq!(tools::validate(&file), Vec::<String>::new());
        let print = ink::print(&[&file]).remove(0);
        let areas: Vec<Area> = print.pages[0].lines.iter().map(ink::area).collect();
        faults.near("note below the text", areas[1].top - areas[0].top, 2.0 * LINE);
        faults.near("note's left end", areas[1].left, TEXT.left + 2.0 * CHARACTER);
        let begins = |line: &Area| print.ink[0].beginnings(*line);
        // Each 国 is one stretch of ink; the name's first is behind label and number, the last 30 less those below.
        let first = areas[2];
        let of_name = |line: &Area| {
            let here = begins(line);
            here.into_iter().map(|x| (x - begins(&first)[0]).abs()).fold(f64::MAX, f64::min)
        };
        faults.hold("the wrapped line begins below a character", of_name(&areas[1]) < TOLERANCE);
        let label = if several { 3.72 } else { 3.0 };
        faults.near("the wrapped line's left end", first.left, TEXT.left + (2.0 + label) * CHARACTER);
        if several {
            faults.near("the second number below the first", areas[3].left, TEXT.left + 5.0 * CHARACTER);
            faults.near("the second name below the first", areas[4].left, first.left);
        }
    }
    assert!(faults.0.is_empty(), "{}", faults.0.join("\n"));
}
