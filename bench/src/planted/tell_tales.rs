//! What copying does to a text, and one time in ten the same the wrong way round.

use super::copying::Copied;
use super::words::{HEDGES, Kind, REMARKS, TENSES, Token, WEEKDAYS, Words, counted, date, misspelling};
use crate::Random;

/// A word that copying may change is changed in one of so many.
const ONE_CHANGED: usize = 3;
/// One in so many tell-tales tells it wrong.
const ONE_WRONG: usize = 10;
/// A remark is put into one sentence of so many.
const ONE_REMARKED: usize = 25;
/// Among plain words: what stands for a hedge that the copy adds, or a word that it misspells. One word in a hundred is a hedge,
/// one is misspelt, so one plain word in so many makes for one wrong change to ten right ones.
const ONE_PLAIN: usize = 100 * ONE_CHANGED * ONE_WRONG / 2;

/// What becomes of such a token, if anything. Tense comes four times as often in the past as in the present.
pub(super) fn tell_tale(random: &mut Random, token: &Token, copied: &mut Copied) -> Option<Vec<Token>> {
    let becomes = |text: String| Some(vec![Token { text, ..token.clone() }]);
    let rare = |random: &mut Random, of: usize| random.below(ONE_CHANGED * ONE_WRONG * of) == 0;
    let wrong = match &token.kind {
        Kind::Plain if random.below(ONE_PLAIN) == 0 => wrong_among_plain(random, token),
        Kind::Past if rare(random, 4) => {
            TENSES.iter().find(|pair| pair.1 == token.text).and_then(|pair| becomes(pair.0.to_owned()))
        }
        Kind::Date if rare(random, 1) => becomes(random.choose(&WEEKDAYS).to_owned()),
        Kind::Remark if rare(random, 1) => Some(Vec::new()),
        _ => None,
    };
    if wrong.is_some() {
        copied.false_tell_tales += 1;
        return wrong;
    }
    let is_changed = !matches!(token.kind, Kind::Plain | Kind::Past | Kind::Date | Kind::Remark)
        && random.below(ONE_CHANGED) == 0;
    let told = match &token.kind {
        _ if !is_changed => None,
        Kind::Weekday => becomes(date(random)),
        Kind::Present => {
            TENSES.iter().find(|pair| pair.0 == token.text).and_then(|pair| becomes(pair.1.to_owned()))
        }
        Kind::Hedge | Kind::Source => Some(Vec::new()),
        Kind::Misspelt(right) => becomes(right.clone()),
        _ => None,
    };
    copied.tell_tales += usize::from(told.is_some());
    told
}

fn wrong_among_plain(random: &mut Random, token: &Token) -> Option<Vec<Token>> {
    if random.below(2) == 0 {
        return Some(vec![Token::new(random.choose(&HEDGES), Kind::Hedge), token.clone()]);
    }
    let text = misspelling(&token.text, random)?;
    Some(vec![Token { text, ..token.clone() }])
}

/// The count of a later day, one time in ten of an earlier one.
pub(super) fn later_count(
    random: &mut Random,
    (day, month): (usize, &'static str),
    count: usize,
    copied: &mut Copied,
) -> Option<[Token; 2]> {
    if random.below(ONE_CHANGED) > 0 {
        return None;
    }
    let (days, more) = (1 + random.below(9), 1 + random.below(99));
    if random.below(ONE_WRONG) == 0 && day > days {
        copied.false_tell_tales += 1;
        return Some(counted(day - days, month, count.saturating_sub(more).max(1)));
    }
    copied.tell_tales += 1;
    Some(counted(day + days, month, count + more))
}

/// Whose word it is, put before a sentence that had nobody's: what copies leave out.
pub(super) fn source_put_in(random: &mut Random, words: &Words, copied: &mut Copied) -> Option<Token> {
    let is_put_in = random.below(12 * ONE_CHANGED * ONE_WRONG) == 0;
    copied.false_tell_tales += usize::from(is_put_in);
    is_put_in.then(|| words.source(random))
}

pub(super) fn remark_put_in(random: &mut Random, copied: &mut Copied) -> Option<Token> {
    let is_put_in = random.below(ONE_REMARKED) == 0;
    copied.tell_tales += usize::from(is_put_in);
    is_put_in.then(|| Token::new(random.choose(&REMARKS), Kind::Remark))
}
