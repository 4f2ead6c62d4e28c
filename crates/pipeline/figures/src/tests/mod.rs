//! Cases and properties of the whole stage.

mod cases;
mod properties;
