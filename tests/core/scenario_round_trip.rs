//! Whatever a scenario holds, its text is read back to the same scenario; whatever a text holds, reading never panics.

use std::sync::Arc;

use flopwise::catalog::{Date, Precision, Provenance, Sourced, Status};
use flopwise::files::{parse_project, parse_scenario, write_scenario};
use flopwise::scenario::input::{INPUTS, InputKey, InputSpec};
use flopwise::scenario::{
    Architecture, Attention, Biases, ChoiceId, Correlation, Experts, Family, FeedForward, HeadNorms,
    ModelKind, Norms, Phase, PhaseKind, Range, Ranged, Scenario, Scope, Uncertainty, set_number,
};
use proptest::prelude::*;

use crate::scenario_presets::{catalog, library};

/// A value anywhere in the range of an input, small and large ones alike, with all its digits.
fn value_of(spec: &InputSpec, at: f64) -> f64 {
    let value = if spec.low > 0.0 {
        spec.low * (spec.high / spec.low).powf(at)
    } else {
        spec.low + (spec.high - spec.low) * at.powi(7)
    };
    value.clamp(spec.low, spec.high)
}

fn provenance() -> impl Strategy<Value = Provenance> {
    let status = prop::sample::select(Status::ALL.to_vec());
    let source = prop::sample::select(vec!["", "A paper", "A paper, again", "Ünïcode — source", "7"]);
    let url = prop::sample::select(vec!["", "https://example.org", "https://example.org/2"]);
    let date = prop::sample::select(vec![None, Date::parse("2024"), Date::parse("2024-05-17")]);
    (status, source, url, "[ -~]{0,12}", date, ".{0,12}", any::<bool>()).prop_map(
        |(status, source, url, locator, date, note, unconfirmed)| Provenance {
            status,
            source: source.to_owned(),
            url: url.to_owned(),
            locator,
            date,
            note,
            unconfirmed,
        },
    )
}

fn number() -> impl Strategy<Value = u32> {
    prop_oneof![1_u32..100, 100_u32..200_000]
}

fn attention() -> impl Strategy<Value = Attention> {
    let grouped = (number(), number(), number()).prop_map(|(heads, kv_heads, head_dim)| Attention::Grouped {
        heads,
        kv_heads,
        head_dim,
    });
    let latent = (number(), 0_u32..3000, number(), number(), number(), number()).prop_map(
        |(heads, q_lora_rank, kv_lora_rank, qk_nope_dim, qk_rope_dim, v_dim)| Attention::Latent {
            heads,
            q_lora_rank,
            kv_lora_rank,
            qk_nope_dim,
            qk_rope_dim,
            v_dim,
        },
    );
    prop_oneof![grouped, latent]
}

fn experts() -> impl Strategy<Value = Option<Experts>> {
    let experts = (number(), number(), 0_u32..4, number(), any::<bool>(), 0_u32..5, 1_u32..4).prop_map(
        |(routed, per_token, shared, width, equal, first_dense_layers, every)| Experts {
            shared_gate: equal && shared > 1,
            routed,
            per_token,
            width,
            shared_width: if equal { shared * width } else { 17 },
            first_dense_layers,
            every,
        },
    );
    prop::option::of(experts)
}

fn biases() -> impl Strategy<Value = Biases> {
    let some = any::<[bool; 5]>().prop_map(|[qkv, attention_output, feed_forward, router, head]| Biases {
        qkv,
        attention_output,
        feed_forward,
        router,
        head,
    });
    prop_oneof![Just(Biases::ALL), some]
}

fn norms() -> impl Strategy<Value = Norms> {
    let heads = prop_oneof![Just(HeadNorms::None), Just(HeadNorms::Shared), Just(HeadNorms::Full)];
    (0_u32..5, 0_u32..3, any::<bool>(), heads).prop_map(|(per_layer, outer, shift, heads)| Norms {
        per_layer,
        outer,
        shift,
        heads,
    })
}

fn architecture() -> impl Strategy<Value = Architecture> {
    let flags = (any::<bool>(), any::<bool>(), biases(), norms(), any::<bool>());
    let rest = (
        0_u32..3,
        prop::option::of(number()),
        (0_u32..9, prop::option::of(number())),
        0_u32..3000,
        0_u32..60_000,
    );
    (number(), number(), number(), attention(), experts(), flags, rest).prop_map(
        |(
            layers,
            hidden,
            vocabulary,
            attention,
            experts,
            (gated, tied_embedding, biases, norms, attention_sinks),
            rest,
        )| {
            let (mtp_depth, sliding_window, (global_every, global_layers), learned_positions, width) = rest;
            Architecture {
                layers,
                hidden,
                vocabulary,
                attention,
                feed_forward: FeedForward { width, gated },
                experts,
                tied_embedding,
                mtp_depth,
                sliding_window,
                global_every,
                global_layers,
                learned_positions,
                biases,
                norms,
                attention_sinks,
            }
        },
    )
}

/// What happens to a scenario before it is saved.
#[derive(Debug, Clone)]
enum Change {
    Edit(usize, usize, f64),
    Cite(usize, usize, f64, Provenance),
    Remove(usize, usize),
    Reset(usize, usize),
    Choose(usize, usize),
    AddPhase(usize, usize, String),
    Build(Option<Architecture>),
    Kind(bool),
    Peak(usize),
    Range(usize, usize, f64, f64, usize, bool, Provenance),
    Correlate(f64),
}

fn change() -> impl Strategy<Value = Change> {
    let input = 0..INPUTS.len();
    let index = 0_usize..20;
    prop_oneof![
        (input.clone(), index.clone(), 0.0..=1.0).prop_map(|(i, p, v)| Change::Edit(i, p, v)),
        (input.clone(), index.clone(), 0.0..=1.0, provenance())
            .prop_map(|(i, p, v, provenance)| Change::Cite(i, p, v, provenance)),
        (input.clone(), index.clone()).prop_map(|(i, p)| Change::Remove(i, p)),
        (input, index.clone()).prop_map(|(i, p)| Change::Reset(i, p)),
        (index.clone(), index.clone()).prop_map(|(c, o)| Change::Choose(c, o)),
        (index.clone(), index.clone(), "[ -~]{0,9}").prop_map(|(k, s, name)| Change::AddPhase(k, s, name)),
        prop::option::of(architecture()).prop_map(Change::Build),
        any::<bool>().prop_map(Change::Kind),
        index.clone().prop_map(Change::Peak),
        (0..INPUTS.len(), index.clone(), 0.0..=1.0, 0.0..=1.0, index, any::<bool>(), provenance())
            .prop_map(|(i, p, a, b, f, s, provenance)| Change::Range(i, p, a, b, f, s, provenance)),
        (-0.9..0.9).prop_map(Change::Correlate),
    ]
}

fn apply(scenario: &mut Scenario, change: Change) {
    let key = |input: usize, phase: usize, scenario: &Scenario| {
        let spec = &INPUTS[input];
        let phase = if spec.per_phase { phase % scenario.phases.len() } else { 0 };
        InputKey { id: spec.id, phase }
    };
    match change {
        Change::Edit(input, phase, at) => {
            let key = key(input, phase, scenario);
            set_number(scenario, key, value_of(&INPUTS[input], at)).unwrap();
        }
        Change::Cite(input, phase, at, provenance) => {
            let key = key(input, phase, scenario);
            let value = Sourced::new(value_of(&INPUTS[input], at), Arc::new(provenance));
            (INPUTS[input].set)(scenario, key.phase, Some(value));
        }
        Change::Remove(input, phase) => {
            let key = key(input, phase, scenario);
            (INPUTS[input].set)(scenario, key.phase, None);
        }
        Change::Reset(input, phase) => key(input, phase, scenario).reset(scenario),
        Change::Choose(choice, option) => {
            let choice = ChoiceId::ALL[choice % ChoiceId::ALL.len()];
            let options = choice.option_names();
            choice.set(scenario, options[option % options.len()]).unwrap();
        }
        Change::AddPhase(kind, scope, name) => {
            let mut phase = Phase::new(name, PhaseKind::ALL[kind % PhaseKind::ALL.len()]);
            phase.counted_from = Scope::ALL[scope % Scope::ALL.len()];
            scenario.phases.push(phase);
        }
        Change::Build(architecture) => scenario.model.architecture = architecture,
        Change::Kind(dense) => {
            scenario.model.kind = if dense { ModelKind::Dense } else { ModelKind::MixtureOfExperts };
        }
        Change::Range(input, phase, a, b, family, shared, provenance) => {
            let key = key(input, phase, scenario);
            let [low, high] = [a.min(b), a.max(b)].map(|at| value_of(&INPUTS[input], at));
            let range = match Family::ALL.get(family) {
                Some(Family::Triangular) if family % 2 == 0 => Range::Interval {
                    low,
                    high,
                    mode: Some(f64::midpoint(low, high)),
                    family: Some(Family::Triangular),
                },
                Some(family) => Range::Interval { low, high, mode: None, family: Some(*family) },
                None if family % 2 == 0 => Range::interval(low, high),
                None => Range::Choice(vec![(low, b), (high, 1.0)]),
            };
            if key.get(scenario).is_some() && range.check(key.id).is_ok() {
                let provenance = Arc::new(provenance);
                scenario.uncertainty.set(Ranged { key, range, shared, provenance });
                scenario.uncertainty.seed = family as u64;
            }
        }
        Change::Correlate(rank) => {
            if let [first, second, ..] = scenario.uncertainty.ranges.as_slice() {
                let pair = Correlation { first: first.key, second: second.key, rank };
                scenario.uncertainty.correlations = vec![pair];
            }
        }
        Change::Peak(precision) => {
            scenario.hardware.mfu_precision = Precision::ALL[precision % Precision::ALL.len()];
        }
    }
}

/// Any scenario: a shipped one with any changes.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    (0_usize..14, prop::collection::vec(change(), 0..25), any::<bool>()).prop_map(
        |(preset, changes, program)| {
            let mut scenario = library().scenarios[preset].scenario.as_ref().clone();
            if !program {
                scenario.program.staff = None;
                scenario.program.serving = None;
            }
            for change in changes {
                apply(&mut scenario, change);
            }
            Uncertainty::keep_present(&mut scenario);
            scenario
        },
    )
}

proptest! {
    #[test]
    fn any_scenario_is_read_back_as_it_was(scenario in scenario()) {
        let text = write_scenario(&scenario);
        let again = parse_scenario("again.ron", &text, catalog())
            .map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&again, &scenario, "{}", text);
        prop_assert_eq!(write_scenario(&again), text);
    }

    /// A text cut off or changed anywhere gives a scenario or an error that lies within the text, never a panic.
    #[test]
    fn any_damage_is_answered(
        preset in 0_usize..14,
        at in 0.0..1.0,
        length in 0_usize..40,
        insert in "[-\"(){}\\[\\],:a-z0-9%$\n/*é ]{0,4}",
    ) {
        let mut text = write_scenario(&library().scenarios[preset].scenario);
        let boundary = |text: &str, mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = boundary(&text, (text.len() as f64 * at) as usize);
        let to = boundary(&text, (from + length).min(text.len())).max(from);
        text.replace_range(from..to, &insert);
        for error in [
            parse_scenario("damaged.ron", &text, catalog()).err(),
            parse_project("damaged.ron", &text, catalog()).err(),
        ].into_iter().flatten() {
            prop_assert!(!error.to_string().is_empty());
            if let Some(position) = error.position {
                prop_assert!(position.line >= 1 && position.line <= text.lines().count() + 1, "{}", error);
            }
        }
    }
}
