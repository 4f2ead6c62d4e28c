//! The harness on the case folder alone: bits that change, and cases to which nothing happened. More of it: `cargo xtask reliability`.

use recount_reliability::{flips, workplace};

#[test]
fn a_change_that_anyone_would_see_is_reported() {
    let place = workplace().unwrap();
    let flipped = flips::flips(place.path(), 150, 7).unwrap();
    assert_eq!(flipped.violations, []);
    assert!(flipped.visible > 30 && flipped.reported == flipped.visible, "{flipped:?}");
}

#[test]
fn a_whole_case_raises_no_alarm() {
    let place = workplace().unwrap();
    assert_eq!(flips::false_alarms(place.path(), 30, 7).unwrap(), []);
}

#[test]
fn a_changed_package_gives_what_was_packed_or_nothing() {
    let place = workplace().unwrap();
    let flipped = flips::package_flips(place.path(), 60, 7).unwrap();
    assert_eq!(flipped.violations, []);
    assert!(flipped.visible > 40, "{flipped:?}");
}
