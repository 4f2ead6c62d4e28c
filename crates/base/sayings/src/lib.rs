//! What the program says, by language: data in `words/<bcp47>.toml`, never in code.
//!
//! Comes in: a key and what fills its places, or a [`Told`] that was said before. Goes out: a [`Told`] with its English
//! words, or the same in another language. It may not know who says what: the keys are the stages' own.
//!
//! Templates are built so that what is filled in stands in the nominative: after a colon, in brackets, in quotation
//! marks. `{n:word}` counts: the number with its noun in the plural that it asks for.

mod again;
mod catalogue;
mod words;

pub use again::{Teller, resaid};
pub use catalogue::{catalogue, languages};
pub use recount_model::told::{Arg, Filling, Join, Saying, Told};
pub use words::{Words, filled, places, plural_category};

use std::borrow::Cow;

/// Says `key` in English: `say!("pair.part", part = one, whole = other)`.
#[macro_export]
macro_rules! say {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::said($key, vec![$((stringify!($name).into(), $crate::Arg::from($value))),*])
    };
}

/// What [`say!`] stands for.
pub fn said(key: impl Into<Cow<'static, str>>, mut args: Vec<Filling>) -> Told {
    let key = key.into();
    if let Some(told) = catalogue::plain(&key).filter(|_| args.is_empty()) {
        return told;
    }
    let Some(sentence) = catalogue::english(&key) else {
        debug_assert!(false, "nothing is said by `{key}`");
        return Told::verbatim(key);
    };
    debug_assert!(are_filled(sentence, &args), "the places of `{key}` and what fills them differ");
    let text = again::in_english(sentence, &args).into();
    let language = again::is_mixed(&args).then(|| again::MIXED.into());
    args.iter_mut().for_each(|(_, arg)| again::slim(arg));
    Saying { text, key, args: args.into(), language }.into()
}

/// Says `key` in the language that most accounts are in: questions are asked in it. What its catalogue does not say is
/// said in English.
pub fn said_in(language: &str, key: impl Into<Cow<'static, str>>, args: Vec<Filling>) -> Told {
    let told = said(key, args);
    let words = catalogue(language);
    match catalogue::find(words, told.key()).filter(|_| words.language != "en") {
        Some(_) => {
            let text = Teller::of(language).told(&told);
            let language = Some(words.language.as_str().into());
            Saying { text: text.into(), language, ..told.into_saying() }.into()
        }
        None => told,
    }
}

fn are_filled(sentence: &str, args: &[Filling]) -> bool {
    places(sentence).all(|place| args.iter().any(|(name, _)| name == place))
}

/// Words of an open set (`theme.curfew`), said in other languages where a catalogue has them.
pub fn term(section: &str, words: &str) -> Told {
    let key = format!("{section}.{words}");
    match catalogue::english(&key) {
        Some(_) => Saying { text: words.to_owned().into(), key: key.into(), ..Saying::default() }.into(),
        None => Told::verbatim(words.to_owned()),
    }
}

/// A number with its digits in groups.
pub fn number(number: u64) -> Arg {
    Arg::Number(number)
}

/// Words of others in quotation marks.
pub fn quote(words: &str) -> Arg {
    Arg::Quote(words.to_owned())
}

/// All of `args`, joined.
pub fn list(join: Join, args: impl IntoIterator<Item = impl Into<Arg>>) -> Arg {
    Arg::List(join, args.into_iter().map(Into::into).collect())
}
