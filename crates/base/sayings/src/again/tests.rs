//! What a saying becomes in another language, part by part.

use super::{MIXED, Teller, resaid};
use crate::{Arg, Join, list, number, quote, said_in, say, term};
use recount_model::Id;

fn in_russian(told: &crate::Told) -> String {
    Teller::of("ru").told(told)
}

#[test]
fn what_was_said_in_english_is_said_in_russian() {
    let high =
        say!("told.by", words = quote("at least 1,200 left"), who = Arg::Title("Orlec Herald".to_owned()));
    let told = say!("clash.at-least", words = high, n = number(1200));
    assert_eq!(told, "“at least 1,200 left” (Orlec Herald): at least 1,200");
    assert_eq!(in_russian(&told), "«at least 1,200 left» («Orlec Herald»): не менее 1\u{202f}200");
}

#[test]
fn numbers_count_their_nouns() {
    let of = |n: usize| in_russian(&say!("open-question.more", n = n));
    assert_eq!([of(1), of(3), of(11)], ["и ещё 1 отрывок", "и ещё 3 отрывка", "и ещё 11 отрывков"]);
}

#[test]
fn days_are_words_but_in_english() {
    let told = say!("written.today", day = Arg::Day("2031-03-05".to_owned()));
    assert_eq!(told, "it calls 2031-03-05 today");
    assert_eq!(in_russian(&told), "«сегодня» в тексте — это 5\u{a0}марта 2031\u{a0}г.");
    let part = say!("written.today", day = Arg::Day("2031-03".to_owned()));
    assert_eq!(in_russian(&part), "«сегодня» в тексте — это 2031-03");
}

#[test]
fn lists_are_joined_as_the_language_joins() {
    let of = |join, parts: &[&str]| say!("line.all", lines = list(join, parts.iter().copied()));
    assert_eq!(of(Join::And, &["a", "b", "c"]), "a, b and c");
    assert_eq!(of(Join::CommaAnd, &["a", "b", "c"]), "a, b, and c");
    assert_eq!(of(Join::CommaAnd, &["a", "b"]), "a and b");
    assert_eq!(in_russian(&of(Join::And, &["a", "b", "c"])), "a, b и c");
    assert_eq!(in_russian(&of(Join::Semicolon, &["a", "b"])), "a; b");
}

#[test]
fn a_capital_begins_what_begins_a_sentence() {
    let told = say!("since-when.end", theme = term("theme", "curfew"), first = "a", last = "b");
    assert_eq!(told, "Curfew – two dates for the end: a and b");
    assert_eq!(in_russian(&told), "Комендантский час — две даты окончания: a и b");
}

#[test]
fn words_nobody_translated_stay() {
    let told = term("theme", "tides");
    assert_eq!(
        (in_russian(&told), in_russian(&"what Ada said".into())),
        ("tides".into(), "what Ada said".into())
    );
}

#[test]
fn a_title_in_another_language_is_said_in_english_again() {
    let args =
        || vec![("who".into(), "человек".into()), ("counted".into(), "".into()), ("place".into(), "".into())];
    let title = said_in("ru", "question-title.murders", args());
    assert_eq!((&*title, title.language()), ("Сколько было убийств?", Some("ru")));
    let both = say!("figure-conflict.both", question = &title);
    assert_eq!((&*both, both.language()), ("both answer: Сколько было убийств?", Some(MIXED)));
    assert_eq!(Teller::of("en").told(&both), "both answer: How many murders were there?");
    assert_eq!(in_russian(&both), "оба отвечают на вопрос: Сколько было убийств?");
}

#[test]
fn accounts_without_a_name_are_called_by_what_readers_know_them_as() {
    let told = say!("copy.third", account = Arg::Account(Id("acc-1".into())));
    let label = |id: &Id| (id.0 == "acc-1").then(|| "letter.txt".to_owned());
    let english = Teller::naming("en", &label).told(&told);
    assert_eq!(english, "both have these words in common with letter.txt, which was first");
    let named = resaid(&told, &|_| Some(say!("account.begins", words = quote("Dear all")).into()));
    assert_eq!(
        named,
        "both have these words in common with the account that begins “Dear all”, which was first"
    );
}

#[test]
fn what_was_stored_is_said_the_same() {
    let high = say!("told.by", words = quote("12 left"), who = Arg::Title("Orlec Herald".to_owned()));
    let title = said_in("ru", "question-title.murders", vec![("place".into(), "".into())]);
    let told = [
        say!("clash.at-least", words = high, n = number(1200)),
        say!("pair.agree"),
        "what Ada said".into(),
        say!("figure-conflict.both", question = &title),
        title,
    ];
    let json: Vec<crate::Told> = serde_json::from_str(&serde_json::to_string(&told).unwrap()).unwrap();
    let bytes: Vec<crate::Told> = postcard::from_bytes(&postcard::to_allocvec(&told[..]).unwrap()).unwrap();
    for (one, other) in told.iter().zip(json.iter().zip(&bytes)) {
        assert_eq!(format!("{one:?}"), format!("{:?}", other.0));
        assert_eq!(format!("{one:?}"), format!("{:?}", other.1));
    }
}
