//! The drawn values of every uncertain input, for all independent parts of a simulation.

use std::sync::Arc;

use super::correlate::correlate;
use super::memory::{ColumnKey, Parts, UniformKey};
use super::plan::Plan;
use super::runner::Runner;
use super::sampler::{BLOCK, Stream};
use super::{Factor, QuantileTable};

/// Values of every variable for every sample.
#[derive(Debug, Clone)]
pub(super) struct Draws {
    columns: Vec<Arc<Parts<f64>>>,
    parts: usize,
    size: usize,
}

/// Where the uniform numbers of each factor come from.
pub(super) struct Source<'a> {
    plan: &'a Plan,
    replicates: u32,
    size: u32,
    /// Stream and dimension of each factor.
    places: Vec<(String, u32)>,
}

impl<'a> Source<'a> {
    /// The draws of a simulation.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let place = |factor: &Factor| (factor.stream.clone(), factor.dimension());
        let places = plan.factors.iter().map(place).collect();
        Self { plan, replicates: plan.replicates, size: plan.size, places }
    }

    /// One part of another size, from dimensions of one stream that follow one another.
    pub(super) fn of_stream(plan: &'a Plan, stream: &str, first: usize, size: u32) -> Self {
        let place = |factor| (stream.to_owned(), u32::try_from(first + factor).unwrap_or(u32::MAX));
        let places = (0..plan.factors.len()).map(place).collect();
        Self { plan, replicates: 1, size, places }
    }

    fn key(&self, factor: usize) -> UniformKey {
        let group = self.plan.groups.iter().find(|group| group.factors.contains(&factor));
        let members = group.map_or_else(|| vec![factor], |group| group.factors.clone());
        let place = members.iter().position(|member| *member == factor).unwrap_or(0);
        UniformKey {
            sampling: self.plan.sampling,
            seed: self.plan.seed,
            replicates: self.replicates,
            size: self.size,
            places: members.iter().filter_map(|member| self.places.get(*member).cloned()).collect(),
            correlated: group.map(|group| (group.rows.clone(), place)),
        }
    }

    /// The uniform numbers of some factors in one part, before they are correlated.
    fn independent(&self, factors: &[usize], part: u32) -> Parts<u32> {
        let size = self.size as usize;
        let mut uniform = vec![vec![0; size]; factors.len()];
        let place = |factor: &usize| self.places.get(*factor);
        let mut streams: Vec<&str> =
            factors.iter().filter_map(place).map(|(stream, _)| stream.as_str()).collect();
        streams.sort_unstable();
        streams.dedup();
        for name in streams {
            let replicate = Stream::new(self.plan.sampling, self.plan.seed, name).replicate(part);
            let mut columns: Vec<_> = factors
                .iter()
                .zip(&mut uniform)
                .filter_map(|(factor, drawn)| {
                    let (stream, dimension) = place(factor)?;
                    (stream == name).then(|| (replicate.column(*dimension), drawn))
                })
                .collect();
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
        uniform
    }

    /// The uniform numbers of a group of correlated factors, from memory or drawn.
    fn correlated(&self, group: &[usize], rows: &[Vec<f64>], runner: &impl Runner) -> Vec<Arc<Parts<u32>>> {
        let keys: Vec<_> = group.iter().map(|factor| self.key(*factor)).collect();
        let known = |key: &UniformKey| runner.memory()?.uniform(key);
        if let Some(known) = keys.iter().map(known).collect::<Option<Vec<_>>>() {
            return known;
        }
        let drawn = runner.map(self.replicates as usize, |part| {
            let mut uniform = self.independent(group, part as u32);
            correlate(rows, &(0..group.len()).collect::<Vec<_>>(), &mut uniform);
            uniform
        });
        let drawn: Vec<_> = by_column(drawn, group.len()).into_iter().map(Arc::new).collect();
        if let Some(memory) = runner.memory() {
            for (key, drawn) in keys.into_iter().zip(&drawn) {
                memory.keep_uniform(key, drawn);
            }
        }
        drawn
    }
}

/// Turns the columns of each part into the parts of each column.
fn by_column<T>(parts: Vec<Parts<T>>, columns: usize) -> Vec<Parts<T>> {
    let mut turned: Vec<Parts<T>> = (0..columns).map(|_| Vec::with_capacity(parts.len())).collect();
    for part in parts {
        for (column, values) in turned.iter_mut().zip(part) {
            column.push(values);
        }
    }
    turned
}

/// A column that is not in memory: its key, and where its uniform numbers are, if they had to be drawn already.
struct Wanted {
    variable: usize,
    factor: usize,
    key: ColumnKey,
    uniform: Option<Arc<Parts<u32>>>,
}

impl Draws {
    /// The draws of a source, as far as they are not in the memory of the runner.
    pub(super) fn new(source: &Source<'_>, runner: &impl Runner) -> Self {
        let plan = source.plan;
        let mut columns = vec![Arc::default(); plan.variables.len()];
        let mut wanted = Vec::new();
        for (variable, (place, spec)) in columns.iter_mut().zip(&plan.variables).enumerate() {
            let key = (source.key(spec.factor), spec.distribution.clone());
            match runner.memory().and_then(|memory| memory.column(&key)) {
                Some(known) => *place = known,
                None => wanted.push(Wanted { variable, factor: spec.factor, key, uniform: None }),
            }
        }
        for group in &plan.groups {
            if wanted.iter().any(|wanted| group.factors.contains(&wanted.factor)) {
                let uniforms = source.correlated(&group.factors, &group.rows, runner);
                for (factor, uniform) in group.factors.iter().zip(uniforms) {
                    let of_factor = wanted.iter_mut().filter(|wanted| wanted.factor == *factor);
                    of_factor.for_each(|wanted| wanted.uniform = Some(Arc::clone(&uniform)));
                }
            }
        }
        let drawn = draw(source, &wanted, runner);
        for (wanted, drawn) in wanted.into_iter().zip(drawn) {
            let drawn = Arc::new(drawn);
            if let Some(memory) = runner.memory() {
                memory.keep_column(wanted.key, &drawn);
            }
            if let Some(place) = columns.get_mut(wanted.variable) {
                *place = drawn;
            }
        }
        Self { columns, parts: source.replicates as usize, size: source.size as usize }
    }

    /// How many independent parts there are.
    pub(super) fn parts(&self) -> usize {
        self.parts
    }

    /// Samples of each part.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Some values of a variable.
    pub(super) fn values(&self, part: usize, variable: usize, start: usize, end: usize) -> &[f64] {
        let part = self.columns.get(variable).and_then(|column| column.get(part));
        part.and_then(|values| values.get(start..end)).unwrap_or_default()
    }
}

/// The values of some columns, each part by part.
fn draw(source: &Source<'_>, wanted: &[Wanted], runner: &impl Runner) -> Vec<Parts<f64>> {
    let table = |index: usize| wanted.get(index).map(|wanted| QuantileTable::new(&wanted.key.1));
    let tables: Vec<_> = runner.map(wanted.len(), table);
    // Two variables of one factor share its numbers.
    let mut factors: Vec<usize> =
        wanted.iter().filter(|wanted| wanted.uniform.is_none()).map(|wanted| wanted.factor).collect();
    factors.sort_unstable();
    factors.dedup();
    if wanted.is_empty() {
        return Vec::new();
    }
    let drawn = runner.map(source.replicates as usize, |part| {
        let independent = source.independent(&factors, part as u32);
        let column = |(wanted, table): (&Wanted, &Option<QuantileTable>)| {
            let uniform = match &wanted.uniform {
                Some(uniform) => uniform.get(part),
                None => factors.binary_search(&wanted.factor).ok().and_then(|at| independent.get(at)),
            };
            let mut values = vec![0.0; source.size as usize];
            if let (Some(table), Some(uniform)) = (table, uniform) {
                table.fill(uniform, &mut values);
            }
            values
        };
        wanted.iter().zip(&tables).map(column).collect()
    });
    by_column(drawn, wanted.len())
}
