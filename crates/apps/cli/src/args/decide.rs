//! What can be decided, and what can be added by hand.

use clap::Args;
use std::path::PathBuf;

/// Judge a derived thing: nothing is erased, the next build acts on it
#[derive(Debug, Args)]
pub struct Decide {
    pub dir: PathBuf,
    /// The id of a time, figure, name, quote, claim, finding or entry; for `add` that of an account, for `withdraw` the number of a
    /// decision
    #[arg(required_unless_present = "table")]
    pub id: Option<String>,
    /// `reject` leaves it out of what is reckoned; `accept` and `unsure` are noted; `set` needs `--field` and `--to`; `merge` and
    /// `split` say that two names, claims or entries are one, or are not; `add` says what stands at a passage where nothing was read
    #[arg(value_enum, required_unless_present = "table")]
    pub act: Option<DecideAct>,
    /// Do what was changed in a table that went to a spreadsheet and came back (CSV, TSV, XLSX), as one step
    #[arg(long, value_name = "FILE", conflicts_with_all = ["id", "act"])]
    pub table: Option<PathBuf>,
    /// Which table it is, where its columns do not tell
    #[arg(long, value_name = "TABLE", requires = "table")]
    pub table_name: Option<String>,
    /// Only show what the table wishes
    #[arg(long, requires = "table")]
    pub dry_run: bool,
    /// What to set
    #[arg(long, value_enum, requires = "to")]
    pub field: Option<SetField>,
    /// What it is to be: a count (`14`, `10-20`, `>=25`), a date (EDTF), a place, a speaker …
    #[arg(long, value_name = "VALUE")]
    pub to: Option<String>,
    /// The other thing, for `merge` and `split`
    #[arg(long, value_name = "ID")]
    pub with: Option<String>,
    #[command(flatten)]
    pub adding: Adding,
    /// Why, for whoever reads the case later
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Your name, or a name for you, in the custody log
    #[arg(long = "as", value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum DecideAct {
    Accept,
    Reject,
    Unsure,
    Set,
    Merge,
    Split,
    Withdraw,
    Add,
}

/// What `add` reads at a passage of an account.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "What to add")]
pub struct Adding {
    /// The passage, by its words: they must stand in the account once
    #[arg(long, value_name = "WORDS", conflicts_with = "at")]
    pub quote: Option<String>,
    /// The passage, in bytes of the original
    #[arg(long, value_name = "START-END")]
    pub at: Option<String>,
    /// A time (EDTF)
    #[arg(long, value_name = "EDTF")]
    pub time: Option<String>,
    /// A figure: `14`, `10-20`, `>=25`, `<=30`
    #[arg(long, value_name = "COUNT", requires = "measure")]
    pub figure: Option<String>,
    /// Words of somebody (`--speaker`)
    #[arg(long, value_name = "MODE", value_enum, requires = "speaker")]
    pub statement: Option<StatedMode>,
    /// Of a figure: what kind of count, `killed`, `injured`, `detained` …
    #[arg(long, value_name = "MEASURE", requires = "figure")]
    pub measure: Option<String>,
    /// Of a figure: what is counted, in words
    #[arg(long, value_name = "WORDS", requires = "figure")]
    pub counted: Option<String>,
    /// Of a figure: the group that is counted; everybody when not given
    #[arg(long, value_name = "WORDS", requires = "figure")]
    pub group: Option<String>,
    /// Of a figure: where; as the sentence has it when not given
    #[arg(long, value_name = "NAME", requires = "figure")]
    pub place: Option<String>,
    /// Of a figure: as of when (EDTF); as the sentence has it when not given
    #[arg(long, value_name = "EDTF", requires = "figure")]
    pub as_of: Option<String>,
    /// Who says so; of a figure as the sentence has it when not given
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
}

/// How the words of another are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum StatedMode {
    Direct,
    Indirect,
    Partial,
    Interview,
}

/// What can be set by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum SetField {
    Value,
    Place,
    Measure,
    Group,
    Speaker,
}
