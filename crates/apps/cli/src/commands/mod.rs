//! One file per command.

mod add;
mod anchor;
mod build;
mod check;
mod collate;
mod decide;
mod diff;
mod dry_run;
mod explain;
mod export;
mod gc;
mod init;
mod lock;
mod manual;
mod ocr;
mod read;
mod read_times;
mod rebuild;
mod report;
mod run;
mod serve;
mod show;
mod solve;
mod users;
mod vault;
mod verify;
mod watch;

pub use export::FORMAT_NAMES as EXPORT_FORMATS;

use crate::args::{Cli, Command};
use anyhow::Result;
use recount_keep::{Actor, Case};
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Not done, or only in part.
    Failed,
    /// `verify` found damage.
    Damaged,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Failed => 1,
            Outcome::Damaged => 3,
        })
    }
}

impl Outcome {
    /// `Failed` if anything could not be read.
    pub fn of(diagnostics: &[recount_diagnostics::Diagnostic]) -> Self {
        let is_error = |d: &recount_diagnostics::Diagnostic| {
            d.severity == recount_diagnostics::DiagnosticSeverity::Error
        };
        if diagnostics.iter().any(is_error) { Outcome::Failed } else { Outcome::Done }
    }
}

/// Opens a case; for reading alone where that is asked for, or where nothing else is possible.
fn open_case(dir: &Path, is_read_only: bool) -> Result<Case> {
    if is_read_only {
        return Ok(Case::open_read_only(dir)?);
    }
    let case = Case::open(dir, Actor::default())?;
    if case.is_read_only() {
        crate::output::message(
            "note: the case may not be written here: it is opened for reading alone, and everything is derived anew",
        );
    }
    Ok(case)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Runs what was typed.
pub fn run(cli: Cli) -> Result<Outcome> {
    match cli.command {
        Command::Run(args) => run::run(args),
        Command::Init(args) => init::run(args),
        Command::Add(args) if args.dry_run => dry_run::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Decide(args) => decide::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Gc(args) => gc::run(&args),
        Command::Rebuild(args) => rebuild::run(&args),
        Command::Ocr(args) => ocr::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Serve(args) => serve::run(args),
        Command::Users(args) => users::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Import(args) => export::import(&args),
        Command::Checkpoint(args) => anchor::checkpoint(&args),
        Command::Stamp(args) => anchor::stamp(&args),
        Command::Vault(args) => vault::run(&args),
        Command::Lock(args) => lock::lock(&args),
        Command::Unlock(args) => lock::unlock(&args),
        Command::Read(args) => read::run(&args),
        Command::Collate(args) => collate::run(&args),
        Command::Solve(args) => solve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Completions(args) => manual::completions(&args),
        Command::Man(args) => manual::page(&args),
        Command::Worker(args) => {
            recount_desk::foreign::serve(&args.words)?;
            Ok(Outcome::Done)
        }
        Command::Launch(args) => Err(recount_desk::foreign::launch(&args.words).into()),
    }
}
