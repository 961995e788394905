//! What of a document is not taken into its text. In: each thing as it is passed over. Out: one notice a kind, in Chinese, that
//! says how much it is and how its words begin.

use crate::import::Notice;
use crate::import::read::controls_left_out;

/// A kind of thing that is not text of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Deleted,
    Inserted,
    Hidden,
    Comments,
    Header,
    Footer,
    Footnotes,
    Endnotes,
    Contents,
    Pictures,
    Objects,
    Symbols,
    Covered,
    Controls,
    Fields,
    Drawn,
    Instructions,
}

/// All of them, in the order of the notices.
const KINDS: [Kind; 17] = [
    Kind::Deleted,
    Kind::Inserted,
    Kind::Hidden,
    Kind::Comments,
    Kind::Header,
    Kind::Footer,
    Kind::Footnotes,
    Kind::Endnotes,
    Kind::Contents,
    Kind::Pictures,
    Kind::Objects,
    Kind::Symbols,
    Kind::Covered,
    Kind::Controls,
    Kind::Fields,
    Kind::Drawn,
    Kind::Instructions,
];

/// How many characters of the words are quoted.
const QUOTED: usize = 60;

/// What was passed over so far.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    kinds: [Amount; KINDS.len()],
}

#[derive(Debug, Default, Clone)]
struct Amount {
    times: usize,
    /// Letters, without blanks.
    letters: usize,
    quoted: String,
}

impl LeftOut {
    /// One more of `kind`.
    pub(super) fn count(&mut self, kind: Kind) {
        self.add(kind, 1);
    }

    /// So many more of `kind`.
    pub(super) fn add(&mut self, kind: Kind, times: usize) {
        if let Some(amount) = self.kinds.get_mut(kind as usize) {
            amount.times += times;
        }
    }

    /// Words of `kind`.
    pub(super) fn words(&mut self, kind: Kind, text: &str) {
        let Some(amount) = self.kinds.get_mut(kind as usize) else { return };
        amount.letters += text.chars().filter(|letter| !letter.is_whitespace()).count();
        let room = (QUOTED + 1).saturating_sub(amount.quoted.chars().count());
        amount.quoted.extend(text.chars().filter(|letter| !letter.is_control()).take(room));
    }

    /// How often `kind` was met.
    pub(super) fn times(&self, kind: Kind) -> usize {
        self.kinds.get(kind as usize).map_or(0, |amount| amount.times)
    }

    /// One notice for each kind that was met.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let met = KINDS.iter().zip(&self.kinds).filter(|(kind, amount)| amount.is_met(**kind));
        met.map(|(kind, amount)| Notice { text: sentence(*kind, amount), left_out: amount.shortened() }).collect()
    }
}

impl Amount {
    fn is_met(&self, kind: Kind) -> bool {
        match kind {
            // What holds nothing but blanks or a page's number is no loss.
            Kind::Hidden | Kind::Covered | Kind::Header | Kind::Footer => self.letters > 0,
            _ => self.times > 0,
        }
    }

    fn shortened(&self) -> String {
        let quoted = self.quoted.trim();
        if self.quoted.chars().count() <= QUOTED {
            return quoted.to_owned();
        }
        quoted.chars().take(QUOTED).chain(['…']).collect()
    }
}

fn sentence(kind: Kind, amount: &Amount) -> String {
    let Amount { times, letters, .. } = amount;
    match kind {
        Kind::Deleted => format!("文件里有修订痕迹，按接受修订读入：标为删除的文字 {times} 处没有读入"),
        Kind::Inserted => format!("文件里有修订痕迹，按接受修订读入：标为插入的文字 {times} 处当作正文"),
        Kind::Hidden => format!("隐藏文字 {letters} 字没有读入"),
        Kind::Comments => format!("批注 {times} 条没有读入"),
        Kind::Header => "页眉没有读入".into(),
        Kind::Footer => "页脚没有读入".into(),
        Kind::Footnotes => format!("脚注 {times} 条没有读入"),
        Kind::Endnotes => format!("尾注 {times} 条没有读入"),
        Kind::Contents => format!("自动生成的目录 {times} 行没有读入"),
        Kind::Pictures => format!("图片 {times} 张没有读入"),
        Kind::Objects => format!("嵌入的表格、图表或文件 {times} 个没有读入"),
        Kind::Symbols => format!("特殊符号 {times} 个认不出来，没有读入"),
        Kind::Covered => format!("合并的单元格里看不见的文字 {letters} 字没有读入"),
        Kind::Controls => controls_left_out(*times),
        Kind::Fields => "有的域（自动生成的文字）没有结尾，里面的文字都当作正文".into(),
        Kind::Instructions => format!("公式、自动编号或下拉选项 {times} 处没有读入"),
        Kind::Drawn => format!("图形里的文字 {letters} 字没有读入"),
    }
}
