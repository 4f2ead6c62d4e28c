//! Some accounts read together, stage by stage.
//!
//! Comes in: accounts cut into tokens, the rules of their languages. Goes out: the claims of each. It may not know what a stage
//! reads, only what each needs of those before it.
//!
//! An account is short, and the code of all stages is more than a processor keeps at hand: all accounts through one stage before
//! the next take a seventh less time than one after the other through all stages. What is read is the same.

use crate::{Context, Rules, attribution, deeds, figures, joined, names, times};
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{AccountClaims, Claim, Deed, Name, NameProposal, Statement};
use recount_text::AccountText;

/// How many accounts are worth reading together: more need more memory and are no quicker.
pub const TOGETHER: usize = 32;

/// Reads accounts, each by itself; names in `proposals` come from elsewhere and pass the same rules.
pub fn read_accounts(
    accounts: &[(AccountText<'_>, &Rules)],
    context: &Context,
    proposals: &[NameProposal],
) -> Vec<Reported<AccountClaims>> {
    let mut half_read: Vec<HalfRead<'_>> =
        accounts.iter().map(|(text, rules)| HalfRead::of_times(text, context, rules)).collect();
    half_read.iter_mut().for_each(|account| account.read_names(proposals));
    let after_names =
        [HalfRead::read_statements, HalfRead::read_figures, HalfRead::read_claims, HalfRead::read_deeds];
    for stage in after_names {
        half_read.iter_mut().for_each(stage);
    }
    half_read.into_iter().map(HalfRead::finished).collect()
}

/// An account and what the stages so far have read in it.
struct HalfRead<'text> {
    text: &'text AccountText<'text>,
    rules: &'text Rules,
    diagnostics: Vec<Diagnostic>,
    time: times::TimesRead,
    names: Vec<Name>,
    statements: Vec<Statement>,
    figures: figures::FiguresRead,
    claims: Vec<Claim>,
    deeds: Vec<Deed>,
}

impl<'text> HalfRead<'text> {
    fn of_times(text: &'text AccountText<'text>, context: &Context, rules: &'text Rules) -> Self {
        let mut diagnostics = Vec::new();
        let time = times::read(text, context, &rules.times).take(&mut diagnostics);
        let (names, statements, figures, claims, deeds) = Default::default();
        HalfRead { text, rules, diagnostics, time, names, statements, figures, claims, deeds }
    }

    fn read_names(&mut self, proposals: &[NameProposal]) {
        self.names = names::read_with(self.text, proposals, &self.rules.names).take(&mut self.diagnostics);
    }

    fn read_statements(&mut self) {
        self.statements = attribution::read(self.text, &self.names, &self.time, &self.rules.attribution)
            .take(&mut self.diagnostics);
        times::date_speech(&mut self.time, &self.statements, self.text, &self.rules.times);
    }

    fn read_figures(&mut self) {
        self.figures =
            figures::read(self.text, &self.time, &self.names, &self.statements, &self.rules.figures)
                .take(&mut self.diagnostics);
    }

    fn read_claims(&mut self) {
        let figures = &self.figures.figures;
        self.claims = joined::read(self.text, &self.time, &self.names, &self.statements, figures, self.rules);
    }

    fn read_deeds(&mut self) {
        self.deeds = deeds::read(self.text, &self.time, &self.names, &self.statements, &self.rules.deeds);
    }

    fn finished(self) -> Reported<AccountClaims> {
        let mut observations = self.time.observations;
        observations.extend(self.figures.observations);
        let read = AccountClaims {
            account: self.text.account.id.clone(),
            written: self.time.written,
            layers_written: self.time.layers_written,
            times: self.time.times,
            time_groups: self.time.groups,
            figures: self.figures.figures,
            names: self.names,
            statements: self.statements,
            claims: self.claims,
            deeds: self.deeds,
            observations,
        };
        Reported::with(read, self.diagnostics)
    }
}
