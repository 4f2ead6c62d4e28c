//! A count as a person writes it.

use recount_model::Bound;

/// `14`, `10-20`, `>=25`, `>24`, `<=30`, `<31`: least, greatest, and the bound this is.
pub fn parse_count(text: &str) -> Option<(u64, Option<u64>, Bound)> {
    let text = text.trim();
    let number = |part: &str| part.trim().parse::<u64>().ok();
    if let Some(rest) = text.strip_prefix(">=") {
        return Some((number(rest)?, None, Bound::AtLeast));
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return Some((0, Some(number(rest)?), Bound::AtMost));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Some((number(rest)?.checked_add(1)?, None, Bound::MoreThan));
    }
    if let Some(rest) = text.strip_prefix('<') {
        return Some((0, Some(number(rest)?.checked_sub(1)?), Bound::LessThan));
    }
    if let Some((low, high)) = text.split_once('-') {
        let (low, high) = (number(low)?, number(high)?);
        return (low < high).then_some((low, Some(high), Bound::Range));
    }
    let count = number(text)?;
    Some((count, Some(count), Bound::Exact))
}

/// The number that the words bound ("more than 70" has 70); none of a range.
pub(super) fn stated((low, high, bound): (u64, Option<u64>, Bound)) -> Option<u64> {
    match bound {
        Bound::Exact | Bound::AtLeast => Some(low),
        Bound::MoreThan => low.checked_sub(1),
        Bound::AtMost => high,
        Bound::LessThan => high.and_then(|high| high.checked_add(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_write_them() {
        let told = |text| parse_count(text).map(|count| (count.0, count.1, stated(count)));
        assert_eq!(told("14"), Some((14, Some(14), Some(14))));
        assert_eq!(told(">= 25"), Some((25, None, Some(25))));
        assert_eq!(told(">24"), Some((25, None, Some(24))));
        assert_eq!(told("<=30"), Some((0, Some(30), Some(30))));
        assert_eq!(told("<31"), Some((0, Some(30), Some(31))));
        assert_eq!(told("10-20"), Some((10, Some(20), None)));
        for odd in ["", "-", "20-10", "<0", ">18446744073709551615", "about 14", "1,204", "-5"] {
            assert_eq!(told(odd), None, "{odd}");
        }
    }
}
