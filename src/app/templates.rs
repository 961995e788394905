//! The templates to begin with: those that come with the program and the user's own files.

use std::path::Path;

use super::TemplateSummary;
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

/// The user's own templates in `templates/` of the data folder, if there is one, then those that come with the program; and what is wrong
/// with the user's files. An own template takes the place of one with the same id.
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

/// The template `id`.
///
/// # Errors
/// [`Code::NotFound`] when there is none; the message says what is wrong with the user's files, if anything is.
pub fn find_template(data_dir: Option<&Path>, id: &str) -> Result<Template> {
    let (known, faults) = templates(data_dir)?;
    if let Some(found) = known.into_iter().find(|known| known.template.id == id) {
        return Ok(found.template);
    }
    let hint = match faults.first() {
        Some(fault) => format!("有模板文件不能用：{}", fault.message()),
        None => "请在模板列表里选一个".into(),
    };
    Err(Error::new(Code::NotFound, format!("没有名为“{id}”的模板"), hint))
}
