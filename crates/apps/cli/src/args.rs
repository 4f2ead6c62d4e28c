//! What can be typed. One definition gives parser, help, completions and man page.

mod decide;
mod serve;

pub use serve::{Serve, UserRole, Users, UsersAct, UsersFile};

pub use decide::{Adding, Decide, DecideAct, SetField, StatedMode};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Rebuilds what can be known from accounts that contradict each other.
///
/// Give it a folder of articles, statements and interviews. It gives back a chronicle with bounds, a ledger of every
/// figure with who said it, the statements that cannot all hold and why, who copied whom and what changed on the way,
/// and a report in which each sentence stands on a passage. It works alone: no network, no account, no server.
#[derive(Debug, Parser)]
#[command(name = "recount", version, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Examples:\n  recount run dossier/                  make a case, print the first screen, write a report\n  recount show mycase figures           the ledger of figures\n  recount explain mycase fig-3f09ab77c1d2   one thing with everything it stands on\n  recount read times < article.txt      one reading stage as a filter"
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Run(Run),
    Init(Init),
    Add(Add),
    Build(Build),
    Show(Show),
    Decide(Decide),
    Diff(Diff),
    Explain(Explain),
    Report(Report),
    Verify(Verify),
    Gc(Gc),
    Rebuild(Rebuild),
    Ocr(Ocr),
    Watch(Watch),
    Serve(Serve),
    Users(Users),
    Export(Export),
    Import(Import),
    Checkpoint(MakeCheckpoint),
    Stamp(Stamp),
    Vault(VaultNames),
    Lock(Lock),
    Unlock(Unlock),
    Read(Read),
    Collate(Collate),
    Solve(Solve),
    Check(Check),
    Completions(Completions),
    Man(Man),
    #[command(hide = true)]
    Worker(Worker),
    #[command(hide = true)]
    Launch(Launch),
}

/// Starts a program of others, confined, for another process of this program; nobody types this
#[derive(Debug, Args)]
pub struct Launch {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<std::ffi::OsString>,
}

/// Reads foreign bytes for another process of this program; nobody types this
#[derive(Debug, Args)]
pub struct Worker {
    pub words: Vec<std::ffi::OsString>,
}

/// The main job: make a case, add the paths, build, write the report, print the first screen
#[derive(Debug, Args)]
pub struct Run {
    /// Files and folders of the dossier
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Case folder; a new one beside you when none is named
    #[arg(long, value_name = "DIR")]
    pub case: Option<PathBuf>,
    /// Where the report goes; `report.html` in the case when not named
    #[arg(short, long, value_name = "REPORT.html")]
    pub output: Option<PathBuf>,
    /// Language of the report itself (`en`, `ru`, `kk`); quotes keep theirs
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = report_language)]
    pub report_language: String,
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// Names that a model, a list or a person proposes, kept in the case; see `recount help add`
    #[arg(long, value_name = "FILE")]
    pub proposals: Option<PathBuf>,
    /// Do not recognise text on scans and pictures now; `recount ocr` does it later
    #[arg(long)]
    pub no_ocr: bool,
    /// Print one JSON document instead of the first screen
    #[arg(long)]
    pub json: bool,
}

/// Make an empty case
#[derive(Debug, Args)]
pub struct Init {
    /// A new or empty folder
    pub dir: PathBuf,
    #[command(flatten)]
    pub settings: SettingsArgs,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Default, Args)]
pub struct SettingsArgs {
    /// What the case is called
    #[arg(long)]
    pub title: Option<String>,
    /// IANA zone of clock times that name none, such as `Asia/Almaty`
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// What "dozens" and other vague numbers mean: our table, or that of another coding manual
    #[arg(long, value_name = "TABLE", value_parser = ["recount", "acled", "ucdp"])]
    pub vague: Option<String>,
    /// Language of all documents (BCP 47); detected per document when not given
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
}

/// Keep files, folders and pages in a case
#[derive(Debug, Args)]
pub struct Add {
    pub dir: PathBuf,
    /// Files, folders, and addresses of pages (`https://…`), which are fetched into a WACZ with all that went over the wire
    #[arg(required_unless_present = "proposals")]
    pub paths: Vec<PathBuf>,
    /// Names that a model, a list or a person proposes, one JSON object a line:
    /// `{"file":"a.txt","start":0,"end":9,"type":"person","text":"Ada Brown"}`. `file` is a name the original was added under,
    /// or the beginning of its hash; `start` and `end` count bytes of the text that was read; `type` is `person`,
    /// `organisation` or `place`; `text` may be left out. The rules accept or refuse each; nothing needs one
    #[arg(long, value_name = "FILE")]
    pub proposals: Option<PathBuf>,
    /// Do not recognise text on scans and pictures now; `recount ocr` does it later
    #[arg(long)]
    pub no_ocr: bool,
    #[command(flatten)]
    pub network: crate::pages::NetworkArgs,
    /// Say what would be taken and as what (of tables, which column is read as what); write nothing, fetch nothing
    #[arg(long, conflicts_with = "proposals")]
    pub dry_run: bool,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Recognise the text on scans and pictures, with `tesseract`; what is recognised is kept beside the original
#[derive(Debug, Args)]
pub struct Ocr {
    pub dir: PathBuf,
    /// Languages on the pictures, in the words of the recogniser: `rus+eng`, `kaz+rus`. Everything is recognised again then;
    /// without this, what was not recognised yet, in the language of the case and in Russian and English
    #[arg(long, value_name = "LANGUAGES")]
    pub languages: Option<String>,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Derive everything again that is not up to date
#[derive(Debug, Args)]
pub struct Build {
    pub dir: PathBuf,
    #[arg(long)]
    pub json: bool,
}

/// Read what was derived
#[derive(Debug, Args)]
pub struct Show {
    pub dir: PathBuf,
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(recount_publish::json::kinds()))]
    pub what: String,
    /// With `chronicle`: only what this person, organisation or thing took part in, as a timeline
    #[arg(long, value_name = "NAME")]
    pub of: Option<String>,
    /// JSON lines, offsets into the originals
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// What one original changed: figures, bounds, findings and entries gained and lost
#[derive(Debug, Args)]
pub struct Diff {
    pub dir: PathBuf,
    /// The original: a name it was added under, or the beginning of its hash
    #[arg(long, value_name = "ORIGINAL")]
    pub without: String,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// One thing with everything it stands on, down to the quotes
#[derive(Debug, Args)]
pub struct Explain {
    pub dir: PathBuf,
    /// An id that `show` prints; its beginning is enough if it is unique
    pub id: String,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// Write the report
#[derive(Debug, Args)]
pub struct Report {
    pub dir: PathBuf,
    /// `.html` or `.md`
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Language of the report itself (`en`, `ru`, `kk`); quotes keep theirs
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = report_language)]
    pub language: String,
    #[command(flatten)]
    pub names: crate::vault::NamesArgs,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// A language that reports can be written in: its tag, or one with a region (`ru-KZ`).
fn report_language(tag: &str) -> Result<String, String> {
    let known: Vec<&str> = recount_publish::languages().collect();
    let primary = tag.split('-').next().unwrap_or(tag);
    if known.contains(&primary) { Ok(tag.to_owned()) } else { Err(format!("there is {}", known.join(", "))) }
}

/// How a case is opened.
#[derive(Debug, Default, Args)]
pub struct ReadingArgs {
    /// Write nothing into the case and believe nothing it holds but its originals and its log: for cases that came from elsewhere
    #[arg(long)]
    pub read_only: bool,
}

/// Remove temporary files and originals that no entry of the log speaks of, left by runs that were stopped
#[derive(Debug, Args)]
pub struct Gc {
    pub dir: PathBuf,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Make the tables of a case anew from its custody log, after `verify` found them damaged and the log whole
#[derive(Debug, Args)]
pub struct Rebuild {
    pub dir: PathBuf,
    #[arg(long)]
    pub json: bool,
}

/// Check every hash, the custody chain and every quote
#[derive(Debug, Args)]
pub struct Verify {
    pub dir: PathBuf,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// Visit every captured page again: unchanged, edited (with what was changed), or gone
#[derive(Debug, Args)]
pub struct Watch {
    pub dir: PathBuf,
    #[command(flatten)]
    pub network: crate::pages::NetworkArgs,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Pack a whole case for somebody else: originals, custody log, everything derived, and a checker
#[derive(Debug, Args)]
pub struct Export {
    pub dir: PathBuf,
    /// `bagit`: a BagIt bag (RFC 8493) with RO-Crate and PROV descriptions, which `recount import` takes back
    #[arg(long, value_name = "FORMAT", value_parser = crate::commands::EXPORT_FORMATS)]
    pub to: String,
    /// A new folder
    #[arg(short, long, value_name = "PATH")]
    pub output: PathBuf,
    /// Pack it although the case has a vault: originals hold every name
    #[arg(long)]
    pub with_names: bool,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Take a package back into a case folder; nothing is taken from a damaged one
#[derive(Debug, Args)]
pub struct Import {
    /// The folder that `recount export` wrote
    pub package: PathBuf,
    /// A new or empty folder
    pub dir: PathBuf,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Note how far the custody log has come, in a line to give to others
#[derive(Debug, Args)]
pub struct MakeCheckpoint {
    pub dir: PathBuf,
    /// Sign it with a key of the case, made at need; the key stays in the case folder and in no export
    #[arg(long)]
    pub sign: bool,
    /// Write the line to a file, to be stamped or printed
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Make none: print the proof that the last checkpoint covers this entry, without showing the others
    #[arg(long, value_name = "ENTRY", conflicts_with_all = ["sign", "output"])]
    pub proof: Option<i64>,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Have the last checkpoint stamped by others; nothing is sent from here
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("stamp").required(true).multiple(true))]
pub struct Stamp {
    pub dir: PathBuf,
    /// Write a request to send to a time-stamp authority (RFC 3161)
    #[arg(long, value_name = "FILE.tsq", group = "stamp")]
    pub request: Option<PathBuf>,
    /// Keep the authority's answer
    #[arg(long, value_name = "FILE.tsr", group = "stamp")]
    pub response: Option<PathBuf>,
    /// Keep an OpenTimestamps proof over the checkpoint's line
    #[arg(long, value_name = "FILE.ots", group = "stamp")]
    pub ots: Option<PathBuf>,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
}

/// Names that reports and packages must not tell, kept under a passphrase of their own; without NAME the list
#[derive(Debug, Args)]
pub struct VaultNames {
    pub dir: PathBuf,
    /// As the accounts have them; every form that is known of each is replaced
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Take them out again
    #[arg(long, requires = "names")]
    pub remove: bool,
    /// Read the vault's passphrase from the first line of a file instead of the terminal
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
}

/// Put a case into one file under a passphrase (age)
#[derive(Debug, Args)]
pub struct Lock {
    pub dir: PathBuf,
    /// The file; `DIR.age` when not named
    #[arg(short, long, value_name = "FILE.age")]
    pub output: Option<PathBuf>,
    /// Remove the folder once the file was opened again and compared
    #[arg(long)]
    pub remove: bool,
    /// Read the passphrase from the first line of a file instead of the terminal
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// Open a locked case into a folder
#[derive(Debug, Args)]
pub struct Unlock {
    pub file: PathBuf,
    /// A new or empty folder
    pub dir: PathBuf,
    /// Read the passphrase from the first line of a file instead of the terminal
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// One reading stage as a filter: text in, JSON lines out
#[derive(Debug, Args)]
pub struct Read {
    #[arg(value_parser = ["times", "figures", "quotes", "names", "layout", "accounts", "claims"])]
    pub what: String,
    /// A file, or `-` for standard input
    #[arg(default_value = "-")]
    pub file: PathBuf,
    /// BCP 47; detected when not given
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// When the text was written, as EDTF: `2011-12-21`, `2011-12-17/2011-12-19`
    #[arg(long, value_name = "EDTF")]
    pub written: Option<String>,
    /// IANA zone of clock times that name none
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// What "dozens" means (figures): our table, or that of another coding manual
    #[arg(long, value_name = "TABLE", value_parser = ["recount", "acled", "ucdp"])]
    pub vague: Option<String>,
    /// Names that a model, a list or a person proposes, one JSON object a line: `{"start":0,"end":9,"type":"person"}`, in
    /// bytes of the text that is read, and perhaps `"text"`; the rules accept or refuse each
    #[arg(long, value_name = "FILE")]
    pub proposals: Option<PathBuf>,
    /// What comes in (times only): `text`, `timeml`, or `jsonl` with `text` and perhaps `id`, `written`, `lang`, `zone` on each line
    #[arg(long, value_name = "FORM", default_value = "auto", value_parser = ["auto", "text", "timeml", "jsonl"])]
    pub from: String,
    /// What goes out (times only): JSON lines, TimeML, or one W3C Web Annotation a line
    #[arg(long, value_name = "FORM", default_value = "jsonl", value_parser = ["jsonl", "timeml", "annotations"])]
    pub to: String,
    /// The same as `--to jsonl`; accepted so that scripts may say it
    #[arg(long)]
    pub json: bool,
}

/// Reuse between documents: JSON lines, one aligned pair of passages each; or a file to read side by side
#[derive(Debug, Args)]
pub struct Collate {
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// `.html`: passages side by side with marked changes; `.xml`: a TEI apparatus
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// JSON lines is what is printed anyway; accepted so that scripts may say it
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
    /// Compare each document with those before it and print at once; `-` reads JSON lines from standard input as they come
    #[arg(long, conflicts_with = "output")]
    pub stream: bool,
    /// Megabytes of seeds of passages kept in memory; the rest goes to temporary files
    #[arg(long, value_name = "MB")]
    pub memory: Option<usize>,
}

/// A time network: constraints in, bounds and minimal conflicts out
#[derive(Debug, Args)]
pub struct Solve {
    /// JSON with `events` and `constraints`, or `-` for standard input
    pub file: PathBuf,
    /// JSON is the only form there is; accepted so that scripts may say it
    #[arg(long)]
    pub json: bool,
}

/// Measure a stage against a gold set in that set's own format
#[derive(Debug, Args)]
pub struct Check {
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(recount_measure::FORMATS))]
    pub format: String,
    pub path: PathBuf,
    /// Fail when a figure is below the floors in this file
    #[arg(long, value_name = "FLOORS.toml")]
    pub floors: Option<PathBuf>,
    /// List what was missed and what was too much
    #[arg(long)]
    pub errors: bool,
    #[arg(long)]
    pub json: bool,
}

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}

/// Print the manual page
#[derive(Debug, Args)]
pub struct Man {}
