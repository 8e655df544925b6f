//! Questions about estimates: how runs compare, where a ratio comes from, how far published runs are met.

mod backtest;
mod candidates;
mod comparison;
mod evaluation;
#[cfg(test)]
mod fixtures;
mod headline;
mod mfu_methods;
mod price;
mod ratio;
mod reference_class;

pub use backtest::{Backtest, BacktestClass, BacktestRow, Ground, Skipped, Target};
pub use candidates::{Candidate, MATCHES_WITHIN, test_candidates, test_cluster_sizes};
pub use comparison::{Badge, Comparison, ComparisonOptions, ComparisonRow};
pub use evaluation::{Evaluation, FigureValue, evaluate};
pub use headline::{headline, headline_of};
pub use mfu_methods::{MfuAnswer, MfuMethods, mfu_methods};
pub use price::{BreakEven, QuotedCost, break_even, break_even_price, cost_at_quotes};
pub use ratio::{Factor, FactorKind, RatioBasis, RatioCell, RatioExplanation, RatioMatrix, explain_ratio};
pub use reference_class::{
    AcceleratorClass, Member, ReferenceClass, ReferenceRun, ReferenceRuns, reference_runs,
};
