//! How fast one document is read, stage by stage, and that no input makes it take more than linear time.
//!
//! `cargo bench -p recount --bench reading -- [FILE…]`: the given files (each one document, its language detected), else generated
//! news in English and Russian and adverse input at two lengths. One thread; compiling the packs is not counted; figures are
//! medians of processor time, so that other work on the machine counts little.

use recount::{LanguageRules, Rules, Settings, TimesText, read_times};
use recount_accounts::{read, segment};
use recount_claims::{Context, TOGETHER, attribution, deeds, figures, joined, names, times};
use recount_model::{Account, Reading};
use recount_text::AccountText;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::Duration;

// The allocator of the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let started = processor_time();
    let rules = Rules::built_in()?;
    let compiled = processor_time().saturating_sub(started);
    let mut out = io::stdout().lock();
    writeln!(out, "compiling the packs: {:.1} ms", compiled.as_secs_f64() * 1e3)?;
    // `cargo bench` itself hands `--bench` on.
    let files: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if files.is_empty() {
        for language in ["en", "ru"] {
            let texts: Vec<String> =
                (0..20).map(|seed| recount_bench::news::news(seed, language, 50_000)).collect();
            stages(&mut out, &format!("generated news, {language}"), &texts, &rules)?;
        }
        return adverse(&mut out, &rules);
    }
    let texts = files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    stages(&mut out, &format!("{} files", files.len()), &texts, &rules)
}

/// Every stage over `texts`, and all of them together.
fn stages(out: &mut impl io::Write, title: &str, texts: &[String], rules: &Rules) -> Outcome {
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut rounds: Vec<[Duration; STAGES.len()]> = Vec::new();
    let mut alone = Vec::new();
    for _ in 0..ROUNDS {
        let mut spent = [Duration::ZERO; STAGES.len()];
        for text in texts {
            read_all(text, rules, &mut spent)?;
        }
        rounds.push(spent);
        alone.push(timed(|| {
            texts.iter().for_each(|text| times_alone(text, rules));
        }));
    }
    writeln!(out, "\n{title}: {} kB", bytes / 1_000)?;
    for (at, name) in STAGES.iter().enumerate() {
        row(out, name, bytes, rounds.iter().map(|spent| spent[at]).collect())?;
    }
    row(out, "all stages together", bytes, rounds.iter().map(|spent| spent.iter().sum()).collect())?;
    row(out, "times alone, from text", bytes, alone)
}

const ROUNDS: usize = 11;
const STAGES: [&str; 8] =
    ["layout", "tokens", "times", "names", "attribution", "figures", "joined claims", "deeds"];

/// Reads one document as the pipeline does, and adds what each stage took.
fn read_all(text: &str, rules: &Rules, spent: &mut [Duration; STAGES.len()]) -> Outcome {
    let mut clock = StageClock { spent, at: 0, last: processor_time() };
    let reading = read("news.txt", text.as_bytes())?.value;
    let accounts = segment(&reading, &rules.for_language(&reading.language).layout).value;
    clock.next();
    for some in accounts.chunks(TOGETHER) {
        read_together(some, &reading, rules, &mut clock);
    }
    black_box(&accounts);
    Ok(())
}

/// As `recount_claims::read_accounts` does, with a look at the clock between stages.
fn read_together(accounts: &[Account], reading: &Reading, rules: &Rules, clock: &mut StageClock<'_>) {
    let rules: Vec<_> = accounts.iter().map(|account| rules.for_language(&account.language)).collect();
    clock.at = 1;
    let texts =
        each(accounts, &rules, |_, account, rules| AccountText::new(account, reading, &rules.abbreviations));
    clock.next();
    let mut time = each(&texts, &rules, |_, text, rules| {
        times::read(text, &Context::default(), &rules.claims.times).value
    });
    clock.next();
    let names = each(&texts, &rules, |_, text, rules| names::read(text, &rules.claims.names).value);
    clock.next();
    let statements = each(&texts, &rules, |at, text, rules| {
        let read = attribution::read(text, &names[at], &time[at], &rules.claims.attribution).value;
        times::date_speech(&mut time[at], &read, text, &rules.claims.times);
        read
    });
    clock.next();
    let figures = each(&texts, &rules, |at, text, rules| {
        figures::read(text, &time[at], &names[at], &statements[at], &rules.claims.figures).value.figures
    });
    clock.next();
    let claims = each(&texts, &rules, |at, text, rules| {
        joined::read(text, &time[at], &names[at], &statements[at], &figures[at], &rules.claims)
    });
    clock.next();
    let deeds = each(&texts, &rules, |at, text, rules| {
        deeds::read(text, &time[at], &names[at], &statements[at], &rules.claims.deeds)
    });
    black_box((&claims, &deeds));
    drop((texts, time, names, statements, figures, claims, deeds));
    clock.next();
}

fn each<'a, T, R>(
    of: &'a [T],
    rules: &[&'a LanguageRules],
    mut read: impl FnMut(usize, &'a T, &'a LanguageRules) -> R,
) -> Vec<R> {
    of.iter().zip(rules).enumerate().map(|(at, (one, rules))| read(at, one, rules)).collect()
}

/// Adds the time since the last stage ended to the stage that ends now.
struct StageClock<'spent> {
    spent: &'spent mut [Duration; STAGES.len()],
    at: usize,
    last: Duration,
}

impl StageClock<'_> {
    fn next(&mut self) {
        let now = processor_time();
        if let Some(spent) = self.spent.get_mut(self.at) {
            *spent += now.saturating_sub(self.last);
        }
        (self.at, self.last) = (self.at + 1, now);
    }
}

fn times_alone(text: &str, rules: &Rules) {
    let text = TimesText { text, name: "news", ..TimesText::default() };
    black_box(read_times(&text, &Settings::default(), rules));
}

fn row(out: &mut impl io::Write, name: &str, bytes: usize, mut rounds: Vec<Duration>) -> Outcome {
    rounds.sort();
    let median = rounds.get(rounds.len() / 2).copied().unwrap_or_default().as_secs_f64();
    writeln!(out, "  {name:<24} {:>8.1} ms {:>8.1} MB/s", median * 1e3, bytes as f64 / median / 1e6)?;
    Ok(())
}

/// Input nobody writes, made of one thing over and over.
const ADVERSE: [(&str, &str); 13] = [
    ("digits", "7"),
    ("dotted digits", "7.7"),
    ("one number word", "two "),
    ("one weekday", "Monday "),
    ("one name", "Orlec "),
    ("opening brackets", "("),
    ("quotation marks", "\""),
    ("opening quotes", "“it fell, "),
    ("one event word", "killed 5 after "),
    ("one item", "5 killed, "),
    ("one dated item", "on 5 May 2001, "),
    ("who said what", "he said "),
    ("mixed scripts", "день day יום 日 "),
];

/// Each at two lengths: ten times the text should take about ten times as long.
fn adverse(out: &mut impl io::Write, rules: &Rules) -> Outcome {
    writeln!(out, "\nadverse input, 100 kB and 1 MB: times alone, all stages")?;
    for (name, unit) in ADVERSE {
        let mut line = format!("  {name:<24}");
        let texts = [100_000, 1_000_000].map(|bytes| unit.repeat(bytes / unit.len()));
        let alone = texts.each_ref().map(|text| timed(|| times_alone(text, rules)));
        let mut all = [[Duration::ZERO; STAGES.len()]; 2];
        for (text, spent) in texts.iter().zip(&mut all) {
            read_all(text, rules, spent)?;
        }
        for [short, long] in [alone, all.map(|spent| spent.iter().sum())] {
            let (short, long) = (short.as_secs_f64() * 1e3, long.as_secs_f64() * 1e3);
            line.push_str(&format!(" {short:>8.1} → {long:>8.1} ms (×{:.1})", long / short));
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn timed(run: impl FnOnce()) -> Duration {
    let start = processor_time();
    run();
    processor_time().saturating_sub(start)
}

/// Processor time of this thread.
#[cfg(unix)]
fn processor_time() -> Duration {
    let told = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(told).unwrap_or_default()
}

/// Where the system does not tell it: time since the program began.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
