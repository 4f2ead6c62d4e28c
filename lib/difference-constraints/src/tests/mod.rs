//! What must hold for every system, and what the `solve` document says.

mod choices;
mod json;
mod properties;
mod unions;
