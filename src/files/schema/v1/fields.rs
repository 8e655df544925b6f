//! The fields of an entry as text; what is empty is left out.

use crate::files::report::exact;
use crate::files::text::quoted;

/// `key: value` pairs of one entry, in order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<String>);

impl Fields {
    /// A text.
    pub(super) fn words(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.0.push(format!("{key}: {}", quoted(text)));
        }
    }

    /// A text that the entry must have.
    pub(super) fn always(&mut self, key: &str, text: &str) {
        self.0.push(format!("{key}: {}", quoted(text)));
    }

    /// A number with every digit.
    pub(super) fn number(&mut self, key: &str, value: Option<f64>) {
        self.0.extend(value.map(|value| format!("{key}: {}", exact(value))));
    }

    /// Something that is so.
    pub(super) fn flag(&mut self, key: &str, is_so: bool) {
        if is_so {
            self.0.push(format!("{key}: true"));
        }
    }

    /// Several texts.
    pub(super) fn list(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            let texts: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
            self.0.push(format!("{key}: [{}]", texts.join(", ")));
        }
    }

    pub(super) fn finish(self) -> Vec<String> {
        self.0
    }
}
