//! Where a recorded figure has a wanted value: exact for straight lines and reciprocals, by scanning otherwise.

use crate::estimate::{Dependence, LANES, Scratch, Tape};
use crate::scenario::Limits;
use crate::scenario::input::InputKey;

/// Points of a scan: enough that two solutions between neighbors are a rarity, few enough to take microseconds.
const POINTS: usize = 120;
/// Steps of narrowing an extremum between neighbors: each takes 38 % off, so that 80 leave nothing.
const NARROWINGS: usize = 80;
/// How far from the target a jump of the figure may end and still be a solution: none jumps, so that only a pole does.
const NO_POLE: f64 = 1e-6;

/// One question: where within the limits the figure of a tape with one variable is the target.
pub(super) struct Search<'a> {
    tape: &'a Tape,
    key: InputKey,
    pub(super) limits: Limits,
    pub(super) before: Option<f64>,
    pub(super) target: f64,
}

/// What a search came to.
pub(super) enum Found {
    /// The figure is the same everywhere.
    Flat,
    /// Every solution, ascending.
    Values(Vec<f64>),
    /// No solution: where the figure comes nearest.
    Nearest {
        /// The value of the input.
        at: f64,
        /// The figure there.
        reached: f64,
    },
}

/// A value of the input with the figure less the target.
#[derive(Clone, Copy)]
struct Point {
    x: f64,
    miss: f64,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        tape: &'a Tape,
        key: InputKey,
        limits: Limits,
        before: Option<f64>,
        target: f64,
    ) -> Self {
        Self { tape, key, limits, before, target }
    }

    /// The figure at a value of the input.
    pub(super) fn figure(&self, x: f64) -> f64 {
        self.tape.eval(0, &[x])
    }

    fn point(&self, x: f64) -> Point {
        Point { x, miss: self.figure(x) - self.target }
    }

    pub(super) fn run(&self) -> Found {
        match self.tape.dependence(0, 0) {
            Dependence::None => return Found::Flat,
            Dependence::Linear => {
                if let Some(x) = self.straight(|x| x, |u| u) {
                    return Found::Values(vec![x]);
                }
            }
            Dependence::Reciprocal => {
                if let Some(x) = self.straight(|x| 1.0 / x, |u| 1.0 / u) {
                    return Found::Values(vec![x]);
                }
            }
            Dependence::Other => {}
        }
        let points = self.scan();
        let values = self.solutions(&points);
        if !values.is_empty() {
            return Found::Values(values);
        }
        // The figure itself, not what it misses: beside an absurdly large target all of it would round away.
        let figures: Vec<_> = points.iter().map(|point| (point.x, self.figure(point.x))).collect();
        let (low, high) =
            figures.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (_, figure)| {
                (low.min(*figure), high.max(*figure))
            });
        // A sum may round in one of its terms; what moves less than that stands still.
        if high - low <= 1e-13 * low.abs().max(high.abs()) {
            return Found::Flat;
        }
        let aim = self.target.clamp(low, high);
        let nearest = figures.iter().min_by(|(_, a), (_, b)| (a - aim).abs().total_cmp(&(b - aim).abs()));
        let (mut at, best) = nearest.copied().unwrap_or((f64::NAN, f64::NAN));
        // Where several values come equally near, as on a plateau, the end of the range says most.
        let nearly = |x: f64| (self.figure(x) - best).abs() <= 1e-12 * best.abs().max(aim.abs());
        if let Some(end) = [self.limits.high, self.limits.low].into_iter().find(|end| nearly(*end)) {
            at = end;
        }
        Found::Nearest { at, reached: self.figure(at) }
    }

    /// The solution where the figure is a straight line in `u(x)`: two values give the line.
    fn straight(&self, u: impl Fn(f64) -> f64, x: impl Fn(f64) -> f64) -> Option<f64> {
        let (low, high) = self.key.id.spec().slider;
        let first = self.point(f64::midpoint(low, high));
        let second = self.point(high);
        let (from, to) = (u(first.x), u(second.x));
        let step =
            |from: f64, first: f64, to: f64, second: f64| from - first * (to - from) / (second - first);
        let guess = step(from, first.miss, to, second.miss);
        let near = self.point(x(guess));
        // Once more from close by takes away the rounding of far ends.
        let better = if near.miss == 0.0 { near.x } else { x(step(from, first.miss, guess, near.miss)) };
        let found = self.point(self.rounded(if better.is_finite() { better } else { near.x }));
        let exact = found.miss.abs() <= 4.0 * f64::EPSILON * self.target.abs();
        (exact && self.limits.contain(found.x)).then_some(found.x)
    }

    /// The figure along the range: evenly, in equal ratios, at both ends and at the value in force.
    fn scan(&self) -> Vec<Point> {
        let Limits { low, high, .. } = self.limits;
        let slider = self.key.id.spec().slider;
        let part = |i: usize| i as f64 / (POINTS - 1) as f64;
        let mut at: Vec<f64> = (0..POINTS).map(|i| low + (high - low) * part(i)).collect();
        let from = if low > 0.0 { low } else { (slider.0 * 1e-3).max(slider.1 * 1e-9) };
        at.extend((0..POINTS).map(|i| from * libm::pow(high / from, part(i))));
        at.extend([low, high, slider.0, slider.1].into_iter().chain(self.before));
        at.retain(|x| self.limits.contain(*x));
        at.sort_by(f64::total_cmp);
        at.dedup();
        let mut figures = vec![0.0; at.len()];
        let mut scratch = Scratch::default();
        for (x, figures) in at.chunks(LANES).zip(figures.chunks_mut(LANES)) {
            self.tape.eval_block(&[x], &mut scratch, &mut [figures]);
        }
        let points = at.into_iter().zip(figures).map(|(x, figure)| Point { x, miss: figure - self.target });
        self.with_turns(points.filter(|point| point.miss.is_finite()).collect())
    }

    /// Adds the point where the figure turns around between three neighbors, toward the target and away again.
    fn with_turns(&self, points: Vec<Point>) -> Vec<Point> {
        let mut turns = Vec::new();
        for three in points.windows(3) {
            let [a, b, c] = three else { continue };
            let one_side = a.miss * b.miss > 0.0 && b.miss * c.miss > 0.0;
            let turns_here = b.miss.abs() <= a.miss.abs() && b.miss.abs() < c.miss.abs();
            if one_side && turns_here {
                turns.push(self.nearest_between(a.x, c.x, b.miss.signum()));
            }
        }
        let mut all = points;
        all.extend(turns);
        all.sort_by(|a, b| a.x.total_cmp(&b.x));
        all
    }

    /// Golden section for the point that lies least on one side of the target.
    fn nearest_between(&self, mut low: f64, mut high: f64, side: f64) -> Point {
        const GOLDEN: f64 = 0.618_033_988_749_894_8;
        let inner = |low: f64, high: f64| [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
        let mut best = self.point(f64::midpoint(low, high));
        for _ in 0..NARROWINGS {
            let [left, right] = inner(low, high).map(|x| self.point(x));
            for point in [left, right] {
                if side * point.miss < side * best.miss {
                    best = point;
                }
            }
            if side * left.miss < side * right.miss {
                high = right.x;
            } else {
                low = left.x;
            }
        }
        best
    }

    fn solutions(&self, points: &[Point]) -> Vec<f64> {
        let mut values: Vec<f64> = Vec::new();
        let mut push = |x: f64| {
            let twin = |known: &f64| (x - known).abs() <= 1e-12 * x.abs();
            if !values.last().is_some_and(twin) {
                values.push(x);
            }
        };
        let mut on_plateau = false;
        for pair in points.windows(2) {
            let [a, b] = pair else { continue };
            // Where the figure stands still at the target, the first value and the one in force are enough.
            if a.miss == 0.0 {
                if !on_plateau || Some(a.x) == self.before {
                    push(a.x);
                }
                on_plateau = true;
                continue;
            }
            on_plateau = false;
            if a.miss * b.miss < 0.0 {
                let found = self.point(self.rounded(self.bisect(*a, *b)));
                if found.miss.abs() <= NO_POLE * self.target.abs().max(a.miss.abs().min(b.miss.abs())) {
                    push(found.x);
                }
            }
        }
        if let Some(last) = points.last().filter(|last| last.miss == 0.0 && !on_plateau) {
            push(last.x);
        }
        values
    }

    /// The number between two of unlike sign at which the figure is nearest to the target. Halves the distance in
    /// numbers that there are, not in length: 64 steps end at neighbors whatever the range.
    fn bisect(&self, mut low: Point, mut high: Point) -> f64 {
        // No input is negative, so that the bits of a number stand in the order of the numbers.
        while high.x.to_bits() - low.x.to_bits() > 1 {
            let middle = self.point(f64::from_bits(u64::midpoint(low.x.to_bits(), high.x.to_bits())));
            if middle.miss * low.miss > 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        if low.miss.abs() < high.miss.abs() { low.x } else { high.x }
    }

    /// The number of fewest digits that is as near to the target: $2 rather than $1.9999999999999998.
    fn rounded(&self, x: f64) -> f64 {
        let allowed = self.point(x).miss.abs().max(2.0 * f64::EPSILON * self.target.abs());
        let shorter = (0..15).filter_map(|digits| format!("{x:.digits$e}").parse::<f64>().ok());
        shorter
            .into_iter()
            .find(|short| self.limits.contain(*short) && self.point(*short).miss.abs() <= allowed)
            .unwrap_or(x)
    }
}
