//! Groups of answers written down as questions.

use crate::QuestionRules;
use crate::answers::Answer;
use crate::bounds::bounds;
use crate::copies::ValueEdit;
use crate::days::days;
use crate::grouping::Group;
use crate::pairs::{Compared, Edited, compare, compare_scopes};
use crate::policies::codings;
use crate::voices::{Voice, voices};
use rayon::prelude::*;
use recount_model::{ClaimInQuestion, Id, Measure, Question};
use recount_sayings::{Arg, Join, Saying, Told, list, say};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the questions: core measures first, then those that most roots answer, then by title.
pub(crate) fn ask(groups: &[Group<'_>], edits: &[ValueEdit], rules: &QuestionRules) -> Vec<Question> {
    let voiced: Vec<Vec<Voice<'_, '_>>> = groups.iter().map(|group| voices(&group.answers)).collect();
    let ids: Vec<Id> = groups.iter().map(|group| id(group)).collect();
    let named = |at: &[usize]| at.iter().filter_map(|at| ids.get(*at).cloned()).collect::<Vec<Id>>();
    let one = |(at, group): (usize, &Group<'_>)| {
        let own = voiced.get(at).map(Vec::as_slice).unwrap_or_default();
        let mut compared = compare(own, &edited(own, edits));
        for narrow in group.narrower.iter().filter_map(|at| voiced.get(*at)) {
            compared.extend(compare_scopes(own, narrow));
        }
        let mut question = question(group, own, compared, rules);
        question.id = ids.get(at).cloned().unwrap_or(question.id);
        question.wider = named(&group.wider);
        question.narrower = named(&group.narrower);
        (rank(group, rules), question)
    };
    let mut asked: Vec<(Rank, Question)> = groups.par_iter().enumerate().map(one).collect();
    tell_apart(&mut asked, groups);
    asked.sort_by(|a, b| (&a.0, &a.1.title, &a.1.id).cmp(&(&b.0, &b.1.title, &b.1.id)));
    asked.into_iter().map(|(_, question)| question).collect()
}

/// Questions with one title get the days of what they ask about.
fn tell_apart(asked: &mut [(Rank, Question)], groups: &[Group<'_>]) {
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for (_, question) in asked.iter() {
        *titles.entry(question.title.to_string()).or_default() += 1;
    }
    for ((_, question), group) in asked.iter_mut().zip(groups) {
        let is_shared = titles.get(&*question.title).is_some_and(|count| *count > 1);
        if let Some(days) = days(group.during).filter(|_| is_shared) {
            question.title = on_days(&question.title, days);
        }
    }
}

/// "How many were killed (2001-05-02)?": the mark stays last, which no template says; so its language is told.
fn on_days(title: &Told, days: String) -> Told {
    let words = title.trim_end_matches('?');
    let mark = title.strip_prefix(words).unwrap_or_default();
    let text = format!("{words} ({days}){mark}");
    let said = say!("question.on-days", title = title, days = Arg::Day(days));
    let language = Some(title.language().unwrap_or("en").into());
    Saying { text: text.into(), language, ..said.into_saying() }.into()
}

type Rank = (Reverse<bool>, Reverse<usize>);

fn rank(group: &Group<'_>, rules: &QuestionRules) -> Rank {
    let roots: BTreeSet<&Id> = group.answers.iter().map(|answer| &answer.root).collect();
    (Reverse(rules.measure(&group.topic).is_core), Reverse(roots.len()))
}

fn id(group: &Group<'_>) -> Id {
    let places: Vec<&str> = group.places.iter().map(String::as_str).collect();
    let first = group.answers.iter().map(|answer| &*answer.figure.id.0).min().unwrap_or_default();
    let group_words = group.group.as_deref().unwrap_or("");
    Id::from_parts("question", &[&group.topic, &places.join("|"), group_words, first])
}

fn question(
    group: &Group<'_>,
    voices: &[Voice<'_, '_>],
    compared: Compared,
    rules: &QuestionRules,
) -> Question {
    let bounds = bounds(group, voices, !compared.conflicts.is_empty(), rules);
    let place = rules.place_words(&group.places);
    let counted = group.answers.first().map_or("", |answer| answer.figure.counted.as_str());
    let measure =
        group.answers.first().map_or_else(|| group.topic.clone(), |answer| answer.figure.measure.0.clone());
    let topic = group.topic.split(':').next().unwrap_or(&measure);
    Question {
        id: id(group),
        title: rules.title(topic, group.group.as_deref(), counted, place.as_deref()),
        measure: Measure(topic.to_owned()),
        event: None,
        scope: scope_words(group, place.as_deref()),
        place,
        group: group.group.clone(),
        claims: group.answers.iter().map(claim).collect(),
        pairs: compared.pairs,
        conflicts: compared.conflicts,
        low: bounds.low,
        high: bounds.high,
        best: bounds.best,
        codings: codings(&group.answers.iter().collect::<Vec<_>>()),
        missing: bounds.missing,
        wider: Vec::new(),
        narrower: Vec::new(),
    }
}

fn claim(answer: &Answer<'_>) -> ClaimInQuestion {
    ClaimInQuestion {
        figure: answer.figure.id.clone(),
        account: answer.account.clone(),
        passage: answer.passage.clone(),
        low: answer.figure.low,
        high: answer.figure.high,
        bound: answer.figure.bound,
        as_of: answer.as_of,
        chain: answer.figure.chain.clone(),
        root: answer.root.clone(),
        role: answer.speaker.role.clone(),
    }
}

/// "everyone; in Orlec; where 2 of 5 figures do not name the place themselves".
fn scope_words(group: &Group<'_>, place: Option<&str>) -> Told {
    let (who, all) = (group.group.clone().map(Arg::Title), group.answers.len());
    let mut parts = vec![who.unwrap_or_else(|| say!("question.everyone").into())];
    parts.push(match place {
        Some(place) => say!("question.in-place", place = place).into(),
        None => say!("question.nowhere").into(),
    });
    let inherited = group.answers.iter().filter(|answer| !answer.places.is_stated).count();
    if inherited > 0 && place.is_some() {
        parts.push(say!("question.inherited", n = inherited, all = all).into());
    }
    let timeless = group.answers.iter().filter(|answer| !answer.figure.during.is_bounded()).count();
    if timeless > 0 {
        parts.push(say!("question.timeless", n = timeless, all = all).into());
    }
    say!("question.scope", parts = list(Join::Semicolon, parts))
}

/// The value edits between voices of one question.
fn edited<'group, 'dossier>(
    voices: &[Voice<'group, 'dossier>],
    edits: &[ValueEdit],
) -> Vec<Edited<'group, 'dossier>> {
    let mut at: BTreeMap<&Id, (usize, &'group Answer<'dossier>)> = BTreeMap::new();
    for (voice, members) in voices.iter().enumerate() {
        at.extend(members.members.iter().map(|answer| (&answer.figure.id, (voice, *answer))));
    }
    let found = edits.iter().filter_map(|edit| {
        let ((first, from), (second, to)) = (*at.get(&edit.from)?, *at.get(&edit.to)?);
        Some(Edited { from, to, voices: (first, second) })
    });
    found.collect()
}
