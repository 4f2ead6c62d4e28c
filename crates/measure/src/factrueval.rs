//! factRuEval-2016, first track: people, organisations and places in Russian news (Starostin et al., "FactRuEval 2016:
//! evaluation of named entity recognition and fact extraction systems for Russian", Dialogue 2016). Files `NAME.txt`,
//! `NAME.spans`, `NAME.objects`; offsets count characters.
//!
//! What is judged: a mention given counts by the share of bytes that it has in common with the naming words of the
//! mention in the key (as in the set's comparator, parts count in part). Words that only describe ("the square") may be
//! in it or not. What the key calls place and organisation at once may be given as either; a mention inside another
//! one of the key need not be given.

use crate::{MeasureError, Report, Score};
use recount::{Original, Rules, Settings, read_local};
use recount_model::{NameKind, Span};
use std::collections::BTreeMap;
use std::path::Path;

const KINDS: [(NameKind, &str); 3] =
    [(NameKind::Person, "person"), (NameKind::Organisation, "organisation"), (NameKind::Place, "place")];

/// Parts of a mention that name, by the kind of the object.
const NAMING: [(&str, &[&str]); 4] = [
    ("Person", &["name", "surname", "patronymic", "nickname"]),
    ("Org", &["org_name"]),
    ("Location", &["loc_name"]),
    ("LocOrg", &["loc_name"]),
];

/// A pair below this share of common bytes is no pair.
const LEAST_SHARE: f64 = 0.3;

/// One mention of the key.
struct Mention {
    kinds: Vec<NameKind>,
    /// Words that name, and all words.
    naming: Vec<Span>,
    all: Vec<Span>,
    is_embedded: bool,
}

/// Sums over all documents.
#[derive(Default)]
struct Tally {
    /// In thousandths.
    right: u64,
    gold: usize,
    given: usize,
    errors: Vec<String>,
}

pub fn check(path: &Path, rules: &Rules) -> Result<Report, MeasureError> {
    let mut tallies: BTreeMap<NameKind, Tally> = BTreeMap::new();
    for file in crate::files_of(path, "objects")? {
        let text = crate::read_text(&file.with_extension("txt"))?;
        let gold = mentions(&file, &text)?;
        let given = names(&text, rules);
        judge(&text, &gold, &given, &mut tallies);
    }
    let score = |(kind, name): &(NameKind, &str)| {
        let tally = tallies.remove(kind).unwrap_or_default();
        let right = usize::try_from((tally.right + 500) / 1_000).unwrap_or(usize::MAX);
        Score::new(name, right, tally.gold, tally.given, tally.errors)
    };
    Ok(Report { format: "factrueval".to_owned(), scores: KINDS.iter().map(score).collect() })
}

fn names(text: &str, rules: &Rules) -> Vec<(NameKind, Span)> {
    let original = Original { name: "news.txt", bytes: text.as_bytes(), written: None };
    let settings = Settings { language: Some("ru".to_owned()), ..Settings::default() };
    let Ok(read) = read_local(&original, &settings, rules) else { return Vec::new() };
    let read = read.value;
    let all = read.claims.iter().flat_map(|claims| &claims.names);
    // The reader keeps plain text byte for byte; a document where it does not would be scored as all wrong.
    all.map(|name| (name.kind, name.span)).collect()
}

fn mentions(objects: &Path, text: &str) -> Result<Vec<Mention>, MeasureError> {
    let spans_path = objects.with_extension("spans");
    let broken = |path: &Path, line: &str| MeasureError::Format {
        path: path.to_owned(),
        why: format!("this line is not understood: `{line}`"),
    };
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans: BTreeMap<String, (String, Span)> = BTreeMap::new();
    for line in crate::read_text(&spans_path)?.lines().filter(|line| !line.trim().is_empty()) {
        let found = span(line, &bytes).ok_or_else(|| broken(&spans_path, line))?;
        spans.insert(found.0, (found.1, found.2));
    }
    let mut found = Vec::new();
    for line in crate::read_text(objects)?.lines().filter(|line| !line.trim().is_empty()) {
        let mut fields = line.split('#').next().unwrap_or("").split_whitespace().skip(1);
        let kind = fields.next().ok_or_else(|| broken(objects, line))?;
        let parts: Vec<&(String, Span)> = fields.filter_map(|id| spans.get(id)).collect();
        found.extend(mention(kind, &parts));
    }
    embed(&mut found);
    Ok(found)
}

/// `22763 loc_name 37 6 …`: id, kind, first character, length.
fn span(line: &str, bytes: &[usize]) -> Option<(String, String, Span)> {
    let mut fields = line.split_whitespace();
    let (id, kind) = (fields.next()?, fields.next()?);
    let start: usize = fields.next()?.parse().ok()?;
    let end = start.checked_add(fields.next()?.parse().ok()?)?;
    Some((id.to_owned(), kind.to_owned(), Span::new(*bytes.get(start)?, *bytes.get(end)?)))
}

fn mention(kind: &str, parts: &[&(String, Span)]) -> Option<Mention> {
    let kinds = match kind {
        "Person" => vec![NameKind::Person],
        "Org" => vec![NameKind::Organisation],
        "Location" => vec![NameKind::Place],
        "LocOrg" => vec![NameKind::Place, NameKind::Organisation],
        _ => return None,
    };
    let (_, naming_kinds) = NAMING.iter().find(|(of, _)| *of == kind)?;
    let is_naming = |part: &&&(String, Span)| naming_kinds.contains(&part.0.as_str());
    let all: Vec<Span> = parts.iter().map(|part| part.1).collect();
    let naming: Vec<Span> = parts.iter().filter(is_naming).map(|part| part.1).collect();
    let is_described = naming.is_empty();
    // "the mayor's office of Orvel": an institution that only its place names.
    let naming =
        if is_described && parts.iter().any(|part| part.0 == "loc_name") { all.clone() } else { naming };
    (!naming.is_empty()).then_some(Mention { kinds, naming, all, is_embedded: false })
}

/// Marks what lies inside a longer mention.
fn embed(mentions: &mut [Mention]) {
    let around: Vec<Option<Span>> =
        mentions.iter().map(|mention| mention.all.iter().copied().reduce(Span::cover)).collect();
    for (idx, mention) in mentions.iter_mut().enumerate() {
        let Some(own) = around.get(idx).copied().flatten() else { continue };
        mention.is_embedded =
            around.iter().flatten().any(|other| other.len() > own.len() && other.contains(own));
    }
}

fn judge(text: &str, gold: &[Mention], given: &[(NameKind, Span)], tallies: &mut BTreeMap<NameKind, Tally>) {
    let mut pairs: Vec<(u64, usize, usize)> = Vec::new();
    for (gold_idx, mention) in gold.iter().enumerate() {
        for (given_idx, (kind, span)) in given.iter().enumerate() {
            let share = share(mention, *span);
            if mention.kinds.contains(kind) && share >= LEAST_SHARE {
                pairs.push(((share * 1_000.0) as u64, gold_idx, given_idx));
            }
        }
    }
    pairs.sort_by_key(|(share, gold, given)| (std::cmp::Reverse(*share), *gold, *given));
    let (mut gold_used, mut given_used) = (vec![false; gold.len()], vec![false; given.len()]);
    for (share, gold_idx, given_idx) in pairs {
        let (Some(gold_used), Some(given_used)) =
            (gold_used.get_mut(gold_idx), given_used.get_mut(given_idx))
        else {
            continue;
        };
        let Some((kind, _)) = given.get(given_idx).filter(|_| !*gold_used && !*given_used) else { continue };
        (*gold_used, *given_used) = (true, true);
        let tally = tallies.entry(*kind).or_default();
        tally.right += share;
        tally.gold += 1;
        tally.given += 1;
    }
    let missed = gold.iter().zip(&gold_used).filter(|(mention, used)| !**used && !mention.is_embedded);
    for (mention, _) in missed {
        let Some(kind) = mention.kinds.first() else { continue };
        let tally = tallies.entry(*kind).or_default();
        tally.gold += 1;
        let words: Vec<&str> = mention.naming.iter().map(|span| span.of(text)).collect();
        tally.errors.push(format!("missed `{}`", words.join(" ")));
    }
    for ((kind, span), _) in given.iter().zip(&given_used).filter(|(_, used)| !**used) {
        let tally = tallies.entry(*kind).or_default();
        tally.given += 1;
        tally.errors.push(format!("too much `{}`", span.of(text)));
    }
}

/// Bytes in common with the naming words, over those and what was given beyond the mention.
fn share(mention: &Mention, given: Span) -> f64 {
    let shared =
        |spans: &[Span]| spans.iter().map(|span| crate::matching::shared_bytes(*span, given)).sum::<usize>();
    let naming: usize = mention.naming.iter().map(|span| span.len()).sum();
    let common = shared(&mention.naming);
    // White space between the words of a mention is nobody's.
    let gaps = mention.all.len().saturating_sub(1);
    let beyond = given.len().saturating_sub(shared(&mention.all) + gaps);
    let whole = naming + beyond;
    if whole == 0 { 0.0 } else { common as f64 / whole as f64 }
}
