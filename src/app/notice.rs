//! Short messages at the bottom of the window.

use super::command::Command;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Something was done.
    Done,
    /// Something did not work.
    Failed,
}

/// A message that stays until it is closed or a newer one takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Rises with every message.
    pub id: u64,
    /// How much it matters.
    pub level: NoticeLevel,
    /// The message.
    pub text: String,
    /// A command that it offers.
    pub offer: Option<Command>,
}

/// More messages than this are not read.
const MOST: usize = 3;

/// Adds a message; the oldest go.
pub(super) fn push(notices: &mut Vec<Notice>, notice: Notice) {
    // What was done is old news once something newer happens; failures stay.
    notices.retain(|notice| notice.level == NoticeLevel::Failed);
    notices.push(notice);
    let surplus = notices.len().saturating_sub(MOST);
    notices.drain(..surplus);
}
