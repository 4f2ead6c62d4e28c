//! Times: span (any overlap, one to one), the same span exactly, type, value.

use super::key::{Key, KeySpan};
use crate::matching::{pair_up, shared_bytes};
use crate::{MeasureError, Score};
use recount_model::{AccountClaims, Dossier, Span, Timex};
use serde::Deserialize;

#[derive(Deserialize)]
struct KeyTime {
    #[serde(flatten)]
    span: KeySpan,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

pub fn judge(key: &Key, dossier: &Dossier) -> Result<Vec<Score>, MeasureError> {
    let gold: Vec<KeyTime> = key.load("times")?;
    let spans = gold.iter().map(|time| key.bytes(&time.span)).collect::<Result<Vec<Span>, _>>()?;
    let given: Vec<Timex> = dossier
        .claims
        .iter()
        .flat_map(|claims| as_counted(claims, &spans))
        .filter(|timex| key.covers(timex.span))
        .collect();
    let given_spans: Vec<Span> = given.iter().map(|timex| timex.span).collect();
    let pairs = pair_up(&spans, &given_spans, 0.0);
    let score = |name: &str, is_right: &dyn Fn(usize, usize) -> bool| {
        let right = pairs.iter().filter(|(a, b)| is_right(*a, *b)).count();
        let wrong = pairs.iter().filter(|(a, b)| !is_right(*a, *b)).map(|(a, b)| {
            let (want, got) = (&gold[*a], &given[*b]);
            format!(
                "line {}: `{}` {}, given `{}` {}",
                want.span.line, want.span.text, want.value, got.text, got.value
            )
        });
        let missed = (0..gold.len()).filter(|idx| !pairs.iter().any(|(a, _)| a == idx));
        let missed = missed.map(|idx| {
            format!("line {}: missed `{}` {}", gold[idx].span.line, gold[idx].span.text, gold[idx].value)
        });
        let extra = (0..given.len()).filter(|idx| !pairs.iter().any(|(_, b)| b == idx));
        let extra = extra.map(|idx| {
            format!(
                "line {}: extra `{}` {}",
                key.line_of(given[idx].span.start),
                given[idx].text,
                given[idx].value
            )
        });
        Score::new(name, right, gold.len(), given.len(), wrong.chain(missed).chain(extra).collect())
    };
    Ok(vec![
        score("times.span", &|_, _| true),
        score("times.span-exact", &|a, b| spans[a] == given_spans[b]),
        score("times.type", &|a, b| gold[a].kind == type_name(&given[b])),
        score("times.value", &|a, b| comparable(&gold[a].value) == comparable(&given[b].value)),
    ])
}

/// The times of an account; a range or a list that the key counts as one is one here too.
fn as_counted(claims: &AccountClaims, gold: &[Span]) -> Vec<Timex> {
    let mut times = claims.times.clone();
    for group in &claims.time_groups {
        let touched = gold.iter().filter(|span| shared_bytes(**span, group.span) > 0).count();
        let Some(first) = times.iter().find(|timex| group.parts.contains(&timex.id)).cloned() else {
            continue;
        };
        if touched != 1 {
            continue;
        }
        times.retain(|timex| shared_bytes(timex.span, group.span) == 0);
        let (text, value) = (group.text.clone(), group.value.clone());
        times.push(Timex { span: group.span, text, value, interval: group.interval, ..first });
    }
    times.sort_by_key(|timex| timex.span);
    times
}

fn type_name(timex: &Timex) -> String {
    format!("{:?}", timex.kind).to_uppercase()
}

/// TIMEX3 and EDTF write seasons differently, and the key leaves zones and full hours to taste.
fn comparable(value: &str) -> String {
    const SEASONS: [(&str, &str); 4] = [("-SP", "-21"), ("-SU", "-22"), ("-FA", "-23"), ("-WI", "-24")];
    let mut value = value.to_owned();
    for (timex, edtf) in SEASONS {
        if let Some(year) = value.strip_suffix(timex) {
            value = format!("{year}{edtf}");
        }
    }
    let Some((date, clock)) =
        value.split_once('T').filter(|(date, _)| !date.is_empty() && !date.starts_with('P'))
    else {
        return value;
    };
    let clock = clock.trim_end_matches('Z');
    let without_zone = clock.split(['+', '-']).next().unwrap_or(clock);
    let is_hour = without_zone.len() == 2 && without_zone.bytes().all(|byte| byte.is_ascii_digit());
    format!("{date}T{without_zone}{}", if is_hour { ":00" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::comparable;

    #[test]
    fn only_notation_is_levelled() {
        assert_eq!(comparable("2011-SU"), "2011-22");
        assert_eq!(comparable("2011-12-16T09:20+04:00"), "2011-12-16T09:20");
        assert_eq!(comparable("2011-12-16T11"), "2011-12-16T11:00");
        assert_eq!(comparable("PT20M"), "PT20M");
        assert_ne!(comparable("2011-12-16TMO"), comparable("2011-12-16"));
    }
}
