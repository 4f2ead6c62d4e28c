//! News in English and Russian about invented places: enough real words that every reading stage has its work.
//!
//! Comes in: a language, a length and a seed. Goes out: articles of about ten sentences, one after the other. Dates, clock times,
//! figures, names and quotations stand about as densely as in agency news. It may not know what will be read.

use crate::Random;

/// One language: sentences with slots, and what may fill them.
///
/// `{N}` is a number, `{D}` a day, `{T}` a clock time, `{P}` a person, `{L}` a place, `{M}` a month, `{W}` a weekday.
struct Language {
    sentences: &'static [&'static str],
    people: &'static [&'static str],
    places: &'static [&'static str],
    months: &'static [&'static str],
    weekdays: &'static [&'static str],
}

const ENGLISH: Language = Language {
    sentences: &[
        "Residents of {L} were told to leave their homes on {W} after the upper sluice began to leak.",
        "At least {N} people were injured when the roof of a market hall in {L} came down shortly after {T} on {W}.",
        "“We have seen nothing like it since the flood of 2019,” said {P}, who has kept the lock for thirty years.",
        "The ministry said on {M} {D}, 2031 that the work would take three weeks and cost about {N} million crowns.",
        "{P}, head of the district office, denied that anybody had been warned the evening before.",
        "The company, which employs more than {N} workers, did not answer questions about its insurance.",
        "According to the fire service, the water had risen by two metres within an hour.",
        "Last year the council of {L} had put off the repair twice because there was no money for it.",
        "A spokesman for the hospital told reporters that {N} of the injured were still in intensive care.",
        "Schools will stay closed until {W}, and the bridge is not expected to open before {M}.",
        "{P} said that the police had detained {N} men near the station and let them go the next morning.",
        "Nobody knows how the gate came to be open, and the keeper's log for that night is missing.",
        "The road between {L} and {L} has been impassable since {M}, although the army has sent two companies of engineers.",
        "In the afternoon a crowd gathered in front of the town hall, where it waited quietly for news.",
        "The dam was built in the 1960s and was last inspected in {M} 2028.",
    ],
    people: &["Orla Venn", "Tomas Hale", "Greta Lund", "Mr Arden", "Ilse Corran", "the mayor, Petr Osk"],
    places: &["Orlec", "Varn", "Lower Selde", "Tamsk", "New Harrow", "Kilbray"],
    months: &["January", "March", "April", "June", "September", "November"],
    weekdays: &["Monday", "Tuesday", "Thursday", "Friday", "Saturday"],
};

const RUSSIAN: Language = Language {
    sentences: &[
        "Жителей посёлка {L} попросили покинуть дома {W}, когда верхний шлюз дал течь.",
        "Не менее {N} человек пострадали, когда около {T} обрушилась крыша крытого рынка.",
        "«Ничего подобного мы не видели со времён паводка 2019 года», — рассказал {P}, который тридцать лет служит на шлюзе.",
        "В министерстве сообщили, что {D} {M} 2031 года работы начнутся и обойдутся примерно в {N} миллионов крон.",
        "{P} опроверг сообщения о том, что накануне вечером кого-либо предупреждали.",
        "Компания, в которой работают более {N} человек, не ответила на вопросы о страховании.",
        "По данным пожарной службы, за час вода поднялась на два метра.",
        "В прошлом году городской совет дважды откладывал ремонт, потому что на него не было денег.",
        "Представитель больницы заявил журналистам, что {N} пострадавших остаются в реанимации.",
        "Школы будут закрыты до конца недели, а мост, как ожидается, откроют не раньше {M}.",
        "{P} сказал, что полиция задержала {N} мужчин у вокзала и отпустила их на следующее утро.",
        "Никто не знает, почему ворота оказались открыты, а журнал смотрителя за ту ночь пропал.",
        "Дорога между посёлками {L} и {L} закрыта с начала {M}, хотя армия направила туда две роты сапёров.",
        "Днём перед зданием администрации собралась толпа, которая молча ждала новостей.",
        "Плотину построили в 1960-х годах, последний раз её осматривали в {N} году.",
    ],
    people: &["Орла Вен", "Томас Гале", "смотритель Пётр Оск", "глава района Ильза Корран", "Марк Арден"],
    places: &["Орлец", "Варнск", "Нижний Сельд", "Тамск", "Новый Гарров"],
    months: &["января", "марта", "апреля", "июня", "сентября", "ноября"],
    weekdays: &["в понедельник", "во вторник", "в четверг", "в пятницу", "в субботу"],
};

/// At least `bytes` of news in `language` (`ru`, else English). The same seed gives the same bytes on every machine.
pub fn news(seed: u64, language: &str, bytes: usize) -> String {
    let language = if language == "ru" { &RUSSIAN } else { &ENGLISH };
    let mut random = Random::new(seed);
    let mut text = String::with_capacity(bytes + 2_000);
    while text.len() < bytes {
        for sentence in 0..10 {
            let form = random.choose(language.sentences);
            fill(&mut random, language, form, &mut text);
            text.push_str(if sentence % 3 == 2 { "\n\n" } else { " " });
        }
        text.push_str("\n\n");
    }
    text
}

fn fill(random: &mut Random, language: &Language, form: &str, text: &mut String) {
    for part in form.split('{') {
        let Some((slot, rest)) = part.split_once('}') else {
            text.push_str(part);
            continue;
        };
        match slot {
            "N" => text.push_str(&(2 + random.below(400)).to_string()),
            "D" => text.push_str(&(1 + random.below(28)).to_string()),
            "T" => text.push_str(&format!("{}:{:02}", 6 + random.below(17), random.below(60))),
            "P" => text.push_str(random.choose(language.people)),
            "L" => text.push_str(random.choose(language.places)),
            "M" => text.push_str(random.choose(language.months)),
            _ => text.push_str(random.choose(language.weekdays)),
        }
        text.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_news() {
        for language in ["en", "ru"] {
            let made = news(3, language, 5_000);
            assert_eq!(made, news(3, language, 5_000));
            assert!(made.len() >= 5_000 && !made.contains(['{', '}']));
        }
    }
}
