//! Headers and indexes of weights: what they hold, and what is wrong with broken ones.

use proptest::prelude::*;

use super::header::parse_header;
use super::*;
use crate::files::import::read_config;

/// A header for tensors of a name, a format and a shape, one after the other, and the length of the whole file.
fn file(tensors: &[(&str, &str, &[u64])]) -> (Vec<u8>, u64) {
    let mut at = 0;
    let entries: Vec<String> = tensors
        .iter()
        .map(|(name, format, shape)| {
            let bits = match *format {
                "U8" | "I8" | "F8_E4M3" | "BOOL" => 8,
                "BF16" | "F16" => 16,
                "I64" => 64,
                _ => 32,
            };
            let end = at + shape.iter().product::<u64>() * bits / 8;
            let entry = format!(
                "{name:?}: {{\"dtype\": {format:?}, \"shape\": {shape:?}, \"data_offsets\": [{at}, {end}]}}"
            );
            at = end;
            entry
        })
        .collect();
    let header = format!("{{\"__metadata__\": {{\"format\": \"pt\"}}, {}}}", entries.join(", "));
    let bytes = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes()].concat();
    let length = bytes.len() as u64 + at;
    (bytes, length)
}

fn counted(tensors: &[(&str, &str, &[u64])], config: Option<&str>) -> WeightCount {
    let (bytes, length) = file(tensors);
    let tensors = parse_header("model.safetensors", &bytes[..], length).unwrap();
    let model = config.map(|text| read_config("config.json", text).unwrap());
    let architecture = model.as_ref().and_then(|model| model.architecture);
    let precision = model.map(|model| model.precision).unwrap_or_default();
    count(&[("model.safetensors", tensors)], architecture.as_ref(), &precision).unwrap()
}

/// One layer of hidden size 8 with a vocabulary of 16.
const TINY: &str = r#"{"model_type": "llama", "num_hidden_layers": 1, "hidden_size": 8, "intermediate_size": 12,
    "num_attention_heads": 2, "vocab_size": 16, "tie_word_embeddings": TIED}"#;

const LAYER: [(&str, &str, &[u64]); 11] = [
    ("model.embed_tokens.weight", "BF16", &[16, 8]),
    ("model.layers.0.self_attn.q_proj.weight", "BF16", &[8, 8]),
    ("model.layers.0.self_attn.k_proj.weight", "BF16", &[8, 8]),
    ("model.layers.0.self_attn.v_proj.weight", "BF16", &[8, 8]),
    ("model.layers.0.self_attn.o_proj.weight", "BF16", &[8, 8]),
    ("model.layers.0.mlp.gate_proj.weight", "BF16", &[12, 8]),
    ("model.layers.0.mlp.up_proj.weight", "BF16", &[12, 8]),
    ("model.layers.0.mlp.down_proj.weight", "BF16", &[8, 12]),
    ("model.layers.0.input_layernorm.weight", "BF16", &[8]),
    ("model.layers.0.post_attention_layernorm.weight", "BF16", &[8]),
    ("model.norm.weight", "BF16", &[8]),
];

#[test]
fn weights_hold_what_the_architecture_counts_and_the_rest_apart() {
    let more: [(&str, &str, &[u64]); 6] = [
        ("lm_head.weight", "BF16", &[16, 8]),
        ("model.layers.0.self_attn.rotary_emb.inv_freq", "F32", &[2]),
        ("vision_tower.blocks.0.weight", "BF16", &[5, 5]),
        ("model.layers.1.eh_proj.weight", "BF16", &[8, 16]),
        ("model.layers.1.mlp.up_proj.weight", "BF16", &[12, 8]),
        ("h.0.attn.bias", "BOOL", &[1, 1, 4, 4]),
    ];
    let all = [&LAYER[..], &more[..]].concat();
    let untied = TINY.replace("TIED", "false");
    let expected = read_config("", &untied).unwrap().total().unwrap().as_count();
    let extras = |count: &WeightCount| -> Vec<(String, f64)> {
        count.extras.iter().map(|extra| (extra.label.clone(), extra.parameters.unwrap())).collect()
    };
    for config in [Some(untied.as_str()), None] {
        let count = counted(&all, config);
        assert_eq!((count.backbone, count.buffers, count.tensors), (expected, 18.0, 17));
        assert_eq!(
            extras(&count),
            [("prediction layers (MTP)".to_owned(), 128.0 + 96.0), ("vision tower".to_owned(), 25.0)]
        );
        assert_eq!(count.total(), expected + 224.0 + 25.0);
        let formats: Vec<_> = count.formats.iter().map(|of| (of.format.as_str(), of.elements)).collect();
        assert_eq!(formats, [("BF16", expected + 249.0), ("BOOL", 16.0), ("F32", 2.0)]);
    }
    // A tied head saved once more is a copy.
    let tied = TINY.replace("TIED", "true");
    let count = counted(&all[..12], Some(&tied));
    assert_eq!(count.backbone, expected - 128.0);
    assert_eq!(extras(&count), [("second copy of the embedding, as head".to_owned(), 128.0)]);
}

#[test]
fn packed_weights_are_unpacked() {
    let count = |tensors: &[(&str, &str, &[u64])]| {
        let count = counted(tensors, None);
        (count.backbone, count.scales)
    };
    // GPTQ of 512 by 1024 at 4 and at 8 bits, told by the zero points; AWQ packs along the other side.
    let gptq: [(&str, &str, &[u64]); 4] = [
        ("l.q_proj.qweight", "I32", &[64, 1024]),
        ("l.q_proj.qzeros", "I32", &[4, 128]),
        ("l.q_proj.scales", "F16", &[4, 1024]),
        ("l.q_proj.g_idx", "I32", &[512]),
    ];
    assert_eq!(count(&gptq), (512.0 * 1024.0, 512.0 + 4096.0 + 512.0));
    let wide: [(&str, &str, &[u64]); 3] = [
        ("l.q_proj.qweight", "I32", &[128, 1024]),
        ("l.q_proj.qzeros", "I32", &[4, 256]),
        ("l.q_proj.scales", "F16", &[4, 1024]),
    ];
    assert_eq!(count(&wide).0, 512.0 * 1024.0);
    // gpt-oss: 32 experts of 5760 by 2880 in blocks of 16 bytes with a scale each.
    let mxfp4: [(&str, &str, &[u64]); 3] = [
        ("model.layers.0.mlp.experts.gate_up_proj_blocks", "U8", &[32, 5760, 90, 16]),
        ("model.layers.0.mlp.experts.gate_up_proj_scales", "U8", &[32, 5760, 90]),
        ("model.layers.0.mlp.experts.gate_up_proj_bias", "BF16", &[32, 5760]),
    ];
    assert_eq!(count(&mxfp4), (32.0 * 5760.0 * 2881.0, 32.0 * 5760.0 * 90.0));
    let fp8: [(&str, &str, &[u64]); 2] = [
        ("model.layers.3.mlp.gate_proj.weight", "F8_E4M3", &[2048, 7168]),
        ("model.layers.3.mlp.gate_proj.weight_scale_inv", "F32", &[16, 56]),
    ];
    assert_eq!(count(&fp8), (2048.0 * 7168.0, 896.0));
    let four_bit: [(&str, &str, &[u64]); 4] = [
        ("l.q_proj.weight", "U8", &[2048, 1]),
        ("l.q_proj.weight.absmax", "U8", &[64]),
        ("l.q_proj.weight.quant_map", "F32", &[16]),
        ("l.q_proj.weight.quant_state.bitsandbytes__nf4", "U8", &[90]),
    ];
    assert_eq!(count(&four_bit), (4096.0, 170.0));
    // compressed-tensors: bits from the configuration, else four, with a word on it.
    let packed: [(&str, &str, &[u64]); 3] = [
        ("l.q_proj.weight_packed", "I32", &[64, 16]),
        ("l.q_proj.weight_scale", "BF16", &[64, 4]),
        ("l.q_proj.weight_shape", "I64", &[2]),
    ];
    assert_eq!(count(&packed), (8192.0, 258.0));
    assert!(counted(&packed, None).notes[0].contains("4 bits"));
    let eight =
        "{\"quantization_config\": {\"config_groups\": {\"group_0\": {\"weights\": {\"num_bits\": 8}}}}}";
    assert_eq!(counted(&packed, Some(eight)).backbone, 4096.0);
}

#[test]
fn broken_headers_are_told_apart() {
    let (bytes, length) = file(&LAYER);
    let error = |bytes: &[u8], length| parse_header("m.safetensors", bytes, length).unwrap_err().to_string();
    assert!(error(&bytes[..5], 5).starts_with("m.safetensors: is cut off: 5 bytes"));
    assert!(error(&bytes, length - 1).contains("bytes of tensors are announced"));
    assert!(error(&bytes, length + 3).contains("has 3 bytes after the last tensor"));
    assert!(error(&bytes, 20).contains("is cut off: the header takes"));
    assert!(error(&[0xFF; 8], 1 << 40).contains("more than the permitted 100,000,000"));
    let with = |header: &str| {
        let bytes = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes()].concat();
        let length = bytes.len() as u64 + 8;
        error(&bytes, length)
    };
    let entry = |format: &str, shape: &str, places: &str| {
        format!("{{\"dtype\": \"{format}\", \"shape\": {shape}, \"data_offsets\": {places}}}")
    };
    let good = entry("F32", "[2]", "[0, 8]");
    assert!(with(&format!("{{\"a\": {good}, \"a\": {good}}}")).contains("\"a\" is given twice"));
    assert!(with(&format!("{{\"a\": {good}, \"b\": {good}}}")).contains("overlaps the one before"));
    assert!(
        with(&format!("{{\"a\": {}}}", entry("F31", "[2]", "[0, 8]")))
            .contains("the dtype \"F31\" is not known")
    );
    assert!(
        with(&format!("{{\"a\": {}}}", entry("F32", "[3]", "[0, 8]")))
            .contains("do not hold 3 numbers of F32, 12 bytes")
    );
    assert!(
        with(&format!("{{\"a\": {}}}", entry("F32", "[4000000000, 4000000000, 4000000000]", "[0, 8]")))
            .contains("too large")
    );
    assert!(with("[]").contains("no JSON object"));
    assert!(with("{\"a\"").contains("ends too early"));
}

/// `model.safetensors.index.json` of DeepSeek-V3 states 688,586,727,753 bytes; its card says 685 B on file, 671 B and 14 B
/// of the module for multi-token prediction.
#[test]
fn an_index_alone_gives_the_parameters_by_its_size() {
    let text = r#"{"metadata": {"total_size": 688586727753}, "weight_map": {
        "model.embed_tokens.weight": "model-00001-of-000163.safetensors",
        "model.layers.3.mlp.experts.0.gate_proj.weight": "model-00001-of-000163.safetensors",
        "model.layers.3.mlp.experts.0.gate_proj.weight_scale_inv": "model-00001-of-000163.safetensors",
        "model.layers.61.eh_proj.weight": "model-00163-of-000163.safetensors",
        "model.layers.61.shared_head.head.weight": "model-00163-of-000163.safetensors"}}"#;
    let index = read_index("model.safetensors.index.json", text).unwrap();
    assert_eq!(index.shards.len(), 2);
    let config = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/deepseek-v3.json"));
    let model = read_config("config.json", config).unwrap();
    let count = estimate_from_index(&index, model.architecture.as_ref(), &model.precision);
    assert_eq!(format!("{:.1} {:.1}", count.total() / 1e9, count.backbone / 1e9), "684.5 671.0");
    assert_eq!(count.extras[0].parameters.map(|own| (own / 1e8).round() / 10.0), Some(13.5));
    // Without the configuration one byte each is the best guess.
    let alone = estimate_from_index(&index, None, &Precision::default());
    assert_eq!((alone.total(), alone.from_size), (688_586_727_753.0, true));
    let error = |text: &str| read_index("i.json", text).unwrap_err().to_string();
    assert_eq!(error("{}"), "i.json:1:1: the key \"weight_map\" is missing in this index of weights; add it");
    assert_eq!(
        error("{\n\"weight_map\": {\"a\": 3}}"),
        "i.json:2:16: expected the name of a file for a but found 3"
    );
    assert!(error("{\"weight_map\": {\"a\": \"../../etc/x\"}}").contains("beside the index"));
}

proptest! {
    /// A damaged header is an error or says the same number of tensors and bytes as it holds; it never panics.
    #[test]
    fn damaged_headers_never_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(any::<u8>())), 1..4),
    ) {
        let (mut bytes, length) = file(&LAYER);
        let contents = length - bytes.len() as u64;
        for (place, byte) in damage {
            let at = place.index(bytes.len());
            match byte {
                Some(byte) => bytes[at] = byte,
                None => drop(bytes.remove(at)),
            }
        }
        let length = bytes.len() as u64 + contents;
        if let Ok(tensors) = parse_header("m", &bytes[..], length) {
            prop_assert_eq!(tensors.iter().map(|tensor| tensor.bytes).sum::<u64>(), contents);
            prop_assert!(count(&[("m", tensors)], None, &Precision::default()).is_ok());
        }
    }
}
