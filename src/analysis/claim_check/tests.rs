//! Shipped claims get the verdict that their published figures deserve; each part is checked by itself.

mod uncertain;

use super::*;
use crate::catalog::{Amount, Bound, ClaimInput, Status};
use crate::files::Library;
use crate::files::presets::shipped_catalog;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{Scope, apply_setting};
use crate::uncertainty::InTurn;
use crate::units::Quantity;

/// The shipped scenarios, with as few samples as tell their percentiles well enough here.
fn scenarios() -> Vec<Arc<Scenario>> {
    let mut scenarios: Vec<_> = Library::load(shipped_catalog().unwrap(), None)
        .scenarios
        .into_iter()
        .map(|entry| entry.scenario)
        .collect();
    for scenario in &mut scenarios {
        Arc::make_mut(scenario).uncertainty.samples = 8_192;
    }
    scenarios
}

fn check_with(claim: &Arc<Claim>, options: &ClaimCheckOptions) -> ClaimCheck {
    check_claim(shipped_catalog().unwrap(), &scenarios(), claim, options, &InTurn).unwrap()
}

fn check(id: &str) -> ClaimCheck {
    check_with(shipped_catalog().unwrap().claim(id).unwrap(), &ClaimCheckOptions::default())
}

/// A claim of the user about one scenario, with the inputs that it gives.
fn own(figure: ClaimFigure, value: &str, scenario: &str, rung: &str, gives: &[&str]) -> ClaimCheck {
    check_with(&made_up(figure, value, scenario, rung, gives), &ClaimCheckOptions::default())
}

fn made_up(figure: ClaimFigure, value: &str, scenario: &str, rung: &str, gives: &[&str]) -> Arc<Claim> {
    let amount = Amount::read(value, figure.dimension()).unwrap();
    let input = |setting: &&str| ClaimInput {
        setting: (*setting).into(),
        locator: String::new(),
        note: String::new(),
    };
    let rung = (!rung.is_empty()).then(|| rung.to_owned());
    let claim = Claim::own(figure, amount, scenario, rung);
    Arc::new(Claim { inputs: gives.iter().map(input).collect(), ..claim })
}

fn condition(check: &ClaimCheck, id: InputId) -> &Condition {
    check.conditions.iter().find(|condition| condition.key.id == id).unwrap()
}

fn stance(check: &ClaimCheck, aspect: Aspect) -> Option<Stance> {
    check.reasons.iter().find(|reason| reason.aspect == aspect).map(|reason| reason.stance)
}

#[track_caller]
fn near(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 0.005, "{value} is not {expected}");
}

/// DeepSeek-V3 Technical Report, table 1: (2,664 + 119 + 5) thousand hours at $2 make $5.576 M.
#[test]
fn deepseek_v3_holds_to_the_dollar() {
    let check = check("deepseek-v3-cost");
    assert_eq!(check.verdict, Verdict::Holds);
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::Agrees);
    assert_eq!(check.arithmetic.value, Ok(5_576_000.0));
    assert!(check.arithmetic.ours.is_empty(), "{:?}", check.arithmetic.ours);
    // PRODUCT's US-03: 342.6 TFLOP/s of 989.4 by 6ND.
    near(check.physics.mfu.unwrap().number(), 0.3463);
    assert_eq!(check.physics.hours_from, HoursFrom::Given);
    assert_eq!(check.price.outcome, PriceOutcome::Quoted);
    assert_eq!(check.price.from, PriceFrom::Given);
    assert_eq!(
        (check.rung.stated, check.rung.agrees_at.as_slice()),
        (Some(Scope::FinalRun), &[Scope::FinalRun][..])
    );
    assert!(check.rung.claimant_excludes.contains("ablation"));
    assert!(check.reasons.iter().all(|reason| reason.stance >= Stance::For));
}

/// The same hours by three counts of FLOP: 34.6 % by 6ND, 39.0 % with causal and 43.8 % with full attention (ISCA 2025,
/// table 4, states 38.94 and 43.73 %).
#[test]
fn utilization_is_shown_by_every_count() {
    let rows = check("deepseek-v3-hours").physics.rows;
    let mfu: Vec<f64> = rows.iter().map(|row| row.mfu.number()).collect();
    let [six, causal, full] = mfu[..] else { panic!("{rows:?}") };
    near(six, 0.3463);
    near(causal, 0.3894);
    near(full, 0.4373);
}

/// DeepSeek-R1 (Nature 645), supplementary table 7: 147 thousand hours at $2 make $294 K. No tokens, so no utilization.
#[test]
fn r1_adds_up_but_hardware_is_not_asked() {
    let check = check("deepseek-r1-cost");
    assert_eq!(check.arithmetic.value, Ok(294_000.0));
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::Agrees);
    assert_eq!(check.as_claimed.value(FigureId::AcceleratorHours), Ok(147_000.0));
    assert!(matches!(check.physics.outcome, PhysicsOutcome::Unknown(_)));
    assert_eq!(check.verdict, Verdict::Plausible);
}

/// $5.576 M over more than $100 M: rung B over one that was not stated; on rung B 1/14.1 of Epoch AI's $78.66 M.
#[test]
fn an_eighteenth_of_gpt_4_mixes_rungs() {
    let check = check("deepseek-v3-18th-of-gpt-4");
    assert_eq!(check.verdict, Verdict::MixedScopes);
    assert_eq!(check.rung.ratio, Some((Some(Scope::FinalRun), None)));
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::Agrees);
    let ratio = check.ratio.as_ref().unwrap();
    near(1.0 / ratio.ratio, 17.93);
    assert_eq!((ratio.bound, ratio.is_like_for_like()), (Bound::AtMost, None));
    let like = |scope| check.like_for_like.iter().find(|row| row.scope == scope).unwrap();
    near(1.0 / like(Scope::FinalRun).ratio.unwrap(), 14.1);
    assert_eq!(check.like_for_like.len(), Scope::ALL.len());
    // GPT-4's fleet is not known, and that is said instead of a ratio.
    let fleet = like(Scope::Fleet);
    assert!(fleet.own.is_ok() && fleet.rival.is_err() && fleet.ratio.is_none());
    // To be an eighteenth on one rung, V3 would have had to cost $4.37 M.
    near(check.target.unwrap(), 78.66e6 / 18.0);
    near(condition(&check, InputId::RentalPrice).needed.clone().unwrap(), 78.66e6 / 18.0 / 2.788e6);
}

/// Wired, April 2023: more than $100 M, whatever it includes. Epoch AI: $78.7 M rented, $125 to 129 M with experiments
/// and staff.
#[test]
fn more_than_a_hundred_million_depends_on_the_rung() {
    let check = check("gpt-4-altman");
    assert_eq!(check.verdict, Verdict::DependsOnRung);
    assert_eq!((check.claim.amount.bound, check.rung.stated), (Bound::AtLeast, None));
    assert!(!check.rung.agrees_at.contains(&Scope::FinalRun));
    assert!(
        check.rung.agrees_at.contains(&Scope::Experiments) && check.rung.agrees_at.contains(&Scope::Staff)
    );
    // A bound on the cost is a bound on the price and on the utilization.
    assert_eq!(check.price.bound, Bound::AtLeast);
    near(check.price.price.unwrap().base(), 100.0 / 57.0);
    let (low, high) = check.physics.mfu_ends.unwrap();
    assert_eq!(low.number(), 0.0);
    near(high.number(), 2.1e25 / (100e6 / 1.38 * 3600.0 * 312e12));
    // On the rung with staff, nothing would have to change.
    let stated = Arc::new(Claim { rung: Some("E".into()), ..Claim::clone(&check.claim) });
    let stated = check_with(&stated, &ClaimCheckOptions::default());
    assert_eq!((stated.target, stated.conditions.len()), (None, 0));
    assert_eq!(stated.verdict, Verdict::Plausible);
}

/// The report gives 172,800 hours for each trillion tokens. As the total they would need 166 % of the peak.
#[test]
fn more_than_the_peak_is_not_possible() {
    let check = check("deepseek-v2-hours");
    assert_eq!(check.verdict, Verdict::NotPossible);
    assert_eq!(check.physics.outcome, PhysicsOutcome::AbovePeak);
    near(check.physics.mfu.unwrap().number(), 1.658);
    near(check.physics.of_highest_peak.unwrap().1.number(), 0.829);
    assert!(condition(&check, InputId::Mfu).needed.is_err());
    near(condition(&check, InputId::ReportedHours).factor.unwrap(), 1.0 / 8.1);
}

/// A compute that is itself a guess cannot prove anything impossible.
#[test]
fn a_guess_proves_nothing_impossible() {
    let check = own(ClaimFigure::AcceleratorHours, "10M h", "gpt-4", "A", &[]);
    assert_eq!(check.physics.outcome, PhysicsOutcome::AbovePeak);
    assert_eq!(check.physics.compute_status, Some(Status::Speculative));
    assert_eq!(check.verdict, Verdict::Doubtful);
}

/// Between the 16-bit and the 8-bit peak, nothing is proven either: the same hours may have been spent in FP8.
#[test]
fn above_the_sixteen_bit_peak_alone_is_doubtful() {
    let check = own(ClaimFigure::AcceleratorHours, "850k h", "deepseek-v3", "A", &[]);
    near(check.physics.mfu.unwrap().number(), 1.085);
    assert!(check.physics.of_highest_peak.unwrap().1.number() < 0.6);
    assert_eq!(check.verdict, Verdict::Doubtful);
}

#[test]
fn a_rumor_stays_one() {
    let check = check("kimi-k2-cost");
    assert!(check.claim.provenance.unconfirmed);
    assert_eq!(check.verdict, Verdict::Plausible);
    assert!(check.reasons.iter().any(|reason| reason.text.contains("unconfirmed")));
    // At DeepSeek-V3's efficiency 2.41 M hours; the rumor buys 2.3 M at $2.
    assert_eq!(check.physics.hours_from, HoursFrom::Cost);
    near(check.physics.hours.unwrap(), 2.3e6);
    near(condition(&check, InputId::RentalPrice).needed.clone().unwrap(), 4.6 / 2.413);
}

#[test]
fn what_was_derived_from_a_claim_cannot_bear_it_out() {
    let check = check("claude-3-5-sonnet-cost");
    assert_eq!(check.verdict, Verdict::CannotBeChecked);
    assert!(check.reasons.iter().all(|reason| reason.stance != Stance::For));
}

/// gpt-oss model card: hours and no tokens, so that nothing can be held against them.
#[test]
fn hours_without_tokens_cannot_be_checked() {
    let check = check("gpt-oss-120b-hours");
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::NothingGiven);
    assert_eq!(check.verdict, Verdict::CannotBeChecked);
}

/// SemiAnalysis: about $1.6 B for about 60,000 accelerators, $26,700 each; the mix is mostly of lesser ones than H800.
#[test]
fn a_fleet_is_priced_by_the_accelerator() {
    let check = check("deepseek-fleet");
    near(check.price.unit.unwrap().claimed.base(), 1.6e9 / 60e3);
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::DiffersWithOurs);
    assert_eq!(check.verdict, Verdict::CannotBeChecked);
    let price = condition(&check, InputId::ServerPrice);
    near(price.factor.unwrap(), 1.6e9 / (60e3 * check.price.unit.unwrap().ours.base()));
}

/// Luccioni et al. 2022, table 1: 1,082,990 h × 400 W = 433,196 kWh.
#[test]
fn bloom_is_bookkeeping() {
    let check = check("bloom-energy");
    near(check.arithmetic.value.unwrap(), 433_196.0);
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::Agrees);
    assert!(check.physics.power.unwrap().is_the_rating());
    assert_eq!(check.verdict, Verdict::Plausible);
}

/// Llama 3.1 model card: hours and power are given, PUE and emission factor are not; ours come to 0.3 % more.
#[test]
fn what_a_claim_does_not_give_is_named() {
    let check = check("llama-3-1-carbon");
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::DiffersWithOurs);
    assert!(check.arithmetic.gap.unwrap().abs() < 0.01);
    let ours: Vec<_> = check.arithmetic.ours.iter().map(|key| key.id).collect();
    assert_eq!(ours, [InputId::Pue, InputId::CarbonIntensity]);
    near(condition(&check, InputId::CarbonIntensity).needed.clone().unwrap(), 0.3834);
    assert_eq!(check.verdict, Verdict::Plausible);
    // An estimate of ours counts energy by another method, so no ratio is made of the two.
    assert!(check.ratio.is_none() && !check.like_for_like.is_empty());
}

/// Hours that are given once are those of all stages of the rung.
#[test]
fn hours_given_once_are_all_hours() {
    let check = own(ClaimFigure::Cost, "$5.576M", "deepseek-v3", "B", &["price=2", "reported_hours=2.788M"]);
    assert_eq!(check.verdict, Verdict::Holds);
    near(check.arithmetic.value.unwrap(), 5.576e6);
    assert_eq!(check.given[1].keys.len(), 3);
    // Given stage by stage they stay as they are.
    let staged =
        own(ClaimFigure::Cost, "$5.576M", "deepseek-v3", "B", &["price=2", "phase1.reported_hours=2.788M"]);
    near(staged.arithmetic.value.unwrap(), 2.0 * 2.912e6);
    assert_eq!(
        (staged.arithmetic.outcome, staged.verdict),
        (ArithmeticOutcome::DiffersWithOurs, Verdict::Plausible)
    );
}

/// Three times the hours at the same price are not $5.576 M.
#[test]
fn wrong_arithmetic_is_doubtful() {
    let check = own(ClaimFigure::Cost, "$5.576M", "deepseek-v3", "B", &["price=2", "reported_hours=8.4M"]);
    assert_eq!(check.arithmetic.outcome, ArithmeticOutcome::Differs);
    assert_eq!(stance(&check, Aspect::Arithmetic), Some(Stance::Against));
    assert_eq!(check.verdict, Verdict::Doubtful);
    near(check.arithmetic.gap.unwrap() + 1.0, 16.8 / 5.576);
}

/// Of hours, cost on rungs with more than rent, time and compute, each reaches the utilization by its own way.
#[test]
fn every_figure_says_something_of_the_hours() {
    let hours = |figure, value, rung| own(figure, value, "deepseek-v3", rung, &[]).physics.hours.unwrap();
    near(hours(ClaimFigure::Cost, "$5.576M", "B"), 2.788e6);
    near(hours(ClaimFigure::AcceleratorHours, "3M h", "B"), 3e6);
    near(hours(ClaimFigure::WallClock, "56.7 d", "B"), 2.788e6);
    // On rung D the hours include experiments, on E staff is no rent.
    let at = |rung: &str, scope| {
        let ours = own(ClaimFigure::Cost, "$5M", "deepseek-v3", rung, &[]).ours;
        let cost = ours.estimate.cost_at(scope).unwrap().as_usd();
        let claim = own(ClaimFigure::Cost, &format!("${cost}"), "deepseek-v3", rung, &[]);
        (claim.physics.hours.unwrap(), claim.physics.mfu.unwrap().number())
    };
    for (rung, scope) in [("D", Scope::Experiments), ("E", Scope::Staff)] {
        let (hours, mfu) = at(rung, scope);
        near(hours, 3.0 * 2.788e6);
        near(mfu, 0.3463);
    }
    let compute = own(ClaimFigure::TrainingCompute, "6.57e24", "deepseek-v3", "B", &[]);
    near(compute.physics.mfu.unwrap().number(), 2.0 * 0.3463);
    assert_eq!(compute.physics.outcome, PhysicsOutcome::High);
}

#[test]
fn a_needed_value_brings_the_estimate_to_the_claim() {
    for id in
        ["deepseek-v3-cost", "gpt-4-semianalysis", "gpt-4-altman", "llama-3-1-405b-carbon", "kimi-k2-cost"]
    {
        let check = check(id);
        assert!(check.conditions.len() >= 3, "{id}");
        for condition in &check.conditions {
            let Ok(needed) = condition.needed.clone() else { continue };
            let mut scenario = check.as_claimed.scenario().clone();
            scenario.hours_basis = condition.hours;
            crate::scenario::set_number(&mut scenario, condition.key, needed).unwrap();
            let reached = crate::analysis::evaluate(shipped_catalog().unwrap(), &Arc::new(scenario)).unwrap();
            let (reached, target) = (reached.value(check.figure).unwrap(), check.target.unwrap());
            assert!((reached / target - 1.0).abs() < 1e-9, "{id}: {:?}", condition.key);
        }
    }
}

#[test]
fn a_price_that_nobody_quoted_is_told() {
    let low = own(ClaimFigure::Cost, "$279K", "deepseek-v3", "B", &["price=0.1", "reported_hours=2.788M"]);
    assert_eq!(low.price.outcome, PriceOutcome::BelowAll);
    assert_eq!((low.price.percentile, low.verdict), (Some(0.0), Verdict::Doubtful));
    // A little below all offers may be a good contract.
    let near = own(ClaimFigure::Cost, "$2.79M", "deepseek-v3", "B", &["price=1", "reported_hours=2.788M"]);
    assert_eq!((near.price.outcome, near.verdict), (PriceOutcome::BelowAll, Verdict::Plausible));
    let bought = own(ClaimFigure::Cost, "$80M", "deepseek-v3", "G", &[]);
    assert_eq!((bought.price.outcome, bought.price.price), (PriceOutcome::NoPrice, None));
    assert!(check("deepseek-v3-hours").price.price.is_none());
    // What a source assumed is no offer.
    let quotes = check("deepseek-v3-cost").price.quotes;
    assert!(quotes.iter().all(|quote| quote.kind != crate::catalog::PriceKind::Assumed) && quotes.len() > 20);
}

#[test]
fn inputs_of_a_claim_cite_it() {
    let check = check("deepseek-v3-cost");
    let price = InputKey::of(InputId::RentalPrice).get(check.as_claimed.scenario()).unwrap();
    assert_eq!(price.provenance.source, "DeepSeek-V3 Technical Report");
    assert_eq!((price.provenance.locator.as_str(), price.is_edited()), ("section 1", false));
    assert_eq!(check.given.len(), 4);
}

#[test]
fn another_rival_or_scenario_can_be_named() {
    let catalog = shipped_catalog().unwrap();
    let claim = catalog.claim("gpt-4-altman").unwrap();
    let options = ClaimCheckOptions {
        scenario: Some("gpt-4".into()),
        rival: Some("llama-3.1-405b".into()),
        ..ClaimCheckOptions::default()
    };
    let check = check_with(claim, &options);
    assert_eq!(check.ours.scenario().id, "gpt-4");
    assert_eq!(check.rival.unwrap().scenario().id, "llama-3.1-405b");
}

#[test]
fn what_does_not_fit_together_is_named() {
    let catalog = shipped_catalog().unwrap();
    let fails = |claim: &Arc<Claim>, options: &ClaimCheckOptions| {
        check_claim(catalog, &scenarios(), claim, options, &InTurn).unwrap_err().to_string()
    };
    let usual = ClaimCheckOptions::default();
    let unknown = made_up(ClaimFigure::Cost, "$1M", "deepseek-v33", "B", &[]);
    assert!(fails(&unknown, &usual).contains("deepseek-v3"));
    let misspelled = made_up(ClaimFigure::Cost, "$1M", "deepseek-v3", "B", &["prise=2"]);
    assert!(fails(&misspelled, &usual).contains("prise=2"));
    let claim = catalog.claim("deepseek-v3-cost").unwrap();
    let rival = ClaimCheckOptions { rival: Some("gpt-44".into()), ..usual.clone() };
    assert!(fails(claim, &rival).contains("gpt-4"));
    let nothing = Arc::new(Claim { scenarios: Vec::new(), ..Claim::clone(claim) });
    assert!(fails(&nothing, &usual).contains("no scenario"));
}

/// PRODUCT's tone rule: neutral, with rung and source.
#[test]
fn no_reason_takes_sides() {
    for claim in &shipped_catalog().unwrap().claims {
        let check = check(&claim.id);
        assert!(!check.reasons.is_empty());
        for reason in &check.reasons {
            for word in ["cheap", "a lie", "lying", "miracle", "only", "just ", "cheat", "shock"] {
                assert!(!reason.text.contains(word), "{}: {}", claim.id, reason.text);
            }
            assert!(!reason.text.trim().is_empty() && !reason.text.ends_with('.'), "{}", reason.text);
        }
    }
}

#[test]
fn words_for_verdicts_are_all_different() {
    let mut ids: Vec<_> = Verdict::ALL.iter().map(|verdict| (verdict.id(), verdict.label())).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), Verdict::ALL.len());
}
