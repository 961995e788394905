//! The templates to begin with: those that come with the program and the user's own files.

use std::path::Path;

use super::TemplateSummary;
use crate::model::likely;
use crate::template::{Template, builtin, read_user_templates};
use crate::{Code, Error, Result};

/// A template to begin with.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownTemplate {
    /// The template.
    pub template: Template,
    /// Whether it is one of the user's own files.
    pub own: bool,
}

impl KnownTemplate {
    /// What a list shows of it.
    #[must_use]
    pub fn summary(&self) -> TemplateSummary {
        TemplateSummary {
            id: self.template.id.clone(),
            name: self.template.name.clone(),
            description: self.template.description.clone(),
            parts: self.template.parts.iter().map(|part| part.name.clone()).collect(),
            own: self.own,
        }
    }
}

/// The user's own templates in `templates/` of the data folder, if there is one, then those that come with the program; and
/// what is wrong with the user's files. An own template takes the place of one with the same id.
///
/// # Errors
/// [`Code::Invalid`] when a template of the program itself is broken.
pub fn templates(data_dir: Option<&Path>) -> Result<(Vec<KnownTemplate>, Vec<Error>)> {
    let (own, faults) = data_dir.map(|folder| read_user_templates(&folder.join("templates"))).unwrap_or_default();
    let mut known: Vec<KnownTemplate> = own.into_iter().map(|template| KnownTemplate { template, own: true }).collect();
    for template in builtin()? {
        if known.iter().all(|other| other.template.id != template.id) {
            known.push(KnownTemplate { template, own: false });
        }
    }
    Ok((known, faults))
}

/// The template with this id, or else with this name.
///
/// # Errors
/// [`Code::NotFound`] when there is none; the hint names the one that was probably meant.
pub fn find_template(data_dir: Option<&Path>, wanted: &str) -> Result<Template> {
    let (mut known, _) = templates(data_dir)?;
    let is = |name: &str| {
        let of_id = |known: &KnownTemplate| known.template.id == name;
        let of_name = |known: &KnownTemplate| known.template.name == name;
        known.iter().position(of_id).or_else(|| known.iter().position(of_name))
    };
    if let Some(at) = is(wanted) {
        return Ok(known.swap_remove(at).template);
    }
    let names = known.iter().flat_map(|known| [known.template.id.as_str(), known.template.name.as_str()]);
    let hint = match likely(wanted, names).and_then(is).and_then(|at| known.get(at)) {
        Some(KnownTemplate { template, .. }) => format!("是不是“{}”（{}）？", template.id, template.name),
        None => "请在模板列表里选一个".into(),
    };
    Err(Error::new(Code::NotFound, format!("没有名为“{wanted}”的模板"), hint))
}
