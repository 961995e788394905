//! The rules themselves.

/// A rule: in which files below `src/` none of these words may stand.
pub(super) struct Rule {
    pub(super) says: &'static str,
    /// The rooms it holds for; all when empty.
    pub(super) within: &'static [&'static str],
    /// The rooms it does not hold for.
    pub(super) except: &'static [&'static str],
    pub(super) words: &'static [&'static str],
    /// What may stand there all the same.
    pub(super) allowed: &'static [&'static str],
}

pub(super) const RULES: &[Rule] = &[
    Rule { says: "the engine knows no window", within: &[], except: &[], words: &["tauri"], allowed: &[] },
    Rule { says: "arguments only in cli", within: &[], except: &["cli/"], words: &["lexopt"], allowed: &[] },
    Rule {
        says: "Word files are written by export alone",
        within: &[],
        except: &["export/"],
        words: &["docx_rs"],
        allowed: &[],
    },
    Rule {
        says: "XML only in export and in the reader of foreign files",
        within: &[],
        except: &["export/", "import/read/"],
        words: &["quick_xml"],
        allowed: &[],
    },
    Rule {
        says: "spreadsheets only in export",
        within: &[],
        except: &["export/"],
        words: &["rust_xlsxwriter"],
        allowed: &[],
    },
    Rule {
        says: "zips are read and written by export, archive and the reader of foreign files alone",
        within: &[],
        except: &["export/", "archive/", "import/read/"],
        words: &["zip::"],
        allowed: &[],
    },
    Rule {
        says: "passwords only in archive",
        within: &[],
        except: &["archive/"],
        words: &["age::secrecy", "age::scrypt"],
        allowed: &[],
    },
    Rule {
        says: "an archive knows files, not what stands in them",
        within: &["archive/"],
        except: &[],
        words: &[
            "crate::check", "crate::compose", "crate::export", "crate::model", "crate::platform", "crate::profile",
            "crate::store", "crate::template",
        ],
        allowed: &[],
    },
    Rule {
        says: "SQL only in store",
        within: &[],
        except: &["store/"],
        words: &["rusqlite", "SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "],
        allowed: &[],
    },
    Rule { says: "the use cases come last", within: &[], except: &["app/"], words: &["crate::app"], allowed: &[] },
    Rule {
        says: "the model knows nothing that acts on it",
        within: &["model/"],
        except: &[],
        words: &[
            "crate::check", "crate::compose", "crate::export", "crate::platform", "crate::profile", "crate::store",
            "crate::template",
        ],
        // A draft holds its template as it was.
        allowed: &["crate::template::Template"],
    },
    Rule {
        says: "a template is not composed, checked, written or stored",
        within: &["template/"],
        except: &[],
        words: &["crate::check", "crate::compose", "crate::export", "crate::profile", "crate::store"],
        // A template names its layout.
        allowed: &["crate::profile::Profile"],
    },
    Rule {
        says: "composing knows no faces and no outputs",
        within: &["compose/"],
        except: &[],
        words: &["crate::check", "crate::export", "crate::profile", "crate::store"],
        allowed: &[],
    },
    Rule {
        says: "a profile writes nothing",
        within: &["profile/"],
        except: &[],
        words: &["crate::check", "crate::compose", "crate::export", "crate::store", "crate::template"],
        allowed: &[],
    },
    Rule {
        says: "the ledger knows drafts alone",
        within: &["ledger/"],
        except: &[],
        words: &["crate::carry", "crate::check", "crate::export", "crate::profile", "crate::store"],
        allowed: &[],
    },
    Rule {
        says: "carrying forward prints and stores nothing",
        within: &["carry/"],
        except: &[],
        words: &["crate::check", "crate::export", "crate::profile", "crate::store"],
        // It makes the mends that the check proposes.
        allowed: &["crate::check::Fix"],
    },
    Rule {
        says: "check knows no other output",
        within: &["check/"],
        except: &[],
        words: &["crate::export", "crate::store"],
        allowed: &[],
    },
    Rule {
        says: "export knows documents and profiles, and no other output",
        within: &["export/"],
        except: &[],
        words: &["crate::check", "crate::compose", "crate::store", "crate::template"],
        allowed: &[],
    },
    Rule {
        says: "import makes drafts; it writes, checks and stores nothing",
        within: &["import/"],
        except: &[],
        words: &["crate::carry", "crate::check", "crate::export", "crate::ledger", "crate::profile", "crate::store"],
        // A place to fill in is one in the file as in the form.
        allowed: &["crate::check::placeholders"],
    },
    Rule {
        says: "foreign binaries are read by the reader of foreign files alone",
        within: &[],
        except: &["import/read/"],
        words: &["office_oxide", "encoding_rs"],
        allowed: &[],
    },
    Rule {
        says: "a revision compares a draft with a file and stores nothing",
        within: &["revise/"],
        except: &[],
        words: &[
            "crate::carry", "crate::check", "crate::export", "crate::ledger", "crate::platform", "crate::profile",
            "crate::store",
        ],
        allowed: &[],
    },
    Rule {
        says: "the store knows drafts and nothing that is made of them",
        within: &["store/"],
        except: &[],
        words: &["crate::check", "crate::compose", "crate::export", "crate::profile", "crate::template"],
        allowed: &[],
    },
    Rule {
        says: "history compares drafts and stores nothing",
        within: &["history/"],
        except: &[],
        words: &["crate::check", "crate::export", "crate::platform", "crate::profile", "crate::store"],
        allowed: &[],
    },
    Rule {
        says: "a title's lines come from its text and the draft's names alone",
        within: &["title/"],
        except: &[],
        words: &[
            "crate::check", "crate::compose", "crate::export", "crate::platform", "crate::profile", "crate::store",
            "crate::template",
        ],
        allowed: &[],
    },
    Rule {
        says: "the dictionary only in title",
        within: &[],
        except: &["title/"],
        words: &["icu_segmenter"],
        allowed: &[],
    },
    Rule {
        says: "clock, ids and environment come in as arguments",
        within: &[],
        except: &["platform/", "cli/", "app/mod.rs"],
        words: &[
            "platform::now", "platform::new_id", "default_data_dir", "Local::now", "Utc::now", "installed_faces",
            "converters()",
        ],
        allowed: &[],
    },
    Rule {
        says: "the platform knows no other room",
        within: &["platform/"],
        except: &[],
        words: &["crate::"],
        allowed: &["crate::Code", "crate::Error", "crate::Result"],
    },
    Rule {
        says: "faces are compared by name alone",
        within: &["faces.rs"],
        except: &[],
        words: &["crate::", "std::fs", "std::env", "std::process"],
        allowed: &[],
    },
    Rule {
        says: "programs are started by export and platform alone",
        within: &[],
        except: &["export/pdf.rs", "platform/"],
        words: &["Command::new", "process::Group", "process::Command"],
        allowed: &[],
    },
    Rule {
        says: "fonts are read by platform alone",
        within: &[],
        except: &["platform/faces.rs"],
        words: &["fontdb::", "ttf_parser"],
        allowed: &[],
    },
];
