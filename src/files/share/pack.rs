//! Compression with a dictionary, and small numbers as bytes.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
    deflate_flags::TDEFL_FORCE_ALL_STATIC_BLOCKS,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// How far back DEFLATE can refer.
const WINDOW: usize = 32_768;

/// The thorough search: a few kilobytes take no time at any level.
const LEVEL: i32 = 10;

/// Compresses a text for a reader that has the dictionary (raw DEFLATE, RFC 1951).
pub(super) fn compress(text: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let flags = create_comp_flags_from_zip_params(LEVEL, 0, 0);
    let variants = [flags, flags | TDEFL_FORCE_ALL_STATIC_BLOCKS].map(|flags| with(flags, text, dictionary));
    // Short texts often do without code tables of their own.
    variants.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

fn with(flags: u32, text: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut compressor = CompressorOxide::new(flags);
    // What the reader has already is compressed first and thrown away; up to a whole byte, so that the rest can stand
    // by itself.
    feed(&mut compressor, last(dictionary), TDEFLFlush::Sync, |_| {});
    let mut packed = Vec::new();
    feed(&mut compressor, text, TDEFLFlush::Finish, |bytes| packed.extend_from_slice(bytes));
    packed
}

fn feed(compressor: &mut CompressorOxide, mut input: &[u8], flush: TDEFLFlush, mut out: impl FnMut(&[u8])) {
    loop {
        let (status, taken) = compress_to_output(compressor, input, flush, |bytes| {
            out(bytes);
            true
        });
        input = input.get(taken..).unwrap_or_default();
        if status != TDEFLStatus::Okay || input.is_empty() {
            return;
        }
    }
}

fn last(dictionary: &[u8]) -> &[u8] {
    dictionary.get(dictionary.len().saturating_sub(WINDOW)..).unwrap_or(dictionary)
}

/// Takes compressed bytes of exactly this many bytes of text off the front of some bytes. `None` if they are damaged.
pub(super) fn inflate(bytes: &mut &[u8], length: usize, dictionary: &[u8]) -> Option<Vec<u8>> {
    let mut text = last(dictionary).to_vec();
    let start = text.len();
    text.resize(start + length, 0);
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, taken, written) = decompress(&mut DecompressorOxide::new(), bytes, &mut text, start, flags);
    if status != TINFLStatus::Done || written != length {
        return None;
    }
    *bytes = bytes.get(taken..)?;
    Some(text.split_off(start))
}

/// Appends a number: seven bits a byte, the lowest first, as in LEB128.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number of up to 28 bits off the front of some bytes, in its only spelling.
pub(super) fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(4) {
        number |= usize::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            *bytes = bytes.get(place + 1..)?;
            return (*byte != 0 || place == 0).then_some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_back_with_its_dictionary_and_nothing_behind_it_is_touched() {
        let dictionary: String = (0..9000).map(|number| format!("line {number}, ")).collect();
        for text in ["", "line 8999, line 8998, ", "something else", &dictionary[90_000..95_000]] {
            let mut packed = compress(text.as_bytes(), dictionary.as_bytes());
            packed.extend(b"rest");
            let mut bytes = &packed[..];
            let again = inflate(&mut bytes, text.len(), dictionary.as_bytes());
            assert_eq!(again.as_deref(), Some(text.as_bytes()));
            assert_eq!(bytes, b"rest");
            assert_eq!(inflate(&mut &packed[..], text.len() + 1, dictionary.as_bytes()), None);
        }
    }

    #[test]
    fn a_dictionary_saves_what_it_holds() {
        let text = "a sentence of which every word has been said before, in this order and no other";
        assert!(compress(text.as_bytes(), text.as_bytes()).len() < 8);
        assert!(compress(text.as_bytes(), b"").len() > 40);
    }

    #[test]
    fn numbers_are_read_back_and_have_one_spelling() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, (1 << 28) - 1] {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            bytes.push(7);
            let mut rest = &bytes[..];
            assert_eq!((take_number(&mut rest), rest), (Some(number), &[7][..]));
        }
        for wrong in [&[0x80, 0][..], &[0x80], &[], &[0xFF, 0xFF, 0xFF, 0xFF, 1]] {
            assert_eq!(take_number(&mut &wrong[..]), None, "{wrong:?}");
        }
    }
}
