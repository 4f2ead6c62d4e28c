//! Whether two names can be one person, and which names of a list are.
//!
//! Comes in: names as folded words, with their roles. Goes out: a group for each. It may not know texts.
//! Two different given names are two people, whatever else agrees: joining two is worse than leaving one apart.

use super::folding::similarity_permille;
use recount_text::{FoldMap, WordKey};
use std::collections::{BTreeMap, BTreeSet};

/// Surnames at least this alike (in thousandths) can be one name spelled twice.
const SAME_SURNAME: u64 = 920;
/// Given names this alike can be one name only where the roles agree too, in two words at least.
const ALIKE_GIVEN_NAME: u64 = 850;

/// One form of a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonForm {
    /// Folded words in order; the last is the surname.
    pub(crate) words: Vec<String>,
    /// The same without case endings; equal to `words` in a language that has none.
    pub(crate) stems: Vec<String>,
    /// Folded words of weight in the roles the text gives.
    pub(crate) roles: BTreeSet<String>,
}

impl PersonForm {
    fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn given(&self) -> Option<&str> {
        (self.words.len() > 1).then(|| self.words.first().map(String::as_str)).flatten()
    }

    /// True if both forms can name one person: alike surnames, and given names that do not contradict.
    pub(crate) fn can_be(&self, other: &PersonForm) -> bool {
        self.is_inflected_as(other) || self.is_spelled_as(other)
    }

    /// The same words, each perhaps in another case; initials stand for any name that begins so.
    fn is_inflected_as(&self, other: &PersonForm) -> bool {
        let (Some((surname, given)), Some((other_surname, other_given))) =
            (self.stems.split_last(), other.stems.split_last())
        else {
            return false;
        };
        let given_fits = match (given.first(), other_given.first()) {
            (Some(a), Some(b)) => are_one_given_name(a, b),
            _ => true,
        };
        surname == other_surname && given_fits
    }

    fn is_spelled_as(&self, other: &PersonForm) -> bool {
        // Surnames are compared last: that is what takes long among thousands of people.
        let do_given_names_fit = match (self.given(), other.given()) {
            (Some(a), Some(b)) => are_one_given_name(a, b) || self.is_misspelled_in(a, other, b),
            _ => true,
        };
        do_given_names_fit && similarity_permille(self.surname(), other.surname()) >= SAME_SURNAME
    }

    fn is_misspelled_in(&self, given: &str, other: &PersonForm, other_given: &str) -> bool {
        let shared = self.roles.intersection(&other.roles).count();
        let are_roles_alike = shared > 1 && shared * 2 >= self.roles.len().min(other.roles.len());
        are_roles_alike && similarity_permille(given, other_given) >= ALIKE_GIVEN_NAME
    }
}

fn are_one_given_name(a: &str, b: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || is_initial(a, b) || is_initial(b, a)
}

/// Groups forms into people: the index of the group for each form. Full names first; a surname alone joins the
/// only full name it fits, and stays apart where there are several.
pub(crate) fn group(forms: &[PersonForm]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..forms.len()).collect();
    let rank = |idx: &usize| {
        let form = forms.get(*idx);
        (std::cmp::Reverse(form.map_or(0, |form| form.words.len().min(2))), form, *idx)
    };
    order.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let mut people = People::default();
    let mut group_of = vec![0; forms.len()];
    for idx in order {
        let (Some(form), Some(group)) = (forms.get(idx), group_of.get_mut(idx)) else { continue };
        *group = people.place(form);
    }
    group_of
}

/// What of a form tells most others from it at a glance: among thousands of people nearly all comparisons end here.
#[derive(Clone, Copy)]
struct Glance {
    /// First letter of the given name; `None` if there is none.
    given: Option<char>,
    surname: Option<WordKey>,
    has_roles: bool,
}

impl Glance {
    fn of(form: &PersonForm) -> Self {
        Glance {
            given: form.given().and_then(|given| given.chars().next()),
            surname: form.stems.last().map(|surname| WordKey::of(surname)),
            has_roles: form.roles.len() > 1,
        }
    }

    /// False only where [`PersonForm::can_be`] is false: neither the same surname in another case, nor given names that may be one.
    fn may_be(self, other: Glance) -> bool {
        self.surname == other.surname
            || self.given == other.given
            || self.given.is_none()
            || other.given.is_none()
            || (self.has_roles && other.has_roles)
    }
}

/// The people found so far, by the first letter of the surname.
#[derive(Default)]
struct People<'form> {
    members: Vec<Vec<&'form PersonForm>>,
    /// Each with its first member at a glance.
    by_letter: BTreeMap<Option<char>, Vec<(usize, Glance)>>,
    exact: FoldMap<&'form [String], usize>,
}

/// Most people that one form is compared with; beyond, only equal names join.
const MOST_COMPARED: usize = 2_000;

impl<'form> People<'form> {
    fn place(&mut self, form: &'form PersonForm) -> usize {
        if let Some(group) = self.exact.get(form.words.as_slice()) {
            return *group;
        }
        let letter = form.surname().chars().next();
        let near = self.by_letter.entry(letter).or_default();
        let glance = Glance::of(form);
        let fits = |(group, first): &&(usize, Glance)| {
            let members = self.members.get(*group).filter(|_| glance.may_be(*first));
            members.is_some_and(|members| members.iter().all(|member| form.can_be(member)))
        };
        let mut fitting = near.iter().take(MOST_COMPARED).filter(fits);
        let group = match (fitting.next(), fitting.next()) {
            (Some((only, _)), None) => *only,
            _ => {
                near.push((self.members.len(), glance));
                self.members.push(Vec::new());
                self.members.len() - 1
            }
        };
        if let Some(members) = self.members.get_mut(group) {
            members.push(form);
        }
        self.exact.insert(&form.words, group);
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(name: &str, role: &str) -> PersonForm {
        let words = |text: &str| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let roles: Vec<String> = words(role);
        PersonForm { words: words(name), stems: words(name), roles: roles.into_iter().collect() }
    }

    #[test]
    fn different_given_names_stay_apart() {
        assert!(!form("maria orin", "").can_be(&form("marina orin", "")));
        assert!(!form("ivan orin", "head mine").can_be(&form("boris orin", "head mine")));
    }

    #[test]
    fn a_misspelled_name_joins_by_role() {
        assert!(
            form("nela pilar", "comisioner rights")
                .can_be(&form("nelia pilara", "high comisioner human rights"))
        );
        assert!(!form("nela pilar", "comisioner").can_be(&form("nelia pilara", "singer")));
    }

    #[test]
    fn a_surname_alone_joins_the_only_full_name() {
        assert_eq!(group(&[form("orin", ""), form("ada orin", "")]), [0, 0]);
        let groups = group(&[form("orin", ""), form("ada orin", ""), form("lev orin", "")]);
        assert!(groups[0] != groups[1] && groups[0] != groups[2] && groups[1] != groups[2]);
    }

    proptest! {
        #[test]
        fn a_glance_rules_nobody_out_who_can_be(
            (one, other) in ("[a-c]{1,3}( [a-c]{1,3})?", "[a-c]{1,3}( [a-c]{1,3})?"),
            (role, other_role) in ("([a-c] ){0,3}", "([a-c] ){0,3}"),
        ) {
            let (one, other) = (form(&one, &role), form(&other, &other_role));
            prop_assert!(Glance::of(&one).may_be(Glance::of(&other)) || !one.can_be(&other));
        }

        #[test]
        fn the_order_of_forms_changes_no_group(mut names in proptest::collection::vec("[a-c]{1,3}( [a-c]{1,3})?", 1..8)) {
            let forms: Vec<PersonForm> = names.iter().map(|name| form(name, "")).collect();
            let groups = group(&forms);
            let mut partition: Vec<Vec<&str>> = vec![Vec::new(); names.len()];
            for (name, at) in names.iter().zip(&groups) { partition[*at].push(name); }
            let mut before: Vec<Vec<String>> = partition.iter().map(|part| { let mut part: Vec<String> = part.iter().map(|s| (*s).to_owned()).collect(); part.sort(); part }).collect();
            before.sort();
            names.reverse();
            let forms: Vec<PersonForm> = names.iter().map(|name| form(name, "")).collect();
            let groups = group(&forms);
            let mut after: Vec<Vec<String>> = vec![Vec::new(); names.len()];
            for (name, at) in names.iter().zip(&groups) { after[*at].push(name.clone()); }
            after.iter_mut().for_each(|part| part.sort());
            after.sort();
            prop_assert_eq!(before, after);
        }
    }
}
