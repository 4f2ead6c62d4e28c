//! A dossier with everything findable by id.

use crate::FindingRules;
use crate::sightings::Sightings;
use recount_model::claim::Observation;
use recount_model::{
    Account, AccountClaims, Alignment, Dossier, Figure, Id, LineageEdge, Passage, Question, Reading, Span,
    Statement,
};
use std::collections::BTreeMap;

/// A figure with where it stands.
#[derive(Clone, Copy)]
pub struct Told<'dossier> {
    pub figure: &'dossier Figure,
    pub account: &'dossier Account,
    pub reading: &'dossier Reading,
}

/// An observation with where it was made.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'dossier> {
    pub observation: &'dossier Observation,
    pub account: &'dossier Account,
    pub reading: &'dossier Reading,
}

/// The dossier, indexed.
pub struct View<'dossier> {
    pub(crate) dossier: &'dossier Dossier,
    accounts: BTreeMap<&'dossier Id, (&'dossier Account, &'dossier Reading)>,
    claims: BTreeMap<&'dossier Id, &'dossier AccountClaims>,
    figures: BTreeMap<&'dossier Id, Told<'dossier>>,
    questions: BTreeMap<&'dossier Id, &'dossier Question>,
    alignments: BTreeMap<&'dossier Id, &'dossier Alignment>,
    /// Alignment to the lineage it belongs to.
    lineage: BTreeMap<&'dossier Id, &'dossier LineageEdge>,
    /// By the two accounts, the smaller id first.
    between: BTreeMap<(&'dossier Id, &'dossier Id), Vec<&'dossier Alignment>>,
    /// What the words of each language say, by account.
    pub(crate) sightings: Sightings<'dossier>,
}

impl Told<'_> {
    pub(crate) fn passage(&self) -> Passage {
        self.account.passage(self.reading, self.figure.span)
    }
}

impl<'dossier> View<'dossier> {
    pub(crate) fn of<'rules>(
        dossier: &'dossier Dossier,
        rules: impl Fn(&str) -> &'rules FindingRules + Sync,
    ) -> Self {
        let readings: BTreeMap<_, &Reading> =
            dossier.readings.iter().map(|reading| (&reading.original, reading)).collect();
        let alignments = &dossier.collation.alignments;
        let edges = dossier.collation.lineage.iter();
        let mut view = View {
            dossier,
            accounts: BTreeMap::new(),
            claims: dossier.claims.iter().map(|claims| (&claims.account, &**claims)).collect(),
            figures: BTreeMap::new(),
            questions: dossier.questions.iter().map(|question| (&question.id, question)).collect(),
            alignments: alignments.iter().map(|alignment| (&alignment.id, alignment)).collect(),
            lineage: edges.flat_map(|edge| edge.alignments.iter().map(move |id| (id, edge))).collect(),
            between: BTreeMap::new(),
            sightings: Sightings::default(),
        };
        let mut given = Vec::with_capacity(dossier.accounts.len());
        for alignment in alignments {
            let key = ordered(&alignment.a.account, &alignment.b.account);
            view.between.entry(key).or_default().push(alignment);
        }
        for account in dossier.accounts.iter() {
            let Some(reading) = readings.get(&account.original).copied() else { continue };
            view.accounts.insert(&account.id, (account, reading));
            for figure in view.claims.get(&account.id).map(|claims| &claims.figures).into_iter().flatten() {
                view.figures.insert(&figure.id, Told { figure, account, reading });
            }
            given.extend(view.claims.get(&account.id).map(|claims| (account, reading, *claims)));
        }
        view.sightings = Sightings::of(&given, rules);
        view
    }

    pub(crate) fn account(&self, id: &Id) -> Option<(&'dossier Account, &'dossier Reading)> {
        self.accounts.get(id).copied()
    }

    pub(crate) fn told(&self, figure: &Id) -> Option<Told<'dossier>> {
        self.figures.get(figure).copied()
    }

    pub(crate) fn question(&self, id: &Id) -> Option<&'dossier Question> {
        self.questions.get(id).copied()
    }

    /// True if the words of a figure count besides others ("30 other activists").
    pub(crate) fn says_others(&self, told: Told<'_>) -> bool {
        self.sightings.others.contains(&told.figure.id)
    }

    /// True if the words of a figure give a total ("46 in all").
    pub(crate) fn says_total(&self, told: Told<'_>) -> bool {
        self.sightings.totals.contains(&told.figure.id)
    }

    pub(crate) fn all_told(&self) -> impl Iterator<Item = Told<'dossier>> {
        self.figures.values().copied()
    }

    pub(crate) fn claims(&self, account: &Id) -> Option<&'dossier AccountClaims> {
        self.claims.get(account).copied()
    }

    /// Figures of `account` that overlap `span`, in order.
    pub(crate) fn figures_in(&self, account: &Id, span: Span) -> Vec<Told<'dossier>> {
        let Some((account, reading)) = self.account(account) else { return Vec::new() };
        let figures = self.claims(&account.id).map(|claims| claims.figures.as_slice()).unwrap_or_default();
        // Sorted by start; a figure is short, so none that begins long before can reach into the span.
        const LONGEST_FIGURE_BYTES: u32 = 1_000;
        let first = figures.partition_point(|figure| figure.span.start + LONGEST_FIGURE_BYTES < span.start);
        let near =
            figures.get(first..).unwrap_or_default().iter().take_while(|figure| figure.span.start < span.end);
        near.filter(|figure| figure.span.overlaps(span))
            .map(|figure| Told { figure, account, reading })
            .collect()
    }

    /// Statements of `account` that lie in `span`, in order.
    pub(crate) fn statements_in(&self, account: &Id, span: Span) -> Vec<&'dossier Statement> {
        let statements = self.claims(account).map(|claims| claims.statements.as_slice()).unwrap_or_default();
        statements.iter().filter(|statement| span.overlaps(statement.span)).collect()
    }

    /// All observations of a kind.
    pub(crate) fn seen(&self, kind: &str) -> Vec<Seen<'dossier>> {
        let mut seen = Vec::new();
        for (account, reading) in self.accounts.values().copied() {
            let observations = self.claims(&account.id).map(|claims| claims.observations.as_slice());
            let own = observations.unwrap_or_default().iter().filter(|observation| observation.kind == kind);
            seen.extend(own.map(|observation| Seen { observation, account, reading }));
        }
        seen
    }

    pub(crate) fn alignment(&self, id: &Id) -> Option<&'dossier Alignment> {
        self.alignments.get(id).copied()
    }

    /// The lineage that an alignment belongs to.
    pub(crate) fn lineage_of(&self, alignment: &Id) -> Option<&'dossier LineageEdge> {
        self.lineage.get(alignment).copied()
    }

    /// True if `a` and `b` stand in the two sides of one copied passage.
    pub(crate) fn are_copies(&self, a: (&Id, Span), b: (&Id, Span)) -> bool {
        let holds =
            |outer: &Passage, inner: (&Id, Span)| outer.account == *inner.0 && outer.span.overlaps(inner.1);
        let shared = self.between.get(&ordered(a.0, b.0)).into_iter().flatten();
        shared.into_iter().any(|alignment| {
            (holds(&alignment.a, a) && holds(&alignment.b, b))
                || (holds(&alignment.a, b) && holds(&alignment.b, a))
        })
    }

    pub(crate) fn alignments(&self) -> &'dossier [Alignment] {
        &self.dossier.collation.alignments
    }
}

fn ordered<'id>(a: &'id Id, b: &'id Id) -> (&'id Id, &'id Id) {
    if a <= b { (a, b) } else { (b, a) }
}
