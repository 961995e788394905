//! What the user sets once for the program.

use super::{App, Nothing, Settings};
use crate::{Code, Error, Result};

/// The setting that holds them.
pub(super) const KEY: &str = "settings";

impl App {
    /// The settings of the program.
    ///
    /// # Errors
    /// [`Code::Invalid`] when what is stored is damaged; [`Code::Io`] when it cannot be read.
    pub fn settings(&mut self, _: Nothing) -> Result<Settings> {
        self.stored_settings()
    }

    /// Stores the settings of the program and answers them as stored, with the zoom within its bounds.
    ///
    /// # Errors
    /// [`Code::Io`] when they cannot be written.
    pub fn set_settings(&mut self, settings: Settings) -> Result<Settings> {
        let settings = Settings { zoom: settings.zoom.clamp(100, 200), ..settings };
        let json = serde_json::to_string(&settings).map_err(damaged)?;
        self.store.set_setting(KEY, &json)?;
        Ok(settings)
    }

    /// The settings for other work than theirs: damage to them, which a check tells, must not keep it from being done.
    ///
    /// # Errors
    /// [`Code::Io`] when they cannot be read.
    pub(super) fn settings_or_default(&self) -> Result<Settings> {
        match self.stored_settings() {
            Err(error) if error.code() == Code::Invalid => Ok(Settings::default()),
            settings => settings,
        }
    }

    fn stored_settings(&self) -> Result<Settings> {
        self.store
            .setting(KEY)?
            .map_or_else(|| Ok(Settings::default()), |json| serde_json::from_str(&json).map_err(damaged))
    }
}

fn damaged(error: serde_json::Error) -> Error {
    Error::new(Code::Invalid, "保存的设置已损坏", "请在“设置”里重新填写并保存").with_source(error)
}
