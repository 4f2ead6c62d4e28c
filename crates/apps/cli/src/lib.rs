//! The command line: the only crate that knows the terminal.
//!
//! Results go to standard output, progress and messages to standard error. Exit codes: 0 done; 1 could not
//! be done, or only in part; 2 wrong usage; 3 `verify` found damage.

mod args;
mod commands;
mod media;
mod output;
mod pages;
mod progress;
mod screen;
mod sealing;
mod vault;

use args::Cli;
use clap::Parser as _;
use std::process::ExitCode;

/// The whole program: reads the arguments of this process, does what they say, gives the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::message(&format!("recount: {}", output::reasons(&error)));
            commands::Outcome::Failed.into()
        }
    }
}
