//! Similar wording is none where chance suffices.

use super::{Document, collated, document, word};
use recount_model::{Id, Interval, Mode, Span, Statement};

/// Statements of forty speakers about one subject, their words dealt out by chance: hardly any two are called alike.
#[test]
fn words_dealt_out_by_chance_are_no_talking_points() {
    let subject: Vec<String> = (0..260).map(|at| word(7, at)).collect();
    let mut said = 0;
    let mut found = 0;
    for seed in 0..12_u64 {
        let mut drawn = 0;
        // Few words are frequent, most are rare, as in any subject.
        let mut draw = || {
            drawn += 1;
            let share = (winnowing::mix(seed * 1_000_003 + drawn) % 1000) as f64 / 1000.0;
            subject[(260_f64.powf(share) as usize).saturating_sub(1)].as_str()
        };
        let statements: Vec<Document> = (0..40)
            .map(|at| {
                let words: Vec<&str> = (0..14).map(|_| draw()).collect();
                let text = format!(
                    "So {} the {} of the {}.",
                    words[..5].join(" "),
                    words[5..9].join(" "),
                    words[9..].join(" ")
                );
                spoken(&format!("account-{at:02}"), &text, &word(8, at as u64))
            })
            .collect();
        said += statements.len();
        found += collated(&statements).talking_points.len();
    }
    assert!(found * 20 <= said, "{found} of {said}");
}

/// Sixty statements of so many speakers put together from the terms of their subject, which of them by chance. With `line`, two of them also
/// say the same line.
pub(crate) fn of_one_subject(seed: u64, speakers: u64, line: bool) -> Vec<Document> {
    const FUNCTION: [&str; 5] = ["of the", "in the", "and the", "for the", "with the"];
    let mut drawn = 0;
    let mut below = |limit: u64| {
        drawn += 1;
        winnowing::mix(seed * 1_000_003 + drawn) % limit
    };
    let term = |at: u64| {
        let words: Vec<String> = (0..2 + at % 2).map(|part| word(9, at * 3 + part)).collect();
        words.join(" ")
    };
    let shared: Vec<u64> = (0..5).map(|_| below(80)).collect();
    (0..60)
        .map(|at| {
            let terms: Vec<u64> =
                (0..5).map(|place| if line && at < 2 { shared[place] } else { below(80) }).collect();
            let told: Vec<String> =
                terms.iter().map(|one| format!("{} {}", FUNCTION[below(5) as usize], term(*one))).collect();
            spoken(
                &format!("account-{at:02}"),
                &format!("So {} it is.", told.join(" ")),
                &word(8, at as u64 % speakers),
            )
        })
        .collect()
}

/// Of what is found among shuffled speakers of one subject hardly anything is called similar wording, and a shared line is.
#[test]
fn speakers_shuffled_are_no_talking_points_and_a_shared_line_is() {
    let (mut by_chance, mut lines, mut found) = (0, 0, 0);
    for seed in 0..20 {
        by_chance += collated(&of_one_subject(seed, 60, false)).talking_points.len();
        let points = collated(&of_one_subject(seed, 60, true)).talking_points;
        let is_line = |point: &recount_model::TalkingPoint| {
            point.passages.iter().all(|passage| passage.account.0.as_str() < "account-02")
        };
        lines += points.iter().filter(|point| is_line(point)).count();
        found += points.len();
    }
    // In a hundred dossiers of each kind: 5 among shuffled speakers, 105 with the line, which is found in all.
    assert!(by_chance <= 2, "{by_chance} in 20 dossiers of 60 statements");
    assert!(lines >= 19 && found - lines <= 2, "{lines} lines of 20, {found} found");
}

/// A document that is one statement of `speaker`.
fn spoken(id: &str, text: &str, speaker: &str) -> Document {
    let mut made = document(id, text);
    made.claims.statements.push(Statement {
        id: Id(format!("{id}-said").into()),
        span: Span::new(0, text.len()),
        text: text.to_owned(),
        mode: Mode::Direct,
        speaker: speaker.to_owned(),
        speaker_canonical: Some(speaker.to_owned()),
        speaker_span: None,
        role: None,
        cue_span: None,
        cue_text: None,
        chain: vec![id.to_owned(), speaker.to_owned()],
        inside: None,
        knowing: recount_model::Knowing::Observed,
        is_distanced: false,
        said: Interval::UNBOUNDED,
        rule: "said".to_owned(),
    });
    made
}
