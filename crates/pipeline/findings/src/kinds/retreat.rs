//! `retreat`: somebody had to say something after all.
//!
//! # What it says
//! What somebody stated first, and what the account says the same one had to announce, admit or correct later.
//!
//! # Why it matters
//! A line that is given up under pressure shows what the first statement was worth, and what pressed.
//!
//! # How it is computed
//! Words for conceding ("was forced to announce", "later admitted") with a speaker whose earlier statement stands close
//! above in the same account.
//!
//! # What it does not show
//! That the two statements exclude each other, or that the first was made against better knowledge.
//!
//! # References
//! S. Pareti: PARC 3.0: a corpus of attribution relations. LREC (2016).

use crate::draft::Draft;
use crate::sightings::Admission;
use crate::view::View;
use crate::words::{name_of, quoted};
use recount_model::{Finding, Hold, Severity};
use recount_sayings::say;

/// The kind's id.
pub const ID: &str = "retreat";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    view.sightings.admissions.iter().map(|admission| finding(admission, view)).collect()
}

fn finding(admission: &Admission, view: &View<'_>) -> Finding {
    let (before, after) = (&admission.before, &admission.mark.passage);
    Draft {
        kind: ID,
        hold: Hold::Possible,
        reading: Some(say!("retreat.reading")),
        title: say!(
            "retreat.title",
            who = &admission.speaker,
            before = quoted(&before.text),
            after = quoted(&after.text)
        ),
        why: vec![say!("retreat.why", account = name_of(&after.account, view), who = &admission.speaker)],
        passages: vec![before.clone(), after.clone()],
        parents: Vec::new(),
        severity: Severity::Notable,
    }
    .finish()
}
