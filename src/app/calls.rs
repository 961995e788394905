//! The one list of calls. Each line names a call and the method of [`App`] that answers it; from it come the dispatch by name and the TypeScript.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use super::{
    App, ApplyFix, ArchiveRead, Backups, CarryChoice, CarryFrom, CarryOffer, CarryResult, CompareVersions, Comparison,
    Composed, Create, DraftOnly, Erased, ExampleOf, ExportLedger, ExportReport, Exported, Faces, Failure, FigureQuery,
    FigureTable, Health, Home, ImportChoose, ImportEdit, ImportFiles, ImportFinished, ImportId, ImportText, ImportView,
    ImportedLayout, Imports, KeepVersion, LastYear, LastYearOf, LayoutId, LayoutOnly, LayoutReport, Layouts,
    LedgerColumns, LedgerEdit, LedgerQuery, LedgerView, Mend, MergeArchive, Merged, NameVersion, Nothing, OpenExported,
    OpenReport, OpenedDraft, PdfProgram, PdfProgress, ReadArchive, ReportId, Rescued, RestoreVersion, ReviseApply,
    ReviseFile, ReviseOf, ReviseOffer, Revised, Save, Saved, Search, SearchFound, SetAside, Settings, Versions, View,
    WriteArchive,
};
use crate::model::Draft;
use crate::{Code, Error, Result};

macro_rules! calls {
    ($($(#[doc = $doc:literal])+ $name:ident => $method:ident($args:ty) -> $result:ty;)+) => {
        impl App {
            /// The names of all calls.
            pub const CALLS: &[&str] = &[$(stringify!($name)),+];

            /// Runs the call `name` with its arguments as JSON and answers its result as JSON.
            ///
            /// # Errors
            /// [`Code::NotFound`] when there is no such call; [`Code::Invalid`] when the arguments are not what it takes;
            /// else what the call says.
            pub fn call(&mut self, name: &str, args: Value) -> Result<Value> {
                match name {
                    $(stringify!($name) => answer(name, &self.$method(arguments::<$args>(name, args)?)?),)+
                    _ => Err(Error::new(Code::NotFound, format!("程序没有“{name}”这项功能"), "请重新启动程序；仍不行请重新安装")),
                }
            }
        }

        /// The TypeScript of everything that crosses the border between engine and shell, with `Calls` at its end.
        ///
        /// # Errors
        /// [`Code::Conflict`] when two different types have one name: the page would take one for the other.
        pub fn typescript() -> Result<String> {
            let mut types = Types::default();
            $(types.add::<$args>(); types.add::<$result>();)+
            // These cross the border too, in calls that only a shell can answer.
            types.add::<ExportReport>();
            types.add::<Exported>();
            types.add::<ImportedLayout>();
            types.add::<PdfProgram>();
            types.add::<PdfProgress>();
            types.add::<OpenExported>();
            types.add::<WriteArchive>();
            types.add::<ReadArchive>();
            types.add::<ArchiveRead>();
            types.add::<MergeArchive>();
            types.add::<Merged>();
            types.add::<Health>();
            types.add::<Rescued>();
            types.add::<OpenedDraft>();
            types.add::<ImportFiles>();
            types.add::<ReviseFile>();
            types.add::<ExportLedger>();
            types.add::<Failure>();
            let mut calls = String::new();
            $(calls.push_str(&types.call(stringify!($name), &[$($doc),+], &<$args>::name(&types.config), &<$result>::name(&types.config)));)+
            types.finish(&calls)
        }
    };
}

calls! {
    /// Everything 首页 shows.
    home => home(Nothing) -> Home;
    /// Begins a report and stores it.
    create => create(Create) -> OpenReport;
    /// Opens a stored report.
    open => open_report(ReportId) -> OpenReport;
    /// Saves a report; the answer comes after COMMIT.
    save => save(Save) -> Saved;
    /// Composes, counts and checks a draft, saved or not.
    view => view(DraftOnly) -> View;
    /// Composes the example of a part.
    example => example(ExampleOf) -> Composed;
    /// Stores a copy of a report, for another reporter.
    copy => copy(ReportId) -> OpenReport;
    /// What goes on from a report into a new one, before anything is made.
    carry_offer => carry_offer(CarryFrom) -> CarryOffer;
    /// Makes the new report, or takes what it lacks into one that was made before.
    carry => carry(CarryChoice) -> CarryResult;
    /// What the earlier report has in the place of a part.
    last_year => last_year(LastYearOf) -> LastYear;
    /// Takes in a text that was pasted, to be confirmed.
    import_text => import_text(ImportText) -> ImportView;
    /// The files that are being imported.
    imports => imports(Nothing) -> Imports;
    /// All that the screen of one import shows.
    import_view => import_view(ImportId) -> ImportView;
    /// Takes a step of the confirmation.
    import_edit => import_edit(ImportEdit) -> ImportView;
    /// Takes the last step back.
    import_undo => import_undo(ImportId) -> ImportView;
    /// Takes the step again that was taken back last.
    import_redo => import_redo(ImportId) -> ImportView;
    /// Chooses template, year, unit, and whether the import is put into a chain.
    import_choose => import_choose(ImportChoose) -> ImportView;
    /// Makes the report and stores it.
    import_finish => import_finish(ImportId) -> ImportFinished;
    /// Drops an import; nothing was stored of it.
    import_discard => import_discard(ImportId) -> Nothing;
    /// Makes a finding's mend in a draft, saved or not.
    fix => fix(ApplyFix) -> Draft;
    /// 整改台账 over all reports.
    ledger => ledger(LedgerQuery) -> LedgerView;
    /// Changes an item in the draft it belongs to.
    edit_ledger => edit_ledger(LedgerEdit) -> Nothing;
    /// Sets the columns that the ledger shows and prints.
    set_ledger_columns => set_ledger_columns(LedgerColumns) -> LedgerColumns;
    /// 关键数据 over the years.
    figure_table => figure_table(FigureQuery) -> FigureTable;
    /// Marks a report as deleted.
    remove => remove(ReportId) -> Nothing;
    /// Takes a deleted report back.
    restore => restore(ReportId) -> Nothing;
    /// Removes a report with all traces that the program can reach.
    erase => erase(ReportId) -> Erased;
    /// The versions of a report, with what changed in each.
    versions => versions(ReportId) -> Versions;
    /// Keeps what is stored as a version.
    keep_version => keep_version(KeepVersion) -> Nothing;
    /// Names a version.
    name_version => name_version(NameVersion) -> Nothing;
    /// Two states of a report side by side.
    compare => compare(CompareVersions) -> Comparison;
    /// Restores a version, or one section of it; what is there is kept first.
    restore_version => restore_version(RestoreVersion) -> OpenReport;
    /// What a file that came back says otherwise than the report.
    revise_offer => revise_offer(ReviseOf) -> ReviseOffer;
    /// Takes differences of that file into the report; what is there is kept first.
    revise_apply => revise_apply(ReviseApply) -> Revised;
    /// Finds the reports that hold all of the words.
    search => search(Search) -> SearchFound;
    /// The backups there are.
    backups => backups(Nothing) -> Backups;
    /// Backs up to no second folder any more.
    forget_second_folder => forget_second_folder(Nothing) -> Backups;
    /// Puts a whole state in the place of a damaged report.
    mend => mend(Mend) -> Nothing;
    /// Takes a damaged report of which nothing whole is left out of the database; what is left of it is kept.
    set_aside => set_aside(ReportId) -> SetAside;
    /// The settings of the program.
    settings => settings(Nothing) -> Settings;
    /// Stores the settings of the program and answers them as stored.
    set_settings => set_settings(Settings) -> Settings;
    /// Which faces of a draft's pages this computer lacks.
    faces => faces(DraftOnly) -> Faces;
    /// The layout profiles to choose from.
    layouts => layouts(Nothing) -> Layouts;
    /// Says what is impossible in a layout profile that is being edited.
    check_layout => check_layout(LayoutOnly) -> LayoutReport;
    /// Stores one of the user's own layout profiles and answers all.
    save_layout => save_layout(LayoutOnly) -> Layouts;
    /// Removes one of the user's own layout profiles and answers the rest.
    remove_layout => remove_layout(LayoutId) -> Layouts;
}

fn arguments<T: DeserializeOwned>(name: &str, args: Value) -> Result<T> {
    // A call without arguments may come without an object.
    let args = if args.is_null() { Value::Object(serde_json::Map::new()) } else { args };
    serde_path_to_error::deserialize(args).map_err(|error| {
        let message = format!("“{name}”收到的内容有误，位置 {}：{}", error.path(), error.inner());
        Error::new(Code::Invalid, message, "请重新打开这份报告，再试一次").with_source(error)
    })
}

fn answer<T: Serialize>(name: &str, result: &T) -> Result<Value> {
    serde_json::to_value(result).map_err(|error| {
        Error::new(Code::Invalid, format!("“{name}”的结果无法传给窗口"), "请重新打开这份报告，再试一次")
            .with_source(error)
    })
}

/// Collects the declarations of types and of all they are made of, by name.
#[derive(Default)]
struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
    /// The names of more than one type.
    ambiguous: BTreeSet<String>,
}

impl Types {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        // Only derived types have a path; `string`, `Array<…>` and the like need no declaration.
        if T::output_path().is_none() {
            T::visit_generics(self);
            return;
        }
        let name = T::ident(&self.config);
        let docs = T::docs().unwrap_or_default();
        let declaration = format!("{docs}export {}\n", T::decl(&self.config));
        match self.declared.get(&name) {
            Some(there) if *there == declaration => {}
            Some(_) => {
                self.ambiguous.insert(name);
            }
            None => {
                self.declared.insert(name, declaration);
                T::visit_dependencies(self);
            }
        }
    }

    fn call(&self, name: &str, docs: &[&str], args: &str, result: &str) -> String {
        let docs = docs.concat();
        format!("  /**{docs} */\n  {name}: {{ args: {args}; result: {result} }};\n")
    }

    fn finish(self, calls: &str) -> Result<String> {
        if !self.ambiguous.is_empty() {
            let names: Vec<String> = self.ambiguous.into_iter().collect();
            let message = format!("有不同的类型用了同一个名称：{}", names.join("、"));
            return Err(Error::new(Code::Conflict, message, "请给其中一个换个名称"));
        }
        let declared: Vec<String> = self.declared.into_values().collect();
        Ok(format!(
            "// Generated from the engine's types: `UPDATE_GOLDEN=1 cargo test -p shuzhi --test engine calls` writes it. Do not edit.\n\n{}\n\
             /** The calls that the engine answers, by name. */\nexport interface Calls {{\n{calls}}}\n",
            declared.join("\n")
        ))
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

#[cfg(test)]
mod tests {
    #![allow(dead_code, reason = "types that only have names")]

    use super::*;

    mod one {
        #[derive(ts_rs::TS)]
        pub(super) struct Place {
            pub(super) start: u32,
        }

        #[derive(ts_rs::TS)]
        pub(super) struct Named {
            pub(super) place: Place,
        }
    }

    mod other {
        #[derive(ts_rs::TS)]
        pub(super) struct Place {
            pub(super) line: String,
        }
    }

    #[test]
    fn two_types_with_one_name_are_refused() {
        let mut types = Types::default();
        types.add::<one::Named>();
        types.add::<one::Place>();
        assert!(types.finish("").is_ok_and(|source| source.matches("Place = ").count() == 1), "one type, met twice");
        let mut types = Types::default();
        types.add::<other::Place>();
        // Met inside another one.
        types.add::<one::Named>();
        let refused = types.finish("").err();
        assert!(refused.is_some_and(|error| error.message().ends_with("：Place")));
    }
}
