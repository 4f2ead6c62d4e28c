//! The types that every stage shares, in the order data flows.
//!
//! Comes in: nothing. Goes out: plain data with public fields. It may not know any other crate of ours.
//!
//! Offsets are UTF-8 bytes, half-open `[start, end)`, into the text of a [`Reading`]; the reading's
//! [`OffsetMap`] leads back to the bytes of the original. Instants are milliseconds since
//! 1970-01-01T00:00Z; intervals of instants are closed at both ends.

pub mod account;
pub mod chronicle;
pub mod claim;
pub mod collation;
pub mod constraint;
pub mod decision;
pub mod deed;
pub mod dossier;
pub mod figure;
pub mod finding;
pub mod identity;
pub mod name;
pub mod question;
pub mod reading;
mod sharing;
pub mod span;
pub mod statement;
pub mod time;
pub mod told;

pub use account::{Account, Block, BlockKind, DocumentTime, Layer};
pub use chronicle::{ChronicleEntry, RankReason, Timeline, TimelineEntry, TimelineMention};
pub use claim::{AccountClaims, Certainty, Claim, ClaimContent};
pub use collation::{
    Alignment, AlignmentKind, Collation, Direction, Edit, EditKind, LineageEdge, Root, TalkingPoint,
    Translation,
};
pub use constraint::{Constraint, ConstraintNetwork, EventBounds, TimeAssertion, TimeConflict};
pub use decision::{
    Act, Added, BY_HAND, Decided, Decision, Field, GivenFigure, GivenTime, Joins, Standing, Subject,
    SubjectKind,
};
pub use deed::{Dated, Deed, Part, Role};
pub use dossier::Dossier;
pub use figure::{Bound, Figure, FigureRelation, Measure};
pub use finding::{Finding, Hold, Severity};
pub use identity::{Id, OriginalId};
pub use name::{Entity, Name, NameKind, NameProposal};
pub use question::{ClaimInQuestion, Coding, FigureConflict, PairRelation, Question, Relation};
pub use reading::{
    Area, ColumnMeaning, ColumnRule, DateOrder, Locator, MetadataClue, MetadataField, OffsetMap, OffsetPiece,
    Place, Reading, ReadingBlock, Telling,
};
pub use sharing::sharing;
pub use span::{Passage, Span};
pub use statement::{Knowing, Mode, Statement};
pub use time::{EpochMs, Interval, TimeGroup, Timex, TimexCandidate, TimexType};
pub use told::{Saying, Told};
