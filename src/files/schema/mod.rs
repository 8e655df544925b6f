//! The strict types of every file format, one module for each version. A version never changes once released.

pub mod v1;
