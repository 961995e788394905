//! What one reading may still spend. In: limits, a clock that runs, a wish to stop. Out: nothing, or the one line that says
//! what was too much. Everything that reads foreign bytes asks here before it goes on.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use crate::import::{Limits, Reading};
use crate::{Code, Error, Result};

/// What to do with a file that Word may be able to read.
pub(super) const SAVE_AS: &str = "请用 Word 或 WPS 打开，另存为 .docx 再导入";

/// What to do with a file that holds too much.
const SPLIT: &str = "请把要导入的报告单独存成一个文件，再导入";

/// What to do with a file that nobody wrote by accident.
const SUSPICIOUS: &str = "来历不明的文件请不要使用；确实要用的，请用 Word 或 WPS 打开，另存为 .docx 再导入";

/// How many events or lines pass between two looks at the clock.
const EVERY: u32 = 1024;

/// What a reading has spent so far.
pub(super) struct Gauge<'a> {
    name: &'a str,
    reading: &'a Reading<'a>,
    start: Instant,
    steps: Cell<u32>,
    inflated: Cell<u64>,
    characters: Cell<usize>,
    paragraphs: Cell<usize>,
    /// Why a byte stream stopped: what lies between it and us passes no more than an I/O error on.
    stopped: RefCell<Option<Error>>,
}

impl<'a> Gauge<'a> {
    /// A gauge for the file `name`, from now on.
    pub(super) fn new(name: &'a str, reading: &'a Reading<'a>) -> Gauge<'a> {
        Gauge {
            name,
            reading,
            start: Instant::now(),
            steps: Cell::new(0),
            inflated: Cell::new(0),
            characters: Cell::new(0),
            paragraphs: Cell::new(0),
            stopped: RefCell::new(None),
        }
    }

    /// What may be spent in all.
    pub(super) fn limits(&self) -> &Limits {
        &self.reading.limits
    }

    /// What the reading was given.
    pub(super) fn reading(&self) -> &Reading<'a> {
        self.reading
    }

    /// How much of the time is left.
    pub(super) fn time_left(&self) -> Duration {
        self.limits().time.saturating_sub(self.start.elapsed())
    }

    /// One step further; now and then it looks at the clock.
    pub(super) fn step(&self) -> Result<()> {
        let steps = self.steps.get().wrapping_add(1);
        self.steps.set(steps);
        if steps.is_multiple_of(EVERY) { self.look() } else { Ok(()) }
    }

    /// Looks at the clock and whether somebody wants to stop.
    pub(super) fn look(&self) -> Result<()> {
        self.reading.cancel.check(self.name)?;
        if self.time_left().is_zero() { Err(self.too_slow()) } else { Ok(()) }
    }

    /// So many bytes more came out of a package.
    pub(super) fn inflate(&self, bytes: usize) -> Result<()> {
        let inflated = self.inflated.get().saturating_add(bytes as u64);
        self.inflated.set(inflated);
        if inflated > self.limits().inflated { Err(self.inflates_too_much()) } else { self.look() }
    }

    /// How many bytes may still come out of a package.
    pub(super) fn inflated_left(&self) -> u64 {
        self.limits().inflated.saturating_sub(self.inflated.get())
    }

    /// `text` is kept.
    pub(super) fn keep(&self, text: &str) -> Result<()> {
        let characters = self.characters.get().saturating_add(text.chars().count());
        self.characters.set(characters);
        if characters > self.limits().characters { Err(self.too_long()) } else { Ok(()) }
    }

    /// What was kept is dropped, and read in another way.
    pub(super) fn begin_again(&self) {
        self.characters.set(0);
        self.paragraphs.set(0);
    }

    /// One paragraph more is kept.
    pub(super) fn paragraph(&self) -> Result<()> {
        let paragraphs = self.paragraphs.get().saturating_add(1);
        self.paragraphs.set(paragraphs);
        let most = self.limits().paragraphs;
        if paragraphs > most {
            return Err(self.refuse(format!("段落太多，超过 {most} 段"), SPLIT));
        }
        Ok(())
    }

    /// Keeps why a byte stream stops, and answers what to stop it with.
    pub(super) fn stop(&self, why: Error) -> std::io::Error {
        *self.stopped.borrow_mut() = Some(why);
        std::io::Error::other("stopped")
    }

    /// Why the reading of a part failed with `cause`: a limit, or damage.
    pub(super) fn failed(&self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        self.stopped.borrow_mut().take().unwrap_or_else(|| self.damaged().with_source(cause))
    }

    /// The refusal of the file, with what is wrong with it and what to do.
    pub(super) fn refuse(&self, what: impl AsRef<str>, hint: impl Into<String>) -> Error {
        Error::new(Code::Invalid, format!("{}：{}", self.name, what.as_ref()), hint)
    }

    /// The file is damaged.
    pub(super) fn damaged(&self) -> Error {
        self.refuse("文件已经损坏，读不出来", "请用 Word 或 WPS 打开看看，能打开就另存为 .docx 再导入")
    }

    /// The file itself is too large.
    pub(super) fn file_too_large(&self) -> Error {
        self.refuse(format!("文件太大，超过 {} MB", self.limits().file >> 20), SPLIT)
    }

    /// The text is too long.
    pub(super) fn too_long(&self) -> Error {
        self.refuse(format!("文字太多，超过 {} 字", self.limits().characters), SPLIT)
    }

    /// The package holds too much.
    pub(super) fn inflates_too_much(&self) -> Error {
        let most = self.limits().inflated >> 20;
        self.refuse(
            format!("内容展开后太大，超过 {most} MB"),
            "请用 Word 或 WPS 打开，删去多余的内容，另存为 .docx 再导入",
        )
    }

    /// A part grows as no text does.
    pub(super) fn grows_too_much(&self) -> Error {
        self.refuse("内容压缩得不正常，像是有意做成的坏文件", SUSPICIOUS)
    }

    /// One piece of a part is larger than any that Word writes.
    pub(super) fn piece_too_large(&self) -> Error {
        self.refuse("其中有一处内容太大，不像是正常的文档", SPLIT)
    }

    /// Elements nest too deep.
    pub(super) fn too_deep(&self) -> Error {
        self.refuse(format!("内容一层套一层，超过 {} 层", self.limits().depth), SUSPICIOUS)
    }

    /// A part declares what no part may.
    pub(super) fn has_entities(&self) -> Error {
        self.refuse("里面有 Word 文档不该有的声明，没有读", SUSPICIOUS)
    }

    /// The time is over.
    pub(super) fn too_slow(&self) -> Error {
        self.refuse(format!("{} 秒内没有读完，已经停止", self.limits().time.as_secs()), SPLIT)
    }
}
