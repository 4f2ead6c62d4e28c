//! Words that decide, in every language there are words for.

use crate::deciding::WishedAct;
use recount_publish::{languages, words_of};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const ACTS: [(&str, WishedAct); 4] = [
    ("accept", WishedAct::Accept),
    ("reject", WishedAct::Reject),
    ("unsure", WishedAct::Unsure),
    ("withdraw", WishedAct::Withdraw),
];

static KNOWN: LazyLock<BTreeMap<String, WishedAct>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    for words in languages().filter_map(|tag| words_of(tag).ok()) {
        for (key, act) in ACTS {
            known.extend(words.say("sheet", key).split('|').map(|word| (word.trim().to_lowercase(), act)));
        }
    }
    known
});

/// What a word decides.
pub fn decision(words: &str) -> Option<WishedAct> {
    KNOWN.get(words.trim_end_matches(['.', '!']).to_lowercase().as_str()).copied()
}

/// The word that every language's words for an act are one with.
pub fn key(act: WishedAct) -> Option<&'static str> {
    ACTS.iter().find(|(_, known)| *known == act).map(|(key, _)| *key)
}

/// A cell without what spreadsheets add to it: an apostrophe before what looks like a formula, spaces of other kinds.
pub fn plain(words: &str) -> String {
    let bare =
        words.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(words);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
