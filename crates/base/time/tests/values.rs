//! What must hold for every value: printing and parsing agree, EDTF is valid, coarser holds finer.

use proptest::prelude::*;
use recount_time::edtf::edtf;
use recount_time::instants::interval;
use recount_time::{
    Amount, Clock, Date, Length, PartOfDay, PartialDate, Reference, Season, TimeOfDay, Unit, Value, WeekPart,
    Within, Zone,
};

fn dates() -> impl Strategy<Value = PartialDate> {
    let within = prop_oneof![
        Just(Within::Year),
        (1u8..=2).prop_map(Within::Half),
        (1u8..=4).prop_map(Within::Quarter),
        prop_oneof![Just(Season::Spring), Just(Season::Winter)].prop_map(Within::Season),
        (1u8..=12).prop_map(Within::Month),
        (proptest::option::of(1u8..=12), proptest::option::of(1u8..=28))
            .prop_map(|(month, day)| Within::Day(month, day)),
        (proptest::option::of(1u8..=52), parts_of_weeks()).prop_map(|(week, part)| Within::Week(week, part)),
    ];
    let fine =
        (proptest::option::of(-900i32..2500), within).prop_map(|(year, within)| PartialDate { year, within });
    let coarse = prop_oneof![
        (1i32..250).prop_map(|tens| PartialDate { year: Some(tens * 10), within: Within::Decade }),
        (1i32..25).prop_map(|hundreds| PartialDate { year: Some(hundreds * 100), within: Within::Century }),
    ];
    prop_oneof![4 => fine, 1 => coarse]
}

fn parts_of_weeks() -> impl Strategy<Value = WeekPart> {
    prop_oneof![Just(WeekPart::Whole), Just(WeekPart::Weekend), (1u8..=7).prop_map(WeekPart::Day)]
}

fn clocks() -> impl Strategy<Value = Clock> {
    (0u8..24, proptest::option::of(0u8..60), proptest::option::of(-720i16..840))
        .prop_map(|(hour, minute, offset_minutes)| Clock { hour, minute, second: None, offset_minutes })
}

fn single_values() -> impl Strategy<Value = Value> {
    let units = prop_oneof![
        Just(Unit::Second),
        Just(Unit::Minute),
        Just(Unit::Hour),
        Just(Unit::Day),
        Just(Unit::Week),
        Just(Unit::Month),
        Just(Unit::Year),
        Just(Unit::Decade),
        Just(Unit::Century)
    ];
    let amounts = prop_oneof![Just(Amount::Vague), (1i64..100_000).prop_map(Amount::Hundredths)];
    prop_oneof![
        dates().prop_map(Value::Date),
        (dates(), clocks()).prop_map(|(date, clock)| Value::Time(date, TimeOfDay::Clock(clock))),
        dates().prop_map(|date| Value::Time(date, TimeOfDay::Part(PartOfDay::Night))),
        (amounts, units).prop_map(|(amount, unit)| Value::Length(Length::one(amount, unit))),
        Just(Value::Reference(Reference::Past)),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let boxed = || proptest::option::of(single_values().prop_map(Box::new));
    prop_oneof![
        4 => single_values(),
        1 => (boxed(), boxed()).prop_map(|(from, to)| Value::Range(from, to)),
        1 => proptest::collection::vec(single_values(), 2..4).prop_map(Value::List),
    ]
}

proptest! {
    #[test]
    fn parsing_undoes_printing(value in values()) {
        let text = value.to_string();
        prop_assert_eq!(text.parse::<Value>(), Ok(value));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "[0-9XPTWQHMSBC/:.,+-]{0,24}|\\PC{0,12}") {
        if let Ok(value) = text.parse::<Value>() {
            prop_assert_eq!(value.to_string().parse::<Value>(), Ok(value));
        }
    }

    #[test]
    fn dates_of_the_common_era_have_valid_edtf(date in dates()) {
        if let Some(text) = edtf(&Value::Date(date), None, true) {
            prop_assert!(edtf_core::is_valid(&text), "{}", text);
        } else {
            // Only open weeks have no EDTF, and days the calendar lacks.
            let is_open_week = matches!(date.within, Within::Week(week, _) if week.is_none() || date.year.is_none());
            prop_assert!(is_open_week || date.days().is_none(), "{:?}", date);
        }
    }

    #[test]
    fn a_month_holds_its_days(year in 1800i32..2100, month in 1u8..=12, day in 1u8..=28) {
        let zones = [Zone::named("Asia/Aqtau").unwrap(), Zone::utc()];
        let coarse = interval(&Value::Date(PartialDate::month(Some(year), month)), &zones);
        let fine = interval(&Value::Date(Date::new(year, month, day).unwrap().into()), &zones);
        prop_assert_eq!(coarse.intersection(fine), Some(fine));
    }
}

#[test]
fn edtf_says_what_timex_says() {
    let said = |text: &str, modifier: Option<&str>| edtf(&text.parse().unwrap(), modifier, false);
    assert_eq!(said("2001-SU", None).as_deref(), Some("2001-22"));
    assert_eq!(said("2001-11", Some("MID")).as_deref(), Some("2001-11-11/2001-11-20"));
    assert_eq!(said("2001-12-16T11:40+04:00", None).as_deref(), Some("2001-12-16T11:40:00+04:00"));
    assert_eq!(said("198", None).as_deref(), Some("198X"));
    assert_eq!(said("BC0480", None).as_deref(), Some("-0479"));
    assert_eq!(said("2001-W50", None).as_deref(), Some("2001-12-10/2001-12-16"));
    assert_eq!(said("XXXX-12-16", None).as_deref(), Some("XXXX-12-16"));
    assert_eq!(said("2001-12-16/2001-12-20", None).as_deref(), Some("2001-12-16/2001-12-20"));
    assert_eq!(said("2001-02-30", None), None);
}
