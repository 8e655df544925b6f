//! What a plane chart says at one place along its horizontal axis: the text of a crosshair.

use super::{ColorRole, Line, PlanePlot};

/// What the curves are worth at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOut {
    /// Where the crosshair stands along the horizontal axis.
    pub x: f64,
    /// The value there, with the name of the axis: "Rental price: $2.50/h".
    pub head: String,
    /// One line for each curve that reaches this place, the highest first.
    pub lines: Vec<ReadOutLine>,
}

/// What one curve is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOutLine {
    /// Where the curve stands along the vertical axis.
    pub y: f64,
    /// The curve's color.
    pub role: ColorRole,
    /// The curve's name, or that of the vertical axis if it is the only one.
    pub name: String,
    /// The value, and its interval if there is one: "$6.97 M ($5.58 M to $9.06 M)".
    pub value: String,
}

impl ReadOut {
    /// The read-out in one sentence, for assistive technology.
    #[must_use]
    pub fn sentence(&self) -> String {
        let lines: Vec<String> =
            self.lines.iter().map(|line| format!("{} {}", line.name, line.value)).collect();
        format!("{}. {}", self.head, lines.join("; "))
    }
}

impl PlanePlot {
    /// The places along the horizontal axis where a curve has a computed point, by rising position.
    #[must_use]
    pub fn stops(&self) -> Vec<f64> {
        let mut stops: Vec<f64> =
            self.lines.iter().flat_map(|line| line.points.iter().map(|(x, _)| *x)).collect();
        stops.sort_by(f64::total_cmp);
        stops.dedup();
        stops
    }

    /// The points in the order in which arrow keys visit them, from left to right; none where curves are what is read and points
    /// only mark a place on them.
    #[must_use]
    pub fn visits(&self) -> Vec<usize> {
        // The line over a scatter only sums it up.
        if self.lines.iter().any(|line| line.role != ColorRole::Baseline) {
            return Vec::new();
        }
        let mut order: Vec<usize> = (0..self.points.len()).collect();
        let place = |index: &usize| self.points.get(*index).map_or(0.0, |point| point.x);
        order.sort_by(|a, b| place(a).total_cmp(&place(b)));
        order
    }

    /// What the curves say at the stop nearest to a position; `None` if there is no curve.
    #[must_use]
    pub fn read_at(&self, position: f64) -> Option<ReadOut> {
        let far = |x: &f64| (x - position).abs();
        let x = self.stops().into_iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        let single = self.lines.len() == 1;
        let mut lines: Vec<ReadOutLine> = self
            .lines
            .iter()
            .filter_map(|line| {
                let y = height_at(&line.points, x)?;
                // The line over a scatter is named: it is not what the axis measures, but a summary of it.
                let of_axis = single && line.role != ColorRole::Baseline;
                let name = if of_axis { self.y.title.clone() } else { line.name.clone() };
                Some(ReadOutLine { y, role: line.role, name, value: self.value_text(line, (x, y)) })
            })
            .collect();
        lines.sort_by(|a, b| b.y.total_cmp(&a.y));
        let here = self.x.text_at(x);
        let head = if self.x.title.is_empty() { here } else { format!("{}: {here}", self.x.title) };
        Some(ReadOut { x, head, lines })
    }

    fn value_text(&self, line: &Line, (x, y): (f64, f64)) -> String {
        let value = self.y.text_at(y);
        let edge = |high: bool| {
            let side: Vec<(f64, f64)> =
                line.band.iter().map(|(x, low, top)| (*x, if high { *top } else { *low })).collect();
            height_at(&side, x).map(|y| self.y.text_at(y))
        };
        match (edge(false), edge(true)) {
            (Some(low), Some(high)) => format!("{value} ({low} to {high})"),
            _ => value,
        }
    }
}

/// The height of a polyline at a place, as drawn; on an upright part, that of its last point. `None` beyond its ends.
fn height_at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    if let Some((_, y)) = points.iter().rev().find(|(at, _)| *at == x) {
        return Some(*y);
    }
    points.windows(2).find_map(|pair| match pair {
        [a, b] if a.0 < x && x < b.0 => Some(a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartKind, Plot, resolve, samples};

    fn plane(spec: &crate::chart::ChartSpec) -> PlanePlot {
        match resolve(spec).expect("resolves").plot {
            Plot::Plane(plane) => plane,
            other => panic!("expected a plane, found {other:?}"),
        }
    }

    #[test]
    fn a_crosshair_stands_on_a_computed_point_and_reads_every_curve() {
        let plane = plane(&samples::lines());
        // Prices lie a quarter of a dollar apart; $2.06 is nearest to $2.00.
        let near = plane.x.position(2.06).expect("on the axis");
        let read = plane.read_at(near).expect("curves");
        assert_eq!(read.head, "Rental price: $2.00/h");
        let said: Vec<(&str, &str)> =
            read.lines.iter().map(|line| (line.name.as_str(), line.value.as_str())).collect();
        assert_eq!(
            said,
            [
                ("GPT-4 (estimate)", "$114 M"),
                ("Llama 3.1 405B", "$61.7 M"),
                ("DeepSeek-V3", "$5.58 M ($4.46 M to $7.25 M)"),
            ]
        );
        assert_eq!(
            read.sentence(),
            "Rental price: $2.00/h. GPT-4 (estimate) $114 M; Llama 3.1 405B $61.7 M; \
             DeepSeek-V3 $5.58 M ($4.46 M to $7.25 M)"
        );
    }

    #[test]
    fn a_single_curve_is_named_by_its_axis() {
        let mut spec = samples::lines();
        if let ChartKind::Lines(lines) = &mut spec.kind {
            lines.series.truncate(1);
        }
        let read = plane(&spec).read_at(1.0).expect("a curve");
        assert_eq!(read.lines[0].name, "Cost of the final run");
        assert_eq!(read.lines[0].value, "$27.9 M ($22.3 M to $36.2 M)");
    }

    #[test]
    fn a_step_holds_its_value_until_the_next_one() {
        let mut spec = samples::lines();
        if let ChartKind::Lines(lines) = &mut spec.kind {
            lines.marks.clear();
            lines.series.truncate(1);
            lines.series[0].band.clear();
            lines.series[0].step = true;
            lines.series[0].points = vec![(1.0, 10e6), (4.0, 20e6), (9.0, 40e6)];
        }
        let plane = plane(&spec);
        let at = |value: f64| {
            let x = plane.x.position(value).expect("on the axis");
            plane.read_at(x).expect("a curve").lines[0].value.clone()
        };
        assert_eq!(at(4.0), "$20.0 M");
        assert_eq!(at(9.0), "$40.0 M");
        let middle = plane.x.position(8.0).expect("on the axis");
        let held = height_at(&plane.lines[0].points, middle).expect("between two points");
        assert_eq!(plane.y.text_at(held), "$20.0 M");
    }

    #[test]
    fn a_curve_says_nothing_beyond_its_ends() {
        let mut spec = samples::lines();
        if let ChartKind::Lines(lines) = &mut spec.kind {
            lines.series[1].points.truncate(5);
        }
        let read = plane(&spec).read_at(1.0).expect("curves");
        let names: Vec<&str> = read.lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["GPT-4 (estimate)", "DeepSeek-V3"]);
    }

    #[test]
    fn a_scatter_has_no_crosshair() {
        assert_eq!(plane(&samples::scatter()).read_at(0.5), None);
    }
}
