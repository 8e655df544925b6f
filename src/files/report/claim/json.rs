//! The check of a claim as JSON: every figure that the text is made of, in base units.

use serde_json::{Map, Value, json};

use super::super::json as parts;
use crate::analysis::{
    Arithmetic, ClaimCheck, ClaimedRatio, Condition, LikeForLike, Physics, PhysicsOutcome, PriceFinding,
    SampleFinding, Side, Standing,
};
use crate::catalog::{Claim, Status};
use crate::estimate::Figure;
use crate::scenario::Scope;
use crate::scenario::input::InputKey;
use crate::uncertainty::Estimated;
use crate::units::{Dimension, Fraction, Quantity};

/// The schema of [`json()`].
pub const SCHEMA: &str = "claim-check";

/// The check as JSON: what was claimed, the verdict with its reasons, and every part by itself.
#[must_use]
pub fn json(check: &ClaimCheck) -> String {
    let mut report = parts::header(SCHEMA);
    report.insert("claim".into(), Value::Object(claim(&check.claim)));
    report.insert("verdict".into(), json!({ "id": check.verdict.id(), "label": check.verdict.label() }));
    let reasons = check.reasons.iter().map(
        |reason| json!({ "aspect": reason.aspect.id(), "stance": reason.stance.id(), "text": reason.text }),
    );
    report.insert("reasons".into(), Value::Array(reasons.collect()));
    report.insert("figure".into(), json!(check.figure.id()));
    report.insert("scenario".into(), parts::scenario(check.ours.scenario()));
    report.insert("rival".into(), json!(check.rival.as_ref().map(|rival| rival.scenario().id.clone())));
    report.insert("arithmetic".into(), arithmetic(check, &check.arithmetic));
    report.insert("physics".into(), physics(&check.physics));
    report.insert("price".into(), price(&check.price));
    report.insert("rung".into(), rung(check));
    let samples = check.samples.iter().map(sampled);
    report.insert("samples".into(), Value::Array(samples.collect()));
    report.insert("target".into(), json!(check.target));
    let conditions = check.conditions.iter().map(|one| condition(check, one));
    report.insert("conditions".into(), Value::Array(conditions.collect()));
    report.insert("ratio".into(), check.ratio.as_ref().map_or(Value::Null, ratio));
    let rows = check.like_for_like.iter().map(like_for_like);
    report.insert("like_for_like".into(), Value::Array(rows.collect()));
    parts::write(&Value::Object(report))
}

fn finite(value: f64) -> Value {
    json!(Some(value).filter(|value| value.is_finite()))
}

fn claim(claim: &Claim) -> Map<String, Value> {
    let amount = &claim.amount;
    let value = json!({
        "id": claim.id,
        "name": claim.name,
        "statement": claim.statement,
        "claimant": claim.claimant,
        "figure": claim.figure.id(),
        "stated": amount.text,
        "bound": amount.bound.id(),
        "value": amount.value,
        "low": finite(amount.low),
        "high": finite(amount.high),
        "unit": claim.figure.dimension().unit(),
        "reading": claim.reading,
        "rung": claim.rung,
        "excludes": claim.excludes,
        "circular": claim.circular,
        "confidence": claim.confidence.id(),
    });
    let mut fields = match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    fields.append(&mut parts::provenance(&claim.provenance));
    fields
}

/// A value or the reason why there is none.
fn figure(value: Figure<f64>, dimension: Dimension) -> Value {
    match value {
        Ok(value) => json!({ "value": finite(value), "unit": dimension.unit() }),
        Err(reason) => json!({ "value": null, "unit": dimension.unit(), "reason": reason.to_string() }),
    }
}

fn arithmetic(check: &ClaimCheck, found: &Arithmetic) -> Value {
    let scenario = check.as_claimed.scenario();
    let given = check.given.iter().map(|given| {
        let sets: Vec<_> = given.keys.iter().map(|key| key.text(scenario)).collect();
        let input = &given.input;
        json!({ "setting": input.setting, "locator": input.locator, "note": input.note, "sets": sets })
    });
    let keys = |keys: &[InputKey]| keys.iter().map(|key| key.text(scenario)).collect::<Vec<_>>();
    json!({
        "outcome": found.outcome.id(),
        "result": figure(found.value, check.claim.figure.dimension()),
        "gap": found.gap,
        "agrees_from": finite(found.agrees.0),
        "agrees_to": finite(found.agrees.1),
        "numbers": found.numbers,
        "given": given.collect::<Vec<_>>(),
        "rests_on_given": keys(&found.given),
        "rests_on_ours": keys(&found.ours),
    })
}

fn physics(found: &Physics) -> Value {
    let rows =
        found.rows.iter().map(|row| json!({ "convention": row.convention.id(), "mfu": row.mfu.number() }));
    let class = found.class.as_ref().map(|class| {
        let (low, high) = class.interval();
        json!({
            "median": class.median().number(),
            "p5": low.number(),
            "p95": high.number(),
            "runs": class.runs.len(),
            "class": class.class.label(),
            "sparse": class.sparse,
        })
    });
    let power = found.power.map(|power| {
        json!({
            "power_w": power.power.base(),
            "tdp_w": power.tdp.base(),
            "rated_w": power.rated.map(Quantity::base),
            "is_the_rating": power.is_the_rating(),
        })
    });
    let reason = match found.outcome {
        PhysicsOutcome::Unknown(missing) => Some(missing.to_string()),
        _ => None,
    };
    json!({
        "outcome": found.outcome.id(),
        "reason": reason,
        "accelerator_hours": found.hours,
        "hours_from": found.hours_from.id(),
        "mfu_6nd_16_bit": found.mfu.map(Fraction::number),
        "mfu_low": found.mfu_ends.map(|(low, _)| low.number()),
        "mfu_high": found.mfu_ends.map(|(_, high)| high.number()),
        "percentile": found.percentile,
        "reference_class": class,
        "mfu_precision": found.precision.id(),
        "by_convention": rows.collect::<Vec<_>>(),
        "of_highest_peak": found.of_highest_peak.map(|(precision, mfu)| {
            json!({ "precision": precision.id(), "mfu": mfu.number() })
        }),
        "compute_status": found.compute_status.map(Status::id),
        "power": power,
    })
}

fn price(found: &PriceFinding) -> Value {
    let nearest = found.nearest.iter().map(|quote| {
        json!({
            "id": quote.quote.id,
            "provider": quote.quote.provider,
            "date": quote.quote.date.to_string(),
            "kind": quote.kind.id(),
            "usd_per_hour": quote.price.base(),
            "cost_usd": quote.cost.base(),
            "of_variant": quote.of_variant,
        })
    });
    let spread = found.spread.map(
        |[low, median, high]| json!({ "low": low.base(), "median": median.base(), "high": high.base() }),
    );
    let unit = found.unit.map(|unit| {
        json!({
            "claimed_usd": unit.claimed.base(),
            "ours_usd": unit.ours.base(),
            "server_usd": unit.server.map(Quantity::base),
        })
    });
    json!({
        "outcome": found.outcome.id(),
        "usd_per_hour": found.price.map(Quantity::base),
        "from": found.from.id(),
        "bound": found.bound.id(),
        "around": found.around.map(|date| date.to_string()),
        "months": found.months,
        "quotes": found.quotes.len(),
        "spread": spread,
        "percentile": found.percentile,
        "nearest": nearest.collect::<Vec<_>>(),
        "unit": unit,
    })
}

fn letter(scope: Option<Scope>) -> Value {
    json!(scope.map(Scope::letter))
}

fn rung(check: &ClaimCheck) -> Value {
    let found = &check.rung;
    let ratio = found.ratio.map(|(of, to)| json!({ "of": letter(of), "to": letter(to) }));
    json!({
        "stated": letter(found.stated),
        "used": parts::scope(found.used),
        "ratio": ratio,
        "mixed": found.is_mixed(),
        "claimant_excludes": found.claimant_excludes,
        "agrees_at": found.agrees_at.iter().map(|scope| scope.letter()).collect::<Vec<_>>(),
    })
}

fn condition(check: &ClaimCheck, condition: &Condition) -> Value {
    let scenario = check.as_claimed.scenario();
    let spec = condition.key.id.spec();
    let standing = condition.standing.map(|standing| {
        let basis = match standing {
            Standing::Range { .. } => "range",
            Standing::ReferenceClass { .. } => "reference-class",
            Standing::Quotes { .. } => "quotes",
        };
        json!({ "basis": basis, "percentile": standing.percentile() })
    });
    json!({
        "input": condition.key.text(scenario),
        "label": condition.key.label(scenario),
        "unit": spec.dimension.unit(),
        "hours_basis": condition.hours.id(),
        "current": condition.current.value,
        "status": condition.current.provenance.status.id(),
        "needed": condition.needed.as_ref().ok(),
        "reason": condition.needed.as_ref().err().map(ToString::to_string),
        "factor": condition.factor,
        "standing": standing,
    })
}

fn sampled(found: &SampleFinding) -> Value {
    let estimated =
        |estimate: Estimated| json!({ "value": estimate.value, "standard_error": estimate.standard_error });
    json!({
        "rung": found.scope.letter(),
        "p5": estimated(found.p5),
        "p50": estimated(found.p50),
        "p95": estimated(found.p95),
        "percentile": estimated(found.percentile),
        "agrees": found.agrees,
        "samples": found.samples,
        "seed": found.seed,
    })
}

fn side(side: &Side) -> Value {
    json!({ "name": side.name, "value": side.value, "bound": side.bound.id(), "rung": letter(side.rung) })
}

fn ratio(ratio: &ClaimedRatio) -> Value {
    json!({
        "of": side(&ratio.of),
        "to": side(&ratio.to),
        "ratio": ratio.ratio,
        "bound": ratio.bound.id(),
        "like_for_like": ratio.is_like_for_like(),
    })
}

fn like_for_like(row: &LikeForLike) -> Value {
    json!({
        "rung": row.scope.letter(),
        "name": row.scope.name(),
        "own": row.own.ok(),
        "own_reason": row.own.err().map(|reason| reason.to_string()),
        "rival": row.rival.ok(),
        "rival_reason": row.rival.err().map(|reason| reason.to_string()),
        "ratio": row.ratio,
    })
}
