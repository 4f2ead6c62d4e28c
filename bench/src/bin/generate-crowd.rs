//! `generate-crowd KIND COUNT`: one invented text of COUNT sentences that all tell of one happening, to standard output.
//!
//! `tolls`: numbers of dead of one day; `undated`: the same without any date; `clocks`: one act at other hours of one day;
//! `orders`: one act before and after others.

use anyhow::{Context as _, Result, bail};
use std::io::{BufWriter, Write as _};

const SPEAKERS: [&str; 8] = [
    "the ministry",
    "the mayor",
    "a nurse",
    "the union",
    "a witness",
    "the prosecutor",
    "a driver",
    "the governor",
];
const OTHERS: [&str; 5] = ["market", "school", "depot", "church", "mill"];
const SENTENCES_A_PARAGRAPH: usize = 5;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: generate-crowd tolls|undated|clocks|orders COUNT";
    let kind = arguments.next().context(usage)?;
    let count: usize = arguments.next().context(usage)?.parse().context(usage)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let dated = if kind == "undated" { "" } else { ", 9 March 2031" };
    writeln!(out, "What was said of the Orlec bridge{dated}\n")?;
    for number in 0..count {
        let claim = match kind.as_str() {
            "tolls" => format!("On 5 March {} people were killed at the Orlec bridge", 3 + number % 997),
            "undated" => format!("{} people were killed at the Orlec bridge", 3 + number % 997),
            "clocks" => format!(
                "On 5 March at {:02}:{:02} the Orlec bridge was stormed",
                6 + number % 17,
                number * 7 % 60
            ),
            "orders" => format!(
                "The Orlec bridge was stormed {} the {} was shelled",
                if number % 2 == 0 { "after" } else { "before" },
                OTHERS[number % OTHERS.len()]
            ),
            _ => bail!("{usage}"),
        };
        let end = if number % SENTENCES_A_PARAGRAPH + 1 == SENTENCES_A_PARAGRAPH { "\n" } else { "" };
        writeln!(out, "{claim}, {} said.{end}", SPEAKERS[number % SPEAKERS.len()])?;
    }
    Ok(out.flush()?)
}
