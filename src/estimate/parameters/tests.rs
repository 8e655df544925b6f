//! Parameter counts against those that developers publish.

mod published;

use super::*;
use crate::estimate::fixture::{assert_near, deepseek_v2, deepseek_v3, dense, gpt, gpt3, llama_405b};
use crate::scenario::{Biases, FeedForward, Norms};

fn total(architecture: &Architecture) -> f64 {
    parameter_count(architecture).total().as_count()
}

#[test]
fn deepseek_v3_counts_as_published_whichever_embeddings_are_meant() {
    let count = parameter_count(&deepseek_v3(0));
    // The model card says 671 B total and 37 B active; from the configuration they are these.
    assert_eq!(format!("{:.3}", count.total().as_count() / 1e9), "671.026");
    assert_eq!(format!("{:.3}", count.active(Embeddings::Both).as_count() / 1e9), "37.552");
    assert_eq!(format!("{:.2}", count.active(Embeddings::OutputOnly).as_count() / 1e9), "36.63");
    assert_eq!(format!("{:.2}", count.active(Embeddings::Neither).as_count() / 1e9), "35.70");
}

#[test]
fn prediction_layers_are_counted_apart_and_with_their_own_copies() {
    let count = parameter_count(&deepseek_v3(1));
    assert_eq!(format!("{:.3}", count.total().as_count() / 1e9), "671.026");
    // Megatron-LM counts 682.5 B, without the 2h × h projection of 0.1 B.
    let shared = count.total_with_predictions().as_count() / 1e9;
    assert_eq!(format!("{shared:.2}"), "682.64");
    assert_eq!(format!("{:.1}", shared - 2.0 * 7168.0 * 7168.0 / 1e9), "682.5");
    // The published weights hold 685 B: 671 B and a module of 14 B with copies of embedding and head.
    let copies = count.total_with_prediction_copies().as_count() / 1e9;
    assert_eq!(format!("{copies:.1}"), "684.5");
}

#[test]
fn dense_models_count_as_published() {
    // Llama 3.1 405B and Llama 2 70B: exact counts of their published weights.
    assert_eq!(total(&llama_405b()), 405_853_388_800.0);
    assert_eq!(total(&dense(80, 8192, (64, 8), 28672, 32000)), 68_976_648_192.0);
    // GPT-3 with the padded and with the plain vocabulary: all of it, and as Megatron-LM counts it, without positions
    // and biases.
    for (vocabulary, all, bare) in [(51200, "174.62", "174.58"), (50257, "174.60", "174.57")] {
        let model = gpt3(vocabulary);
        assert_eq!(format!("{:.2}", total(&model) / 1e9), all);
        let (biases, norms) = (Biases::default(), Norms::default());
        let model = Architecture { learned_positions: 0, biases, norms, ..model };
        assert_eq!(format!("{:.2}", total(&model) / 1e9), bare);
    }
    // GPT-2 XL: 1,557,611,200 parameters in its published weights.
    assert_eq!(total(&gpt(48, 1600, 25, 50257, 1024)), 1_557_611_200.0);
}

#[test]
fn a_tied_matrix_counts_once_and_serves_as_the_head() {
    let untied = dense(16, 2048, (32, 8), 8192, 128_256);
    let tied = Architecture { tied_embedding: true, ..untied };
    let embedding = 128_256.0 * 2048.0;
    // Llama 3.2 1B is tied: 1,235,814,400.
    assert_eq!(total(&tied), 1_235_814_400.0);
    assert_eq!(total(&untied) - total(&tied), embedding);
    let count = parameter_count(&tied);
    assert_eq!(count.active(Embeddings::Both), count.active(Embeddings::OutputOnly));
    let neither = count.active(Embeddings::Neither).as_count();
    assert_eq!(count.active(Embeddings::OutputOnly).as_count() - neither, embedding);
}

#[test]
fn deepseek_v2_counts_as_published() {
    let count = parameter_count(&deepseek_v2());
    assert_near(count.total().as_count(), 236e9, 0.003);
    assert_near(count.active(Embeddings::OutputOnly).as_count(), 21e9, 0.02);
}

#[test]
fn active_never_exceeds_total_and_a_dense_model_is_all_active() {
    for architecture in [gpt3(51200), llama_405b(), deepseek_v2(), deepseek_v3(1)] {
        let count = parameter_count(&architecture);
        let active = count.active(Embeddings::Both);
        assert!(active <= count.total());
        assert_eq!(architecture.experts.is_none(), active == count.total());
    }
}

#[test]
fn an_ungated_block_has_two_matrices() {
    let gated = dense(10, 1024, (8, 8), 4096, 1000);
    let plain = Architecture { feed_forward: FeedForward { gated: false, width: 4096 }, ..gated };
    assert_eq!(total(&gated) - total(&plain), 10.0 * 1024.0 * 4096.0);
}

/// In BF16: 70.3 kB for DeepSeek-V3, 516 kB for Llama 3.1 405B, 328 kB for a model of 80 layers and 8 key/value heads.
#[test]
fn keys_and_values_take_as_much_memory_as_reported() {
    let kilobytes = |architecture: &Architecture| {
        format!("{:.1}", kv_cache_per_token(architecture, 2.0).as_bytes() / 1e3)
    };
    assert_eq!(kilobytes(&deepseek_v3(1)), "70.3");
    assert_eq!(kilobytes(&llama_405b()), "516.1");
    assert_eq!(kilobytes(&dense(80, 8192, (64, 8), 28672, 32000)), "327.7");
}
