//! What other programs write, read into what flopwise knows: each with a preview before anything is created.

pub mod tables;
