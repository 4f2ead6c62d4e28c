//! What an edit says about which side was first: each signal looks at one kind of change, both ways round.

use super::spelling::misspelling_put_right;
use super::{Evidence, Teller, reversed, words};
use crate::CollationRules;
use crate::agreement::name_of;
use crate::edits::tense_shift;
use crate::witness::{Word, lowered};
use recount_model::{Edit, EditKind, Span};
use recount_sayings::{Told, quote, say};

/// In a replacement of more words than this two verbs need not be the same.
pub(super) const LONGEST_REPLACEMENT: usize = 4;

/// Bytes of a remark in brackets.
const LONGEST_REMARK: usize = 80;

/// Words before a day that are looked at for what makes it the day of a count.
const LONGEST_AS_OF: usize = 4;

/// What the edits of one alignment say about its direction.
pub(crate) fn of_edits(
    edits: &[Edit],
    a: &Teller<'_>,
    b: &Teller<'_>,
    rules: &CollationRules,
) -> Vec<Evidence> {
    let mut found = Vec::new();
    for edit in edits {
        let of_a = Side { text: &edit.old, span: edit.a, teller: a };
        let of_b = Side { text: &edit.new, span: edit.b, teller: b };
        let forward = View { old: of_a, new: of_b, rules };
        let backward = View { old: of_b, new: of_a, rules };
        let of_kind = SIGNALS.iter().filter(|(kinds, _)| kinds.contains(&edit.kind));
        for (_, signal) in of_kind {
            found.extend(signal(&forward));
            found.extend(signal(&backward).map(reversed));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// An edit seen as if one side had been first.
pub(super) struct View<'all> {
    pub(super) old: Side<'all>,
    pub(super) new: Side<'all>,
    pub(super) rules: &'all CollationRules,
}

/// What stands on one side of an edit, and in whose account.
#[derive(Clone, Copy)]
pub(super) struct Side<'all> {
    pub(super) text: &'all str,
    pub(super) span: Span,
    pub(super) teller: &'all Teller<'all>,
}

/// Says something only if the edit looks as if `old` was first; it is asked both ways round.
type Signal = fn(&View<'_>) -> Option<Evidence>;

/// A remark may come as any of these.
const REMARKABLE: &[EditKind] =
    &[EditKind::Insert, EditKind::Delete, EditKind::Replace, EditKind::Attribution, EditKind::Hedge];

/// Which edits each signal looks at.
const SIGNALS: &[(&[EditKind], Signal)] = &[
    (&[EditKind::Value], later_count),
    (&[EditKind::Value], later_day),
    (&[EditKind::Value], weekday_made_date),
    (&[EditKind::Replace], misspelling_put_right),
    (&[EditKind::Tense, EditKind::Replace], tense_put_back),
    (&[EditKind::Hedge], hedge_lost),
    (&[EditKind::Attribution], source_lost),
    (REMARKABLE, remark_put_in),
];

/// The same count as of an earlier and a later moment.
fn later_count(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, .. } = view;
    let before = figure_at(old)?;
    let after = figure_at(new)?;
    let (Some(latest), Some(earliest)) = (before.as_of.latest, after.as_of.earliest) else { return None };
    let is_same_count = before.measure == after.measure && before.stated != after.stated;
    (is_same_count && latest < earliest).then(|| Evidence {
        lean: 20,
        why: say!("copy.earlier-count", old = quote(old.text), new = quote(new.text)),
    })
}

/// `key` of both sides, with their words.
fn told(key: &'static str, old: &Side<'_>, new: &Side<'_>) -> Told {
    let (a, b) = (old.teller.called(), new.teller.called());
    say!(key, a = a, old = quote(old.text), b = b, new = quote(new.text))
}

fn figure_at<'claims>(side: &Side<'claims>) -> Option<&'claims recount_model::Figure> {
    let figures = &side.teller.claims?.figures;
    figures.iter().find(|figure| figure.number_span.overlaps(side.span))
}

/// The day up to which something was counted became a later one of the same month. Where figures were read, [`later_count`]
/// knows better.
fn later_day(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, rules } = view;
    let are_read =
        [old, new].iter().any(|side| side.teller.claims.is_some_and(|claims| !claims.figures.is_empty()));
    let (day, month) = day_of_count(old, rules).filter(|_| !are_read)?;
    let (later, same_month) = day_of_count(new, rules)?;
    (month == same_month && day < later).then(|| Evidence {
        lean: 20,
        why: say!(
            "copy.earlier-day",
            a = old.teller.called(),
            day = day,
            b = new.teller.called(),
            later = later
        ),
    })
}

/// Day and month (its stem) right after words like "as of", where one of the two is in the edit.
fn day_of_count(side: &Side<'_>, rules: &CollationRules) -> Option<(u32, u32)> {
    let Side { span, teller, .. } = side;
    let all = &teller.witness.words;
    let first = all.partition_point(|word| word.span.end <= span.start);
    let end = all.partition_point(|word| word.span.start < span.end);
    let from = first.saturating_sub(LONGEST_AS_OF);
    let around = all.get(from..(end + 2).min(all.len()))?;
    let lower: Vec<String> = around.iter().map(|word| lowered(word.span.of(teller.witness.text))).collect();
    let (phrase, _) = rules.as_of.place(&lower)?;
    let (one, next) = (lower.get(phrase.end)?, lower.get(phrase.end + 1)?);
    let is_in_edit = (from + phrase.end..from + phrase.end + 2).any(|at| (first..end).contains(&at));
    let stem = |at: usize| around.get(at).map(|word: &Word| word.stem);
    let (day, month) = match (one.parse().ok(), next.parse().ok()) {
        (Some(day), None) if rules.months.contains(next) => (day, stem(phrase.end + 1)?),
        (None, Some(day)) if rules.months.contains(one) => (day, stem(phrase.end)?),
        _ => return None,
    };
    (is_in_edit && (1..=31).contains(&day)).then_some((day, month))
}

/// "on Friday" is written near the day, "on 16 December" also long after.
fn weekday_made_date(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, rules } = view;
    let (before, after) = (words(old.text), words(new.text));
    let has =
        |words: &[String], list: &std::collections::BTreeSet<String>| words.iter().any(|w| list.contains(w));
    let is_weekday = has(&before, &rules.weekdays) && !has(&before, &rules.months);
    let is_date =
        has(&after, &rules.months) && after.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    (is_weekday && is_date).then(|| Evidence { lean: 15, why: told("copy.near-day", old, new) })
}

fn tense_put_back(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, rules } = view;
    let (before, after) = (words(old.text), words(new.text));
    let is_back =
        tense_shift(&before, &after, rules) == Some(true) || is_back_among_others(&before, &after, rules);
    is_back.then(|| Evidence { lean: 15, why: told("copy.looks-back", old, new) })
}

/// In a longer replacement: the one verb of the pair stands on one side only, the other on the other.
fn is_back_among_others(before: &[String], after: &[String], rules: &CollationRules) -> bool {
    let has = |words: &[String], verb: &String| words.contains(verb);
    let is_shift = |(present, past): &&(String, String)| {
        has(before, present) && has(after, past) && !has(before, past) && !has(after, present)
    };
    before.len().max(after.len()) <= LONGEST_REPLACEMENT
        && rules.tense_pairs.iter().any(|pair| is_shift(&pair))
}

fn hedge_lost(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, rules } = view;
    let find =
        |text: &str| rules.hedges.find(&words(text)).or_else(|| rules.approximations.find(&words(text)));
    let hedge = find(old.text)?;
    find(new.text).is_none().then(|| Evidence {
        lean: 8,
        why: say!(
            "copy.hedge-lost",
            hedge = quote(&hedge.to_string()),
            a = old.teller.called(),
            b = new.teller.called()
        ),
    })
}

fn source_lost(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, rules } = view;
    rules.attributions.find(&words(old.text))?;
    let is_lost = rules.attributions.find(&words(new.text)).is_none();
    // Naming the other account is the opposite of having been copied by it.
    let account = new.teller.account;
    let other = words(name_of(account).unwrap_or(&account.id.0));
    let is_the_other = words(old.text).windows(other.len().max(1)).any(|some| some == other);
    (is_lost && !is_the_other).then(|| Evidence {
        // Who repeats the words of a statement in quotation marks names its speaker; the statement, which was first, does not.
        lean: if is_beside_quotation(old) { 4 } else { 10 },
        why: say!(
            "copy.source-lost",
            a = old.teller.called(),
            source = quote(old.text),
            b = new.teller.called()
        ),
    })
}

fn is_beside_quotation(Side { span, teller, .. }: &Side<'_>) -> bool {
    let text = teller.witness.text;
    let before = text.get(..span.start as usize).unwrap_or_default().chars().rev().take(3);
    let after = text.get(span.end as usize..).unwrap_or_default().chars().take(3);
    before.chain(after).any(recount_text::is_quotation_mark)
}

/// A remark in brackets that asks or is signed by an editor was put into words that were there.
fn remark_put_in(view: &View<'_>) -> Option<Evidence> {
    let View { old, new, rules } = view;
    let remark = bracketed(new).filter(|_| !old.text.contains(['(', ')']))?;
    let is_remark = remark.contains(['?', '!']) || rules.editor_marks.find(&words(remark)).is_some();
    is_remark.then(|| Evidence {
        lean: 20,
        why: say!("copy.remark", b = new.teller.called(), a = old.teller.called(), remark = quote(remark)),
    })
}

/// What stands in brackets that open inside the edit, or right before it, and close soon.
fn bracketed<'text>(Side { span, teller, .. }: &Side<'text>) -> Option<&'text str> {
    let text = teller.witness.text;
    let start = (span.start as usize).saturating_sub(1);
    let inside =
        text.get(start..span.end as usize).or_else(|| text.get(span.start as usize..span.end as usize))?;
    let opens = span.end as usize - inside.len() + inside.find('(')?;
    let rest = text.get(opens..)?;
    let closes = rest.find(')').filter(|length| *length <= LONGEST_REMARK)?;
    rest.get(..=closes)
}
