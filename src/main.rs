//! The command line of 述职: `shuzhi --help` lists what it does.

mod cli;

fn main() -> std::process::ExitCode {
    shuzhi::import::read_foreign().unwrap_or_else(cli::main)
}
