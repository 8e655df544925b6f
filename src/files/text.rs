//! Writes RON by hand, so that files are laid out for people: one value a line, long ones broken between fields.

/// Longest line before a value is broken.
const WIDTH: usize = 110;

/// Text that grows line by line with the indentation of its brackets.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// The text so far.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// One line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(&"    ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line that opens a bracket.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    /// A line that closes the bracket opened last. Brackets with nothing in them stay on one line.
    pub(super) fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        let empty = ["(\n", "[\n", "{\n"].iter().any(|end| self.text.ends_with(end));
        if empty {
            self.text.pop();
            self.text.push_str(line);
            self.text.push('\n');
        } else {
            self.line(line);
        }
    }

    /// Fields between brackets: on one line where they fit, otherwise as many to a line as fit.
    pub(super) fn fields(&mut self, open: &str, fields: &[String], close: &str) {
        let indent = self.depth * 4;
        let joined = fields.join(", ");
        if indent + width(open) + width(&joined) + width(close) <= WIDTH {
            self.line(&format!("{open}{joined}{close}"));
            return;
        }
        self.open(open);
        let mut line = String::new();
        for field in fields {
            if !line.is_empty() && indent + 4 + width(&line) + 2 + width(field) > WIDTH {
                self.line(line.trim_end());
                line.clear();
            }
            line.push_str(field);
            line.push_str(", ");
        }
        self.line(line.trim_end());
        self.close(close);
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A text in double quotes, with escapes where RON needs them.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{{{:x}}}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
