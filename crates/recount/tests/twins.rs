//! Times at the same place of two copies are equal.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount::{Original, Rules, Settings, recount};

/// The values of the times of each document, with what they are counted from.
fn times(texts: &[&str]) -> Vec<Vec<(String, String, Option<String>)>> {
    let originals: Vec<Original<'_>> = texts
        .iter()
        .zip(["a.txt", "b.txt", "c.txt"])
        .map(|(text, name)| Original { name, bytes: text.as_bytes(), written: None })
        .collect();
    let dossier = recount(&originals, &Settings::default(), &Rules::built_in().unwrap()).value;
    let of = |original: &Original<'_>| {
        let id = recount_model::OriginalId::of(original.bytes);
        let accounts = dossier.accounts.iter().filter(|account| account.original == id);
        let claims =
            accounts.flat_map(|account| dossier.claims.iter().filter(|one| one.account == account.id));
        let times = claims.flat_map(|claims| claims.times.clone());
        times.map(|timex| (timex.text, timex.value, timex.anchor)).collect()
    };
    originals.iter().map(of).collect()
}

const TAIL: &str = "the keepers of the old mill of Orlec came to the great square with their families and were met there by an armed company of guards from the north, who shut the gate of the lower town behind them.";

#[test]
fn a_time_without_a_year_takes_what_its_twin_states() {
    let a = format!("What the keepers tell\n\nOn December 16 {TAIL}");
    let b = format!(
        "What the guards tell\n\nOn December 16, 2011 {TAIL} The gate was opened on January 9, 2012."
    );
    for texts in [[a.as_str(), b.as_str()], [b.as_str(), a.as_str()]] {
        let of = |text: &str| texts.iter().position(|one| *one == text).unwrap();
        let found = times(&texts);
        let (text, value, anchor) = &found[of(&a)][0];
        assert_eq!((text.as_str(), value.as_str()), ("December 16", "2011-12-16"));
        assert_eq!(anchor.as_deref(), Some("copied passage"));
        assert_eq!(found[of(&b)][0].1, "2011-12-16");
    }
}

#[test]
fn two_twins_that_disagree_give_nothing() {
    let a = format!("What the keepers tell\n\nOn December 16 {TAIL}");
    let b = format!("What the guards tell\n\nOn December 16, 2011 {TAIL}");
    let c = format!("What the mayor tells\n\nOn December 16, 2010 {TAIL}");
    assert_eq!(times(&[&a, &b, &c])[0][0].1, "XXXX-12-16");
}

#[test]
fn today_is_not_taken_over() {
    let a = format!("What the keepers tell\n\nToday {TAIL}");
    let b = format!(
        "What the guards tell\n\nToday {TAIL} It was published here on January 9, 2012. Today, January 10, 2012, the gate is shut."
    );
    assert_eq!(times(&[&a, &b])[0][0].1, "");
}
