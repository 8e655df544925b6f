//! Tables as their makers write them, and what becomes of them.
