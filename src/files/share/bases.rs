//! The frozen scenarios that share strings build on: a string says only how its scenario differs from one of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One scenario a line. Strings that were made with a line need it for ever: lines are appended, never changed.
const FROZEN: &str = include_str!("../../../assets/share/v1.txt");

/// What changes to a scenario say again and again: keys, and the citations of defaults. Frozen like the scenarios.
pub(super) const WORDS: &str = include_str!("../../../assets/share/v1-words.txt");

struct Bases {
    texts: Vec<&'static str>,
    /// The bases that each piece of text occurs in.
    pieces: BTreeMap<&'static str, Vec<usize>>,
}

fn bases() -> &'static Bases {
    static BASES: OnceLock<Bases> = OnceLock::new();
    BASES.get_or_init(|| {
        let texts: Vec<_> = FROZEN.lines().collect();
        let mut pieces: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, text) in texts.iter().enumerate() {
            for piece in text.split(',') {
                let places = pieces.entry(piece).or_default();
                if places.last() != Some(&index) {
                    places.push(index);
                }
            }
        }
        Bases { texts, pieces }
    })
}

/// The text of a base.
pub(super) fn text(index: usize) -> Option<&'static str> {
    bases().texts.get(index).copied()
}

/// The base that has most of a text, the first of equally good ones.
pub(super) fn nearest(text: &str) -> usize {
    let bases = bases();
    let mut shared = vec![0_usize; bases.texts.len()];
    for piece in text.split(',') {
        for base in bases.pieces.get(piece).into_iter().flatten() {
            if let Some(shared) = shared.get_mut(*base) {
                *shared += piece.len();
            }
        }
    }
    let most = shared.iter().copied().max().unwrap_or(0);
    shared.iter().position(|found| *found == most).unwrap_or(0)
}

/// A file's text on one line. Line breaks stand only between values there, never inside texts, and where they stand
/// depends on the length of the line: without them, equal values are equal texts.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines() {
        line.push_str(part.trim_start());
        if part.ends_with(',') {
            line.push(' ');
        }
    }
    line
}
