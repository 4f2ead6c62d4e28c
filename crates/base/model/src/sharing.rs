//! What is the same held once, however often it was written down.
//!
//! Comes in: sayings and names of originals as they are read. Goes out: each of them, those that are alike as one.

use crate::told::{Arg, Filling, Saying, Told};
use smol_str::SmolStr;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

thread_local! {
    static ALL: RefCell<Option<Shared>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct Shared {
    sayings: HashSet<Alike>,
    originals: HashSet<SmolStr>,
}

/// Does `read`; what it reads on this thread is shared where it is alike.
pub fn sharing<T>(read: impl FnOnce() -> T) -> T {
    struct Ends;
    impl Drop for Ends {
        fn drop(&mut self) {
            ALL.with_borrow_mut(|all| *all = None);
        }
    }
    ALL.with_borrow_mut(|all| *all = Some(Shared::default()));
    let _ends = Ends;
    read()
}

/// `saying`, or the one like it that was read before.
pub(crate) fn saying(saying: Saying) -> Arc<Saying> {
    let own = Alike(Arc::new(saying));
    ALL.with_borrow_mut(|all| {
        let Some(all) = all.as_mut().map(|all| &mut all.sayings) else { return Arc::clone(&own.0) };
        if let Some(same) = all.get(&own) {
            return Arc::clone(&same.0);
        }
        let saying = Arc::clone(&own.0);
        all.insert(own);
        saying
    })
}

/// The name of an original.
pub(crate) fn original(name: &str) -> SmolStr {
    ALL.with_borrow_mut(|all| {
        let Some(all) = all.as_mut().map(|all| &mut all.originals) else { return name.into() };
        if let Some(same) = all.get(name) {
            return same.clone();
        }
        all.insert(name.into());
        all.get(name).cloned().unwrap_or_default()
    })
}

/// Alike in every part. The sayings within were shared before it: they are the same when they are one.
struct Alike(Arc<Saying>);

impl PartialEq for Alike {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&*self.0, &*other.0);
        let is_alike = |(a, b): (&Filling, &Filling)| a.0 == b.0 && are_alike(&a.1, &b.1);
        (&a.text, &a.key, &a.language, a.args.len()) == (&b.text, &b.key, &b.language, b.args.len())
            && a.args.iter().zip(&b.args).all(is_alike)
    }
}

impl Eq for Alike {}

impl Hash for Alike {
    fn hash<H: Hasher>(&self, to: &mut H) {
        (&self.0.text, &self.0.key).hash(to);
        self.0.args.iter().for_each(|(_, arg)| hash(arg, to));
    }
}

fn are_alike(a: &Arg, b: &Arg) -> bool {
    match (a, b) {
        (Arg::Told(a), Arg::Told(b)) => at(a) == at(b),
        (Arg::List(a, all), Arg::List(b, others)) => {
            a == b && all.len() == others.len() && all.iter().zip(others).all(|(a, b)| are_alike(a, b))
        }
        _ => a == b,
    }
}

fn hash(arg: &Arg, to: &mut impl Hasher) {
    match arg {
        Arg::Number(number) | Arg::Count(number) => number.hash(to),
        Arg::Words(words) | Arg::Title(words) | Arg::Quote(words) | Arg::Day(words) => words.hash(to),
        Arg::Account(id) => id.hash(to),
        Arg::Told(told) => at(told).hash(to),
        Arg::List(_, parts) => parts.iter().for_each(|part| hash(part, to)),
    }
}

fn at(told: &Told) -> Option<*const Saying> {
    told.saying().map(std::ptr::from_ref)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, OriginalId};

    fn counted(number: u64) -> Told {
        let within = Saying {
            key: "a.b".into(),
            args: [("n".into(), Arg::Number(number))].into(),
            ..Saying::default()
        };
        let args =
            [("who".into(), Arg::Told(within.into())), ("of".into(), Arg::Account(Id("acc-1".into())))];
        Saying { text: "said".into(), key: "a.c".into(), args: args.into(), language: None }.into()
    }

    fn read_back(told: &[Told]) -> Vec<Told> {
        serde_json::from_str(&serde_json::to_string(told).unwrap()).unwrap()
    }

    #[test]
    fn only_what_is_alike_in_every_part_is_held_once() {
        let read = sharing(|| read_back(&[counted(1), counted(2), counted(1)]));
        assert_eq!((at(&read[0]), at(&read[1]) == at(&read[0])), (at(&read[2]), false));
        assert_eq!(format!("{:?}", read[1].args()), format!("{:?}", counted(2).args()));
    }

    #[test]
    fn nothing_is_shared_beyond_one_reading() {
        let read = |told| sharing(|| read_back(&[told]));
        assert_ne!(at(&read(counted(1))[0]), at(&read(counted(1))[0]));
        let unshared = read_back(&[counted(1), counted(1)]);
        assert_ne!(at(&unshared[0]), at(&unshared[1]));
    }

    #[test]
    fn a_name_of_an_original_is_read_as_it_was_written() {
        let names = [OriginalId::of(b"a"), OriginalId::of(b"b"), OriginalId::of(b"a")];
        let written = serde_json::to_string(&names).unwrap();
        let read: Vec<OriginalId> = sharing(|| serde_json::from_str(&written).unwrap());
        assert_eq!(read, names);
        assert!(std::ptr::eq(read[0].0.as_str(), read[2].0.as_str()));
    }
}
