//! How often somebody was wrong: after five failures of one name from one address each further one costs a longer wait.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So often a password may be wrong before one has to wait.
const FREE: u32 = 5;
const FIRST_WAIT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// So long after the last failure it is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(60 * 60);
/// More are not remembered; those who failed least, and longest ago, go first.
const MOST: usize = 10_000;

/// Failures by name and address.
#[derive(Debug, Default)]
pub struct Attempts {
    known: Mutex<BTreeMap<(String, IpAddr), Failures>>,
}

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Failures {
    /// Until when nothing is tried.
    fn until(self) -> Option<Instant> {
        let beyond = self.count.checked_sub(FREE)?;
        let wait = FIRST_WAIT.checked_mul(1 << beyond.min(16)).unwrap_or(LONGEST_WAIT);
        Some(self.last + wait.min(LONGEST_WAIT))
    }
}

impl Attempts {
    /// Begins an attempt, which counts as a failure until [`Attempts::forget`] says otherwise: many at once are as many.
    ///
    /// # Errors
    /// How long to wait, when there were too many.
    pub fn begin(&self, name: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (name.to_owned(), address);
        let before = known.get(&key).copied().filter(|failures| now < failures.last + FORGOTTEN);
        let wait = before.and_then(Failures::until).and_then(|until| until.checked_duration_since(now));
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            return Err(wait);
        }
        if known.len() >= MOST && !known.contains_key(&key) {
            known.retain(|_, failures| now < failures.last + FORGOTTEN);
            // Whoever has to wait is forgotten last: many other names end no wait.
            let least = known.iter().min_by_key(|(_, failures)| (failures.count, failures.last));
            let least = least.map(|(key, _)| key.clone()).filter(|_| known.len() >= MOST);
            least.and_then(|least| known.remove(&least));
        }
        known.insert(key, Failures { count: before.map_or(0, |failures| failures.count) + 1, last: now });
        Ok(())
    }

    /// It was right.
    pub fn forget(&self, name: &str, address: IpAddr) {
        let key = (name.to_owned(), address);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_ends() {
        let (attempts, here, start) = (Attempts::default(), IpAddr::from([192, 0, 2, 7]), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        (0..5).for_each(|_| attempts.begin("ada", here, start).unwrap());
        assert_eq!(attempts.begin("ada", here, start), Err(Duration::from_secs(10)));
        attempts.begin("ada", IpAddr::from([192, 0, 2, 8]), start).unwrap();
        attempts.begin("boris", here, start).unwrap();
        attempts.begin("ada", here, at(10)).unwrap();
        assert_eq!(attempts.begin("ada", here, at(10)), Err(Duration::from_secs(20)));
        attempts.begin("ada", here, at(30)).unwrap();
        assert_eq!(attempts.begin("ada", here, at(31)), Err(Duration::from_secs(39)));
        attempts.begin("ada", here, at(30 + 3_600)).unwrap();
        attempts.begin("ada", here, at(30 + 3_600)).unwrap();
        attempts.forget("ada", here);
        (0..5).for_each(|_| attempts.begin("ada", here, at(3_631)).unwrap());
    }

    #[test]
    fn what_is_remembered_does_not_grow_without_end() {
        let (attempts, now) = (Attempts::default(), Instant::now());
        let here = IpAddr::from([192, 0, 2, 7]);
        (0..FREE).for_each(|_| attempts.begin("ada", here, now).unwrap());
        for nth in 0..u32::try_from(MOST).unwrap() + 50 {
            attempts.begin(&format!("name {nth}"), IpAddr::from([192, 0, 2, 7]), now).unwrap();
        }
        assert_eq!(attempts.known.lock().unwrap().len(), MOST);
        assert!(attempts.begin("ada", here, now).is_err(), "her wait goes on");
    }
}
