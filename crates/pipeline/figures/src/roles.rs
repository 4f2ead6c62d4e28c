//! Which side a speaker speaks for, as far as the text's own words say.

use crate::QuestionRules;
use recount_model::{Dossier, Figure, Id, Statement};
use recount_sayings::{Told, term};
use std::collections::BTreeMap;

/// Speaks in the account's own voice.
pub(crate) const ACCOUNT: &str = "account";
/// A named speaker whose side the text does not state.
const NAMED: &str = "named";
/// Speaks for an institution that keeps records.
pub(crate) const OFFICIAL: &str = "official";
/// Speaks against the authorities.
pub(crate) const OPPOSING: &str = "opposing";
/// Saw it.
pub(crate) const WITNESS: &str = "witness";
/// Nobody is named.
pub(crate) const ANONYMOUS: &str = "anonymous";

/// Stated roles of everyone in the dossier, by lower-case name.
pub(crate) struct KnownRoles<'dossier> {
    by_name: BTreeMap<String, Vec<&'dossier str>>,
    statements: BTreeMap<&'dossier Id, &'dossier Statement>,
}

/// Who gives a figure.
pub(crate) struct Speaker {
    /// As named in the text; the account itself when nobody else is named.
    pub name: Told,
    /// `official`, `opposing`, `witness`, `anonymous`, `named`, `account`.
    pub role: String,
    /// The same for every mention of the same named speaker; `None` for the account itself and the anonymous.
    pub key: Option<String>,
    pub knowing: recount_model::Knowing,
    pub is_distanced: bool,
}

impl<'dossier> KnownRoles<'dossier> {
    pub(crate) fn of(dossier: &'dossier Dossier) -> Self {
        let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for entity in dossier.entities.iter() {
            for name in entity.variants.iter().chain([&entity.canonical]) {
                by_name
                    .entry(name.to_lowercase())
                    .or_default()
                    .extend(entity.roles.iter().map(String::as_str));
            }
        }
        let all = dossier.claims.iter().flat_map(|claims| &claims.statements);
        let statements = all.map(|statement| (&statement.id, statement)).collect();
        KnownRoles { by_name, statements }
    }

    /// The innermost speaker of `figure`. The account's own voice is called `account_name`.
    pub(crate) fn speaker(&self, figure: &Figure, account_name: &Told, rules: &QuestionRules) -> Speaker {
        let statement = figure.statement.as_ref().and_then(|id| self.statements.get(id)).copied();
        let innermost = figure.chain.get(1..).and_then(<[String]>::last);
        let Some(name) = innermost.or(statement.map(|statement| &statement.speaker)) else {
            return Speaker {
                name: account_name.clone(),
                role: ACCOUNT.to_owned(),
                key: None,
                knowing: recount_model::Knowing::Unstated,
                is_distanced: false,
            };
        };
        let told = statement.filter(|statement| is_same(statement, name));
        let role = self.role(name, told, rules);
        let canonical = told.and_then(|statement| statement.speaker_canonical.as_ref()).unwrap_or(name);
        Speaker {
            key: (role != ANONYMOUS).then(|| canonical.to_lowercase()),
            name: term("speaker", name),
            role,
            knowing: told.map_or(recount_model::Knowing::Unstated, |statement| statement.knowing),
            is_distanced: statement.is_some_and(|statement| statement.is_distanced),
        }
    }

    fn role(&self, name: &str, told: Option<&Statement>, rules: &QuestionRules) -> String {
        let mut words = vec![name];
        words.extend(told.and_then(|statement| statement.role.as_deref()));
        words.extend(self.by_name.get(&name.to_lowercase()).into_iter().flatten());
        let found = words.into_iter().find_map(|words| stated_role(words, rules));
        found.unwrap_or_else(|| NAMED.to_owned())
    }
}

fn is_same(statement: &Statement, name: &str) -> bool {
    statement.speaker == name || statement.speaker_canonical.as_deref() == Some(name)
}

fn stated_role(words: &str, rules: &QuestionRules) -> Option<String> {
    let folded = folded(words);
    let found = rules.roles().iter().find(|role| role.words.iter().any(|cue| folded.contains(cue)));
    found.map(|role| role.role.clone())
}

/// Lower case, single spaces between words, a space at both ends.
fn folded(words: &str) -> String {
    let mut folded = String::from(" ");
    for part in words.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        folded.push_str(part);
        folded.push(' ');
    }
    folded
}
