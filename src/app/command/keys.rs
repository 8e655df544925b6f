//! Combinations of keys, by their position on a Latin layout, and when they count.

/// A key on the keyboard. Where a layout has no Latin letters, the key at the same place counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter in upper case, a digit or a sign.
    Letter(char),
    /// The tabulator.
    Tab,
    /// A function key by its number.
    Function(u8),
    /// Delete.
    Delete,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
}

/// When a combination counts. What is typed into a field belongs to the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Wherever the keyboard is.
    Always,
    /// While no text field has the keyboard.
    NotTyping,
    /// While a chart has the keyboard.
    OnChart,
    /// While the tab of a scenario has the keyboard.
    OnTab,
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
    /// When it counts.
    pub when: When,
}

/// Control and a letter.
pub(super) const fn ctrl(letter: char) -> Shortcut {
    Shortcut { control: true, ..plain(Key::Letter(letter)) }
}

/// Control, Shift and a letter.
pub(super) const fn ctrl_shift(letter: char) -> Shortcut {
    shift(ctrl(letter))
}

/// A key by itself.
pub(super) const fn plain(key: Key) -> Shortcut {
    Shortcut { control: false, shift: false, key, when: When::Always }
}

/// Control and a key.
pub(super) const fn ctrl_key(key: Key) -> Shortcut {
    Shortcut { control: true, ..plain(key) }
}

/// The same with Shift.
pub(super) const fn shift(shortcut: Shortcut) -> Shortcut {
    Shortcut { shift: true, ..shortcut }
}

/// The same, but only then.
pub(super) const fn only(shortcut: Shortcut, when: When) -> Shortcut {
    Shortcut { when, ..shortcut }
}
