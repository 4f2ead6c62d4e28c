//! Where each thing stands in the dossier, and what is made from it.

use recount_model::{ClaimContent, Dossier};
use std::collections::BTreeMap;

/// Where a thing stands: in the list of an account, or in one of the dossier's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Time(usize, usize),
    Figure(usize, usize),
    Name(usize, usize),
    Statement(usize, usize),
    Claim(usize, usize),
    Finding(usize),
    Entry(usize),
    Question(usize),
    Alignment(usize),
}

impl Place {
    pub fn kind(self) -> &'static str {
        match self {
            Place::Time(..) => "time",
            Place::Figure(..) => "figure",
            Place::Name(..) => "name",
            Place::Statement(..) => "quote",
            Place::Claim(..) => "claim",
            Place::Finding(_) => "finding",
            Place::Entry(_) => "entry",
            Place::Question(_) => "question",
            Place::Alignment(_) => "reuse",
        }
    }
}

/// Every thing by its id.
#[derive(Debug, Default)]
pub struct Catalogue {
    places: BTreeMap<String, Place>,
    used_by: BTreeMap<String, Vec<String>>,
}

impl Catalogue {
    pub fn of(dossier: &Dossier) -> Self {
        let mut catalogue = Catalogue::default();
        catalogue.read(dossier);
        catalogue.reckoned(dossier);
        for users in catalogue.used_by.values_mut() {
            users.sort();
            users.dedup();
        }
        catalogue
    }

    pub fn place(&self, id: &str) -> Option<Place> {
        self.places.get(id).copied()
    }

    /// Ids of what was made from this thing.
    pub fn used_by(&self, id: &str) -> &[String] {
        self.used_by.get(id).map_or(&[], Vec::as_slice)
    }

    fn put(&mut self, id: &recount_model::Id, place: Place) {
        self.places.entry(id.0.to_string()).or_insert(place);
    }

    fn uses<'i>(&mut self, user: &recount_model::Id, used: impl IntoIterator<Item = &'i recount_model::Id>) {
        for id in used {
            self.used_by.entry(id.0.to_string()).or_default().push(user.0.to_string());
        }
    }

    fn read(&mut self, dossier: &Dossier) {
        for (account, claims) in dossier.claims.iter().enumerate() {
            claims.times.iter().enumerate().for_each(|(at, one)| self.put(&one.id, Place::Time(account, at)));
            claims.names.iter().enumerate().for_each(|(at, one)| self.put(&one.id, Place::Name(account, at)));
            for (at, one) in claims.figures.iter().enumerate() {
                self.put(&one.id, Place::Figure(account, at));
                self.uses(&one.id, &one.statement);
            }
            for (at, one) in claims.statements.iter().enumerate() {
                self.put(&one.id, Place::Statement(account, at));
                self.uses(&one.id, &one.inside);
            }
            for (at, one) in claims.claims.iter().enumerate() {
                self.put(&one.id, Place::Claim(account, at));
                self.uses(&one.id, one.times.iter().chain(&one.statement));
                if let ClaimContent::Counted { figure } = &one.content {
                    self.uses(&one.id, [figure]);
                }
            }
        }
    }

    fn reckoned(&mut self, dossier: &Dossier) {
        for (at, alignment) in dossier.collation.alignments.iter().enumerate() {
            self.put(&alignment.id, Place::Alignment(at));
        }
        for (at, question) in dossier.questions.iter().enumerate() {
            self.put(&question.id, Place::Question(at));
            self.uses(&question.id, question.claims.iter().map(|claim| &claim.figure));
        }
        for (at, entry) in dossier.chronicle.iter().enumerate() {
            self.put(&entry.id, Place::Entry(at));
            self.uses(&entry.id, &entry.claims);
        }
        for (at, finding) in dossier.findings.iter().enumerate() {
            self.put(&finding.id, Place::Finding(at));
            self.uses(&finding.id, &finding.parents);
        }
    }
}
