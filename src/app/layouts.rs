//! The layout profiles to choose from: those that come with the program and the user's own.

use super::{App, DraftOnly, Env, Faces, LayoutEntry, LayoutId, LayoutOnly, LayoutReport, Layouts, Nothing};
use crate::compose::compose;
use crate::faces::missing;
use crate::model::{Draft, Layout, likely, one_line};
use crate::profile::{Profile, departures, faults, named, read_layout, shipped, wanted_faces, write_layout};
use crate::store::Store;
use crate::{Code, Error, Result};

/// The setting that holds the user's own profiles.
pub(super) const KEY: &str = "layouts";

impl App {
    /// The profiles to choose from.
    ///
    /// # Errors
    /// [`Code::Invalid`] when the user's own are damaged; [`Code::Io`] when they cannot be read.
    pub fn layouts(&mut self, _: Nothing) -> Result<Layouts> {
        let entry = |layout: Layout| LayoutEntry { departures: departures(&layout), layout };
        Ok(Layouts {
            shipped: shipped().into_iter().map(entry).collect(),
            own: self.own_layouts()?.into_iter().map(entry).collect(),
        })
    }

    /// What is impossible in a profile that is being edited, where it departs from the standard, and how many lines a page
    /// has with it.
    ///
    /// # Errors
    /// None; it is a call as the others are.
    pub fn check_layout(&mut self, LayoutOnly { mut layout }: LayoutOnly) -> Result<LayoutReport> {
        if layout.id.is_empty() {
            // It gets one when it is saved.
            layout.id = "new".into();
        }
        let lines = Profile::new(&layout).map_or(0, |profile| profile.page.lines);
        Ok(LayoutReport { faults: faults(&layout), departures: departures(&layout), lines })
    }

    /// Stores one of the user's own profiles, a new one where its id is empty or that of a shipped one, and answers all.
    ///
    /// # Errors
    /// [`Code::Invalid`] when no page can be set with it; [`Code::Io`] when it cannot be written.
    pub fn save_layout(&mut self, LayoutOnly { mut layout }: LayoutOnly) -> Result<Layouts> {
        if layout.id.is_empty() || named(&layout.id).is_ok() {
            layout.id = self.env.ids.next();
        }
        let mut own = self.own_layouts()?;
        layout.name = own_name(&one_line(&layout.name), &layout.id, &own);
        Profile::new(&layout)?;
        match own.iter_mut().find(|other| other.id == layout.id) {
            Some(other) => *other = layout,
            None => own.push(layout),
        }
        self.keep_layouts(&own)
    }

    /// Removes one of the user's own profiles, and answers the rest. Reports that were set with it hold it themselves.
    ///
    /// # Errors
    /// [`Code::Io`] when that cannot be written.
    pub fn remove_layout(&mut self, LayoutId { id }: LayoutId) -> Result<Layouts> {
        let mut own = self.own_layouts()?;
        own.retain(|layout| layout.id != id);
        self.keep_layouts(&own)
    }

    /// Stores the profile in `json`, which was read from `source`, beside those that are there, and answers all.
    ///
    /// # Errors
    /// [`Code::Invalid`] with `source` and place; [`Code::Io`] when it cannot be written.
    pub fn import_layout(&mut self, json: &str, source: &str) -> Result<Layouts> {
        self.add_layout(read_layout(json, source)?)
    }

    /// Stores a profile that comes from outside beside those that are there, and answers all.
    pub(super) fn add_layout(&mut self, mut layout: Layout) -> Result<Layouts> {
        let own = self.own_layouts()?;
        // The same profile again is no second one; another of its id is.
        if own.iter().any(|other| other.id == layout.id && *other != layout) {
            layout.id = String::new();
        }
        self.save_layout(LayoutOnly { layout })
    }

    /// One profile as the text of a file, with its name.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none of that id.
    pub fn layout_file(&mut self, id: &str) -> Result<(String, String)> {
        let layout = self.find_layout(id)?;
        Ok((layout.name.clone(), write_layout(&layout)?))
    }

    /// Which faces of a draft's pages this computer lacks. What is installed is asked anew each time: someone may just have
    /// installed one.
    ///
    /// # Errors
    /// None; it is a call as the others are.
    pub fn faces(&mut self, DraftOnly { draft }: DraftOnly) -> Result<Faces> {
        let wanted = wanted_faces(&compose(&draft), &Profile::of(&draft));
        Ok(Faces { missing: missing(&wanted, &(self.env.faces)()) })
    }

    /// The profile with this id, or else with this name.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; the hint names the one that was probably meant.
    pub fn find_layout(&self, wanted: &str) -> Result<Layout> {
        find_layout(shipped().into_iter().chain(self.own_layouts()?).collect(), wanted)
    }

    pub(super) fn own_layouts(&self) -> Result<Vec<Layout>> {
        own(&self.store)
    }

    fn keep_layouts(&mut self, own: &[Layout]) -> Result<Layouts> {
        let json = serde_json::to_string(own)
            .map_err(|error| Error::new(Code::Invalid, "版式无法保存", "请检查版式里的数字").with_source(error))?;
        self.store.set_setting(KEY, &json)?;
        self.layouts(Nothing {})
    }
}

/// The user's own profiles in `store`.
///
/// # Errors
/// [`Code::Invalid`] when they are damaged; [`Code::Io`] when they cannot be read.
pub(super) fn own(store: &Store) -> Result<Vec<Layout>> {
    store.setting(KEY)?.map_or_else(
        || Ok(Vec::new()),
        |json| {
            serde_json::from_str(&json).map_err(|error| {
                let hint = "请从备份找回，或把版式文件重新读入";
                Error::new(Code::Invalid, "保存的版式已损坏", hint).with_source(error)
            })
        },
    )
}

/// `name`, with a number behind it where another profile than `id` has it already.
fn own_name(name: &str, id: &str, own: &[Layout]) -> String {
    let taken = |name: &str| shipped().iter().chain(own).any(|other| other.name == name && other.id != id);
    let mut numbered = (2..).map(|n| format!("{name}（{n}）"));
    let free = std::iter::once(name.to_string()).chain(numbered.by_ref()).find(|name| !taken(name));
    free.unwrap_or_else(|| name.into())
}

/// The shipped profiles and the user's own in `data_dir`, where there is a database.
///
/// # Errors
/// [`Code::Invalid`] when the user's own are damaged; [`Code::Io`] when they cannot be read.
pub fn known_layouts(env: Env) -> Result<Vec<Layout>> {
    let own = match App::open_to_read(env) {
        Ok(app) => app.own_layouts()?,
        Err(error) if error.code() == Code::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(shipped().into_iter().chain(own).collect())
}

/// Has `draft` set with `layout`, which it then holds itself unless it comes with the program.
pub fn set_layout(draft: &mut Draft, layout: Layout) {
    draft.layout.profile = layout.id.clone();
    draft.layout.content = named(&layout.id).map_or_else(|_| Some(Box::new(layout)), |_| None);
}

/// The profile among `layouts` with this id, or else with this name.
///
/// # Errors
/// [`Code::NotFound`] when there is none; the hint names the one that was probably meant.
pub fn find_layout(mut layouts: Vec<Layout>, wanted: &str) -> Result<Layout> {
    let at = |word: &str| {
        let of_id = layouts.iter().position(|layout| layout.id == word);
        of_id.or_else(|| layouts.iter().position(|layout| layout.name == word))
    };
    if let Some(at) = at(wanted) {
        return Ok(layouts.swap_remove(at));
    }
    let names = layouts.iter().flat_map(|layout| [layout.id.as_str(), layout.name.as_str()]);
    let meant = likely(wanted, names).and_then(at).and_then(|at| layouts.get(at));
    let meant = meant.map(|layout| format!("是不是“{}”（{}）？", layout.id, layout.name));
    let hint = meant.unwrap_or_else(|| "用 shuzhi layouts 看有哪些版式".into());
    Err(Error::new(Code::NotFound, format!("没有名为“{wanted}”的版式"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_found_by_id_by_name_and_by_a_slip() -> Result<()> {
        assert_eq!(find_layout(shipped(), "gbt9704")?.name, "国家标准");
        assert_eq!(find_layout(shipped(), "国家标准")?.id, "gbt9704");
        let hint = find_layout(shipped(), "gbt9740").map(|layout| layout.id).map_err(|error| error.hint().to_string());
        assert_eq!(hint, Err("是不是“gbt9704”（国家标准）？".into()));
        Ok(())
    }
}
