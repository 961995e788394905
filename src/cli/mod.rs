//! The commands. In: arguments, files, standard input. Out: files or standard output, one line on standard error when
//! something could not be done, and an exit code: 0 done, 1 ran and found something, 2 could not.

mod args;
mod backup;
mod carry;
mod check;
mod draft;
mod foreign;
mod health;
mod history;
mod import;
mod layouts;
mod ledger;
mod output;
mod store;
mod title;

use std::process::ExitCode;

use args::{Given, SOME};
use output::Stop;
use shuzhi::model::likely;
use shuzhi::{Code, Error};

/// How a command ended that could run.
pub(crate) enum Outcome {
    /// Done, nothing to report.
    Done,
    /// It found something.
    Found,
}

/// What a command answers.
type Run = Result<Outcome, Stop>;

/// A command: what the help says of it, what it takes, and what runs it.
#[derive(Clone, Copy)]
struct Command {
    name: &'static str,
    /// What follows the name.
    usage: &'static str,
    about: &'static str,
    /// How many operands it takes.
    operands: usize,
    options: &'static [&'static str],
    run: fn(&Given) -> Run,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "templates",
        usage: "[--json]",
        about: "列出模板",
        operands: 0,
        options: &["json", "data"],
        run: draft::templates,
    },
    Command {
        name: "new",
        usage: "--template 模板 --year 2025 [--sample] [-o 草稿.json]",
        about: "新建草稿；--sample 用模板的范例填满",
        operands: 0,
        options: &["template", "year", "sample", "output", "data"],
        run: draft::new,
    },
    Command {
        name: "carry",
        usage: "草稿 --year 2026 [-o 草稿.json]",
        about: "沿用上年报告：新年度的草稿，没有销号的问题都列进整改部分；原来的草稿不变",
        operands: 1,
        options: &["year", "output", "data"],
        run: carry::carry,
    },
    Command {
        name: "text",
        usage: "草稿 | 文件.docx [-o 文件.txt]",
        about: "报告的纯文本；也读 Word 文档（.docx、.doc）和文本文件，没有读入的内容列在标准错误",
        operands: 1,
        options: &["output", "data"],
        run: foreign::text,
    },
    Command {
        name: "import",
        usage: "文件 [--template 模板] [--year 2025] [-o 草稿.json]",
        about: "把往年的报告（.docx、.doc、.txt）变成草稿；不给模板时用最合适的，说明在标准错误",
        operands: 1,
        options: &["template", "year", "output", "data"],
        run: import::import,
    },
    Command {
        name: "outline",
        usage: "文件 [--json]",
        about: "列出从文件里认出的标题、小标题、问题和搁置的行",
        operands: 1,
        options: &["json", "data"],
        run: import::outline,
    },
    Command {
        name: "check",
        usage: "草稿 [--json]",
        about: "检查有没有漏填；有错误时退出码为 1",
        operands: 1,
        options: &["json", "data"],
        run: check::check,
    },
    Command {
        name: "export",
        usage: "草稿 -o 文件.docx [--layout 版式] [--ledger] [--force]",
        about: "导出 Word；--layout 是版式的编号、名称或文件，--ledger 附上整改台账；有漏填时列出、不写文件、退出码为 1，--force 仍然导出，并记在数据库里的报告上",
        operands: 1,
        options: &["output", "layout", "ledger", "force", "data"],
        run: check::export,
    },
    Command {
        name: "ledger",
        usage: "草稿… [--json | -o 文件.xlsx | 文件.docx | 文件.csv] [--short]",
        about: "几个年度的整改台账，逾期按今天算；数据库里的报告连同它沿用的各年报告一起算；--short 只要问题、措施、责任人、时限、完成情况",
        operands: SOME,
        options: &["json", "output", "short", "data"],
        run: ledger::ledger,
    },
    Command {
        name: "layouts",
        usage: "[--json]",
        about: "列出版式，自己的也在内",
        operands: 0,
        options: &["json", "data"],
        run: layouts::layouts,
    },
    Command {
        name: "layout",
        usage: "版式 [-o 文件.json]",
        about: "输出一个版式的文件；改好后可用于 export --layout，或在设置里读入",
        operands: 1,
        options: &["output", "data"],
        run: layouts::write,
    },
    Command {
        name: "title",
        usage: "草稿 | --text 标题 [--json]",
        about: "标题写不下一行时在哪里换行；草稿里已经分行的照原样",
        operands: 1,
        options: &["json", "text", "data"],
        run: title::title,
    },
    Command {
        name: "store add",
        usage: "草稿 [--data 文件夹]",
        about: "把草稿存入数据库，输出编号；编号已被占用时存为副本，输出新编号",
        operands: 1,
        options: &["data"],
        run: store::add,
    },
    Command {
        name: "store list",
        usage: "[--json] [--data 文件夹]",
        about: "列出数据库里的报告",
        operands: 0,
        options: &["json", "data"],
        run: store::list,
    },
    Command {
        name: "store show",
        usage: "编号 [--version 版本] [--data 文件夹]",
        about: "输出一份报告的草稿；--version 是它的历史版本的编号",
        operands: 1,
        options: &["version", "data"],
        run: history::show,
    },
    Command {
        name: "store history",
        usage: "编号 [--compare 版本] [--json] [--data 文件夹]",
        about: "列出一份报告的历史版本，以及每一版改了哪些部分；--compare 列出这一版和现在的不同",
        operands: 1,
        options: &["compare", "json", "data"],
        run: history::history,
    },
    Command {
        name: "store search",
        usage: "词… [--json] [--data 文件夹]",
        about: "在各年度的报告和历史版本里查找；几个词要都有，不分先后、大小写和全角半角",
        operands: SOME,
        options: &["json", "data"],
        run: store::search,
    },
    Command {
        name: "store check",
        usage: "[--json] [--mend | --rescue | --set-aside 编号] [--data 文件夹]",
        about: "检查数据库有没有损坏，有就列出来，退出码为 1；--mend 用最新的完好版本或备份修复损坏的报告；--set-aside 把没有完好旧稿的那一份移出数据库；整个文件打不开时 --rescue 把完好的报告取到新的数据库里，其余从版本和备份找回，损坏的内容留在 damaged 文件夹",
        operands: 0,
        options: &["json", "mend", "rescue", "set-aside", "data"],
        run: health::check,
    },
    Command {
        name: "store backup",
        usage: "文件.shuzhi [--password-file 文件] [--data 文件夹]",
        about: "把全部报告、历史版本、设置和自己的模板写成一个文件，并核对写出的内容；密码在另一个文件的第一行",
        operands: 1,
        options: &["password-file", "data"],
        run: backup::backup,
    },
    Command {
        name: "store restore",
        usage: "文件.shuzhi [--password-file 文件] [--data 文件夹]",
        about: "读入 store backup 或程序自动备份的文件：新的加进来，编号和时间不变；与这里不同的不覆盖，放进历史版本，列出，退出码为 1",
        operands: 1,
        options: &["password-file", "data"],
        run: backup::restore,
    },
];

/// Runs the command line and answers its exit code.
pub(crate) fn main() -> ExitCode {
    match run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        // The reader has gone; nobody is left to tell.
        Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Failed(error)) => {
            output::complain(&output::line("error", &error));
            ExitCode::from(if error.code() == Code::Blocked { 1 } else { 2 })
        }
    }
}

fn run() -> Run {
    let mut given = Given::from_env()?;
    if given.value("version").is_some_and(|value| value.is_empty()) {
        return output::print(concat!("shuzhi ", env!("CARGO_PKG_VERSION"), "\n"));
    }
    if given.words.is_empty() {
        return output::print(&help(COMMANDS));
    }
    let name = given.take_name();
    if given.has("help") {
        // `store --help`: all that begin so; of a name that is none, all there are.
        let meant = |command: &&Command| command.name == name || command.name.split(' ').next() == Some(&name);
        let meant: Vec<Command> = COMMANDS.iter().filter(meant).copied().collect();
        return output::print(&help(if meant.is_empty() { COMMANDS } else { &meant }));
    }
    let command = COMMANDS.iter().find(|command| command.name == name).ok_or_else(|| unknown(&name))?;
    // `title --text` has its title in the option.
    let operands = if given.has("text") { 0 } else { command.operands };
    given.expect(command.name, operands, command.options)?;
    (command.run)(&given)
}

fn help(commands: &[Command]) -> String {
    let mut help = String::from("述职：起草、检查、导出抓基层党建工作述职报告\n\n用法：shuzhi 命令 …\n\n");
    for Command { name, usage, about, .. } in commands {
        help.push_str(&format!("  {name} {usage}\n      {about}\n"));
    }
    help.push_str(
        "\n草稿是草稿的 JSON 文件、数据库里报告的编号，或者 -（标准输入）；-o - 是标准输出。\n\
         数据库在用户的数据文件夹里，--data 或环境变量 SHUZHI_DATA_DIR 可以另指一处。\n\
         退出码：0 完成；1 运行了，有发现；2 没能运行，原因在标准错误。\n",
    );
    help
}

fn unknown(name: &str) -> Error {
    let known: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    let meant = likely(name, known.iter().copied()).map(|meant| format!("是不是“{meant}”？")).unwrap_or_default();
    Error::new(Code::Invalid, format!("没有“{name}”这个命令"), format!("{meant}可用的命令：{}", known.join("、")))
}
