//! Who judged and who added, in words.
//!
//! Comes in: decisions. Goes out: a line a decision. It may not say whether they are right.

use super::context::Context;
use recount_model::{Act, BY_HAND, Decided, Id, Interval};

/// "Set aside by Ada on 28 November 2026: misread"
pub fn decided_words(context: &Context<'_>, decided: &Decided) -> String {
    let key = match decided.decision.act {
        Act::Accept => "accept",
        Act::Reject => "reject",
        Act::Add { .. } => "add",
        _ => "unsure",
    };
    let who = decided.decision.who.clone().unwrap_or_else(|| context.words.say("decided", "nobody-named"));
    let day = decided.decision.at.get(..10).unwrap_or(&decided.decision.at);
    let day = context.moments.of(Some(day), Interval::UNBOUNDED).unwrap_or_default();
    let told = context.words.fill("decided", key, &[("who", &who), ("day", &day)]);
    match &decided.decision.why {
        Some(why) => format!("{told}: {why}"),
        None => told,
    }
}

/// Who added the thing with this id and rule by hand; `None` for what was read.
pub fn added_words(context: &Context<'_>, id: &Id, rule: &str) -> Option<String> {
    let of = |decided| decided_words(context, decided);
    let all = || context.dossier().added_by(id).map(of).collect::<Vec<_>>().join("; ");
    (rule == BY_HAND).then(all)
}
