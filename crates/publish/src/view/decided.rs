//! The quote that a decision was made about, where it stands by now.
//!
//! Comes in: the subject of a decision. Goes out: its quote, which stands, has moved, or is missing. It may not say what became
//! of the decision.

use super::context::Context;
use super::quote::{PieceView, QuoteView, WasView};
use recount_model::{Account, Id, Passage, Span, Subject};

impl Context<'_> {
    /// The quote of a subject: where it stood, else nearest to it in its original, else where it stands once, else missing.
    pub fn decided_quote(&self, subject: &Subject) -> QuoteView {
        let was = || Some(self.was(subject));
        match self.place_now(subject) {
            Some((account, span)) => {
                let stands = account.original == subject.original && span.start == subject.start;
                let passage = self.passage_of(account, span, &subject.quote);
                let quote = self.quote(&passage);
                if stands { quote } else { QuoteView { state: "moved", was: was(), ..quote } }
            }
            None => {
                let span = Span { start: subject.start, end: subject.start };
                let account = self.account_at(subject).map_or_else(|| Id("".into()), |one| one.id.clone());
                let passage = Passage {
                    original: subject.original.clone(),
                    account,
                    span,
                    text: subject.quote.clone(),
                };
                let pieces = vec![PieceView { text: subject.quote.clone(), is_marked: true }];
                QuoteView {
                    state: "missing",
                    was: was(),
                    pieces,
                    spans: Vec::new(),
                    ..self.bare_quote(&passage)
                }
            }
        }
    }

    /// Says of a quote that it has moved, where the subject of a decision about it stood elsewhere.
    pub fn mark_moved(&self, quote: &mut QuoteView, subject: &Subject) {
        let account = self.dossier().accounts.iter().find(|account| account.id.0 == quote.account.id);
        let is_there = account.is_some_and(|account| account.original == subject.original)
            && quote.spans.iter().any(|(start, _)| *start == subject.start);
        if !is_there && quote.state == "stands" {
            (quote.state, quote.was) = ("moved", Some(self.was(subject)));
        }
    }

    fn was(&self, subject: &Subject) -> WasView {
        let account = self.account_at(subject);
        let span = Span { start: subject.start, end: subject.start };
        let place = account.map(|account| self.place(self.numbered(&account.id), span));
        WasView {
            original: subject.original.0.to_string(),
            account: account.map(|account| self.account_ref(&account.id)),
            place: place.filter(|place| !place.is_empty()),
            start: subject.start,
        }
    }

    /// The account around the place where it stood.
    fn account_at(&self, subject: &Subject) -> Option<&Account> {
        let span = Span { start: subject.start, end: subject.start };
        let mut of_original =
            self.dossier().accounts.iter().filter(|account| account.original == subject.original);
        let around = of_original.clone().find(|account| account.span.contains(span));
        around.or_else(|| of_original.next())
    }

    fn place_now<'s>(&'s self, subject: &'s Subject) -> Option<(&'s Account, Span)> {
        if subject.quote.is_empty() {
            return None;
        }
        let accounts = || self.dossier().accounts.iter();
        let nearest = accounts()
            .filter(|account| account.original == subject.original)
            .flat_map(|account| self.occurrences(account, &subject.quote))
            .min_by_key(|(_, span)| (span.start.abs_diff(subject.start), span.start));
        nearest.or_else(|| {
            let mut anywhere = accounts().flat_map(|account| self.occurrences(account, &subject.quote));
            anywhere.next().filter(|_| anywhere.next().is_none())
        })
    }

    fn occurrences<'s>(
        &'s self,
        account: &'s Account,
        quote: &'s str,
    ) -> impl Iterator<Item = (&'s Account, Span)> {
        let text = self.index.reading(&account.original).map_or("", |reading| account.span.of(&reading.text));
        let start = account.span.start as usize;
        let span = move |(at, words): (usize, &str)| Span::new(start + at, start + at + words.len());
        text.match_indices(quote).map(move |found| (account, span(found)))
    }

    fn passage_of(&self, account: &Account, span: Span, quote: &str) -> Passage {
        Passage {
            original: account.original.clone(),
            account: account.id.clone(),
            span,
            text: quote.to_owned(),
        }
    }
}
