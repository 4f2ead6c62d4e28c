//! One archive, walked through: what is opened, handed over, counted and said.
//!
//! Comes in: members as the containers give them. Goes out: documents to the sink, and an account of the rest. It may not
//! know how any container is laid out.

use crate::budget::{Again, Budget, Packed, Trouble, head_of};
use crate::kind::{HEAD_BYTES, Kind, kind_of};
use crate::{Fact, Intake, IntakeError, Limits, ReadSeek, Sink, Sort, label, sort};
use crate::{gzip, mail, tape, warc, zipped};
use recount_diagnostics::{Diagnostic, Reported};
use recount_sayings::{Told, say};
use std::io::{self, Cursor, Read, SeekFrom};

/// Why the walk ends early.
pub(crate) enum Stop {
    /// A limit was reached: what was taken stays.
    Limit,
    /// This container cannot be read (further).
    Broken(Told),
    Sink(io::Error),
}

/// What is done to a whole archive.
pub(crate) struct Walk<'w> {
    pub(crate) limits: &'w Limits,
    pub(crate) budget: &'w Budget,
    sink: &'w mut dyn Sink,
    intake: Intake,
    seen: u64,
    diagnostics: Vec<Diagnostic>,
}

/// A member as its container gives it.
pub(crate) struct Member<'m> {
    /// As it stands in the container.
    pub(crate) name: &'m [u8],
    /// The containers it is in, for people; empty at the outermost.
    pub(crate) within: &'m str,
    pub(crate) facts: &'m [Fact],
    /// Containers around it.
    pub(crate) depth: u32,
}

pub(crate) fn whole(
    name: &str,
    input: &mut dyn ReadSeek,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Reported<Intake>, IntakeError> {
    let broken = |error: io::Error| IntakeError::Broken(error.to_string());
    let head = head_of(input, HEAD_BYTES).map_err(broken)?;
    input.seek(SeekFrom::Start(0)).map_err(broken)?;
    let kind = kind_of(name, &head).ok_or(IntakeError::NoArchive)?;
    let budget = Budget::new(limits);
    let mut walk =
        Walk { limits, budget: &budget, sink, intake: Intake::default(), seen: 0, diagnostics: Vec::new() };
    let mut packed = Packed { budget: &budget, inner: input };
    match walk.open(kind, name, &mut packed, 0) {
        Ok(()) | Err(Stop::Limit) => {}
        Err(Stop::Sink(error)) => return Err(IntakeError::Sink(error)),
        Err(Stop::Broken(why)) if walk.intake.documents == 0 && walk.seen == 0 => {
            return Err(IntakeError::Broken(why.to_string()));
        }
        Err(Stop::Broken(why)) => walk.cut_off(name, &why),
    }
    Ok(Reported::with(walk.intake, walk.diagnostics))
}

impl Walk<'_> {
    fn open(&mut self, kind: Kind, name: &str, input: &mut dyn ReadSeek, depth: u32) -> Result<(), Stop> {
        match kind {
            Kind::Zip => zipped::members(self, name, input, depth),
            Kind::Gzip => gzip::members(self, name, input, depth),
            Kind::Tar => tape::members(self, name, input, depth),
            Kind::Warc => warc::members(self, name, input, depth, None),
            Kind::Mail => {
                let bytes = self.held(input, name)?;
                mail::members(self, name, &bytes, depth)
            }
        }
    }

    /// One more member; too many end the walk.
    fn count(&mut self, name: &str) -> Result<(), Stop> {
        self.seen += 1;
        if self.seen > self.limits.members {
            let message = say!("odd.many-members", n = self.limits.members);
            self.say(Diagnostic::warning("archive-limit", message), name);
            return Err(Stop::Limit);
        }
        Ok(())
    }

    /// Leaves a member inside.
    pub(crate) fn leave(&mut self, sort: Sort, name: &str) -> Result<(), Stop> {
        self.count(name)?;
        *self.intake.left.entry(sort).or_default() += 1;
        Ok(())
    }

    /// Says something of a member or of the archive.
    pub(crate) fn say(&mut self, diagnostic: Diagnostic, name: &str) {
        const MOST: usize = 200;
        match self.diagnostics.len().cmp(&MOST) {
            std::cmp::Ordering::Less => self.diagnostics.push(diagnostic.in_place(name)),
            std::cmp::Ordering::Equal => {
                let message = say!("odd.archive-odd");
                self.diagnostics.push(Diagnostic::warning("archive-odd", message));
            }
            std::cmp::Ordering::Greater => {}
        }
    }

    pub(crate) fn cut_off(&mut self, name: &str, why: &Told) {
        let message = say!("odd.archive-damaged", why = why);
        let hint = say!("odd-hint.archive-damaged");
        self.say(Diagnostic::error("archive-damaged", message).hint(hint), name);
    }

    /// A member that could be a document or a container: opened, handed over or left inside.
    pub(crate) fn offer(&mut self, member: &Member<'_>, bytes: &mut dyn Read) -> Result<(), Stop> {
        let label = self.label(member);
        self.count(&label)?;
        let head = match head_of(bytes, HEAD_BYTES) {
            Ok(head) => head,
            Err(error) => return self.failed(&label, error),
        };
        let mut bytes = Again { head: &head, rest: bytes };
        let Some(kind) = kind_of(&label, &head) else {
            return match sort::of_file(&label, &head) {
                Sort::Document if head.is_empty() => self.left(Sort::System),
                Sort::Document => self.hand(&label, member.facts, &mut bytes),
                other => self.left(other),
            };
        };
        if member.depth >= self.limits.depth {
            let message = say!("odd.too-deep", n = member.depth);
            self.say(Diagnostic::warning("archive-limit", message), &label);
            return self.left(Sort::Document);
        }
        self.nested(kind, &label, member, &mut bytes)
    }

    fn nested(
        &mut self,
        kind: Kind,
        label: &str,
        member: &Member<'_>,
        bytes: &mut dyn Read,
    ) -> Result<(), Stop> {
        let opened = match self.held(bytes, label) {
            Ok(held) if kind.is_document() => {
                self.hand(label, member.facts, &mut held.as_slice())?;
                mail::members(self, label, &held, member.depth + 1)
            }
            Ok(held) => self.open(kind, label, &mut Cursor::new(held), member.depth + 1),
            Err(stop) => Err(stop),
        };
        match opened {
            Err(Stop::Broken(why)) => {
                self.cut_off(label, &why);
                Ok(())
            }
            other => other,
        }
    }

    fn left(&mut self, sort: Sort) -> Result<(), Stop> {
        *self.intake.left.entry(sort).or_default() += 1;
        Ok(())
    }

    /// Bytes that have to be held in memory whole.
    pub(crate) fn held(&mut self, bytes: &mut dyn Read, name: &str) -> Result<Vec<u8>, Stop> {
        let mut held = Vec::new();
        let most = self.limits.held_bytes;
        match bytes.take(most.saturating_add(1)).read_to_end(&mut held) {
            Ok(_) if held.len() as u64 > most => {
                let message = say!("odd.too-large-inside", n = most);
                let hint = say!("odd-hint.too-large-inside");
                self.say(Diagnostic::warning("archive-limit", message).hint(hint), name);
                Err(Stop::Broken(say!("archive.too-large")))
            }
            Ok(_) => Ok(held),
            Err(error) => match self.failed(name, error) {
                Ok(()) => Err(Stop::Broken(say!("archive.not-unpacked"))),
                Err(stop) => Err(stop),
            },
        }
    }

    /// One more member that is a document for sure.
    pub(crate) fn take(&mut self, label: &str, facts: &[Fact], bytes: &mut dyn Read) -> Result<(), Stop> {
        self.count(label)?;
        self.hand(label, facts, bytes)
    }

    /// Hands a document to the sink.
    fn hand(&mut self, label: &str, facts: &[Fact], bytes: &mut dyn Read) -> Result<(), Stop> {
        match self.sink.member(label, facts, bytes) {
            Ok(()) => {
                self.intake.documents += 1;
                Ok(())
            }
            Err(error) => self.failed(label, error),
        }
    }

    /// Whose fault it was: the archive's (said, and the walk goes on or ends) or the sink's.
    pub(crate) fn failed(&mut self, label: &str, error: io::Error) -> Result<(), Stop> {
        match self.budget.trouble() {
            Some(Trouble::Limit(why)) => {
                let message = say!("odd.limit-met", why = why);
                let hint = say!("odd-hint.limit-met");
                self.say(Diagnostic::warning("archive-limit", message).hint(hint), label);
                Err(Stop::Limit)
            }
            Some(Trouble::Broken(why)) => {
                let message = say!("odd.member-damaged", why = why);
                self.say(Diagnostic::error("member-damaged", message), label);
                Ok(())
            }
            None => Err(Stop::Sink(error)),
        }
    }

    fn label(&mut self, member: &Member<'_>) -> String {
        let made = label::of(member.name, self.limits.name_bytes);
        if made.leads_out {
            let message = say!("odd.odd-member-name");
            self.say(Diagnostic::warning("odd-member-name", message), &made.words);
        }
        if member.within.is_empty() { made.words } else { format!("{}/{}", member.within, made.words) }
    }
}
