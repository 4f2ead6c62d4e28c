//! Small phrases that titles and reasons are made of.

use crate::view::{Told, View};
use recount_model::{Account, ClaimInQuestion, Id};

/// What to call an account in a sentence: its source, else its title, else how it begins.
pub(crate) fn account_name(account: &Account, view: &View<'_>) -> String {
    const LONGEST_CHARS: usize = 60;
    const OPENING_WORDS: usize = 6;
    if let Some(source) = &account.source {
        return source.clone();
    }
    if let Some(title) = &account.title {
        return format!("the account {}", quoted_to(&title.text, LONGEST_CHARS));
    }
    let reading =
        view.account(&account.id).map(|(_, reading)| account.span.of(&reading.text)).unwrap_or_default();
    let opening: Vec<&str> = reading.split_whitespace().take(OPENING_WORDS).collect();
    format!("the account that begins {}", quoted_to(&opening.join(" "), LONGEST_CHARS))
}

/// Reasons of earlier stages with account ids put into words.
pub(crate) fn named(reasons: &[String], view: &View<'_>) -> Vec<String> {
    const PREFIX: &str = "acc-";
    let accounts = &view.dossier.accounts;
    let put = |reason: &String| {
        accounts
            .iter()
            .filter(|account| account.id.0.starts_with(PREFIX) && reason.contains(&account.id.0))
            .fold(reason.clone(), |reason, account| {
                reason.replace(&account.id.0, &account_name(account, view))
            })
    };
    reasons.iter().map(put).collect()
}

/// The name of the account with this id.
pub(crate) fn name_of(account: &Id, view: &View<'_>) -> String {
    view.account(account).map_or_else(|| "an account".to_owned(), |(account, _)| account_name(account, view))
}

/// “Words”, shortened at a word where they are long.
pub(crate) fn quoted(words: &str) -> String {
    const LONGEST_CHARS: usize = 100;
    quoted_to(words, LONGEST_CHARS)
}

fn quoted_to(words: &str, longest_chars: usize) -> String {
    let joined = words.split_whitespace().collect::<Vec<&str>>().join(" ");
    let plain = joined.trim_matches(['“', '”', '"', '«', '»']);
    if plain.chars().count() <= longest_chars {
        return format!("“{plain}”");
    }
    let short: String = plain.chars().take(longest_chars).collect();
    let cut = short.rfind(' ').unwrap_or(short.len());
    format!("“{}…”", short.get(..cut).unwrap_or(&short).trim_end_matches([',', '.', ':', ';', ' ']))
}

/// “10 people were killed” (the ministry).
pub(crate) fn told(told: Told<'_>, view: &View<'_>) -> String {
    let speaker = told.figure.chain.get(1..).and_then(<[String]>::last).cloned();
    let speaker = speaker.unwrap_or_else(|| account_name(told.account, view));
    format!("{} ({speaker})", quoted(&told.figure.text))
}

/// The same for an answer to a question.
pub(crate) fn claimed(claim: &ClaimInQuestion, view: &View<'_>) -> String {
    match view.told(&claim.figure) {
        Some(figure) => told(figure, view),
        None => quoted(&claim.passage.text),
    }
}

/// The number as stated, with thousands set apart; else the words.
pub(crate) fn number(told: Told<'_>) -> String {
    match told.figure.stated {
        Some(stated) => grouped(stated),
        None => quoted(&told.figure.text),
    }
}

/// 1500 as "1,500".
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "a, b and c".
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
