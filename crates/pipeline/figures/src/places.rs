//! Which places a figure counts together.
//!
//! A figure whose own words name one place counts there. Where the place is taken from further up, the sentence
//! it is taken from may name several together ("in Orlec, then at Brod. 16 people died"): then the figure counts
//! all of them, and does not compare with a figure for one.

use crate::QuestionRules;
use recount_model::{Account, AccountClaims, Dossier, Figure, Name, NameKind, Reading, Span};
use recount_text::tokenize;
use std::collections::{BTreeMap, BTreeSet};

/// The one name of every place that has several.
pub(crate) struct PlaceNames(BTreeMap<String, String>);

/// The places that one account names.
pub(crate) struct NamedPlaces {
    /// Names that stand together count together.
    runs: Vec<(Span, BTreeSet<String>)>,
    /// Every mention, by canonical name.
    mentions: BTreeMap<String, Vec<Span>>,
    /// Every mention, ascending.
    in_order: Vec<(Span, String)>,
    /// The place that more mentions name than any other.
    main: Option<String>,
}

/// Names further apart than this do not stand together.
const FARTHEST_BYTES: u32 = 60;
/// A parenthesis is not looked for further away than this.
const LONGEST_ASIDE_CHARS: usize = 1_000;

/// Where a figure counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// Empty when nothing says where.
    pub names: BTreeSet<String>,
    /// True when the figure's own sentence says so.
    pub is_stated: bool,
}

impl PlaceNames {
    pub(crate) fn of(dossier: &Dossier) -> Self {
        let mut names = BTreeMap::new();
        for entity in dossier.entities.iter().filter(|entity| entity.kind == NameKind::Place) {
            for variant in entity.variants.iter().chain([&entity.canonical]) {
                names.entry(variant.to_lowercase()).or_insert_with(|| entity.canonical.clone());
            }
        }
        PlaceNames(names)
    }

    /// The one name of a place; a name with an article ("al-Orlec") is the name without it, where both are used.
    fn canonical(&self, name: &str, rules: &QuestionRules) -> String {
        let lower = name.to_lowercase();
        let bare = rules.without_article(&lower).and_then(|bare| self.0.get(bare));
        bare.or_else(|| self.0.get(&lower)).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// The places that `claims` name.
    pub(crate) fn named(
        &self,
        claims: &AccountClaims,
        reading: &Reading,
        rules: &QuestionRules,
    ) -> NamedPlaces {
        let mut runs: Vec<(Span, BTreeSet<String>)> = Vec::new();
        let mut mentions: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        let mut in_order = Vec::new();
        let mut places: Vec<&Name> =
            claims.names.iter().filter(|name| name.kind == NameKind::Place).collect();
        places.sort_by_key(|name| name.span);
        for place in places {
            let name = self.canonical(&place.canonical, rules);
            mentions.entry(name.clone()).or_default().push(place.span);
            in_order.push((place.span, name.clone()));
            match runs.last_mut() {
                Some((span, names)) if is_linked(*span, place.span, reading, rules) => {
                    *span = span.cover(place.span);
                    names.insert(name);
                }
                _ => runs.push((place.span, BTreeSet::from([name]))),
            }
        }
        let main = main_place(&mentions);
        NamedPlaces { runs, mentions, in_order, main }
    }

    /// Where `figure` counts. A place that the words cannot mean as where it happened gives way to the account's main
    /// place, and is then not stated.
    pub(crate) fn of_figure(
        &self,
        figure: &Figure,
        (account, reading): (&Account, &Reading),
        named: &NamedPlaces,
        rules: &QuestionRules,
    ) -> Places {
        let block = block_of(account, figure).unwrap_or(figure.span);
        let given = figure.place.as_deref().map(|place| self.canonical(place, rules));
        let own = given.clone().filter(|place| named.can_mean(place, figure, block, reading, rules));
        let is_stated = own.is_some() && !figure.is_place_inherited;
        if let Some(part) = own.as_ref().and_then(|place| named.part_of(place, figure, block, reading, rules))
        {
            return Places { names: BTreeSet::from([part]), is_stated };
        }
        let own = own.or_else(|| named.main.clone().filter(|_| given.is_some()));
        let mut names: BTreeSet<String> = own.iter().cloned().collect();
        if let Some(joint) = named.before(figure, block, is_stated, reading)
            && (!is_stated || own.as_ref().is_some_and(|own| joint.contains(own)))
        {
            names.clone_from(joint);
        }
        if !is_stated {
            names.extend(wide_place(figure, block, reading, rules));
        }
        Places { names, is_stated }
    }
}

impl NamedPlaces {
    /// False if every mention of `place` in the figure's block says where someone is from ("a reporter from Orlec",
    /// "150 km from Orlec"), or stands in a parenthesis that the figure does not stand in.
    fn can_mean(
        &self,
        place: &str,
        figure: &Figure,
        block: Span,
        reading: &Reading,
        rules: &QuestionRules,
    ) -> bool {
        let all = self.mentions.get(place).map(Vec::as_slice).unwrap_or_default();
        let first = all.partition_point(|span| span.start < block.start);
        let mut inside =
            all.get(first..).unwrap_or_default().iter().take_while(|span| span.end <= block.end).peekable();
        if inside.peek().is_none() {
            return true;
        }
        inside.any(|span| {
            !is_origin(*span, block, reading, rules) && !is_aside(*span, figure.number_span, reading)
        })
    }

    /// "in Brod in Orlec province": the place that stands right before the figure's, joined by a word for lying in it.
    fn part_of(
        &self,
        place: &str,
        figure: &Figure,
        block: Span,
        reading: &Reading,
        rules: &QuestionRules,
    ) -> Option<String> {
        let wide = self.in_sentence_of(figure, self.mentions.get(place)?, block, reading)?;
        let after = self.in_order.partition_point(|(span, _)| span.start < wide.start);
        let before = self.in_order.get(..after).unwrap_or_default().iter().rev();
        let near = before.take_while(|(span, _)| wide.start.saturating_sub(span.end) <= FARTHEST_BYTES);
        let parts = near.filter(|(span, name)| {
            let between = Span { start: span.end.min(wide.start), end: wide.start };
            let is_joined = || rules.is_inside_word(between.of(&reading.text).trim());
            name != place && span.end < wide.start && is_joined()
        });
        parts.map(|(_, name)| name.clone()).min()
    }

    /// The nearest of `mentions` (ascending) that stands in the figure's sentence; of two as near, the first.
    fn in_sentence_of(
        &self,
        figure: &Figure,
        mentions: &[Span],
        block: Span,
        reading: &Reading,
    ) -> Option<Span> {
        let at = mentions.partition_point(|span| *span < figure.number_span);
        let (before, after) = mentions.split_at_checked(at)?;
        let is_in_sentence = |span: &&Span| {
            let (first, second) = if **span < figure.number_span {
                (**span, figure.number_span)
            } else {
                (figure.number_span, **span)
            };
            let between = Span { start: first.end.min(second.start), end: second.start };
            block.contains(**span) && has_ends_at_most(between.of(&reading.text), 0)
        };
        let nearest = [before.last(), after.first()].into_iter().flatten().filter(is_in_sentence);
        nearest.min_by_key(|span| span.start.abs_diff(figure.number_span.start)).copied()
    }

    /// The places of the last run before the figure, if it names several and the figure's sentence (or, where the
    /// place is not stated there, the one before it) holds it.
    fn before(
        &self,
        figure: &Figure,
        block: Span,
        is_stated: bool,
        reading: &Reading,
    ) -> Option<&BTreeSet<String>> {
        let after = self.runs.partition_point(|(span, _)| span.start < figure.span.start);
        let (span, names) = self.runs.get(after.checked_sub(1)?)?;
        let between = Span { start: span.end.min(figure.span.start), end: figure.span.start };
        let most = usize::from(!is_stated);
        let is_near = block.contains(*span) && has_ends_at_most(between.of(&reading.text), most);
        (is_near && names.len() > 1).then_some(names)
    }
}

/// The place with most mentions; none where two have as many.
fn main_place(mentions: &BTreeMap<String, Vec<Span>>) -> Option<String> {
    let most = mentions.values().map(Vec::len).max()?;
    let mut main = mentions.iter().filter(|(_, spans)| spans.len() == most).map(|(name, _)| name);
    let first = main.next().cloned();
    first.filter(|_| main.next().is_none())
}

fn is_origin(name: Span, block: Span, reading: &Reading, rules: &QuestionRules) -> bool {
    let before = Span { start: block.start.min(name.start), end: name.start };
    let word = before.of(&reading.text).split_whitespace().next_back();
    word.is_some_and(|word| rules.is_origin_word(&word.to_lowercase()))
}

/// True if `name` stands in a parenthesis and `figure` outside it.
fn is_aside(name: Span, figure: Span, reading: &Reading) -> bool {
    let is_before = name.end <= figure.start;
    let between = if is_before {
        Span { start: name.end, end: figure.start }
    } else {
        Span { start: figure.end.min(name.start), end: name.start }
    };
    let text = between.of(&reading.text);
    let (open, close) = if is_before { (')', '(') } else { ('(', ')') };
    let is_mark = |c: &char| *c == open || *c == close;
    let near = text.chars();
    let nearest = if is_before {
        near.take(LONGEST_ASIDE_CHARS).find(is_mark)
    } else {
        near.rev().take(LONGEST_ASIDE_CHARS).find(is_mark)
    };
    nearest == Some(open)
}

fn is_linked(first: Span, second: Span, reading: &Reading, rules: &QuestionRules) -> bool {
    if second.start < first.end || second.start - first.end > FARTHEST_BYTES {
        return false;
    }
    let between = Span { start: first.end, end: second.start };
    let tokens = tokenize(between.of(&reading.text), between.start);
    !tokens.is_empty() && tokens.iter().all(|token| !token.is_break() && rules.is_place_link(&token.lower))
}

/// True if at most so many sentences end in `text`; reads no further than it must.
fn has_ends_at_most(text: &str, most: usize) -> bool {
    text.matches(['.', '!', '?', '…']).nth(most).is_none()
}

/// The block that the figure's number stands in. Blocks stand one after the other.
fn block_of(account: &Account, figure: &Figure) -> Option<Span> {
    let after = account.blocks.partition_point(|block| block.span.start <= figure.number_span.start);
    let block = account.blocks.get(after.checked_sub(1)?)?.span;
    block.contains(figure.number_span).then_some(block)
}

/// "the west of the republic" in the figure's own sentence.
fn wide_place(figure: &Figure, block: Span, reading: &Reading, rules: &QuestionRules) -> Option<String> {
    const MOST_WORDS_BETWEEN: usize = 4;
    let text = block.of(&reading.text);
    let at = figure.number_span.start.saturating_sub(block.start) as usize;
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let start = before.rfind(['.', '!', '?']).map_or(0, |stop| stop + 1);
    let end = after.find(['.', '!', '?']).map_or(text.len(), |stop| at + stop);
    let sentence = text.get(start..end)?;
    let lower = sentence.to_lowercase();
    if lower.len() != sentence.len() {
        return None;
    }
    rules.wide_places().iter().find_map(|wide| {
        let found = lower.find(&format!(" {wide}"))? + 1;
        let lead = lower.get(..found)?;
        let mut starts =
            lead.rmatch_indices(' ').map(|(space, _)| space + 1).skip(1).take(MOST_WORDS_BETWEEN);
        let opener = starts.find_map(|start| {
            let word = lead.get(start..)?.split(' ').next()?;
            rules.is_wide_opener(word).then_some(start + word.len() + 1)
        })?;
        sentence.get(opener..found + wide.len()).map(str::to_owned)
    })
}
