//! Every figure as an answer: with its scope, its root, and who gives it.

use crate::copies::ValueEdit;
use crate::places::{PlaceNames, Places};
use crate::roles::{KnownRoles, Speaker};
use crate::rules::MeasureKind;
use crate::{QuestionRules, roles};
use rayon::prelude::*;
use recount_model::{
    Account, AccountClaims, Certainty, Dossier, Figure, FigureRelation, Id, Interval, Knowing, Passage,
    Reading,
};
use recount_sayings::{Arg, Told, number, quote, say};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// One figure with everything that comparing it needs.
pub(crate) struct Answer<'dossier> {
    pub figure: &'dossier Figure,
    pub account: Id,
    pub passage: Passage,
    /// What is asked: the measure, or the measure that it is another definition of.
    pub topic: String,
    /// Words of the definition, where it is not the topic's own.
    pub definition: Option<String>,
    pub places: Places,
    pub group: Option<String>,
    pub root: Id,
    pub speaker: Speaker,
    /// The moment the count is as of; the account's time where the figure has none.
    pub as_of: Interval,
    pub written: Interval,
    /// Counted in person: a floor, never a full count.
    pub is_observed: bool,
    /// May count others too: bounds nothing for certain.
    pub is_looser: bool,
    /// The words themselves rule out more ("no more than").
    pub is_firm_limit: bool,
    pub kind: MeasureKind,
    /// Where the sentence begins that the figure stands in, in bytes.
    pub sentence_at: u32,
    /// What is said of it wherever it is compared: said once.
    pub said: Said,
}

/// Sentences about one answer, made when they are first needed.
#[derive(Default)]
pub(crate) struct Said {
    words: OnceLock<Told>,
    pub at_least: OnceLock<Told>,
    pub at_most: OnceLock<Told>,
}

impl Answer<'_> {
    /// "10 people were killed" (the ministry).
    pub(crate) fn words(&self) -> Told {
        let said = || say!("told.by", words = quote(&self.figure.text), who = &self.speaker.name);
        self.said.words.get_or_init(said).clone()
    }

    /// The number as a reader would repeat it: the number as stated, else the words.
    pub(crate) fn number(&self) -> Arg {
        match self.figure.stated {
            Some(stated) => number(stated),
            None => quote(&self.figure.text),
        }
    }
}

/// What the whole dossier says that answers are read with.
struct Known<'dossier> {
    places: PlaceNames,
    roles: KnownRoles<'dossier>,
    roots: BTreeMap<&'dossier Id, &'dossier Id>,
}

/// All figures of the dossier that can answer a question, sorted by account, span and id.
pub(crate) fn answers<'dossier, 'rules>(
    dossier: &'dossier Dossier,
    edits: &[ValueEdit],
    (main, rules_of): (&QuestionRules, &(dyn Fn(&str) -> &'rules QuestionRules + Sync)),
) -> Vec<Answer<'dossier>> {
    let known =
        Known { places: PlaceNames::of(dossier), roles: KnownRoles::of(dossier), roots: roots(dossier) };
    let accounts: BTreeMap<_, _> = dossier.accounts.iter().map(|account| (&account.id, account)).collect();
    let readings: BTreeMap<_, _> = dossier.readings.iter().map(|one| (&one.original, one)).collect();
    let of_account = |claims: &'dossier Arc<AccountClaims>| {
        let account = accounts.get(&claims.account).copied()?;
        let reading = readings.get(&account.original).copied()?;
        Some(of_account((account, reading, claims), &known, (main, rules_of(&account.language))))
    };
    let mut found: Vec<Answer<'dossier>> =
        dossier.claims.par_iter().filter_map(of_account).flatten_iter().collect();
    found.sort_by(|a, b| {
        (&a.account, a.figure.span, &a.figure.id).cmp(&(&b.account, b.figure.span, &b.figure.id))
    });
    inherit_places(&mut found, edits);
    share_places_of_roots(&mut found);
    join_copied_quantities(&mut found, edits, main);
    found
}

fn of_account<'dossier>(
    (account, reading, claims): (&'dossier Account, &'dossier Reading, &'dossier AccountClaims),
    known: &Known<'_>,
    (main, rules): (&QuestionRules, &QuestionRules),
) -> Vec<Answer<'dossier>> {
    let named = known.places.named(claims, reading, rules);
    let name = account_name(account, reading);
    let one = |figure: &'dossier Figure| {
        let speaker = known.roles.speaker(figure, &name, rules);
        let place = known.places.of_figure(figure, (account, reading), &named, rules);
        let passage = account.passage(reading, figure.span);
        let sentence_at = sentence_start(&reading.text, figure.number_span.start);
        let read = answer(figure, claims, passage, (place, speaker), (&known.roots, main, rules));
        Answer { sentence_at, ..read }
    };
    claims.figures.iter().filter(|figure| is_answer(figure)).map(one).collect()
}

/// What is announced or denied counts nothing; the items of a list belong to its total.
fn is_answer(figure: &Figure) -> bool {
    let is_item = matches!(figure.relation, Some(FigureRelation::ItemOf { .. }));
    !is_item && !figure.is_implied && !matches!(figure.certainty, Certainty::Planned | Certainty::Denied)
}

fn answer<'dossier>(
    figure: &'dossier Figure,
    claims: &AccountClaims,
    passage: Passage,
    (places, speaker): (Places, Speaker),
    (roots, main, rules): (&BTreeMap<&Id, &Id>, &QuestionRules, &QuestionRules),
) -> Answer<'dossier> {
    // Measures and definitions are told in one language, so that those of all accounts can be compared.
    let measure = main.measure(&figure.measure.0);
    let topic = main.topic(&figure.measure.0);
    let is_left = measure.kind == MeasureKind::Tally && rules.left_definition(&figure.text).is_some();
    let left = is_left.then(|| main.left_words());
    let root = roots.get(&figure.id).or_else(|| roots.get(figure.statement.as_ref()?));
    let is_stated = figure.as_of.earliest.is_some() || figure.as_of.latest.is_some();
    Answer {
        account: claims.account.clone(),
        passage,
        topic: topic.to_owned(),
        definition: measure.definition.clone().or(left.map(str::to_owned)),
        group: figure.group.clone().filter(|group| !rules.is_everyone(group) && group != rules.who(topic)),
        root: root.map_or_else(|| figure.id.clone(), |root| (*root).clone()),
        as_of: if is_stated { figure.as_of } else { claims.written.interval },
        written: claims.written.interval,
        is_observed: is_observed(figure, &speaker) || measure.is_floor,
        is_looser: measure.is_looser,
        is_firm_limit: rules.is_firm_limit(&figure.text),
        kind: if is_left { MeasureKind::State } else { measure.kind },
        places,
        speaker,
        figure,
        sentence_at: 0,
        said: Said::default(),
    }
}

/// No sentence is longer.
const MOST_SENTENCE_BYTES: usize = 4096;

/// Behind the last mark that ends a sentence before `at`, or the last line break.
fn sentence_start(text: &str, at: u32) -> u32 {
    let before = text.get(..at as usize).unwrap_or_default();
    let ends = |window: &(usize, char)| {
        let (offset, mark) = *window;
        let next = before.get(offset + mark.len_utf8()..).and_then(|rest| rest.chars().next());
        mark == '\n' || (matches!(mark, '.' | '!' | '?' | '…') && next.is_some_and(char::is_whitespace))
    };
    let nearest = before.len().saturating_sub(MOST_SENTENCE_BYTES);
    let mut near = before.char_indices().rev().take_while(|(offset, _)| *offset >= nearest);
    near.find(ends).map_or(nearest as u32, |(offset, mark)| (offset + mark.len_utf8()) as u32)
}

fn is_observed(figure: &Figure, speaker: &Speaker) -> bool {
    let is_official = speaker.role == roles::OFFICIAL;
    figure.certainty == Certainty::Observed || (speaker.knowing == Knowing::Observed && !is_official)
}

/// Figure or statement to root.
fn roots(dossier: &Dossier) -> BTreeMap<&Id, &Id> {
    let all = dossier.collation.roots.iter();
    all.flat_map(|root| root.members.iter().map(move |member| (member, &root.id))).collect()
}

/// An age or a distance is one thing with another only where both stand in one copied passage: each such passage
/// becomes a topic of its own.
fn join_copied_quantities(answers: &mut [Answer<'_>], edits: &[ValueEdit], rules: &QuestionRules) {
    let root_of: BTreeMap<Id, Id> =
        answers.iter().map(|answer| (answer.figure.id.clone(), answer.root.clone())).collect();
    let mut joined: BTreeMap<Id, Id> = BTreeMap::new();
    for edit in edits {
        if let (Some(from), Some(to)) = (root_of.get(&edit.from), root_of.get(&edit.to)) {
            let (from, to) = (top(&joined, from), top(&joined, to));
            let (first, second) = if from < to { (from, to) } else { (to, from) };
            if first != second {
                joined.insert(second, first);
            }
        }
    }
    for answer in answers.iter_mut().filter(|answer| answer.kind == MeasureKind::Quantity) {
        let measure = &answer.figure.measure.0;
        let told = if rules.measure(measure).is_comparable {
            answer.figure.counted.to_lowercase()
        } else {
            top(&joined, &answer.root).to_string()
        };
        answer.topic = format!("{}:{told}", rules.topic(measure));
    }
}

/// The least root that `root` is joined with.
fn top(joined: &BTreeMap<Id, Id>, root: &Id) -> Id {
    let mut at = root;
    while let Some(next) = joined.get(at) {
        at = next;
    }
    at.clone()
}

/// Two figures at one place of a copied passage speak of one place, though only one of the two says which.
fn inherit_places(answers: &mut [Answer<'_>], edits: &[ValueEdit]) {
    let at: BTreeMap<Id, usize> =
        answers.iter().enumerate().map(|(at, answer)| (answer.figure.id.clone(), at)).collect();
    for edit in edits {
        let (Some(&a), Some(&b)) = (at.get(&edit.from), at.get(&edit.to)) else { continue };
        let (Some(from), Some(to)) = (answers.get(a), answers.get(b)) else { continue };
        let (giver, taker) =
            if from.places.is_stated || to.places.names.is_empty() { (a, b) } else { (b, a) };
        let given = answers.get(giver).map(|answer| answer.places.names.clone()).unwrap_or_default();
        if let Some(answer) = answers.get_mut(taker).filter(|answer| !answer.places.is_stated) {
            answer.places.names = given;
        }
    }
}

/// Places of one telling, each with whether its words state it, and how often.
type PlacesTold = BTreeMap<BTreeSet<String>, (bool, usize)>;

/// One telling speaks of one place: a repetition that does not name it means the place that another one names, or,
/// where none does, the place most of them and then most figures of the dossier inherit.
fn share_places_of_roots(answers: &mut [Answer<'_>]) {
    let mut everywhere: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
    let mut by_telling: BTreeMap<(Id, u64), PlacesTold> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| !answer.places.names.is_empty()) {
        *everywhere.entry(answer.places.names.clone()).or_default() += 1;
        let telling = by_telling.entry((answer.root.clone(), answer.figure.low)).or_default();
        let told = telling.entry(answer.places.names.clone()).or_default();
        *told = (told.0 || answer.places.is_stated, told.1 + 1);
    }
    for answer in answers.iter_mut().filter(|answer| !answer.places.is_stated) {
        let Some(telling) = by_telling.get(&(answer.root.clone(), answer.figure.low)) else { continue };
        let rank = |places: &BTreeSet<String>, told: (bool, usize)| (told, everywhere.get(places).copied());
        let best = telling.iter().max_by(|a, b| rank(a.0, *a.1).cmp(&rank(b.0, *b.1)).then(b.0.cmp(a.0)));
        if let Some((places, _)) = best {
            answer.places.names.clone_from(places);
        }
    }
}

/// What to call an account in a sentence.
fn account_name(account: &Account, reading: &Reading) -> Told {
    const LONGEST_CHARS: usize = 60;
    const OPENING_WORDS: usize = 6;
    if let Some(source) = &account.source {
        return say!("account.called", name = Arg::Title(source.clone()));
    }
    let Some(title) = &account.title else {
        let opening: Vec<&str> =
            account.span.of(&reading.text).split_whitespace().take(OPENING_WORDS).collect();
        return say!("account.begins", words = quote(&opening.join(" ")));
    };
    let words = title.text.trim();
    if words.chars().count() <= LONGEST_CHARS {
        return say!("account.titled", title = quote(words));
    }
    let short: String = words.chars().take(LONGEST_CHARS).collect();
    let cut = short.rfind(' ').unwrap_or(short.len());
    let short = short.get(..cut).unwrap_or(&short).trim_end_matches([',', '.', ':']);
    say!("account.titled", title = quote(&format!("{short}…")))
}
