//! Generators of input for measuring: invented words, a fixed seed, the same bytes everywhere.

pub mod news;
pub mod planted;

/// A small generator of pseudo-random numbers (SplitMix64, Steele, Lea, Flood 2014): the same on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which must not be 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.bits() % limit.max(1) as u64).unwrap_or(0)
    }

    /// One of `choices`, which must not be empty.
    pub fn choose<'choices>(&mut self, choices: &[&'choices str]) -> &'choices str {
        choices.get(self.below(choices.len())).copied().unwrap_or("")
    }

    /// An invented word of two to four syllables.
    pub fn word(&mut self) -> String {
        const ONSETS: [&str; 12] = ["b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "v"];
        const RIMES: [&str; 10] = ["a", "e", "i", "o", "u", "an", "el", "ir", "or", "us"];
        let syllables = 2 + self.below(3);
        (0..syllables).map(|_| format!("{}{}", self.choose(&ONSETS), self.choose(&RIMES))).collect()
    }

    /// The same with a capital letter.
    pub fn name(&mut self) -> String {
        let word = self.word();
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
            .unwrap_or_default()
    }
}

/// One article about an invented event, at least `bytes` long: headline, dated lead, then sentences with times, figures and
/// quotations among plain ones. Every fifth article takes a paragraph from `shared`.
pub fn article(random: &mut Random, bytes: usize, shared: &[String]) -> String {
    let place = random.name();
    let day = 1 + random.below(28);
    let mut text = format!("{} in {place} after the {} gave way\n\n", random.name(), random.word());
    text.push_str(&format!(
        "On March {day}, 2031, the {} in {place} gave way and {} fled.\n\n",
        random.word(),
        random.word()
    ));
    if !shared.is_empty() && random.below(5) == 0 {
        let idx = random.below(shared.len());
        text.push_str(shared.get(idx).map_or("", String::as_str));
        text.push_str("\n\n");
    }
    while text.len() < bytes {
        for _ in 0..4 {
            text.push_str(&sentence(random, &place));
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    text
}

/// A paragraph that several articles may share.
pub fn paragraph(random: &mut Random) -> String {
    let place = random.name();
    (0..5).map(|_| sentence(random, &place)).collect::<Vec<_>>().join(" ")
}

/// A kind of sentence.
type Form = fn(&mut Random, &str) -> String;

const FORMS: [Form; 6] = [
    |random, place| {
        format!(
            "At {}.{:02} the {} of {place} was closed.",
            8 + random.below(12),
            random.below(60),
            random.word()
        )
    },
    |random, _| {
        format!(
            "{} people were injured, {} of them {}.",
            20 + random.below(90),
            1 + random.below(9),
            random.word()
        )
    },
    |random, _| {
        format!(
            "“The {} has to be {} at once,” said {} {}.",
            random.word(),
            random.word(),
            random.name(),
            random.name()
        )
    },
    |random, place| {
        format!(
            "According to the {} of {place}, more than {} workers took part.",
            random.word(),
            100 + random.below(900)
        )
    },
    |random, _| {
        format!(
            "The {} {} the {} and the {} until the {} was {}.",
            random.word(),
            random.word(),
            random.word(),
            random.word(),
            random.word(),
            random.word()
        )
    },
    |random, _| {
        format!(
            "Nobody {} whether the {} {} or the {} {}.",
            random.word(),
            random.word(),
            random.word(),
            random.word(),
            random.word()
        )
    },
];

fn sentence(random: &mut Random, place: &str) -> String {
    let idx = random.below(FORMS.len());
    FORMS.get(idx).map(|form| form(random, place)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let made = || article(&mut Random::new(7), 4000, &[paragraph(&mut Random::new(1))]);
        assert_eq!(made(), made());
        assert!(made().len() >= 4000);
    }
}
