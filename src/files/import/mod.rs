//! Imports: files of other programs, read into previews that reconcile before anything is created.

mod sniff;
pub mod tables;

pub use sniff::{ImportKind, sniff, sniff_content};
