//! What programs write into messages and exports: nobody's words.
//!
//! Comes in: the section `programs` of every language pack. Goes out: sets of folded phrases. It may not know any
//! format; an export is in the language its program was set to, which is not that of the messages.

use recount_rules::Pack;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The phrases of all languages together.
pub(super) static PROGRAMS: LazyLock<Programs> = LazyLock::new(|| {
    let mut all = Programs::default();
    let sections = recount_rules::built_in();
    sections.iter().filter_map(|pack: &Pack| pack.section("programs").ok()).for_each(|one| all.join(one));
    all
});

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Programs {
    pub(super) chat: Chat,
    pub(super) mail: Mail,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Chat {
    pub(super) gone: BTreeSet<String>,
    pub(super) attached: BTreeSet<String>,
    pub(super) edited: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Mail {
    pub(super) wrote: BTreeSet<String>,
    pub(super) forwarded: BTreeSet<String>,
    pub(super) forwarded_ends: BTreeSet<String>,
    pub(super) from_keys: BTreeSet<String>,
    pub(super) sent_keys: BTreeSet<String>,
    pub(super) subject_keys: BTreeSet<String>,
    pub(super) other_keys: BTreeSet<String>,
    pub(super) subject_prefixes: BTreeSet<String>,
}

impl Programs {
    fn join(&mut self, other: Programs) {
        let (chat, mail) = (&mut self.chat, &mut self.mail);
        for (all, more) in [
            (&mut chat.gone, other.chat.gone),
            (&mut chat.attached, other.chat.attached),
            (&mut chat.edited, other.chat.edited),
            (&mut mail.wrote, other.mail.wrote),
            (&mut mail.forwarded, other.mail.forwarded),
            (&mut mail.forwarded_ends, other.mail.forwarded_ends),
            (&mut mail.from_keys, other.mail.from_keys),
            (&mut mail.sent_keys, other.mail.sent_keys),
            (&mut mail.subject_keys, other.mail.subject_keys),
            (&mut mail.other_keys, other.mail.other_keys),
            (&mut mail.subject_prefixes, other.mail.subject_prefixes),
        ] {
            all.extend(more);
        }
    }
}

/// Marks of direction and other characters that are not seen: programs put them around what they write.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Words as the phrases are written: lower case, single spaces, nothing unseen.
pub(super) fn folded(words: &str) -> String {
    let seen: String = words.chars().filter(|c| !is_unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
