//! Inflected words in packs: one stem with its endings stands for all its forms.
//!
//! Comes in: a parsed section and the pack's ending classes. Goes out: the section with every form written out. It may
//! not know any language.
//!
//! `step<s,ped,ping>` in a list, or as a key of a table, stands for `steps`, `stepped`, `stepping`; `step<verb>` for the
//! stem with each ending of class `verb` in the pack's section `endings`. Several groups in one text multiply. A pack
//! without that section has no such groups: `<` is then a mark like any other.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Value;

/// How many forms one text may stand for.
const MOST_FORMS: usize = 4_096;

/// `lang/<bcp47>/endings.toml`: classes of endings by name.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Endings {
    classes: BTreeMap<String, Vec<String>>,
}

impl Endings {
    /// Writes out all forms in the lists and keys under `value`. A key that stands there itself wins over one that was
    /// written out.
    pub(crate) fn write_out(&self, value: Value) -> Value {
        match value {
            Value::Array(all) => Value::Array(all.into_iter().flat_map(|one| self.element(one)).collect()),
            Value::Table(table) => Value::Table(self.keys(table)),
            other => other,
        }
    }

    fn element(&self, value: Value) -> Vec<Value> {
        match value {
            Value::String(text) => self.forms(&text).into_iter().map(Value::String).collect(),
            other => vec![self.write_out(other)],
        }
    }

    fn keys(&self, table: toml::Table) -> toml::Table {
        let mut found = toml::Table::new();
        let mut written_out = Vec::new();
        for (key, value) in table {
            let value = self.write_out(value);
            let forms = self.forms(&key);
            if forms.len() == 1 {
                found.insert(key, value);
            } else {
                written_out.extend(forms.into_iter().map(|form| (form, value.clone())));
            }
        }
        for (form, value) in written_out {
            found.entry(form).or_insert(value);
        }
        found
    }

    /// Every form that `text` stands for; `text` itself where it holds no group.
    fn forms(&self, text: &str) -> Vec<String> {
        let Some((stem, endings, rest)) = self.group(text) else { return vec![text.to_owned()] };
        let rests = self.forms(rest);
        let pair =
            |ending: &String| rests.iter().map(|rest| format!("{stem}{ending}{rest}")).collect::<Vec<_>>();
        endings.iter().flat_map(pair).take(MOST_FORMS).collect()
    }

    /// The first group: what stands before it, its endings, what stands behind it.
    fn group<'text>(&self, text: &'text str) -> Option<(&'text str, Vec<String>, &'text str)> {
        let (stem, behind) = text.split_once('<')?;
        let (inside, rest) = behind.split_once('>')?;
        if inside.contains(',') {
            return Some((stem, inside.split(',').map(|ending| ending.trim().to_owned()).collect(), rest));
        }
        self.classes.get(inside).map(|endings| (stem, endings.clone(), rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_out(text: &str) -> Value {
        let endings: Endings = toml::from_str("classes.verb = ['', 's', 'ed']").unwrap();
        endings.write_out(Value::Table(toml::from_str(text).unwrap()))
    }

    #[test]
    fn lists_and_keys_get_every_form() {
        assert_eq!(
            written_out("a = ['walk<verb> on', 'x < y', 'run<s,>']\n[b]\n'walk<verb>' = 1\nwalks = 2"),
            Value::Table(
                toml::from_str(
                    "a = ['walk on', 'walks on', 'walked on', 'x < y', 'runs', 'run']\n\
                     [b]\nwalk = 1\nwalks = 2\nwalked = 1"
                )
                .unwrap()
            )
        );
    }

    #[test]
    fn single_texts_stay_as_they_are() {
        assert_eq!(written_out("a = 'walk<verb>'"), written_out("a = 'walk<verb>'"));
        assert!(written_out("a = 'walk<verb>'").to_string().contains("<verb>"));
    }
}
