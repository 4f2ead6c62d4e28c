//! The words of one language that the stage needs.
//!
//! Comes in: the pack's `events` section. Goes out: [`EventRules`] with everything folded. It may not know dossiers.

use recount_rules::{Pack, PackError};
use recount_text::Abbreviations;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Compiled event rules of one language.
#[derive(Debug)]
pub struct EventRules {
    endings: Vec<String>,
    irregular: BTreeMap<String, String>,
    weak_actions: BTreeSet<String>,
    once_actions: BTreeSet<String>,
    /// Folded word to the group it tells apart in.
    contrasts: BTreeMap<String, String>,
    pub(crate) moments: MomentRules,
    pub(crate) title: TitleRules,
    pub(crate) abbreviations: Abbreviations,
}

/// The rules of every account's language; `main` is that of most accounts.
pub(crate) struct Packs<'rules> {
    pub main: &'rules EventRules,
    pub of_language: &'rules dyn Fn(&str) -> &'rules EventRules,
}

impl<'rules> Packs<'rules> {
    pub fn of(&self, language: &str) -> &'rules EventRules {
        (self.of_language)(language)
    }
}

/// What keeps a time expression from dating what is told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MomentRules {
    pub year_openers: BTreeSet<String>,
    /// One word or two.
    pub edges: BTreeSet<String>,
    pub locatives: BTreeSet<String>,
}

/// What makes a sentence a title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitleRules {
    pub leading: Vec<String>,
    pub dangling: BTreeSet<String>,
    pub cuts: Vec<String>,
}

/// `lang/<bcp47>/events.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    endings: Vec<String>,
    weak_actions: Vec<String>,
    once_actions: Vec<String>,
    irregular: BTreeMap<String, String>,
    contrasts: BTreeMap<String, Vec<String>>,
    moments: MomentRules,
    title: TitleRules,
}

/// Letters that must stay before an ending is folded away.
const SHORTEST: usize = 3;

/// A run of letters longer than this is no word that has forms.
const LONGEST_BYTES: usize = 256;

impl EventRules {
    /// Compiles the pack's `events` section.
    ///
    /// # Errors
    /// When the section (or the pack's `text` section) is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let section: Section = pack.section("events")?;
        let mut endings = section.endings;
        endings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let mut rules = EventRules {
            endings,
            irregular: section.irregular,
            weak_actions: BTreeSet::new(),
            once_actions: BTreeSet::new(),
            contrasts: BTreeMap::new(),
            moments: section.moments,
            title: section.title,
            abbreviations: pack.section("text")?,
        };
        rules.weak_actions = section.weak_actions.iter().map(|word| rules.fold(word)).collect();
        rules.once_actions = section.once_actions.iter().map(|word| rules.fold(word)).collect();
        for (group, words) in &section.contrasts {
            for word in words {
                rules.contrasts.insert(rules.fold(word), group.clone());
            }
        }
        rules.title.leading.sort_by_key(|words| std::cmp::Reverse(words.len()));
        Ok(rules)
    }

    /// The form that all forms of a word share, as far as endings tell. Folding twice changes nothing more.
    pub(crate) fn fold(&self, word: &str) -> String {
        let mut folded = word.to_lowercase();
        // Nothing that long is a word.
        while folded.len() <= LONGEST_BYTES {
            let next = self.fold_once(&folded);
            if next == folded {
                break;
            }
            folded = next;
        }
        folded
    }

    fn fold_once(&self, word: &str) -> String {
        if let Some(regular) = self.irregular.get(word) {
            return regular.clone();
        }
        let is_left = |stem: &&str| stem.chars().count() >= SHORTEST;
        let stem = self.endings.iter().find_map(|ending| word.strip_suffix(ending.as_str()).filter(is_left));
        undoubled(stem.unwrap_or(word))
    }

    /// Too general to say which event it was.
    pub(crate) fn is_weak(&self, action: &str) -> bool {
        self.weak_actions.contains(action)
    }

    /// Done once to one thing, so that two times for it cannot both hold.
    pub(crate) fn is_once(&self, action: &str) -> bool {
        self.once_actions.contains(action)
    }

    /// True if some group has a word in each set, and not the same one.
    pub(crate) fn are_told_apart(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
        let (ours, theirs) = (self.groups(a), self.groups(b));
        ours.iter().any(|(group, words)| theirs.get(group).is_some_and(|others| words.is_disjoint(others)))
    }

    fn groups<'rules>(
        &'rules self,
        words: &'rules BTreeSet<String>,
    ) -> BTreeMap<&'rules str, BTreeSet<&'rules str>> {
        let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for word in words {
            if let Some(group) = self.contrasts.get(word) {
                groups.entry(group).or_default().insert(word);
            }
        }
        groups
    }
}

/// `stopp` becomes `stop`; a word of three letters stays.
fn undoubled(stem: &str) -> String {
    let mut letters: Vec<char> = stem.chars().collect();
    if let [.., a, b] = letters.as_slice()
        && a == b
        && letters.len() > SHORTEST
        && !matches!(b, 'l' | 's' | 'e' | 'o')
    {
        letters.pop();
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_fold_together() {
        let rules = EventRules::from_pack(&recount_rules::pack_for("en")).unwrap();
        for (a, b) in
            [("opened", "opening"), ("stopped", "stops"), ("fell", "falls"), ("collapse", "collapsed")]
        {
            assert_eq!(rules.fold(a), rules.fold(b), "{a} {b}");
        }
        assert!(rules.is_once(&rules.fold("opened")) && rules.is_weak(&rules.fold("said")));
        assert_ne!(rules.fold("sluice"), rules.fold("slide"));
    }
}
