//! Saying a thing again: in another language, or with accounts called by what a reader knows them as.

use crate::catalogue::{catalogue, find};
use crate::{Arg, Filling, Join, Saying, Told, Words, filled, said};
use recount_model::Id;

/// The language of what holds words of several (ISO 639).
pub(crate) const MIXED: &str = "mul";

/// What an account without a name is called, if it is called anything.
type Called<'t> = dyn Fn(&Id) -> Option<String> + 't;

/// Says things in one language.
pub struct Teller<'t> {
    words: &'static Words,
    /// What an account without a name is called.
    account: Option<&'t Called<'t>>,
    /// Parts keep the words that they have.
    is_first: bool,
}

impl<'t> Teller<'t> {
    /// Accounts without a name are called by their ids.
    pub fn of(language: &str) -> Self {
        Teller { words: catalogue(language), account: None, is_first: false }
    }

    /// Accounts without a name are called as `account` says.
    pub fn naming(language: &str, account: &'t Called<'t>) -> Self {
        Teller { account: Some(account), ..Teller::of(language) }
    }

    /// `told` in this language; words of others stay as they are.
    pub fn told(&self, told: &Told) -> String {
        let is_own = told.language().unwrap_or("en") == self.words.language;
        let names_nobody = self.account.is_none() || !told.args().iter().any(|(_, arg)| names_account(arg));
        let is_slim = told.text().is_empty();
        let stays = !is_slim && (self.is_first || (is_own && names_nobody));
        match find(self.words, told.key()).filter(|_| !stays) {
            Some(sentence) => self.filled(sentence, told.args()),
            None => told.text().to_owned(),
        }
    }

    /// Each of `told` in this language.
    pub fn all(&self, told: &[Told]) -> Vec<String> {
        told.iter().map(|one| self.told(one)).collect()
    }

    fn filled(&self, sentence: &str, args: &[Filling]) -> String {
        filled(sentence, |place| {
            let (name, noun) = place.split_once(':').map_or((place, None), |(name, noun)| (name, Some(noun)));
            let (name, is_capital) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
            let arg = args.iter().find(|(own, _)| own == name).map(|(_, arg)| arg);
            let words = match (arg, noun) {
                (Some(Arg::Number(number) | Arg::Count(number)), Some(noun)) => {
                    self.words.count(noun, usize::try_from(*number).unwrap_or(usize::MAX))
                }
                (Some(arg), _) => self.arg(arg),
                (None, _) => String::new(),
            };
            if is_capital { capitalised(&words) } else { words }
        })
    }

    fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Number(number) => self.words.number(*number),
            Arg::Count(number) if self.words.language == "en" => number.to_string(),
            Arg::Count(number) => self.words.number(*number),
            Arg::Words(words) => words.clone(),
            Arg::Title(title) => self.title(title),
            Arg::Quote(words) => self.words.fill("mark", "quote", &[("words", words)]),
            Arg::Day(edtf) => self.day(edtf).unwrap_or_else(|| edtf.clone()),
            Arg::Account(id) => match self.account.and_then(|called| called(id)) {
                Some(title) => self.title(&title),
                None => id.0.to_string(),
            },
            Arg::Told(told) => self.told(told),
            Arg::List(join, parts) => self.list(*join, parts),
        }
    }

    /// In the marks that the language sets titles in; what already begins with a mark stays.
    fn title(&self, title: &str) -> String {
        if title.starts_with(['«', '“', '"', '„']) {
            return title.to_owned();
        }
        self.words.fill("mark", "title", &[("words", title)])
    }

    /// `2031-03-05`, or two of them, in words; English keeps the notation.
    fn day(&self, edtf: &str) -> Option<String> {
        if let Some((first, last)) = edtf.split_once('/') {
            return Some(self.words.fill(
                "mark",
                "days",
                &[("a", &self.day(first)?), ("b", &self.day(last)?)],
            ));
        }
        let mut parts = edtf.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let month = self.words.months_in_date.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day = day.parse::<u8>().ok()?.to_string();
        Some(self.words.fill("mark", "day", &[("day", &day), ("month", month), ("year", year)]))
    }

    fn list(&self, join: Join, parts: &[Arg]) -> String {
        let told: Vec<String> = parts.iter().map(|part| self.arg(part)).collect();
        let between = |name: &str| self.words.say("join", name);
        match (join, told.as_slice()) {
            (_, [] | [_]) => told.concat(),
            (Join::And, [most @ .., last]) => format!("{}{}{last}", most.join(", "), between("and")),
            (Join::CommaAnd, [most @ .., last]) if most.len() > 1 => {
                format!("{}{}{last}", most.join(", "), between("comma-and"))
            }
            (Join::CommaAnd | Join::EachAnd, _) => told.join(&between("and")),
            (Join::Or, _) => told.join(&between("or")),
            (Join::Against, _) => told.join(&between("against")),
            (Join::Comma, _) => told.join(", "),
            (Join::Semicolon, _) => told.join("; "),
            (Join::Plus, _) => told.join(" + "),
        }
    }
}

/// With a capital letter first.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `sentence` in English, with the words that its parts have.
pub(crate) fn in_english(sentence: &str, args: &[Filling]) -> String {
    Teller { is_first: true, ..Teller::of("en") }.filled(sentence, args)
}

/// True if some part is not in English throughout.
pub(crate) fn is_mixed(args: &[Filling]) -> bool {
    args.iter().any(|(_, arg)| is_foreign(arg))
}

/// A part needs no English words of its own: they stand in the whole, and follow from the catalogue.
pub(crate) fn slim(arg: &mut Arg) {
    match arg {
        Arg::Told(told) => told.slim(),
        Arg::List(_, parts) => parts.iter_mut().for_each(slim),
        _ => {}
    }
}

fn is_foreign(arg: &Arg) -> bool {
    match arg {
        Arg::Told(told) => told.language().is_some(),
        Arg::List(_, parts) => parts.iter().any(is_foreign),
        _ => false,
    }
}

/// `told` with accounts that have no name called as `account` says, in every language.
pub fn resaid(told: &Told, account: &dyn Fn(&Id) -> Option<Arg>) -> Told {
    let names_any = |saying: &&Saying| saying.args.iter().any(|(_, arg)| names_account(arg));
    let Some(saying) = told.saying().filter(names_any) else { return told.clone() };
    let args = saying.args.iter().map(|(name, arg)| (name.clone(), called(arg, account))).collect();
    said(saying.key.clone(), args)
}

fn names_account(arg: &Arg) -> bool {
    match arg {
        Arg::Account(_) => true,
        Arg::Told(told) => told.args().iter().any(|(_, arg)| names_account(arg)),
        Arg::List(_, parts) => parts.iter().any(names_account),
        _ => false,
    }
}

fn called(arg: &Arg, account: &dyn Fn(&Id) -> Option<Arg>) -> Arg {
    match arg {
        Arg::Account(id) => account(id).unwrap_or_else(|| arg.clone()),
        Arg::Told(told) => Arg::Told(resaid(told, account)),
        Arg::List(join, parts) => Arg::List(*join, parts.iter().map(|part| called(part, account)).collect()),
        _ => arg.clone(),
    }
}

#[cfg(test)]
mod tests;
