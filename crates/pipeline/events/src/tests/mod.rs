//! The cases of this stage, and what must hold for every dossier.

mod given;
mod run;
