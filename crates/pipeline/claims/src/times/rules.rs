//! The compiled time rules of one language.
//!
//! Comes in: the pack's sections `times` and `zones`. Goes out: a lexicon, one trie per stage, and tables. It may not know texts.

use super::expression::Moment;
use super::lexicon::{Lexicon, Sense, Word};
use super::pack::{Makes, RuleText, TimesSection, With};
use super::pattern::{Trie, sequences};
use super::symbol::{Kinds, Meaning, ShapeSymbols, Symbol, Symbols};
use super::zones::{Zones, ZonesSection};
use recount_rules::{Pack, PackError};
use recount_text::Token;
use recount_time::{Clock, TimeOfDay, Value};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Compiled time rules of one language.
#[derive(Debug)]
pub struct TimeRules {
    pub(super) lexicon: Lexicon,
    pub(super) shapes: ShapeSymbols,
    /// Phrases of the lexicon, walked over plain words.
    pub(super) phrases: Trie,
    pub(super) phrase_senses: Vec<Sense>,
    /// One trie per stage; each accepts rule numbers.
    pub(super) stages: Vec<Trie>,
    pub(super) rules: Vec<Rule>,
    pub(super) constants: Vec<Moment>,
    pub(super) fixed: Vec<(Value, bool)>,
    pub(super) contexts: ContextSymbols,
    pub(super) zones: Zones,
    pub(super) reads_pairs_of_numbers: bool,
    pub(super) reads_day_first: bool,
    /// By symbol number.
    pub(super) kinds: Vec<Kinds>,
}

/// One rule, compiled.
#[derive(Debug)]
pub(super) struct Rule {
    pub id: String,
    pub gives: Symbol,
    pub makes: Makes,
    pub with: With,
    pub value: Option<Value>,
    pub first: Vec<Symbol>,
    pub not_first: Vec<Symbol>,
    pub after: Vec<Symbol>,
    pub not_after: Vec<Symbol>,
    pub before: Vec<Symbol>,
    pub not_before: Vec<Symbol>,
    pub stands_alone: bool,
    pub example: String,
}

/// Classes made of [`super::pack::Contexts`].
#[derive(Debug)]
pub(super) struct ContextSymbols {
    pub planned: Symbol,
    pub past: Symbol,
    pub past_endings: Vec<String>,
    pub plural_endings: Vec<String>,
    pub possessive_endings: Vec<String>,
    pub now: Vec<String>,
    pub today_words: Vec<String>,
    pub clock_governors: Symbol,
    pub date_governors: Symbol,
    pub measured: Symbol,
    pub numbered: Symbol,
    pub as_of: Symbol,
    pub published: Symbol,
    pub background: Symbol,
    pub perfect: Symbol,
    pub function: Symbol,
    pub founded: Symbol,
    pub turned: Symbol,
    pub until: Symbol,
    pub range_from: Symbol,
    pub range_to: Symbol,
    pub range_between: Symbol,
    pub range_and: Symbol,
    pub lasting: Symbol,
    pub beginning: Symbol,
    pub the: Symbol,
    pub or: Symbol,
    pub today: Symbol,
    pub zone: Symbol,
    pub zone_word: Symbol,
    pub place: Symbol,
    /// "o'clock", "hours".
    pub clock_word: Symbol,
    /// "am", "in the evening": which half of the day.
    pub half: Symbol,
    pub separators: [Symbol; 3],
    pub number: NumberSymbols,
}

/// Classes the number reader looks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberSymbols {
    pub word: Symbol,
    pub multiplier: Symbol,
    pub ordinal_word: Symbol,
    pub ordinal_suffix: Symbol,
    pub decade_suffix: Symbol,
    pub joint: Symbol,
}

impl TimeRules {
    /// Compiles the pack's `times` and `zones` sections.
    ///
    /// # Errors
    /// When a section is missing or malformed.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let zones: ZonesSection = pack.section("zones")?;
        let Compiled(mut builder) = pack.section("times")?;
        let zones = Zones::new(zones, &mut |phrase, class, group, needs_capital| {
            builder.add(phrase, class, Meaning::Zone(group), needs_capital);
        });
        Ok(builder.finish(zones))
    }

    /// What the word of a token can mean, and how many characters of it are an ending that does not count.
    pub(super) fn find(&self, token: &Token) -> (Option<&Word>, u8) {
        let found = self.lexicon.of(token);
        if found.is_some() || !token.is_word() || !token.lower.contains('\'') {
            return (found, 0);
        }
        let stem = |ending: &String| {
            let word = self.lexicon.get(token.lower.strip_suffix(ending.as_str())?)?;
            Some((Some(word), u8::try_from(ending.chars().count()).ok()?))
        };
        self.contexts.possessive_endings.iter().find_map(stem).unwrap_or((None, 0))
    }

    /// The identifiers of all rules with their examples, for tests and for the list of rules.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rules.iter().map(|rule| (rule.id.as_str(), rule.example.as_str()))
    }
}

/// The section compiled while it is read, so that a broken pattern is told like any malformed pack.
#[derive(Deserialize)]
#[serde(try_from = "TimesSection")]
struct Compiled(Builder);

impl TryFrom<TimesSection> for Compiled {
    type Error = String;

    fn try_from(section: TimesSection) -> Result<Self, String> {
        Builder::from_section(section).map(Compiled)
    }
}

struct Builder {
    symbols: Symbols,
    shapes: ShapeSymbols,
    lexicon: Lexicon,
    phrases: Trie,
    phrase_senses: Vec<Sense>,
    stages: Vec<Trie>,
    rules: Vec<Rule>,
    constants: Vec<Moment>,
    fixed: Vec<(Value, bool)>,
    contexts: ContextSymbols,
    capitalised: Vec<String>,
    reads_pairs_of_numbers: bool,
    reads_day_first: bool,
}

impl Builder {
    fn from_section(section: TimesSection) -> Result<Self, String> {
        let mut symbols = Symbols::default();
        let shapes = ShapeSymbols::new(&mut symbols);
        let contexts = context_symbols(&mut symbols, &section);
        let mut builder = Builder {
            symbols,
            shapes,
            lexicon: Lexicon::default(),
            phrases: Trie::new(),
            phrase_senses: Vec::new(),
            stages: Vec::new(),
            rules: Vec::new(),
            constants: Vec::new(),
            fixed: Vec::new(),
            contexts,
            capitalised: section.capitalised.clone(),
            reads_pairs_of_numbers: section.reads_pairs_of_numbers,
            reads_day_first: section.reads_day_first,
        };
        builder.add_lexicon(&section)?;
        builder.add_values(&section)?;
        builder.add_contexts(&section);
        for rule in section.rules {
            builder.add_rule(rule)?;
        }
        Ok(builder)
    }

    fn finish(mut self, zones: Zones) -> TimeRules {
        self.register_pattern_words();
        let kinds = self.symbol_kinds();
        let of_symbol = |symbol: Symbol| kinds.get(usize::from(symbol.0)).copied().unwrap_or_default();
        let lexicon = self.lexicon.with_kinds(of_symbol);
        TimeRules {
            kinds,
            lexicon,
            shapes: self.shapes,
            phrases: self.phrases,
            phrase_senses: self.phrase_senses,
            stages: self.stages,
            rules: self.rules,
            constants: self.constants,
            fixed: self.fixed,
            contexts: self.contexts,
            zones,
            reads_pairs_of_numbers: self.reads_pairs_of_numbers,
            reads_day_first: self.reads_day_first,
        }
    }

    /// Makes `phrase` a member of `class`. One word goes into the lexicon, more into the phrase trie.
    fn add(&mut self, phrase: &str, class: &str, meaning: Meaning, needs_capital: bool) {
        let needs_capital = needs_capital || self.capitalised.iter().any(|word| word == phrase);
        self.add_sense(phrase, class, meaning, needs_capital);
    }

    fn add_sense(&mut self, phrase: &str, class: &str, meaning: Meaning, needs_capital: bool) {
        let symbol = self.symbols.intern(class);
        let sense = Sense { symbol, meaning, needs_capital };
        let words = recount_text::tokenize(phrase, 0);
        if let [word] = &words[..] {
            self.lexicon.add(&word.lower, sense);
            return;
        }
        let sequence: Vec<Symbol> = words.iter().map(|word| self.symbols.intern(&word.lower)).collect();
        self.phrases.add(&sequence, self.phrase_senses.len() as u32);
        self.phrase_senses.push(sense);
    }

    fn add_lexicon(&mut self, section: &TimesSection) -> Result<(), String> {
        let mut add = |words: Vec<(&String, Meaning)>, class: &str| {
            for (word, meaning) in words {
                self.add(word, class, meaning, false);
            }
        };
        add(of(&section.months, Meaning::Month), "MONTH");
        // "20th dec": a day beside it says as much as a capital letter.
        for (word, month) in section.months.iter().filter(|(word, _)| section.capitalised.contains(word)) {
            self.add_sense(word, "LOWMONTH", Meaning::Month(*month), false);
        }
        let mut add = |words: Vec<(&String, Meaning)>, class: &str| {
            for (word, meaning) in words {
                self.add(word, class, meaning, false);
            }
        };
        add(of(&section.weekdays, Meaning::Weekday), "WEEKDAY");
        add(of(&section.seasons, Meaning::Season), "SEASON");
        add(of(&section.parts, Meaning::Part), "PART");
        add(of(&section.plural_parts, Meaning::Part), "PARTS");
        add(of(&section.plural_weekdays, Meaning::Weekday), "WEEKDAYS");
        for (units, class) in [(&section.units, "ONEUNIT"), (&section.plural_units, "UNITS")] {
            add(of(units, Meaning::Unit), "UNIT");
            add(of(units, Meaning::Unit), class);
        }
        add(of(&section.meridians, Meaning::Meridian), "MERIDIAN");
        add(of(&section.short_units, Meaning::Unit), "SHORTUNIT");
        add(of(&section.short_meridians, Meaning::Meridian), "SHORTMERIDIAN");
        add(of(&section.short_nearness, Meaning::Modifier), "SHORTNEAR");
        add(of(&section.parts, Meaning::Part), "HALFDAY");
        add(of(&section.plural_parts, Meaning::Part), "HALFDAY");
        add(of(&section.meridians, Meaning::Meridian), "HALFDAY");
        add(of(&section.numbers, |number| Meaning::Number(number.saturating_mul(100))), "NUMBERWORD");
        add(of(&section.multipliers, |number| Meaning::Number(number.saturating_mul(100))), "MULTIPLIER");
        add(of(&section.ordinals, Meaning::Ordinal), "ORDINALWORD");
        add(of(&section.decades, |tens| Meaning::Decade(i32::from(tens))), "DECADEWORD");
        add(of(&section.cycles, Meaning::Cycle), "CYCLE");
        add(of(&section.edges, Meaning::Modifier), "EDGE");
        add(of(&section.approximators, Meaning::Modifier), "APPROX");
        add(of(&section.nearness, Meaning::Modifier), "NEAR");
        for (class, words) in [
            ("ORDINALSUFFIX", &section.ordinal_suffixes),
            ("DECADESUFFIX", &section.decade_suffixes),
            ("NUMBERJOINT", &section.number_joints),
        ] {
            words.iter().for_each(|word| self.add(word, class, Meaning::Word, false));
        }
        section.vague_amounts.iter().for_each(|word| self.add(word, "VAGUE", Meaning::VagueNumber, false));
        for (class, words) in &section.classes {
            words.iter().for_each(|word| self.add(word, class, Meaning::Word, false));
        }
        Ok(())
    }

    fn add_values(&mut self, section: &TimesSection) -> Result<(), String> {
        for (word, text) in &section.clocks {
            let clock = clock(text).ok_or_else(|| format!("`{text}` is not a clock time"))?;
            self.add(word, "NAMEDCLOCK", Meaning::Clock(clock), false);
        }
        for (word, with) in &section.deictics {
            self.add_constant(word, "DEICTIC", with.moment());
        }
        for (word, quarter) in &section.quarter_names {
            let quarter = Some(*quarter).filter(|quarter| (1..=4).contains(quarter));
            let quarter = quarter.ok_or_else(|| format!("`{word}` is not one of four quarters"))?;
            self.add_constant(word, "QUARTERNAME", Moment { quarter: Some(quarter), ..Moment::default() });
        }
        for (word, half) in &section.half_names {
            let half = Some(*half).filter(|half| (1..=2).contains(half));
            let half = half.ok_or_else(|| format!("`{word}` is not one of two halves"))?;
            self.add_constant(word, "HALFNAME", Moment { half: Some(half), ..Moment::default() });
        }
        for (word, day) in &section.holidays {
            let moment = holiday(day).ok_or_else(|| format!("`{day}` is not a day like `12-25`"))?;
            self.add_constant(word, "HOLIDAY", moment);
        }
        for (words, class, is_set) in [(&section.fixed, "FIXED", false), (&section.sets, "SET", true)] {
            for (word, text) in words {
                let value = text.parse::<Value>().map_err(|error| error.to_string())?;
                let number = self.fixed.len() as u16;
                self.fixed.push((value, is_set));
                self.add(word, class, Meaning::Fixed(number), false);
            }
        }
        Ok(())
    }

    fn add_constant(&mut self, word: &str, class: &str, moment: Moment) {
        let number = self.constants.len() as u16;
        self.constants.push(moment);
        self.add(word, class, Meaning::Constant(number), false);
    }

    fn add_contexts(&mut self, section: &TimesSection) {
        let contexts = &section.contexts;
        for (class, words) in [
            ("@planned", &contexts.planned),
            ("@past", &contexts.past),
            ("@clock", &contexts.clock_governors),
            ("@date", &contexts.date_governors),
            ("@measured", &contexts.measured),
            ("@numbered", &contexts.numbered),
            ("@as-of", &contexts.as_of),
            ("@published", &contexts.published),
            ("@background", &contexts.background),
            ("@perfect", &contexts.perfect),
            ("@function", &contexts.function_words),
            ("@founded", &contexts.founded),
            ("@turned", &contexts.turned),
            ("@until", &contexts.until),
            ("@range-from", &contexts.range_from),
            ("@range-to", &contexts.range_to),
            ("@range-between", &contexts.range_between),
            ("@range-and", &contexts.range_and),
            ("@lasting", &contexts.lasting),
            ("@beginning", &contexts.beginning),
            ("ZONEWORD", &contexts.zone_words),
        ] {
            words.iter().for_each(|word| self.add(word, class, Meaning::Word, false));
        }
    }

    fn add_rule(&mut self, text: RuleText) -> Result<(), String> {
        let number = self.rules.len() as u32;
        let stage = usize::from(text.stage);
        while self.stages.len() <= stage {
            self.stages.push(Trie::new());
        }
        for pattern in &text.reads {
            for sequence in sequences(pattern, &mut self.symbols)
                .map_err(|error| format!("rule `{}`: {error}", text.id))?
            {
                self.stages[stage].add(&sequence, number);
            }
        }
        let value = match &text.with.value {
            Some(value) => Some(value.parse::<Value>().map_err(|error| error.to_string())?),
            None => None,
        };
        let mut all = |names: &[String]| names.iter().map(|name| self.symbols.intern(name)).collect();
        let rule = Rule {
            gives: Symbol(0),
            makes: text.makes,
            value,
            first: all(&text.first),
            not_first: all(&text.not_first),
            after: all(&text.after),
            not_after: all(&text.not_after),
            before: all(&text.before),
            not_before: all(&text.not_before),
            stands_alone: text.stands_alone,
            example: text.example,
            with: text.with,
            id: text.id,
        };
        self.rules.push(Rule { gives: self.symbols.intern(&text.gives), ..rule });
        Ok(())
    }

    fn symbol_kinds(&self) -> Vec<Kinds> {
        let numbers = &self.contexts.number;
        let mut special = vec![
            (numbers.word, Kinds::NUMBER),
            (numbers.multiplier, Kinds::NUMBER),
            (numbers.ordinal_word, Kinds::NUMBER),
            (self.contexts.place, Kinds::PLACE),
            (self.contexts.planned, Kinds::PLANNED),
            (self.contexts.past, Kinds::PAST),
            (self.contexts.today, Kinds::TODAY),
        ];
        special.extend(self.symbols.find("MONTH").map(|month| (month, Kinds::MONTH)));
        let of = |number: u16| {
            let symbol = Symbol(number);
            let mut kinds = Kinds::NONE;
            if self.phrases.begins_with(symbol) {
                kinds = kinds.with(Kinds::PHRASE);
            }
            for (stage, _) in self.stages.iter().enumerate().filter(|(_, trie)| trie.begins_with(symbol)) {
                kinds = kinds.with(Kinds::begins(stage));
            }
            special.iter().filter(|one| one.0 == symbol).fold(kinds, |all, one| all.with(one.1))
        };
        (0..self.symbols.len() as u16).map(of).collect()
    }

    /// Every word that a pattern or phrase names gets its own symbol as a sense.
    fn register_pattern_words(&mut self) {
        let words: Vec<(String, Symbol)> = self
            .symbols
            .names()
            .filter(|(name, _)| !name.starts_with('@') && !name.chars().any(char::is_uppercase))
            .map(|(name, symbol)| (name.to_owned(), symbol))
            .collect();
        for (word, symbol) in words {
            self.lexicon.add(&word, Sense { symbol, meaning: Meaning::Word, needs_capital: false });
        }
    }
}

fn of<T: Copy>(words: &BTreeMap<String, T>, meaning: impl Fn(T) -> Meaning) -> Vec<(&String, Meaning)> {
    words.iter().map(|(word, value)| (word, meaning(*value))).collect()
}

fn context_symbols(symbols: &mut Symbols, section: &TimesSection) -> ContextSymbols {
    let mut symbol = |name: &str| symbols.intern(name);
    ContextSymbols {
        planned: symbol("@planned"),
        past: symbol("@past"),
        past_endings: section.contexts.past_endings.clone(),
        plural_endings: section.contexts.plural_endings.clone(),
        possessive_endings: section.contexts.possessive_endings.clone(),
        now: section.contexts.now.clone(),
        today_words: section.classes.get("TODAY").cloned().unwrap_or_default(),
        clock_governors: symbol("@clock"),
        date_governors: symbol("@date"),
        measured: symbol("@measured"),
        numbered: symbol("@numbered"),
        as_of: symbol("@as-of"),
        published: symbol("@published"),
        background: symbol("@background"),
        perfect: symbol("@perfect"),
        function: symbol("@function"),
        founded: symbol("@founded"),
        turned: symbol("@turned"),
        until: symbol("@until"),
        range_from: symbol("@range-from"),
        range_to: symbol("@range-to"),
        range_between: symbol("@range-between"),
        range_and: symbol("@range-and"),
        lasting: symbol("@lasting"),
        beginning: symbol("@beginning"),
        the: symbol("DEFINITE"),
        or: symbol("ALTERNATIVE"),
        today: symbol("TODAY"),
        zone: symbol("ZONE"),
        zone_word: symbol("ZONEWORD"),
        place: symbol("PLACE"),
        clock_word: symbol("CLOCKWORD"),
        half: symbol("HALFDAY"),
        separators: [symbol(","), symbol("JOIN"), symbol("DASH")],
        number: NumberSymbols {
            word: symbol("NUMBERWORD"),
            multiplier: symbol("MULTIPLIER"),
            ordinal_word: symbol("ORDINALWORD"),
            ordinal_suffix: symbol("ORDINALSUFFIX"),
            decade_suffix: symbol("DECADESUFFIX"),
            joint: symbol("NUMBERJOINT"),
        },
    }
}

fn clock(text: &str) -> Option<Clock> {
    let (hour, minute) = text.split_once(':')?;
    Clock::new(hour.parse().ok()?, Some(minute.parse().ok()?))
}

fn holiday(text: &str) -> Option<Moment> {
    if let Some(feast) = recount_time::Feast::parse(text) {
        let modifier = feast.is_approximate().then_some(super::expression::Modifier::Approx);
        return Some(Moment { feast: Some(feast), modifier, ..Moment::default() });
    }
    let (month, day) = text.split_once('-')?;
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let exists = recount_time::Date::new(2000, month, day).is_some();
    exists.then(|| Moment { month: Some(month), day: Some(day), ..Moment::default() })
}

impl With {
    /// What it gives by itself.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            base: self.base,
            shift: self.offset.zip(self.unit).map(|(count, unit)| (recount_time::Amount::whole(count), unit)),
            cycle: self.cycle,
            season: self.season,
            month: self.month,
            day: self.day,
            time: self.part.map(TimeOfDay::Part),
            minutes_between: self.minutes_between,
            modifier: self.modifier,
            whole: self.whole,
            is_eve: self.is_eve,
            ..Moment::default()
        }
    }
}
