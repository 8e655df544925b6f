//! Combinations of keys, by their position on a Latin layout.

/// A key on the keyboard, by its position on a Latin layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter in upper case, or a digit.
    Letter(char),
    /// The tabulator.
    Tab,
    /// F1.
    F1,
}

/// A combination of keys. Control stands for Command on a Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// With Control.
    pub control: bool,
    /// With Shift.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

/// Control and a letter.
pub(super) const fn ctrl(letter: char) -> Shortcut {
    Shortcut { control: true, shift: false, key: Key::Letter(letter) }
}

/// Control, Shift and a letter.
pub(super) const fn ctrl_shift(letter: char) -> Shortcut {
    Shortcut { control: true, shift: true, key: Key::Letter(letter) }
}
