//! Headers of `.safetensors` files: names, formats and shapes of tensors, without their contents.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::files::error::{FileError, FileProblem};
use crate::files::import::json::{Json, problem};

/// The longest header that the format permits (safetensors, `MAX_HEADER_SIZE`).
const MAX_HEADER: u64 = 100_000_000;

/// Formats of numbers with their size in bits (safetensors, `Dtype`).
const FORMATS: [(&str, u32); 22] = [
    ("BOOL", 8),
    ("F4", 4),
    ("F6_E2M3", 6),
    ("F6_E3M2", 6),
    ("U8", 8),
    ("I8", 8),
    ("F8_E5M2", 8),
    ("F8_E4M3", 8),
    ("F8_E8M0", 8),
    ("F8_E4M3FNUZ", 8),
    ("F8_E5M2FNUZ", 8),
    ("I16", 16),
    ("U16", 16),
    ("F16", 16),
    ("BF16", 16),
    ("I32", 32),
    ("U32", 32),
    ("F32", 32),
    ("C64", 64),
    ("F64", 64),
    ("I64", 64),
    ("U64", 64),
];

/// A tensor of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tensor {
    pub(super) name: String,
    pub(super) format: &'static str,
    pub(super) shape: Vec<u64>,
    pub(super) elements: u64,
    pub(super) bytes: u64,
}

/// Reads the header of a file and nothing else of it.
pub(super) fn read_header(path: &Path, shown: &str) -> Result<Vec<Tensor>, FileError> {
    let io = |error: std::io::Error| {
        FileError::new(shown, FileProblem::Io { action: "read", reason: error.to_string() })
    };
    let file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    parse_header(shown, file, length)
}

/// Reads a header from the beginning of a file of a known length.
pub(super) fn parse_header(shown: &str, mut file: impl Read, length: u64) -> Result<Vec<Tensor>, FileError> {
    let bad = |problem: String| FileError::new(shown, FileProblem::BadValue { key: String::new(), problem });
    let io = |error: std::io::Error| {
        FileError::new(shown, FileProblem::Io { action: "read", reason: error.to_string() })
    };
    let mut size = [0; 8];
    if length < 8 {
        return Err(bad(format!("is cut off: {length} bytes are no .safetensors file; get it again")));
    }
    file.read_exact(&mut size).map_err(io)?;
    let size = u64::from_le_bytes(size);
    if size > MAX_HEADER {
        return Err(bad(format!(
            "is no .safetensors file: its header would take {size} bytes, more than the permitted 100,000,000"
        )));
    }
    let Some(contents) = (length - 8).checked_sub(size) else {
        return Err(bad(format!(
            "is cut off: the header takes {size} bytes and {} are there; get it again",
            length - 8
        )));
    };
    let mut header = Vec::new();
    file.take(size).read_to_end(&mut header).map_err(io)?;
    let header = String::from_utf8(header).map_err(|error| {
        FileError::new(shown, FileProblem::NotUtf8 { offset: 8 + error.utf8_error().valid_up_to() })
    })?;
    let json: Json = serde_json::from_str(&header).map_err(|error| problem(shown, &error))?;
    let Json::Object(entries) = json else {
        return Err(bad("is no .safetensors file: its header is no JSON object".into()));
    };
    let tensors = entries.iter().filter(|(name, _)| name != "__metadata__");
    let tensors = tensors.map(|(name, entry)| {
        tensor(name, entry).map_err(|what| bad(format!("header, tensor {name:?}: {what}")))
    });
    let tensors = tensors.collect::<Result<Vec<_>, _>>()?;
    check_places(&tensors, contents).map_err(bad)?;
    Ok(tensors.into_iter().map(|(tensor, _)| tensor).collect())
}

/// A tensor, and where its contents begin and end.
fn tensor(name: &str, entry: &Json) -> Result<(Tensor, (u64, u64)), String> {
    let format = entry.get("dtype").and_then(Json::text).ok_or("dtype is missing; get the file again")?;
    let known = FORMATS.iter().find(|(known, _)| *known == format);
    let (format, bits) = *known.ok_or_else(|| {
        format!("the dtype {format:?} is not known; known are {}", FORMATS.map(|(name, _)| name).join(", "))
    })?;
    let numbers = |key: &str| {
        let list = entry
            .get(key)
            .and_then(Json::list)
            .ok_or_else(|| format!("{key} is no list; get the file again"))?;
        let whole = |value: &Json| match value {
            Json::Number(number) if *number >= 0.0 && number.fract() == 0.0 && *number < 9e15 => {
                Ok(*number as u64)
            }
            other => Err(format!("{key} has {} where a whole number belongs", other.describe())),
        };
        list.iter().map(whole).collect::<Result<Vec<_>, String>>()
    };
    let shape = numbers("shape")?;
    let elements = shape.iter().try_fold(1_u64, |all, size| all.checked_mul(*size));
    let bytes =
        elements.and_then(|elements| elements.checked_mul(u64::from(bits))).map(|bits| bits.div_ceil(8));
    let (Some(elements), Some(bytes)) = (elements, bytes) else {
        return Err(format!("the shape {shape:?} is too large"));
    };
    let [begin, end] = numbers("data_offsets")?[..] else {
        return Err("data_offsets must be two numbers".into());
    };
    if end.checked_sub(begin) != Some(bytes) {
        return Err(format!(
            "data_offsets {begin} to {end} do not hold {elements} numbers of {format}, {bytes} bytes"
        ));
    }
    Ok((Tensor { name: name.to_owned(), format, shape, elements, bytes }, (begin, end)))
}

/// Contents follow one another without gap or overlap, and are all there.
fn check_places(tensors: &[(Tensor, (u64, u64))], contents: u64) -> Result<(), String> {
    let mut places: Vec<_> = tensors.iter().map(|(tensor, place)| (*place, tensor)).collect();
    places.sort_by_key(|(place, _)| *place);
    let mut at = 0;
    for ((begin, end), tensor) in places {
        if begin != at {
            let what = if begin < at { "overlaps the one before" } else { "leaves a gap before it" };
            return Err(format!(
                "header, tensor {:?}: begins at {begin}, which {what}; get the file again",
                tensor.name
            ));
        }
        at = end;
    }
    match at {
        end if end > contents => Err(format!(
            "is cut off: {end} bytes of tensors are announced and {contents} are there; get it again"
        )),
        end if end < contents => {
            Err(format!("has {} bytes after the last tensor; get the file again", contents - end))
        }
        _ => Ok(()),
    }
}
