//! What a check finds wrong with an architecture, field by field.

use std::sync::Arc;

use super::*;
use crate::estimate::fixture;

/// The fields that are wrong after a change of DeepSeek-V3's architecture, with what the messages say.
fn problems(change: impl FnOnce(&mut Architecture)) -> Vec<Problem> {
    let mut scenario = fixture::scenario();
    let mut architecture = fixture::deepseek_v3(1);
    change(&mut architecture);
    scenario.model.architecture = Some(architecture);
    Arc::new(scenario).check(&fixture::catalog()).err().unwrap_or_default()
}

#[track_caller]
fn only(found: &[Problem], field: &str, words: &str) {
    let [problem] = found else { panic!("{found:#?}") };
    assert_eq!(problem.field, format!("architecture.{field}"));
    assert!(problem.message.contains(words), "{}", problem.message);
}

#[test]
fn a_sound_architecture_passes() {
    assert_eq!(problems(|_| ()), []);
    for sound in [fixture::gpt3(51200), fixture::llama_405b(), fixture::deepseek_v2()] {
        assert_eq!(problems(|architecture| *architecture = sound), []);
    }
}

#[test]
fn layers_without_a_width_are_named() {
    only(&problems(|architecture| architecture.feed_forward.width = 0), "feed_forward", "3 of 61 layers");
    // All layers carry experts: no dense width is needed.
    let all_sparse = problems(|architecture| {
        architecture.feed_forward.width = 0;
        if let Some(experts) = &mut architecture.experts {
            experts.first_dense_layers = 0;
        }
    });
    assert_eq!(all_sparse, []);
}

#[test]
fn impossible_counts_are_named_with_what_is_permitted() {
    only(&problems(|architecture| architecture.vocabulary = 0), "vocabulary", "1 to 100,000,000");
    only(&problems(|architecture| architecture.sliding_window = Some(0)), "sliding_window", "full attention");
    let experts = |change: fn(&mut Experts)| {
        problems(move |architecture| change(architecture.experts.as_mut().unwrap()))
    };
    only(&experts(|experts| experts.per_token = 257), "experts_per_token", "exceed the 256 experts");
    only(&experts(|experts| experts.first_dense_layers = 62), "first_dense_layers", "exceed the 61 layers");
    only(&experts(|experts| experts.every = 0), "expert_every", "1 to");
    let kv_heads = problems(|architecture| {
        architecture.attention = Attention::Grouped { heads: 8, kv_heads: 16, head_dim: 128 };
    });
    only(&kv_heads, "kv_heads", "exceed the 8 query heads");
}
