//! What is said of a lacking face, against what the Word file says of it.

use std::collections::BTreeSet;

use shuzhi::export::docx;
use shuzhi::faces::missing;
use shuzhi::profile::{Profile, STANDARD};

use crate::docx::sample;

#[test]
fn what_the_word_file_names_beside_a_face_is_said_to_be_shown() {
    let standard = Profile::named(STANDARD).expect("the standard's profile");
    let file = docx::write(&sample::every_role(), &standard).expect("a Word file");
    let (_, table) =
        sample::parts(&file).into_iter().find(|(name, _)| name == "word/fontTable.xml").expect("the faces");
    let table = String::from_utf8(table).expect("UTF-8");
    let mut told = 0;
    for entry in table.split("<w:font w:name=\"").skip(1) {
        let value =
            |start: &str| entry.split_once(start).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value);
        let Some(other) = value("<w:altName w:val=\"") else { continue };
        let face = entry.split_once('"').expect("a name").0;
        let missing = missing(&[(face.into(), "正文".into())], &BTreeSet::from([other.into()]));
        assert_eq!(missing.len(), 1, "{face}");
        assert_eq!(missing[0].stand_in.as_deref(), Some(other), "{face}");
        assert!(missing[0].message.contains(&format!("会用相近的“{other}”显示")), "{}", missing[0].message);
        told += 1;
    }
    assert_eq!(told, 3, "{table}");
}
