//! The templates that come with the program.

use std::sync::OnceLock;

use super::{Template, read_template};
use crate::{Error, Result};

/// File name and text of every template in `templates/`.
const FILES: [(&str, &str); 10] = [
    ("park-secretary.json", include_str!("../../templates/park-secretary.json")),
    ("bureau-secretary.json", include_str!("../../templates/bureau-secretary.json")),
    ("park-committee.json", include_str!("../../templates/park-committee.json")),
    ("zone-secretary.json", include_str!("../../templates/zone-secretary.json")),
    ("group-secretary.json", include_str!("../../templates/group-secretary.json")),
    ("township-secretary.json", include_str!("../../templates/township-secretary.json")),
    ("village-secretary.json", include_str!("../../templates/village-secretary.json")),
    ("school-secretary.json", include_str!("../../templates/school-secretary.json")),
    ("hospital-secretary.json", include_str!("../../templates/hospital-secretary.json")),
    ("general.json", include_str!("../../templates/general.json")),
];

/// The templates that come with the program, in the order of the list.
///
/// # Errors
/// [`crate::Code::Invalid`] when one of them has a mistake; a test keeps that from happening.
pub fn builtin() -> Result<Vec<Template>> {
    static READ: OnceLock<Vec<Template>> = OnceLock::new();
    if let Some(templates) = READ.get() {
        return Ok(templates.clone());
    }
    let read: Result<Vec<Template>, Vec<Error>> = FILES.iter().map(|(name, text)| read_template(text, name)).collect();
    match read {
        Ok(templates) => Ok(READ.get_or_init(|| templates).clone()),
        Err(mut errors) => Err(errors.remove(0)),
    }
}
