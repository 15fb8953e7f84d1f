//! Every shipped scenario saved, loaded, and run on.

#![expect(clippy::unwrap_used, reason = "a test that has no answer fails")]

#[path = "../../../port/tests/it/folder.rs"]
mod folder;
mod saved;
#[path = "../../../port/tests/it/shipped.rs"]
mod shipped;
