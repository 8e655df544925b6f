//! Reads Rust text just far enough to find paths and calls: tokens without comments, literals and test code.

/// A word, a number, a literal's place or a punctuation mark, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(is_word_start)
    }
}

/// What stands for a string or character literal; its content is of no interest.
const LITERAL: &str = "\"\"";

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Splits text into tokens; comments vanish, literals become [`LITERAL`], `::` is one token.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut scanner = Scanner { chars: &chars, at: 0, line: 1 };
    let mut tokens = Vec::new();
    while let Some(token) = scanner.next_token() {
        tokens.push(token);
    }
    tokens
}

struct Scanner<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn advance(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn next_token(&mut self) -> Option<Token> {
        loop {
            let c = self.peek(0)?;
            let line = self.line;
            let token = |text: &str| Some(Token { text: text.to_owned(), line });
            match (c, self.peek(1)) {
                ('/', Some('/')) => {
                    while self.peek(0).is_some_and(|c| c != '\n') {
                        self.advance();
                    }
                }
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => {
                    self.string();
                    return token(LITERAL);
                }
                ('\'', _) => {
                    if self.character_or_lifetime() {
                        return token(LITERAL);
                    }
                }
                (':', Some(':')) => {
                    self.at += 2;
                    return token("::");
                }
                (c, _) if is_word_start(c) => {
                    let word = self.word();
                    match self.literal_after(&word) {
                        Some(true) => return token(LITERAL),
                        Some(false) => {} // `r#name`: the name follows
                        None => return token(&word),
                    }
                }
                (c, _) if c.is_ascii_digit() => return token(&self.number()),
                (c, _) => {
                    self.advance();
                    if !c.is_whitespace() {
                        return token(&c.to_string());
                    }
                }
            }
        }
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|c| is_word_part(*c)) {
            word.push(c);
            self.at += 1;
        }
        word
    }

    fn number(&mut self) -> String {
        let mut number = self.word();
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            number.push('.');
            number.push_str(&self.word());
        }
        number
    }

    /// After a word that may be a literal's prefix: reads that literal (`true`), or the hash of a raw name (`false`).
    fn literal_after(&mut self, word: &str) -> Option<bool> {
        let raw = matches!(word, "r" | "br" | "cr");
        match self.peek(0) {
            Some('"') if raw => self.raw_string(0),
            Some('"') if matches!(word, "b" | "c") => self.string(),
            Some('\'') if word == "b" => {
                self.character_or_lifetime();
            }
            Some('#') if raw => {
                let hashes = (0..).take_while(|ahead| self.peek(*ahead) == Some('#')).count();
                self.at += hashes;
                if self.peek(0) != Some('"') {
                    return Some(false);
                }
                self.raw_string(hashes);
            }
            _ => return None,
        }
        Some(true)
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.advance() {
            match (c, self.peek(0)) {
                ('/', Some('*')) => {
                    self.at += 1;
                    depth += 1;
                }
                ('*', Some('/')) => {
                    self.at += 1;
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    fn string(&mut self) {
        self.advance();
        while let Some(c) = self.advance() {
            match c {
                '\\' => {
                    self.advance();
                }
                '"' => return,
                _ => {}
            }
        }
    }

    fn raw_string(&mut self, hashes: usize) {
        self.advance();
        while let Some(c) = self.advance() {
            if c == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.at += hashes;
                return;
            }
        }
    }

    /// Whether it was a character; a lifetime leaves its name to the next token.
    fn character_or_lifetime(&mut self) -> bool {
        self.advance();
        if self.peek(0) == Some('\\') {
            self.at += 2;
            while self.advance().is_some_and(|c| c != '\'') {}
            return true;
        }
        if self.peek(1) == Some('\'') {
            self.advance();
            self.advance();
            return true;
        }
        self.word();
        false
    }
}

/// The tokens without items that exist only for tests.
pub(super) fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        match attribute(tokens, at) {
            Some(end) if is_for_tests(&tokens[at..end]) => {
                at = end;
                while let Some(end) = attribute(tokens, at) {
                    at = end;
                }
                at = item_end(tokens, at);
            }
            Some(end) => {
                kept.extend_from_slice(&tokens[at..end]);
                at = end;
            }
            None => {
                kept.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    kept
}

/// The names of modules in files of their own that are declared for tests alone.
pub(super) fn test_modules(tokens: &[Token]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match attribute(tokens, at) {
            Some(end) if is_for_tests(&tokens[at..end]) => {
                let item = end..item_end(tokens, end);
                let words = tokens.get(item.clone()).unwrap_or_default();
                if let [.., keyword, name, stop] = words
                    && keyword.text == "mod"
                    && stop.text == ";"
                {
                    names.push(name.text.clone());
                }
                at = item.end;
            }
            Some(end) => at = end,
            None => at += 1,
        }
    }
    names
}

/// Where the outer attribute that starts here ends.
fn attribute(tokens: &[Token], at: usize) -> Option<usize> {
    let starts = |offset: usize, text: &str| tokens.get(at + offset).is_some_and(|token| token.text == text);
    if !(starts(0, "#") && starts(1, "[")) {
        return None;
    }
    Some(matching(tokens, at + 1, "[", "]"))
}

fn is_for_tests(attribute: &[Token]) -> bool {
    let has = |text: &str| attribute.iter().any(|token| token.text == text);
    (attribute.get(2).is_some_and(|token| token.text == "cfg") && has("test") && !has("not"))
        || attribute.get(2).is_some_and(|token| token.text == "test")
}

/// One past the mark that closes the one at `open`.
fn matching(tokens: &[Token], open: usize, left: &str, right: &str) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.text == left {
            depth += 1;
        } else if token.text == right {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + 1;
            }
        }
    }
    tokens.len()
}

/// One past the item that starts here: its semicolon or its closing brace.
fn item_end(tokens: &[Token], start: usize) -> usize {
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            ";" => return at + 1,
            "{" => {
                let end = matching(tokens, at, "{", "}");
                // `use a::{b, c};` and `let x = S { .. };` go on to the semicolon.
                let goes_on = tokens.get(end).is_some_and(|token| token.text == ";");
                return end + usize::from(goes_on);
            }
            _ => {}
        }
    }
    tokens.len()
}

/// A path in the code: its segments, the line it starts on, and the inline modules around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
    pub(super) inline_modules: usize,
}

/// Every path, the groups of `use` spelled out. A name alone is a path of one segment.
pub(super) fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut braces: Vec<bool> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let modules = braces.iter().filter(|is_module| **is_module).count();
        match token.text.as_str() {
            "{" => {
                let named = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
                braces.push(named(2).is_some_and(|token| token.text == "mod"));
                at += 1;
            }
            "}" => {
                braces.pop();
                at += 1;
            }
            // Not the `use<'a>` of a captured lifetime.
            "use" if tokens.get(at + 1).is_none_or(|token| token.text != "<") => {
                at = use_tree(tokens, at + 1, &[], modules, &mut found);
            }
            _ if token.is_word() => {
                let (segments, end) = segments(tokens, at);
                found.push(Path { segments, line: token.line, inline_modules: modules });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The segments of the path that starts here, and one past it.
fn segments(tokens: &[Token], start: usize) -> (Vec<String>, usize) {
    let mut segments = Vec::new();
    let mut at = start;
    while let Some(word) = tokens.get(at).filter(|token| token.is_word()) {
        segments.push(word.text.clone());
        at += 1;
        let continues = tokens.get(at).is_some_and(|token| token.text == "::")
            && tokens.get(at + 1).is_some_and(Token::is_word);
        if !continues {
            break;
        }
        at += 1;
    }
    (segments, at)
}

/// Spells out one tree of a `use` and returns where it ends: at `,`, `}` or past `;`.
fn use_tree(
    tokens: &[Token],
    start: usize,
    prefix: &[String],
    modules: usize,
    found: &mut Vec<Path>,
) -> usize {
    let leading = usize::from(tokens.get(start).is_some_and(|token| token.text == "::"));
    let (own, mut at) = segments(tokens, start + leading);
    let line = tokens.get(start + leading).map_or(0, |token| token.line);
    let mut path = prefix.to_vec();
    path.extend(own);
    if tokens.get(at).is_some_and(|token| token.text == "::") {
        at += 1;
    }
    let mut push = |segments: Vec<String>| found.push(Path { segments, line, inline_modules: modules });
    match tokens.get(at).map(|token| token.text.as_str()) {
        Some("*") => {
            path.push("*".to_owned());
            push(path);
            at += 1;
        }
        Some("{") => {
            at += 1;
            while tokens.get(at).is_some_and(|token| token.text != "}") {
                at = use_tree(tokens, at, &path, modules, found);
                at += usize::from(tokens.get(at).is_some_and(|token| token.text == ","));
            }
            at += 1;
        }
        _ => push(path),
    }
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "," | "}" => return at,
            ";" => return at + 1,
            _ => at += 1, // `as name`
        }
    }
    at
}

/// A call of a method: its name, its line, and whether a header around it says that the number is generic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MethodCall {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) generic_number: bool,
}

/// Every call of a method.
pub(super) fn method_calls(tokens: &[Token]) -> Vec<MethodCall> {
    let mut found = Vec::new();
    // For each open brace: whether the words before it, back to the previous item, name `Number`.
    let mut generic: Vec<bool> = Vec::new();
    let mut header_is_generic = false;
    for (at, token) in tokens.iter().enumerate() {
        let text_at = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
        match token.text.as_str() {
            "{" => {
                generic.push(header_is_generic);
                header_is_generic = false;
            }
            "}" => {
                generic.pop();
                header_is_generic = false;
            }
            ";" => header_is_generic = false,
            "Number" => header_is_generic = true,
            "." if text_at(at + 2) == "(" || text_at(at + 2) == "::" => {
                if let Some(name) = tokens.get(at + 1).filter(|token| token.is_word()) {
                    let generic_number = generic.contains(&true);
                    found.push(MethodCall { name: name.text.clone(), line: name.line, generic_number });
                }
            }
            _ => {}
        }
    }
    found
}
