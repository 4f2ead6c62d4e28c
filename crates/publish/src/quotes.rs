//! Every quote a dossier stands on, for checking against the frozen bytes.

use recount_model::{AccountClaims, Dossier, OriginalId, Passage, Span};

/// Words that are said to stand at a span of an original's reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote<'dossier> {
    pub span: Span,
    pub text: &'dossier str,
}

/// All quotes from one original, sorted, without repeats.
pub fn of_original<'dossier>(dossier: &'dossier Dossier, original: &OriginalId) -> Vec<Quote<'dossier>> {
    let mut quotes: Vec<Quote<'dossier>> = passages(dossier)
        .filter(|passage| &passage.original == original)
        .map(|passage| Quote { span: passage.span, text: &passage.text })
        .collect();
    for (account, claims) in dossier.accounts.iter().zip(dossier.claims.iter()) {
        if &account.original == original {
            quotes.extend(read_in_account(claims));
        }
    }
    quotes.sort();
    quotes.dedup();
    quotes
}

fn passages(dossier: &Dossier) -> impl Iterator<Item = &Passage> {
    let accounts = dossier.accounts.iter().flat_map(|account| {
        account
            .title
            .iter()
            .chain(&account.source_passage)
            .chain(&account.author)
            .chain(account.layers.iter().map(|layer| &layer.opening))
    });
    let written = dossier
        .claims
        .iter()
        .flat_map(|claims| &claims.written.reasons)
        .filter_map(|reason| reason.passage.as_ref());
    let collation = &dossier.collation;
    let aligned = collation.alignments.iter().flat_map(|alignment| [&alignment.a, &alignment.b]);
    let talking = collation.talking_points.iter().flat_map(|point| &point.passages);
    let translated = collation.translations.iter().flat_map(|found| &found.facts);
    let translated = translated.flat_map(|(one, other)| [one, other]);
    let asserted = dossier.network.assertions.iter().flat_map(|assertion| &assertion.passages);
    let conflicts = dossier.network.conflicts.iter().flat_map(|conflict| &conflict.passages);
    let questions =
        dossier.questions.iter().flat_map(|question| &question.claims).map(|claim| &claim.passage);
    let findings = dossier.findings.iter().flat_map(|finding| &finding.passages);
    let chronicle = dossier.chronicle.iter().flat_map(|entry| entry.supports.iter().chain(&entry.disputes));
    accounts
        .chain(written)
        .chain(aligned)
        .chain(talking)
        .chain(translated)
        .chain(asserted)
        .chain(conflicts)
        .chain(questions)
        .chain(findings)
        .chain(chronicle)
}

fn read_in_account(claims: &AccountClaims) -> impl Iterator<Item = Quote<'_>> {
    let times = claims.times.iter().map(|timex| Quote { span: timex.span, text: &timex.text });
    let figures = claims.figures.iter().map(|figure| Quote { span: figure.span, text: &figure.text });
    let names = claims.names.iter().map(|name| Quote { span: name.span, text: &name.text });
    let statements =
        claims.statements.iter().map(|statement| Quote { span: statement.span, text: &statement.text });
    let joined = claims.claims.iter().map(|claim| Quote { span: claim.span, text: &claim.text });
    times.chain(figures).chain(names).chain(statements).chain(joined)
}
