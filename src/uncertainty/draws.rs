//! The drawn values of every uncertain input, part by part and block by block, and what is kept of them.

use std::sync::Arc;

use super::correlate::correlate;
use super::memory::{ColumnKey, Memory, Parts, UniformKey};
use super::plan::Plan;
use super::runner::Runner;
use super::sampler::{BLOCK, Column, Replicate, Stream};
use super::{Factor, QuantileTable};

/// Where the uniform numbers of each factor come from.
pub(super) struct Source<'a> {
    plan: &'a Plan,
    parts: u32,
    size: u32,
    /// Whether the parts follow one another in a single replicate; else each is one of its own.
    in_a_row: bool,
    /// Stream and dimension of each factor.
    places: Vec<(String, u32)>,
}

impl<'a> Source<'a> {
    /// The draws of a simulation.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let place = |factor: &Factor| (factor.stream.clone(), factor.dimension());
        let places = plan.factors.iter().map(place).collect();
        Self { plan, parts: plan.replicates, size: plan.size, in_a_row: false, places }
    }

    /// Parts that follow one another in one replicate of a stream, from dimensions that do so, too.
    pub(super) fn of_stream(plan: &'a Plan, stream: &str, first: usize, (parts, size): (u32, u32)) -> Self {
        let place = |factor| (stream.to_owned(), u32::try_from(first + factor).unwrap_or(u32::MAX));
        let places = (0..plan.factors.len()).map(place).collect();
        Self { plan, parts, size, in_a_row: true, places }
    }

    fn key(&self, factor: usize) -> UniformKey {
        let group = self.plan.groups.iter().find(|group| group.factors.contains(&factor));
        let members = group.map_or_else(|| vec![factor], |group| group.factors.clone());
        let place = members.iter().position(|member| *member == factor).unwrap_or(0);
        UniformKey {
            sampling: self.plan.sampling,
            seed: self.plan.seed,
            parts: self.parts,
            size: self.size,
            in_a_row: self.in_a_row,
            places: members.iter().filter_map(|member| self.places.get(*member).cloned()).collect(),
            correlated: group.map(|group| (group.rows.clone(), place)),
        }
    }

    /// The replicate of a part, and its first block there.
    fn start(&self, stream: &str, part: usize) -> (Replicate, u32) {
        let stream = Stream::new(self.plan.sampling, self.plan.seed, stream);
        let part = u32::try_from(part).unwrap_or(u32::MAX);
        if self.in_a_row {
            (stream.replicate(0), part.saturating_mul(self.size / BLOCK as u32))
        } else {
            (stream.replicate(part), 0)
        }
    }

    /// The uniform numbers of a group of correlated factors, from memory or drawn.
    fn correlated(&self, group: &[usize], rows: &[Vec<f64>], runner: &impl Runner) -> Vec<Arc<Parts<u32>>> {
        let keys: Vec<_> = group.iter().map(|factor| self.key(*factor)).collect();
        let known = |key: &UniformKey| runner.memory()?.uniform(key);
        if let Some(known) = keys.iter().map(known).collect::<Option<Vec<_>>>() {
            return known;
        }
        let places: Vec<_> = group.iter().filter_map(|factor| self.places.get(*factor)).collect();
        let drawn = runner.map(self.parts as usize, |part| {
            let size = self.size as usize;
            let mut uniforms = vec![vec![0; size]; group.len()];
            let points = Points::new(self, &places, part);
            for start in (0..size).step_by(BLOCK) {
                points.draw(start, |place, column, order| {
                    let end = (start + BLOCK).min(size);
                    if let Some(drawn) = uniforms.get_mut(place).and_then(|drawn| drawn.get_mut(start..end)) {
                        column.fill(order, drawn);
                    }
                });
            }
            correlate(rows, &(0..group.len()).collect::<Vec<_>>(), &mut uniforms);
            uniforms
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

/// Some dimensions of one part, stream by stream, since all inputs of a stream take their points in one order.
struct Points {
    streams: Vec<InStream>,
}

struct InStream {
    replicate: Replicate,
    /// The first block of the part.
    first: u32,
    /// The dimensions, with their places among all that were asked for.
    columns: Vec<(usize, Column)>,
}

impl Points {
    fn new(source: &Source<'_>, places: &[&(String, u32)], part: usize) -> Self {
        let mut names: Vec<&str> = places.iter().map(|(stream, _)| stream.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let of = |name: &str| {
            let (replicate, first) = source.start(name, part);
            let column = |(place, (stream, dimension)): (usize, &&(String, u32))| {
                (stream == name).then(|| (place, replicate.column(*dimension)))
            };
            let columns = places.iter().enumerate().filter_map(column).collect();
            InStream { replicate, first, columns }
        };
        Self { streams: names.into_iter().map(of).collect() }
    }

    /// Hands every dimension with the order of the block that begins at a sample.
    fn draw(&self, start: usize, mut fill: impl FnMut(usize, &Column, &super::Order)) {
        for InStream { replicate, first, columns } in &self.streams {
            let order = replicate.order(first + (start / BLOCK) as u32);
            for (place, column) in columns {
                fill(*place, column, &order);
            }
        }
    }
}

/// Where the values of a variable come from.
enum Origin {
    /// Nobody asks for them.
    Unused,
    /// They were drawn before.
    Known(Arc<Parts<f64>>),
    /// They are looked up, at the uniform numbers of a place.
    Table(Arc<QuantileTable>, Numbers),
}

/// Which uniform numbers.
enum Numbers {
    /// By their place among those that are drawn.
    Drawn(usize),
    Correlated(Arc<Parts<u32>>),
}

/// Values of every variable for every sample, drawn when their block is asked for.
pub(super) struct Draws<'a> {
    source: Source<'a>,
    origins: Vec<Origin>,
    /// Whether there is a memory that keeps what is drawn.
    keep: bool,
    /// Factors whose uniform numbers are drawn.
    factors: Vec<usize>,
    /// A variable of which the first block of each part is enough.
    first_only: Option<usize>,
}

impl<'a> Draws<'a> {
    /// The draws of a source of those variables that are used; what the memory of the runner has is not drawn.
    pub(super) fn new(
        source: Source<'a>,
        used: impl Fn(usize) -> bool,
        first_only: Option<usize>,
        runner: &impl Runner,
    ) -> Self {
        let plan = source.plan;
        let known = |(variable, key): (usize, &ColumnKey)| match runner.memory() {
            _ if !used(variable) => Some(Origin::Unused),
            Some(memory) => memory.column(key).map(Origin::Known),
            None => None,
        };
        let keys: Vec<ColumnKey> = plan
            .variables
            .iter()
            .map(|variable| (source.key(variable.factor), variable.distribution.clone()))
            .collect();
        let known: Vec<Option<Origin>> = keys.iter().enumerate().map(known).collect();
        let wanted: Vec<usize> = (0..keys.len()).filter(|at| matches!(known.get(*at), Some(None))).collect();
        let memory = runner.memory();
        let mut tables = runner
            .map(wanted.len(), |index| {
                let distribution = &keys.get(*wanted.get(index)?)?.1;
                Some(match memory {
                    Some(memory) => memory.quantiles(distribution),
                    None => Arc::new(QuantileTable::new(distribution)),
                })
            })
            .into_iter();
        let mut factors = Vec::new();
        let mut groups: Vec<Option<Vec<Arc<Parts<u32>>>>> = vec![None; plan.groups.len()];
        let mut numbers = |factor: usize| {
            for (group, drawn) in plan.groups.iter().zip(&mut groups) {
                if let Some(place) = group.factors.iter().position(|member| *member == factor) {
                    let drawn =
                        drawn.get_or_insert_with(|| source.correlated(&group.factors, &group.rows, runner));
                    return Numbers::Correlated(drawn.get(place).map(Arc::clone).unwrap_or_default());
                }
            }
            // Two variables of one factor share its numbers.
            let place = factors.iter().position(|known| *known == factor);
            Numbers::Drawn(place.unwrap_or_else(|| {
                factors.push(factor);
                factors.len() - 1
            }))
        };
        let origins = known.into_iter().zip(&plan.variables).map(|(known, variable)| match known {
            Some(known) => known,
            None => match tables.next().flatten() {
                Some(table) => Origin::Table(table, numbers(variable.factor)),
                None => Origin::Unused,
            },
        });
        let origins = origins.collect();
        Self { source, origins, keep: memory.is_some(), factors, first_only }
    }

    /// How many independent parts there are.
    pub(super) fn parts(&self) -> usize {
        self.source.parts as usize
    }

    /// Samples of each part.
    pub(super) fn size(&self) -> usize {
        self.source.size as usize
    }

    /// One part, to be drawn block by block; kept as a whole where there is a memory to keep it.
    pub(super) fn part(&self, part: usize) -> PartDraws<'_, 'a> {
        let places: Vec<_> =
            self.factors.iter().filter_map(|factor| self.source.places.get(*factor)).collect();
        PartDraws {
            draws: self,
            part,
            points: Points::new(&self.source, &places, part),
            uniforms: vec![[0; BLOCK]; self.factors.len()],
            values: vec![Vec::new(); self.origins.len()],
            place: (0, 0),
        }
    }

    /// Puts what all parts drew into the memory of the runner.
    pub(super) fn keep(&self, parts: Vec<Parts<f64>>, runner: &impl Runner) {
        let Some(memory) = runner.memory() else { return };
        let columns = by_column(parts, self.origins.len());
        for (variable, (origin, drawn)) in self.origins.iter().zip(columns).enumerate() {
            if self.is_kept(variable, origin) {
                self.keep_column(variable, drawn, memory);
            }
        }
    }

    fn keep_column(&self, variable: usize, drawn: Parts<f64>, memory: &Memory) {
        if let Some(spec) = self.source.plan.variables.get(variable) {
            let key = (self.source.key(spec.factor), spec.distribution.clone());
            memory.keep_column(key, &Arc::new(drawn));
        }
    }

    fn is_kept(&self, variable: usize, origin: &Origin) -> bool {
        self.keep && matches!(origin, Origin::Table(..)) && self.first_only != Some(variable)
    }
}

/// The draws of one part, a block at a time.
pub(super) struct PartDraws<'d, 'a> {
    draws: &'d Draws<'a>,
    part: usize,
    points: Points,
    /// Uniform numbers of the present block.
    uniforms: Vec<[u32; BLOCK]>,
    /// Values of each variable that is drawn: of the present block, or of all so far where they are kept.
    values: Vec<Vec<f64>>,
    /// Where the present block lies.
    place: (usize, usize),
}

impl PartDraws<'_, '_> {
    /// Draws a block: so many samples, up to [`BLOCK`], from a multiple of it. Blocks come in their order.
    pub(super) fn draw(&mut self, start: usize, length: usize) {
        self.place = (start, start + length);
        let uniforms = &mut self.uniforms;
        self.points.draw(start, |place, column, order| {
            if let Some(drawn) = uniforms.get_mut(place).and_then(|drawn| drawn.get_mut(..length)) {
                column.fill(order, drawn);
            }
        });
        for (variable, (origin, values)) in self.draws.origins.iter().zip(&mut self.values).enumerate() {
            let Origin::Table(table, numbers) = origin else { continue };
            if start > 0 && self.draws.first_only == Some(variable) {
                continue;
            }
            let uniform = match numbers {
                Numbers::Drawn(place) => self.uniforms.get(*place).and_then(|drawn| drawn.get(..length)),
                Numbers::Correlated(parts) => {
                    parts.get(self.part).and_then(|drawn| drawn.get(start..start + length))
                }
            };
            let from = if self.draws.is_kept(variable, origin) {
                if values.is_empty() {
                    values.reserve_exact(self.draws.size());
                }
                start
            } else {
                0
            };
            values.resize(from + length, 0.0);
            if let Some((uniform, values)) = uniform.zip(values.get_mut(from..)) {
                table.fill(uniform, values);
            }
        }
    }

    /// The values of a variable in the present block.
    pub(super) fn values(&self, variable: usize) -> &[f64] {
        let (start, end) = self.place;
        let drawn = match self.draws.origins.get(variable) {
            Some(Origin::Known(parts)) => parts.get(self.part).and_then(|values| values.get(start..end)),
            // The end of what was drawn is the present block.
            _ => self
                .values
                .get(variable)
                .and_then(|values| values.get(values.len().saturating_sub(end - start)..)),
        };
        drawn.unwrap_or_default()
    }

    /// What was drawn, variable by variable.
    pub(super) fn into_drawn(self) -> Parts<f64> {
        if self.draws.keep { self.values } else { Vec::new() }
    }
}
