//! Questions about estimates: how runs compare, where a ratio comes from, what would have to be, how far published runs
//! are met.

pub mod audit;
mod backtest;
mod candidates;
mod claim_check;
mod comparison;
mod difference;
mod evaluation;
#[cfg(test)]
mod fixtures;
mod goal_seek;
mod growth;
mod headline;
mod mfu_methods;
mod nudge;
mod plan;
mod price;
pub mod providers;
mod ratio;
mod reference_class;
mod sources;
mod sweep;
mod trend;
mod uncertain;

pub use backtest::{Backtest, BacktestClass, BacktestRow, Ground, Skipped, Target};
pub use candidates::{Candidate, MATCHES_WITHIN, test_candidates, test_cluster_sizes};
pub use claim_check::{
    Arithmetic, ArithmeticOutcome, Aspect, ClaimCheck, ClaimCheckError, ClaimCheckOptions, ClaimedRatio,
    Condition, GivenInput, HoursFrom, ImpliedPower, LikeForLike, MfuRow, Physics, PhysicsOutcome,
    PriceFinding, PriceFrom, PriceOutcome, Reason, RungFinding, SampleFinding, Side, Stance, Standing,
    UnitPrice, Verdict, check_claim, figure_of,
};
pub use comparison::{Badge, Comparison, ComparisonOptions, ComparisonRow};
pub use difference::{Change, difference};
pub use evaluation::{Evaluation, FigureValue, evaluate};
pub use goal_seek::{
    Bound, NoSolution, Remedy, Solution, Whole, apply_solution, goal_seek, kept_reference, remedy,
};
pub use growth::{
    FRONTIER, Growth, PricedRun, PricedScope, TimedRun, TimedRuns, costs_over_time, growth, runs_over_time,
};
pub use headline::{headline, headline_of};
pub use mfu_methods::{MfuAnswer, MfuMethods, mfu_methods};
pub use nudge::{Nudge, nudges};
pub use plan::{WithCount, accelerators_key, counts_around, with_counts};
pub use price::{BreakEven, QuotedCost, break_even, break_even_price, cost_at_quotes, quoted_prices};
pub use ratio::{Factor, FactorKind, RatioBasis, RatioCell, RatioExplanation, RatioMatrix, explain_ratio};
pub use reference_class::{
    AcceleratorClass, Member, ReferenceClass, ReferenceRun, ReferenceRuns, reference_runs,
};
pub use sources::{SourceFilter, SourceRow, source_rows};
pub use sweep::{
    Axis, Current, EXACT_CELLS, MOST_CELLS, Sweep, SweepError, SweptAxis, SweptFigure, sweep, sweep_again,
};
pub use trend::{Trend, TrendKind};
pub use uncertain::{UncertainError, UncertainFigure, interval, uncertain_figure};
