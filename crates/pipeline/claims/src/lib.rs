//! Account to claims: times, names, attribution, figures, then the claims joined from them.
//!
//! Comes in: one account cut into tokens and sentences. Goes out: [`AccountClaims`]. It may not know other
//! accounts, files, clocks or the network. The steps, in order: [`times`] and [`names`] read the words alone;
//! [`attribution`] puts words into mouths, which dates the "now" in them; [`figures`] reads counts with scope, as-of and chain;
//! [`joined`] makes claims of all of it; [`deeds`] reads single event words with who takes part. [`by_hand`] puts in what a person
//! read where no rule did.

pub mod attribution;
pub mod by_hand;
pub mod deeds;
pub mod figures;
pub mod joined;
pub mod names;
pub mod times;
mod together;

pub use together::{TOGETHER, read_accounts};

use recount_model::{AccountClaims, Interval};
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
