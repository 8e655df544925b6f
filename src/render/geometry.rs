//! Cutting lines into dashes and stripes to rectangles.

use super::canvas::Area;

/// Cuts a polyline into dashes.
pub(super) fn dashes(points: &[(f64, f64)], dash: f64, gap: f64) -> Vec<Vec<(f64, f64)>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    let (mut drawing, mut left) = (true, dash);
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = libm::hypot(dx, dy);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let at = (from.0 + dx * done / length, from.1 + dy * done / length);
            if drawing {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at];
            }
            drawing = !drawing;
            left = if drawing { dash } else { gap };
        }
        left -= length - done;
        if drawing {
            piece.push(*to);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// The part of a stripe rising to the right that lies inside a rectangle. The stripe meets the bottom edge from
/// `start` to `start + extent`.
pub(super) fn clipped_stripe(area: Area, start: f64, extent: f64) -> Vec<(f64, f64)> {
    let rise = area.height();
    let stripe = vec![
        (start, area.bottom),
        (start + rise, area.top),
        (start + rise + extent, area.top),
        (start + extent, area.bottom),
    ];
    let right_of_left = clip(&stripe, area.left, 1.0);
    clip(&right_of_left, area.right, -1.0)
}

/// Keeps the part of a polygon on one side of a vertical line.
fn clip(corners: &[(f64, f64)], limit: f64, side: f64) -> Vec<(f64, f64)> {
    let inside = |(x, _): (f64, f64)| (x - limit) * side >= 0.0;
    let mut kept = Vec::with_capacity(corners.len() + 2);
    let next = corners.iter().cycle().skip(1);
    for (&from, &to) in corners.iter().zip(next) {
        if inside(from) {
            kept.push(from);
        }
        if inside(from) != inside(to) {
            let share = (limit - from.0) / (to.0 - from.0);
            kept.push((limit, from.1 + (to.1 - from.1) * share));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_cover_the_line_in_the_given_shares() {
        let line = [(0.0, 0.0), (20.0, 0.0), (20.0, 50.0)];
        let pieces = dashes(&line, 10.0, 6.0);
        let length = |piece: &Vec<(f64, f64)>| -> f64 {
            piece.windows(2).map(|pair| libm::hypot(pair[1].0 - pair[0].0, pair[1].1 - pair[0].1)).sum()
        };
        assert_eq!(pieces.len(), 5);
        assert!(pieces.iter().take(4).all(|piece| (length(piece) - 10.0).abs() < 1e-9));
        // 70 long: four dashes with gaps end at 64, six are left.
        assert!((length(&pieces[4]) - 6.0).abs() < 1e-9);
        // The second dash turns the corner.
        assert!(pieces[1].contains(&(20.0, 0.0)));
    }

    #[test]
    fn stripes_stay_inside_their_rectangle() {
        let area = Area::new(10.0, 20.0, 60.0, 50.0);
        for start in -30..70 {
            for (x, y) in clipped_stripe(area, f64::from(start), 6.0) {
                assert!((10.0..=60.0).contains(&x) && (20.0..=50.0).contains(&y), "{start}: {x} {y}");
            }
        }
    }
}
