//! Small phrases that titles and reasons are made of.

use crate::view::{Told, View};
use recount_model::{Account, ClaimInQuestion, Id};
pub(crate) use recount_sayings::number as grouped;
use recount_sayings::{Arg, Told as Said, quote, resaid, say, term};

/// What to call an account in a sentence: its source, else its title, else how it begins.
pub(crate) fn account_name(account: &Account, view: &View<'_>) -> Arg {
    const LONGEST_CHARS: usize = 60;
    const OPENING_WORDS: usize = 6;
    if let Some(source) = &account.source {
        return Arg::Title(source.clone());
    }
    if let Some(title) = &account.title {
        return say!("account.titled", title = quoted_to(&title.text, LONGEST_CHARS)).into();
    }
    let reading =
        view.account(&account.id).map(|(_, reading)| account.span.of(&reading.text)).unwrap_or_default();
    let opening: Vec<&str> = reading.split_whitespace().take(OPENING_WORDS).collect();
    say!("account.begins", words = quoted_to(&opening.join(" "), LONGEST_CHARS)).into()
}

/// Reasons of earlier stages, with accounts that stand in them under their ids called by what they are known as.
pub(crate) fn named(reasons: &[Said], view: &View<'_>) -> Vec<Said> {
    let called = |id: &Id| view.account(id).map(|(account, _)| account_name(account, view));
    reasons.iter().map(|reason| resaid(reason, &called)).collect()
}

/// The name of the account with this id.
pub(crate) fn name_of(account: &Id, view: &View<'_>) -> Arg {
    view.account(account)
        .map_or_else(|| say!("account.some").into(), |(account, _)| account_name(account, view))
}

/// “Words”, shortened at a word where they are long.
pub(crate) fn quoted(words: &str) -> Arg {
    const LONGEST_CHARS: usize = 100;
    quoted_to(words, LONGEST_CHARS)
}

fn quoted_to(words: &str, longest_chars: usize) -> Arg {
    let joined = words.split_whitespace().collect::<Vec<&str>>().join(" ");
    let plain = joined.trim_matches(['“', '”', '"', '«', '»']);
    if plain.chars().count() <= longest_chars {
        return quote(plain);
    }
    let short: String = plain.chars().take(longest_chars).collect();
    let cut = short.rfind(' ').unwrap_or(short.len());
    quote(&format!("{}…", short.get(..cut).unwrap_or(&short).trim_end_matches([',', '.', ':', ';', ' '])))
}

/// Who says something: a name, or that nobody is named.
pub(crate) fn called(speaker: &str) -> Arg {
    term("speaker", speaker).into()
}

/// “10 people were killed” (the ministry).
pub(crate) fn told(told: Told<'_>, view: &View<'_>) -> Said {
    let speaker = told.figure.chain.get(1..).and_then(<[String]>::last).map(|name| called(name));
    let speaker = speaker.unwrap_or_else(|| account_name(told.account, view));
    say!("told.by", words = quoted(&told.figure.text), who = speaker)
}

/// The same for an answer to a question.
pub(crate) fn claimed(claim: &ClaimInQuestion, view: &View<'_>) -> Said {
    match view.told(&claim.figure) {
        Some(figure) => told(figure, view),
        None => say!("line.all", lines = quoted(&claim.passage.text)),
    }
}

/// The number as stated, with thousands set apart; else the words.
pub(crate) fn number(told: Told<'_>) -> Arg {
    match told.figure.stated {
        Some(stated) => grouped(stated),
        None => quoted(&told.figure.text),
    }
}
