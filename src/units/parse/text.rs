//! The typed text as characters, with the many Unicode spellings of one sign made alike.

/// Characters in canonical form, each with its byte position in the text as typed.
pub(super) struct Text {
    characters: Vec<(usize, char)>,
    bytes: usize,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let characters = text.char_indices().map(|(at, found)| (at, canonical(found))).collect();
        Self { characters, bytes: text.len() }
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.characters.get(at).map(|(_, found)| *found)
    }

    /// Byte position of a character in the text as typed.
    pub(super) fn byte(&self, at: usize) -> usize {
        self.characters.get(at).map_or(self.bytes, |(byte, _)| *byte)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.skip_space(0) == self.characters.len()
    }

    pub(super) fn is(&self, at: usize, wanted: impl Fn(char) -> bool) -> bool {
        self.get(at).is_some_and(wanted)
    }

    pub(super) fn skip_space(&self, at: usize) -> usize {
        self.skip(at, |found| found == ' ')
    }

    /// The first position from `at` on that is not wanted.
    pub(super) fn skip(&self, mut at: usize, wanted: impl Fn(char) -> bool) -> usize {
        while self.is(at, &wanted) {
            at += 1;
        }
        at
    }

    /// The characters between two positions.
    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        self.characters.get(from..to).unwrap_or_default().iter().map(|(_, found)| *found).collect()
    }

    /// What a message quotes: the whole word with its `/` and `-` parts, or the one symbol and its letters.
    pub(super) fn word(&self, from: usize) -> String {
        const LONGEST: usize = 24;
        let mut to = from + 1;
        while to - from < LONGEST {
            let joined = self.is(to, |sign| "/-·".contains(sign)) && self.is(to + 1, char::is_alphabetic);
            if !joined && !self.is(to, char::is_alphanumeric) {
                break;
            }
            to += 1;
        }
        self.slice(from, to)
    }
}

fn canonical(found: char) -> char {
    match found {
        // Minus signs and hyphens, among them the dash that word processors put for a minus.
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}' | '\u{FE63}' | '\u{FF0D}' => '-',
        // Signs without width that come along when pasting.
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' => ' ',
        '÷' | '\u{2215}' | '\u{2044}' => '/',
        '\u{22C5}' | '\u{2219}' => '·',
        '✕' | '✖' | '⨯' => '×',
        '\u{2019}' => '\'',
        '₂' => '2',
        '\u{FF05}' => '%',
        '\u{FF04}' => '$',
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

/// The digit or minus that a superscript stands for.
pub(super) fn superscript(found: char) -> Option<char> {
    Some(match found {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        '⁺' => '+',
        _ => return None,
    })
}
