//! Decisions on two short accounts: what acts, what two people dispute, what moved, what was withdrawn.

use crate::{
    LocalReading, Original, Rules, Settings, decisions::subject, read_local, reckon, reckon_decided,
};
use recount_model::{Act, Decision, Dossier, Field, Standing, Subject};
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::built_in().unwrap());

const A: &str = "Orlec, 5 May 2001\n\nThe ministry said 14 people were killed in Orlec on Wednesday. The gate fell at 11.40.";
const B: &str =
    "Orlec, 6 May 2001\n\nThe union says 20 people were killed in Orlec on Wednesday. The bridge burned.";

fn read(texts: &[(&str, &str)]) -> Vec<LocalReading> {
    let settings = Settings { language: Some("en".to_owned()), ..Settings::default() };
    let original = |(name, text): &(&str, &str)| {
        let original = Original { name, bytes: text.as_bytes(), written: None };
        read_local(&original, &settings, &RULES).unwrap().value
    };
    texts.iter().map(original).collect()
}

fn decided(texts: &[(&str, &str)], decisions: &[Decision]) -> Dossier {
    reckon_decided(read(texts), decisions, &RULES).value
}

fn decision(seq: i64, who: &str, subject: &Subject, act: Act) -> Decision {
    let (who, at) = (Some(who.to_owned()), "2001-06-01T00:00:00Z".to_owned());
    Decision { seq, subject: subject.clone(), act, who, at, why: None }
}

fn figure(dossier: &Dossier, words: &str) -> Subject {
    let figures = dossier.claims.iter().flat_map(|claims| &claims.figures);
    let id = figures.into_iter().find(|figure| figure.text.contains(words)).unwrap().id.0.clone();
    subject(dossier, &id).unwrap()
}

fn standings(dossier: &Dossier) -> Vec<Standing> {
    dossier.decisions.iter().map(|one| one.standing).collect()
}

fn numbers(dossier: &Dossier) -> Vec<u64> {
    let mut numbers: Vec<u64> =
        dossier.questions.iter().flat_map(|question| &question.claims).map(|claim| claim.low).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn a_rejected_figure_answers_nothing() {
    let plain = decided(&[("a", A), ("b", B)], &[]);
    let reject = decision(1, "Ada", &figure(&plain, "14"), Act::Reject);
    let after = decided(&[("a", A), ("b", B)], &[reject]);
    assert_eq!((numbers(&plain), numbers(&after)), (vec![14, 20], vec![20]));
    assert!(plain.findings.iter().any(|one| one.kind == "figure-conflict"));
    assert!(!after.findings.iter().any(|one| one.kind == "figure-conflict"));
    assert_eq!(standings(&after), [Standing::Holds]);
}

#[test]
fn what_two_people_decide_otherwise_acts_for_neither() {
    let plain = decided(&[("a", A), ("b", B)], &[]);
    let about = figure(&plain, "14");
    let set = |value: &str| Act::Set { field: Field::Value, value: value.to_owned(), interval: None };
    let of_ada = decision(1, "Ada", &about, set("15"));
    let of_bek = decision(2, "Bek", &about, set("16"));
    let alone = decided(&[("a", A), ("b", B)], std::slice::from_ref(&of_ada));
    let both = decided(&[("a", A), ("b", B)], &[of_ada.clone(), of_bek.clone()]);
    assert_eq!((numbers(&alone), numbers(&both)), (vec![15, 20], vec![14, 20]));
    assert_eq!(standings(&both), [Standing::Contested, Standing::Contested]);
    let agreed = decision(3, "Ada", &about, set("16"));
    let settled = decided(&[("a", A), ("b", B)], &[of_ada, of_bek, agreed]);
    assert_eq!(numbers(&settled), [16, 20]);
    assert_eq!(standings(&settled), [Standing::Replaced, Standing::Holds, Standing::Holds]);
}

#[test]
fn a_passage_that_moved_keeps_its_decision_by_its_quote() {
    let plain = decided(&[("a", A), ("b", B)], &[]);
    let reject = decision(1, "Ada", &figure(&plain, "14"), Act::Reject);
    let moved =
        format!("{A}\n\nCorrected on the same day.").replace("Orlec, 5 May 2001", "Orlec town, 5 May 2001");
    let after = decided(&[("a", &moved), ("b", B)], std::slice::from_ref(&reject));
    assert_eq!((numbers(&after), standings(&after)), (vec![20], vec![Standing::Holds]));
    let gone = decided(&[("b", B)], &[reject]);
    assert_eq!((numbers(&gone), standings(&gone)), (vec![20], vec![Standing::Gone]));
}

#[test]
fn everything_withdrawn_is_as_nothing_decided() {
    let plain = reckon(read(&[("a", A), ("b", B)]), &RULES).value;
    let reject = decision(1, "Ada", &figure(&plain, "14"), Act::Reject);
    let withdraw = decision(2, "Bek", &figure(&plain, "14"), Act::Withdraw { of: 1 });
    let mut after = decided(&[("a", A), ("b", B)], &[withdraw, reject]);
    assert_eq!(standings(&after), [Standing::Withdrawn, Standing::Holds]);
    after.decisions.clear();
    assert_eq!(plain, after);
}

#[test]
fn a_rejected_statement_leaves_its_words_to_the_account() {
    let plain = decided(&[("a", A)], &[]);
    let statement = plain.claims.iter().flat_map(|claims| &claims.statements).next().unwrap();
    let about = subject(&plain, &statement.id.0).unwrap();
    let after = decided(&[("a", A)], &[decision(1, "Ada", &about, Act::Reject)]);
    let chain = |dossier: &Dossier| {
        dossier.claims.iter().flat_map(|claims| &claims.figures).map(|figure| figure.chain.clone()).next()
    };
    assert_eq!(chain(&plain), Some(vec!["account".to_owned(), "ministry".to_owned()]));
    assert_eq!(chain(&after), Some(vec!["account".to_owned()]));
    let set = Act::Set { field: Field::Speaker, value: "the mayor".to_owned(), interval: None };
    let named = decided(&[("a", A)], &[decision(1, "Ada", &about, set)]);
    assert_eq!(chain(&named), Some(vec!["account".to_owned(), "the mayor".to_owned()]));
}

#[test]
fn claims_that_are_one_make_one_entry_and_split_again() {
    let text = "Orlec, 8 May 2001\n\nThe bridge burned on Wednesday. The mill burned on Wednesday.";
    let plain = decided(&[("a", text)], &[]);
    assert_eq!(plain.chronicle.len(), 2);
    let claim = |at: usize| subject(&plain, &plain.chronicle[at].claims[0].0).unwrap();
    let merge = decision(1, "Ada", &claim(0), Act::Merge { with: claim(1) });
    let merged = decided(&[("a", text)], std::slice::from_ref(&merge));
    assert_eq!((merged.chronicle.len(), standings(&merged)), (1, vec![Standing::Holds]));
    let split = decision(2, "Ada", &claim(1), Act::Split { from: claim(0) });
    let split = decided(&[("a", text)], &[merge, split]);
    assert_eq!((split.chronicle.len(), standings(&split)), (2, vec![Standing::Replaced, Standing::Holds]));
}

#[test]
fn what_does_not_fit_its_subject_is_said() {
    let plain = decided(&[("a", A)], &[]);
    let set = Act::Set { field: Field::Speaker, value: "x".to_owned(), interval: None };
    let after = decided(&[("a", A)], &[decision(1, "Ada", &figure(&plain, "14"), set)]);
    assert_eq!(standings(&after), [Standing::Unfit]);
}

#[test]
fn verdicts_on_what_is_made_need_no_reckoning_and_give_the_same() {
    let texts = [("a", A), ("b", B)];
    let plain = decided(&texts, &[]);
    let finding = subject(&plain, &plain.findings.first().unwrap().id.0).unwrap();
    let entry = subject(&plain, &plain.chronicle.first().unwrap().id.0).unwrap();
    let early = decision(1, "Ada", &figure(&plain, "14"), Act::Accept);
    let late = [
        decision(2, "Ada", &finding, Act::Reject),
        decision(3, "Bek", &finding, Act::Accept),
        decision(4, "Ada", &entry, Act::Unsure),
        decision(5, "Bek", &finding, Act::Withdraw { of: 3 }),
    ];
    let mut made = vec![early];
    let mut quick = decided(&texts, &made);
    for one in late {
        made.push(one);
        quick = super::rejudged(&quick, &made).unwrap();
        assert_eq!(quick, decided(&texts, &made));
    }
    made.push(decision(6, "Ada", &figure(&plain, "20"), Act::Reject));
    assert_eq!(super::rejudged(&quick, &made), None);
}
