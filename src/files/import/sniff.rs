//! What kind of file is to be imported: told by its content, not by its name.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::files::error::{FileError, FileProblem};

/// Kinds of files that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportKind {
    /// A JSON object with a model's sizes: `config.json`, `params.json`.
    ModelConfig,
    /// The list of tensors of weights in several files: `model.safetensors.index.json`.
    WeightIndex,
    /// Weights: a `.safetensors` file, or a folder with a model's files.
    Weights,
    /// Text in rows and columns.
    Table,
}

/// How much of a file is looked at.
const HEAD: u64 = 64 * 1024;

/// Tells what a file is by its first bytes; a folder counts as weights.
///
/// # Errors
/// When the file cannot be read.
pub fn sniff(path: &Path) -> Result<ImportKind, FileError> {
    if path.is_dir() {
        return Ok(ImportKind::Weights);
    }
    let name = path.to_string_lossy();
    let io = |error: std::io::Error| {
        FileError::new(&name, FileProblem::Io { action: "read", reason: error.to_string() })
    };
    let mut head = Vec::new();
    File::open(path).map_err(io)?.take(HEAD).read_to_end(&mut head).map_err(io)?;
    Ok(sniff_content(&head))
}

/// Tells what a file is by its content or the beginning of it.
#[must_use]
pub fn sniff_content(head: &[u8]) -> ImportKind {
    // Weights begin with eight bytes of length and the brace of a JSON header.
    if head.get(8) == Some(&b'{') && head.get(7) == Some(&0) {
        return ImportKind::Weights;
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('{') {
        ImportKind::Table
    } else if text.contains("\"weight_map\"") {
        ImportKind::WeightIndex
    } else {
        ImportKind::ModelConfig
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_what_a_file_is() {
        let config = b"\xef\xbb\xbf {\"model_type\": \"llama\"}";
        assert_eq!(sniff_content(config), ImportKind::ModelConfig);
        let index = b"{\n  \"metadata\": {\"total_size\": 16},\n  \"weight_map\": {}}";
        assert_eq!(sniff_content(index), ImportKind::WeightIndex);
        let weights = [&16_u64.to_le_bytes()[..], b"{\"a\":{}}        "].concat();
        assert_eq!(sniff_content(&weights), ImportKind::Weights);
        assert_eq!(sniff_content(b"InstanceType,AcceleratorName\n"), ImportKind::Table);
        assert_eq!(sniff_content(b""), ImportKind::Table);
    }
}
