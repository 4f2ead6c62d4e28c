//! The kinds of findings: one file each, with its cases in `cases/` and a line in [`KINDS`].

pub mod copy_edit;
pub mod dated_before_told;
pub mod duration_ends;
pub mod figure_conflict;
pub mod figure_update;
pub mod lost_figure;
pub mod lost_witness;
pub mod no_such_date;
pub mod nth_day;
pub mod open_question;
pub mod order_circle;
pub mod other_counted;
pub mod part_exceeds_whole;
pub mod planned_done;
pub mod retreat;
pub mod since_when;
pub mod span_duration;
pub mod state_conflict;
pub mod sum_of_parts;
pub mod talking_point;
pub mod time_conflict;
pub mod took_part;
pub mod uncredited_copy;
pub mod unsourced_event;
pub mod unsourced_figure;
pub mod weekday_date;
pub mod who_started;
pub mod zone_pair;

use crate::view::View;
use recount_model::Finding;

/// A kind of finding.
pub struct Kind {
    /// Kebab-case, never reused.
    pub id: &'static str,
    /// Finds all of the kind.
    pub find: fn(&View<'_>) -> Vec<Finding>,
}

/// Every kind, sorted by id.
pub const KINDS: [Kind; 28] = [
    Kind { id: copy_edit::ID, find: copy_edit::find },
    Kind { id: dated_before_told::ID, find: dated_before_told::find },
    Kind { id: duration_ends::ID, find: duration_ends::find },
    Kind { id: figure_conflict::ID, find: figure_conflict::find },
    Kind { id: figure_update::ID, find: figure_update::find },
    Kind { id: lost_figure::ID, find: lost_figure::find },
    Kind { id: lost_witness::ID, find: lost_witness::find },
    Kind { id: no_such_date::ID, find: no_such_date::find },
    Kind { id: nth_day::ID, find: nth_day::find },
    Kind { id: open_question::ID, find: open_question::find },
    Kind { id: order_circle::ID, find: order_circle::find },
    Kind { id: other_counted::ID, find: other_counted::find },
    Kind { id: part_exceeds_whole::ID, find: part_exceeds_whole::find },
    Kind { id: planned_done::ID, find: planned_done::find },
    Kind { id: retreat::ID, find: retreat::find },
    Kind { id: since_when::ID, find: since_when::find },
    Kind { id: span_duration::ID, find: span_duration::find },
    Kind { id: state_conflict::ID, find: state_conflict::find },
    Kind { id: sum_of_parts::ID, find: sum_of_parts::find },
    Kind { id: talking_point::ID, find: talking_point::find },
    Kind { id: time_conflict::ID, find: time_conflict::find },
    Kind { id: took_part::ID, find: took_part::find },
    Kind { id: uncredited_copy::ID, find: uncredited_copy::find },
    Kind { id: unsourced_event::ID, find: unsourced_event::find },
    Kind { id: unsourced_figure::ID, find: unsourced_figure::find },
    Kind { id: weekday_date::ID, find: weekday_date::find },
    Kind { id: who_started::ID, find: who_started::find },
    Kind { id: zone_pair::ID, find: zone_pair::find },
];
