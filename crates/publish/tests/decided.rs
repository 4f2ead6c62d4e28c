//! Quotes that decisions were made about: they stand, have moved, or are missing, and that is said.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod fixture;

use recount_model::{Id, OriginalId, Subject, SubjectKind};
use recount_publish::view::Context;
use recount_publish::view::quote::QuoteView;
use recount_publish::{ReportSettings, words_of};

fn quote(original: &str, quote: &str, start: usize) -> QuoteView {
    let (dossier, settings, words) = (fixture::dossier(), ReportSettings::default(), words_of("en").unwrap());
    let context = Context::new(&dossier, &settings, &words).unwrap();
    context.decided_quote(&Subject {
        kind: SubjectKind::Figure,
        id: Id("fig-then".into()),
        original: OriginalId::of(original.as_bytes()),
        quote: quote.to_owned(),
        start: u32::try_from(start).unwrap(),
        sort: String::new(),
    })
}

fn marked(quote: &QuoteView) -> String {
    quote.pieces.iter().filter(|piece| piece.is_marked).map(|piece| piece.text.as_str()).collect()
}

#[test]
fn a_quote_stands_has_moved_or_is_missing() {
    let at = fixture::GAZETTE.find("12 people").unwrap();
    let stands = quote(fixture::GAZETTE, "12 people", at);
    assert_eq!((stands.state, &stands.was, marked(&stands).as_str()), ("stands", &None, "12 people"));
    let moved = quote(fixture::GAZETTE, "12 people", at - 40);
    let was = moved.was.clone().unwrap();
    assert_eq!((moved.state, was.start as usize), ("moved", at - 40));
    assert_eq!((marked(&moved).as_str(), moved.spans[0].0 as usize), ("12 people", at));
    assert!(was.account.is_some() && was.place.is_some());
    let missing = quote(fixture::GAZETTE, "13 people", at);
    assert_eq!((missing.state, marked(&missing).as_str()), ("missing", "13 people"));
    assert!(missing.spans.is_empty() && missing.was.is_some());
}

#[test]
fn of_another_original_only_what_stands_once_is_meant() {
    let once = quote("an original that is gone", "The gates stayed shut", 7);
    let was = once.was.clone().unwrap();
    assert_eq!((once.state, &was.account, &was.place), ("moved", &None, &None));
    assert_eq!(quote("an original that is gone", "barley", 7).state, "missing", "it stands twice");
    assert_eq!(quote("an original that is gone", "", 7).state, "missing");
}
