//! What must stay the same, whatever the figures.

use crate::{QuestionRules, questions};
use proptest::prelude::*;
use recount_cases::notation;
use recount_model::{Dossier, Hold, Question};
use recount_rules::pack_for;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Clone, Debug)]
struct Told {
    count: String,
    place: usize,
    day: u32,
    speaker: usize,
    is_inherited: bool,
}

const PLACES: [&str; 2] = ["Orlec", "Brod"];
const SPEAKERS: [&str; 5] = ["the ministry", "the police", "residents", "Mia Brand", "social media posts"];

fn told() -> impl Strategy<Value = Told> {
    let marks = prop::sample::select(vec!["", ">", ">=", "<", "<=", "~"]);
    (marks, 1..60_u32, 0..2_usize, 3..9_u32, 0..5_usize, any::<bool>()).prop_map(
        |(mark, number, place, day, speaker, is_inherited)| Told {
            count: format!("{mark}{number}"),
            place,
            day,
            speaker,
            is_inherited,
        },
    )
}

fn line(at: usize, told: &Told, place: &str) -> String {
    let inherited = if told.is_inherited { " inherited" } else { "" };
    format!(
        "figure f{at} a{at} \"words\" killed {}{inherited} place={place} during=2001-05-02 as-of=2001-05-0{} speaker=\"{}\"",
        told.count, told.day, SPEAKERS[told.speaker]
    )
}

fn account(at: usize) -> String {
    format!("```account id=a{at} written=2001-05-09\nwords\n```\n")
}

fn dossier(accounts: &[String], lines: &[String]) -> Dossier {
    let text = format!("# Case\n{}```given\n{}\n```\n", accounts.concat(), lines.join("\n"));
    notation::dossier(&recount_cases::parse(&text, Path::new("property.md")).unwrap()[0]).unwrap()
}

fn ask(told: &[Told], place: impl Fn(&Told) -> &'static str) -> Vec<Question> {
    let accounts: Vec<String> = (0..told.len()).map(account).collect();
    let lines: Vec<String> = told.iter().enumerate().map(|(at, told)| line(at, told, place(told))).collect();
    asked(&dossier(&accounts, &lines))
}

fn asked(dossier: &Dossier) -> Vec<Question> {
    let rules = QuestionRules::from_pack(&pack_for("en")).unwrap();
    questions(dossier, &rules, |_| &rules)
}

/// Bounds and conflicts as values: ids of copies differ, what they say may not.
fn said(questions: &[Question]) -> Vec<String> {
    let value = |question: &Question, id: &recount_model::Id| {
        let claim = question.claims.iter().find(|claim| claim.figure == *id);
        claim.map(|claim| (claim.low, claim.high, claim.role.clone()))
    };
    let told = questions.iter().map(|question| {
        let conflicts: BTreeSet<String> = question
            .conflicts
            .iter()
            .map(|conflict| {
                let figures: Vec<_> = conflict.figures.iter().map(|id| value(question, id)).collect();
                format!("{figures:?} {:?}", conflict.hold)
            })
            .collect();
        let bounds = (
            question.low.as_ref().map(|low| low.0),
            question.high.as_ref().map(|high| high.0),
            question.best.as_ref().map(|best| best.0),
        );
        format!("{} {bounds:?} {conflicts:?}", question.title)
    });
    told.collect()
}

fn conflicting_pairs(questions: &[Question]) -> BTreeSet<Vec<String>> {
    let all = questions.iter().flat_map(|question| &question.conflicts);
    all.map(|conflict| {
        let mut figures: Vec<String> = conflict.figures.iter().map(|id| id.0.to_string()).collect();
        figures.sort();
        figures
    })
    .collect()
}

proptest! {
    #[test]
    fn a_copy_changes_no_bound_and_no_conflict(told in prop::collection::vec(told(), 1..6), copied in 0..6_usize) {
        let copied = copied % told.len();
        let mut accounts: Vec<String> = (0..told.len()).map(account).collect();
        let mut lines: Vec<String> = told.iter().enumerate().map(|(at, told)| line(at, told, PLACES[told.place])).collect();
        let before = said(&asked(&dossier(&accounts, &lines)));
        for copy in 100..103 {
            accounts.push(account(copy));
            lines.push(line(copy, &told[copied], PLACES[told[copied].place]));
        }
        lines.push(format!("root r1 f{copied} f100 f101 f102"));
        prop_assert_eq!(before, said(&asked(&dossier(&accounts, &lines))));
    }

    #[test]
    fn order_changes_nothing(told in prop::collection::vec(told(), 1..6)) {
        let accounts: Vec<String> = (0..told.len()).map(account).collect();
        let lines: Vec<String> = told.iter().enumerate().map(|(at, told)| line(at, told, PLACES[told.place])).collect();
        let forward = asked(&dossier(&accounts, &lines));
        let backward: Vec<String> = accounts.iter().rev().cloned().collect();
        let lines: Vec<String> = lines.into_iter().rev().collect();
        prop_assert_eq!(forward, asked(&dossier(&backward, &lines)));
    }

    /// Everyone speaks once here: of somebody who repeats a number only the first telling is compared, and which one
    /// is first depends on the scope. Of all numbers that one number excludes only the nearest is named, and which one
    /// is nearest depends on who else is there; so each pair is asked about alone.
    #[test]
    fn splitting_a_scope_creates_no_conflict(mut told in prop::collection::vec(told(), 1..6)) {
        for (at, told) in told.iter_mut().enumerate() {
            told.speaker = at;
        }
        for pair in conflicting_pairs(&ask(&told, |told| PLACES[told.place])) {
            let number = |id: &String| id.trim_start_matches('f').parse::<usize>().unwrap();
            let alone: Vec<Told> = pair.iter().map(|id| told[number(id)].clone()).collect();
            let unsplit = conflicting_pairs(&ask(&alone, |_| PLACES[0]));
            prop_assert!(!unsplit.is_empty(), "{pair:?} excludes nothing where the scope is one");
        }
    }

    #[test]
    fn always_needs_stated_scopes_and_words_that_limit(told in prop::collection::vec(told(), 1..6)) {
        for question in ask(&told, |told| PLACES[told.place]) {
            for conflict in question.conflicts.iter().filter(|conflict| conflict.hold == Hold::Always) {
                prop_assert!(conflict.reading.is_none());
                for id in &conflict.figures {
                    let at: usize = id.0.trim_start_matches('f').parse().unwrap();
                    prop_assert!(!told[at].is_inherited);
                }
            }
        }
    }
}
