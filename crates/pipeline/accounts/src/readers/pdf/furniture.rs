//! What repeats at the head or foot of pages, and page numbers, are no words of the account.

use super::lines::Line;
use std::collections::{BTreeMap, BTreeSet};

/// The head and the foot of a page, in thousandths of its height.
const EDGE: u16 = 120;

/// Lines at either end of a page that are looked at.
const EDGE_LINES: usize = 3;

/// Letters of a line that is nothing but the number of its page, signs around it included.
const NUMBER_LETTERS: usize = 9;

/// Marks running heads, running feet and page numbers.
pub(super) fn mark(pages: &mut [Vec<Line>]) {
    let mut seen: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for page in pages.iter() {
        let edges = edges(page).into_iter();
        let of_page: BTreeSet<(String, bool)> =
            edges.filter_map(|(idx, is_head)| Some((shape(&page.get(idx)?.text), is_head))).collect();
        of_page.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    // On one page in three: left and right pages may have heads of their own, and first pages none.
    let enough = pages.len().div_ceil(3).max(2);
    for page in pages {
        for (idx, is_head) in edges(page) {
            if let Some(line) = page.get_mut(idx) {
                let is_repeated =
                    seen.get(&(shape(&line.text), is_head)).is_some_and(|count| *count >= enough);
                line.is_furniture = is_repeated || is_page_number(&line.text);
            }
        }
    }
}

/// The outermost lines of a page, and whether each is at its head.
fn edges(page: &[Line]) -> Vec<(usize, bool)> {
    let mut by_place: Vec<usize> = (0..page.len()).collect();
    by_place.sort_by_key(|idx| page.get(*idx).map(|line| (line.area.top, *idx)));
    let bottom = |idx: &usize| page.get(*idx).map_or(0, |line| line.area.top + line.area.height);
    let is_head = |idx: &usize| bottom(idx) <= EDGE;
    let is_foot = |idx: &usize| page.get(*idx).is_some_and(|line| line.area.top >= 1000 - EDGE);
    let heads = by_place.iter().copied().take(EDGE_LINES).filter(is_head).map(|idx| (idx, true));
    let feet = by_place.iter().rev().copied().take(EDGE_LINES).filter(is_foot).map(|idx| (idx, false));
    heads.chain(feet).collect()
}

/// The line with its numbers made alike.
fn shape(line: &str) -> String {
    let mut shape = String::with_capacity(line.len());
    for letter in line.chars().flat_map(char::to_lowercase) {
        match letter {
            _ if letter.is_whitespace() => {}
            _ if letter.is_numeric() => {
                if !shape.ends_with('#') {
                    shape.push('#');
                }
            }
            _ => shape.push(letter),
        }
    }
    shape
}

fn is_page_number(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    (1..=4).contains(&digits)
        && line.chars().count() <= NUMBER_LETTERS
        && line.chars().all(|letter| {
            letter.is_ascii_digit()
                || letter.is_whitespace()
                || matches!(letter, '-' | '–' | '—' | '|' | '/' | '[' | ']')
        })
}
