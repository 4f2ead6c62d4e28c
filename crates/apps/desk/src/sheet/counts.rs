//! Counts as spreadsheets write them: `1,500`, `1 500`, `1500.0`, `10–20`, `≥ 25`.

use recount::decisions::parse_count;
use recount_model::{Bound, Figure};
use recount_publish::tables::count_words;

/// What to set, `None` where the cell says what is there already.
///
/// # Errors
/// Why it is no count that could be set.
pub fn wished(cell: &str, figure: Option<&Figure>) -> Result<Option<String>, String> {
    let words = canonical(cell);
    if figure.is_some_and(|figure| canonical(&count_words(figure)) == words) {
        return Ok(None);
    }
    let Some((low, high, bound)) = parse_count(&words) else {
        let is_dated = cell.matches(['.', '/', '-']).count() == 2 || cell.chars().any(char::is_alphabetic);
        return Err(if is_dated {
            "no count; where a spreadsheet made a date of a range write it with a dash: `10–20`".to_owned()
        } else {
            "no count: `14`, `10–20`, `>=25`, `>24`, `<=30`, `<31`".to_owned()
        });
    };
    let is_open = |figure: &Figure| matches!(figure.bound, Bound::Approx | Bound::Vague);
    let is_same = figure.is_some_and(|figure| {
        (figure.low, figure.high) == (low, high) && (figure.bound == bound || !is_open(figure))
    });
    Ok((!is_same).then_some(words))
}

/// The count without what groups its digits, with signs as they are typed.
fn canonical(cell: &str) -> String {
    let spelt = cell.replace('≥', ">=").replace('≤', "<=").replace(['–', '—', '‑', '‒', '−'], "-");
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace();
    let mut words = String::new();
    let mut rest = spelt.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        if end > 0 {
            words += &number(rest.get(..end).unwrap_or(""));
            rest = rest.get(end..).unwrap_or("");
        } else {
            words.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        }
    }
    words
}

/// `1,500` and `1 500` and `1500.0` as `1500`; what is grouped otherwise as it is.
fn number(words: &str) -> String {
    let words = words.trim();
    let whole = words.trim_end_matches('0').strip_suffix(['.', ',']).filter(|whole| !whole.is_empty());
    let decimals = |whole: &str| words.len() - whole.len() - 1;
    // Three noughts behind a mark are a thousand, any other number of them nothing.
    let words = whole.filter(|whole| decimals(whole) != 3).unwrap_or(words);
    let groups: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|first| (1..=3).contains(&first.len()));
    if groups.len() == 1 || is_grouped { groups.concat() } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_grouped() {
        for same in
            ["1500", "1,500", "1 500", "1\u{a0}500", "1\u{202f}500", "1.500", "1500.0", "1500,00", "1'500"]
        {
            assert_eq!(canonical(same), "1500", "{same:?}");
        }
        assert_eq!(canonical("≥ 1 500"), ">=1500");
        assert_eq!(canonical("10 – 20"), "10-20");
        assert_eq!(canonical("~1 500"), "~1500");
        assert_eq!(canonical("2,500,000"), "2500000");
        assert_eq!(canonical("100"), "100");
        for odd in ["1,5", "15,00,0", "1.5", "12 34"] {
            assert!(parse_count(&canonical(odd)).is_none(), "{odd}: {}", canonical(odd));
        }
    }

    #[test]
    fn what_is_no_count_is_refused() {
        for odd in ["many", "20.10.2031", "-5", "окт.20", "1e5"] {
            assert!(wished(odd, None).is_err(), "{odd}");
        }
        assert_eq!(wished("1,500", None), Ok(Some("1500".to_owned())));
    }
}
