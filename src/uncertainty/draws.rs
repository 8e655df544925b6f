//! The drawn values of every uncertain input, for one independent part of a simulation.

use super::correlate::correlate;
use super::plan::Plan;
use super::sampler::{BLOCK, Stream};

/// Values of every variable for the samples of one part.
#[derive(Debug, Clone)]
pub(super) struct Draws {
    values: Vec<Vec<f64>>,
    size: usize,
}

impl Draws {
    /// Draws one part of a plan.
    pub(super) fn new(plan: &Plan, replicate: u32) -> Self {
        let size = plan.size as usize;
        let mut uniform = vec![vec![0; size]; plan.factors.len()];
        let mut streams: Vec<&str> = plan.factors.iter().map(|factor| factor.stream.as_str()).collect();
        streams.sort_unstable();
        streams.dedup();
        for name in streams {
            let replicate = Stream::new(plan.sampling, plan.seed, name).replicate(replicate);
            let of_stream = plan.factors.iter().zip(&mut uniform).filter(|(factor, _)| factor.stream == name);
            let mut columns: Vec<_> =
                of_stream.map(|(factor, drawn)| (replicate.column(factor.dimension()), drawn)).collect();
            // All inputs of a stream take their points in one order.
            for (block, start) in (0..).zip((0..size).step_by(BLOCK)) {
                let order = replicate.order(block);
                for (column, drawn) in &mut columns {
                    let end = (start + BLOCK).min(size);
                    if let Some(drawn) = drawn.get_mut(start..end) {
                        column.fill(&order, drawn);
                    }
                }
            }
        }
        for group in &plan.groups {
            correlate(&group.rows, &group.factors, &mut uniform);
        }
        let values = plan.variables.iter().map(|variable| {
            let mut values = vec![0.0; size];
            if let Some(uniform) = uniform.get(variable.factor) {
                variable.table.fill(uniform, &mut values);
            }
            values
        });
        Self { values: values.collect(), size }
    }

    /// Samples of the part.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Some values of a variable.
    pub(super) fn values(&self, variable: usize, start: usize, end: usize) -> &[f64] {
        self.values.get(variable).and_then(|values| values.get(start..end)).unwrap_or_default()
    }
}
