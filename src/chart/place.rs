//! Where words find room in a picture: plain geometry in whatever unit a renderer draws, so that screen and file agree.

/// The share of a name that may lie on something else before it is left out.
const TOLERATED: f64 = 0.12;

/// How far words keep from the rule that they name.
const CLEAR: f64 = 3.0;

/// An upright rectangle; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Area {
    /// The rectangle between four edges.
    #[must_use]
    pub fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// The rectangle of some width and height around a point.
    #[must_use]
    pub fn around((x, y): (f64, f64), (width, height): (f64, f64)) -> Self {
        Self::new(x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0)
    }

    /// From edge to edge.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From edge to edge.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The area that two rectangles share; 0 if they only touch.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
    }
}

/// What is already drawn, and where names may stand.
#[derive(Clone, Debug)]
pub struct Labels {
    within: Area,
    taken: Vec<Area>,
    tolerated: f64,
}

/// A name that looks for room beside a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// The point.
    pub at: (f64, f64),
    /// Width and height of the words.
    pub size: (f64, f64),
    /// How far the words keep from the point, sideways and up or down.
    pub gap: (f64, f64),
    /// Whether it must be shown even if it covers something.
    pub must: bool,
}

/// A place that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Where the words go.
    pub area: Area,
    /// Whether something lies there already, so that the words need a ground of their own.
    pub covers: bool,
    /// Whether it lies so far from its point that a thin line has to lead there.
    pub far: bool,
}

impl Labels {
    /// Nothing is drawn yet; names stay within an area where they can.
    #[must_use]
    pub fn new(within: Area) -> Self {
        Self { within, taken: Vec::new(), tolerated: TOLERATED }
    }

    /// The same among many points, where a name that covers a little covers a whole point: it is left out instead.
    #[must_use]
    pub fn strict(self) -> Self {
        // Not zero: what lies inside may seem to stick out by the rounding of its sides.
        Self { tolerated: 1e-6, ..self }
    }

    /// Marks an area as occupied.
    pub fn block(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Marks a straight line as occupied.
    pub fn block_segment(&mut self, from: (f64, f64), to: (f64, f64)) {
        let steps = (libm::hypot(to.0 - from.0, to.1 - from.1) / 12.0).clamp(1.0, 400.0) as u32;
        for step in 0..=steps {
            let share = f64::from(step) / f64::from(steps);
            let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            self.block(Area::new(x - 3.0, y - 3.0, x + 3.0, y + 3.0));
        }
    }

    /// How much of an area is occupied.
    #[must_use]
    pub fn cover(&self, area: &Area) -> f64 {
        self.taken.iter().map(|other| area.overlap(other)).sum()
    }

    /// The one of several places that covers least, the first of equally good ones; it is occupied from now on.
    pub fn least_covered(&mut self, places: impl IntoIterator<Item = Area>) -> Option<Place> {
        let best = places.into_iter().min_by(|a, b| self.cover(a).total_cmp(&self.cover(b)))?;
        Some(self.occupy(best))
    }

    fn occupy(&mut self, area: Area) -> Place {
        let covers = self.cover(&area) > 0.0;
        self.block(area);
        Place { area, covers, far: false }
    }

    /// Finds the place for words of some size along a level rule, above or below it and as far left as can be, and
    /// occupies it.
    pub fn along(&mut self, y: f64, (left, right): (f64, f64), (width, height): (f64, f64)) -> Option<Place> {
        let shares = [0.0, 1.0, 0.5, 0.25, 0.75, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
        let starts = shares.map(|share| left + share * (right - left - width).max(0.0));
        let (over, under) = (y - CLEAR, y + CLEAR);
        let above = starts.map(|left| Area::new(left, over - height, left + width, over));
        let below = starts.map(|left| Area::new(left, under, left + width, under + height));
        self.least_covered(above.into_iter().chain(below))
    }

    /// Finds the place beside a point where a name covers least, and occupies it. A name that finds no room has no
    /// place unless it must be shown: two names on each other are both lost.
    pub fn place(&mut self, name: &Name) -> Option<Place> {
        let (width, height) = name.size;
        let (dx, dy) = (width / 2.0 + name.gap.0, height / 2.0 + name.gap.1);
        let (near_x, near_y) = (dx - name.gap.0 * 0.4, dy - name.gap.1 * 0.18);
        let cost = |area: &Area| {
            let outside = width * height - area.overlap(&self.within);
            self.cover(area) + 20.0 * outside.max(0.0)
        };
        // Beside the point, then at its corners. The first of equally good places wins: right of the point.
        let near = [
            (dx, 0.0),
            (-dx, 0.0),
            (0.0, -dy),
            (0.0, dy),
            (near_x, -near_y),
            (-near_x, -near_y),
            (near_x, near_y),
            (-near_x, near_y),
        ];
        let area = |(dx, dy): (f64, f64)| Area::around((name.at.0 + dx, name.at.1 + dy), name.size);
        let cheapest =
            |areas: &mut dyn Iterator<Item = Area>| areas.min_by(|a, b| cost(a).total_cmp(&cost(b)));
        let best = cheapest(&mut near.into_iter().map(area))?;
        if !name.must && cost(&best) > self.tolerated * width * height {
            return None;
        }
        // A name that must be shown looks farther before it covers anything.
        let farther = [2.0, 3.5, 5.0, 7.0].into_iter().flat_map(|step| {
            let (x, y) = (dx + name.gap.0 * step * 0.6, dy + name.gap.1 * step);
            [(x, y), (x, -y), (-x, y), (-x, -y), (0.0, y), (0.0, -y)]
        });
        if name.must && cost(&best) > 0.0 {
            let other = cheapest(&mut farther.map(area))?;
            if cost(&other) < 0.2 * cost(&best) {
                return Some(Place { far: true, ..self.occupy(other) });
            }
        }
        Some(self.occupy(best))
    }
}

/// The lowest free line for each of some words side by side, so that no two on a line come closer than a gap. Words are
/// given by left and right end.
#[must_use]
pub fn levels(words: &[(f64, f64)], gap: f64) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let mut found = Vec::with_capacity(words.len());
    for (left, right) in words {
        let level = ends.iter().position(|end| end + gap <= *left).unwrap_or(ends.len());
        match ends.get_mut(level) {
            Some(end) => *end = *right,
            None => ends.push(*right),
        }
        found.push(level);
    }
    found
}

/// The smallest step at which words in a row keep a gap: 1 shows all of them, 2 every other one. Words are given by left
/// and right end.
#[must_use]
pub fn stride(words: &[(f64, f64)], gap: f64) -> usize {
    let apart = |stride: &usize| {
        let kept: Vec<(f64, f64)> = words.iter().step_by(*stride).copied().collect();
        kept.windows(2).all(|pair| matches!(pair, [a, b] if a.1 + gap <= b.0))
    };
    (1..=words.len().max(1)).find(apart).unwrap_or(1)
}

/// Moves places, given in rising order, apart until each has its distance to the next, within a range as far as it can
/// hold them.
#[must_use]
pub fn spread(wanted: &[f64], distance: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut places = wanted.to_vec();
    let mut least = low;
    for place in &mut places {
        *place = place.max(least);
        least = *place + distance;
    }
    let mut most = high;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - distance;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(at: (f64, f64), must: bool) -> Name {
        Name { at, size: (60.0, 20.0), gap: (10.0, 8.0), must }
    }

    #[test]
    fn names_stand_right_of_their_point_and_step_aside() {
        let mut labels = Labels::new(Area::new(0.0, 0.0, 400.0, 200.0));
        let first = labels.place(&name((100.0, 100.0), false)).expect("room").area;
        assert_eq!(first, Area::new(110.0, 90.0, 170.0, 110.0));
        let second = labels.place(&name((105.0, 104.0), false)).expect("room").area;
        assert_eq!(second.overlap(&first), 0.0);
        assert!(second.right < 105.0, "{second:?}");
    }

    #[test]
    fn a_name_without_room_is_left_out_unless_it_must_be_shown() {
        let mut labels = Labels::new(Area::new(0.0, 0.0, 400.0, 200.0));
        labels.block(Area::new(0.0, 0.0, 400.0, 200.0));
        assert_eq!(labels.place(&name((200.0, 100.0), false)), None);
        assert!(labels.place(&name((200.0, 100.0), true)).is_some_and(|place| place.covers));
    }

    #[test]
    fn a_name_with_room_around_it_is_shown_among_many_points_too() {
        for step in 0..200 {
            let x = 100.1 + 1.37 * f64::from(step);
            let mut labels = Labels::new(Area::new(0.3, 0.7, 500.9, 301.1)).strict();
            labels.block(Area::new(x - 10.0, 90.2, x + 10.0, 110.2));
            let words = Name { size: (71.3, 19.52), ..name((x, 100.2), false) };
            assert!(labels.place(&words).is_some(), "{x}");
        }
    }

    #[test]
    fn names_turn_inwards_at_the_edge() {
        let mut labels = Labels::new(Area::new(0.0, 0.0, 400.0, 200.0));
        let place = labels.place(&name((395.0, 100.0), false)).expect("room");
        assert!(place.area.right < 395.0 && !place.covers, "{place:?}");
    }

    #[test]
    fn words_at_a_rule_move_along_it_and_below_it() {
        let mut labels = Labels::new(Area::new(0.0, 0.0, 400.0, 200.0));
        let words = |labels: &mut Labels| labels.along(100.0, (10.0, 390.0), (80.0, 20.0)).expect("room");
        assert_eq!(words(&mut labels).area, Area::new(10.0, 77.0, 90.0, 97.0));
        assert_eq!(words(&mut labels).area, Area::new(310.0, 77.0, 390.0, 97.0));
        labels.block(Area::new(0.0, 0.0, 400.0, 100.0));
        let below = words(&mut labels);
        assert_eq!((below.area.top, below.covers), (103.0, false));
        labels.block(Area::new(0.0, 0.0, 400.0, 200.0));
        assert!(words(&mut labels).covers);
    }

    #[test]
    fn words_that_meet_go_to_the_next_line() {
        let words = [(0.0, 50.0), (55.0, 90.0), (70.0, 120.0), (130.0, 150.0)];
        assert_eq!(levels(&words, 14.0), [0, 1, 0, 1]);
        assert_eq!(levels(&words, 4.0), [0, 0, 1, 0]);
    }

    #[test]
    fn crowded_words_are_thinned_out_evenly() {
        let words: Vec<(f64, f64)> =
            (0..7).map(|i| (f64::from(i) * 20.0, f64::from(i) * 20.0 + 30.0)).collect();
        assert_eq!(stride(&words, 8.0), 2);
        assert_eq!(stride(&words[..1], 8.0), 1);
        assert_eq!(stride(&[], 8.0), 1);
    }

    proptest! {
        #[test]
        fn spread_places_keep_their_distance_and_range(
            mut wanted in prop::collection::vec(-50.0..450.0_f64, 1..8),
        ) {
            wanted.sort_by(f64::total_cmp);
            let places = spread(&wanted, 20.0, (0.0, 400.0));
            prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 20.0 - 1e-9), "{places:?}");
            prop_assert!(places.iter().all(|place| (0.0..=400.0).contains(place)), "{places:?}");
        }
    }
}
