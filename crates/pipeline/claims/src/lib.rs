//! Account to claims: times, names, attribution, figures, then the claims joined from them.
//!
//! Comes in: one account cut into tokens and sentences. Goes out: [`AccountClaims`]. It may not know other
//! accounts, files, clocks or the network. The steps, in order: [`times`] and [`names`] read the words alone;
//! [`attribution`] puts words into mouths, which dates the "now" in them; [`figures`] reads counts with scope, as-of and chain;
//! [`joined`] makes claims of all of it; [`deeds`] reads single event words with who takes part.

pub mod attribution;
pub mod deeds;
pub mod figures;
pub mod joined;
pub mod names;
pub mod times;

use recount_diagnostics::Reported;
use recount_model::{AccountClaims, Interval, NameProposal};
use recount_rules::{Pack, PackError};
use recount_text::AccountText;

/// The compiled rules of one language.
#[derive(Debug)]
pub struct Rules {
    pub times: times::TimeRules,
    pub names: names::NameRules,
    pub attribution: attribution::AttributionRules,
    pub figures: figures::FigureRules,
    pub joined: joined::ClaimRules,
    pub deeds: deeds::DeedRules,
}

impl Rules {
    /// Compiles a language pack.
    ///
    /// # Errors
    /// When a section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Rules {
            times: times::TimeRules::from_pack(pack)?,
            names: names::NameRules::from_pack(pack)?,
            attribution: attribution::AttributionRules::from_pack(pack)?,
            figures: figures::FigureRules::from_pack(pack)?,
            joined: joined::ClaimRules::from_pack(pack)?,
            deeds: deeds::DeedRules::from_pack(pack)?,
        })
    }
}

impl Rules {
    /// The attributions of an account whose names and times are read, as corpora annotate them.
    pub fn frames(&self, text: &AccountText<'_>, read: &AccountClaims) -> Vec<attribution::Frame> {
        attribution::read_frames(text, &read.names, &read.times, &self.attribution)
    }
}

/// What the user knows beyond the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// When the account was written, if the user says so.
    pub written: Option<Interval>,
    /// IANA zone of clock times that name none.
    pub default_zone: Option<String>,
}

/// Reads one account.
pub fn read_account(text: &AccountText<'_>, context: &Context, rules: &Rules) -> Reported<AccountClaims> {
    read_account_with(text, context, &[], rules)
}

/// Reads one account; names in `proposals` come from elsewhere and pass the same rules.
pub fn read_account_with(
    text: &AccountText<'_>,
    context: &Context,
    proposals: &[NameProposal],
    rules: &Rules,
) -> Reported<AccountClaims> {
    let mut diagnostics = Vec::new();
    let mut time = times::read(text, context, &rules.times).take(&mut diagnostics);
    let names = names::read_with(text, proposals, &rules.names).take(&mut diagnostics);
    let statements = attribution::read(text, &names, &time, &rules.attribution).take(&mut diagnostics);
    times::date_speech(&mut time, &statements, text, &rules.times);
    let figures = figures::read(text, &time, &names, &statements, &rules.figures).take(&mut diagnostics);
    let claims = joined::read(text, &time, &names, &statements, &figures.figures, rules);
    let deeds = deeds::read(text, &time, &names, &statements, &rules.deeds);
    let mut observations = time.observations;
    observations.extend(figures.observations);
    let read = AccountClaims {
        account: text.account.id.clone(),
        written: time.written,
        layers_written: time.layers_written,
        times: time.times,
        time_groups: time.groups,
        figures: figures.figures,
        names,
        statements,
        claims,
        deeds,
        observations,
    };
    Reported::with(read, diagnostics)
}
