//! Short messages at the bottom of the window.

use super::action::Action;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Something was done.
    Done,
    /// Something is for the user to decide, or to know until they close it.
    Asks,
    /// Something did not work.
    Failed,
}

/// A button beside a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Words on the button.
    pub label: &'static str,
    /// What it does, besides closing the message.
    pub action: Action,
}

/// A message that stays until it is closed or a newer one takes its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Rises with every message.
    pub id: u64,
    /// How much it matters.
    pub level: NoticeLevel,
    /// The message.
    pub text: String,
    /// Buttons beside it.
    pub offers: Vec<Offer>,
}

/// More messages than this are not read.
const MOST: usize = 3;

/// Adds a message; the oldest go.
pub(super) fn push(notices: &mut Vec<Notice>, notice: Notice) {
    // What was done is old news once something newer happens; the rest stays.
    notices.retain(|notice| notice.level != NoticeLevel::Done);
    notices.push(notice);
    // A question is not pushed out by failures.
    while notices.len() > MOST {
        let oldest = notices.iter().position(|notice| notice.level != NoticeLevel::Asks).unwrap_or(0);
        notices.remove(oldest);
    }
}
