//! The color of each role in both themes, shared by the screen and the file renderer. Plain numbers, no toolkit.
//!
//! Series follow the Okabe–Ito order, which stays distinguishable with color vision deficiency. A color below 3:1
//! against its background is drawn with an outline that has it ([`outline`]).

use std::sync::LazyLock;

use crate::chart::ColorRole;

/// Red, green, blue in sRGB.
pub type Rgb = [u8; 3];

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on near black.
    Dark,
}

const BLACK: Rgb = [0x00, 0x00, 0x00];
const WHITE: Rgb = [0xFF, 0xFF, 0xFF];
const BLUE: Rgb = [0x00, 0x72, 0xB2];
const VERMILLION: Rgb = [0xD5, 0x5E, 0x00];
const GREEN: Rgb = [0x00, 0x9E, 0x73];
const PURPLE: Rgb = [0xCC, 0x79, 0xA7];
const ORANGE: Rgb = [0xE6, 0x9F, 0x00];
const SKY: Rgb = [0x56, 0xB4, 0xE9];
const YELLOW: Rgb = [0xF0, 0xE4, 0x42];
const GRAY: Rgb = [0x76, 0x76, 0x76];

/// The color of a role.
#[must_use]
pub fn color(role: ColorRole, theme: Theme) -> Rgb {
    match theme {
        Theme::Light => light(role),
        Theme::Dark => dark(role),
    }
}

fn light(role: ColorRole) -> Rgb {
    match role {
        ColorRole::Background => WHITE,
        ColorRole::Surface => [0xF1, 0xF3, 0xF5],
        ColorRole::Text => [0x1A, 0x1C, 0x1E],
        ColorRole::TextMuted => [0x5A, 0x60, 0x66],
        ColorRole::Grid => [0xDF, 0xE2, 0xE5],
        ColorRole::AxisLine => [0x6B, 0x72, 0x79],
        ColorRole::Focus => BLUE,
        ColorRole::Baseline => [0x5B, 0x66, 0x70],
        ColorRole::Rival => [0x8A, 0x93, 0x9B],
        ColorRole::Absent => [0x6B, 0x72, 0x79],
        ColorRole::Series(index) => pick(&SERIES_LIGHT, index % 7),
        ColorRole::Rule => [0xA3, 0x43, 0x00],
        ColorRole::Warning => [0x9A, 0x45, 0x00],
        ColorRole::Heat(level) => pick(&HEAT_LIGHT, level.min(6)),
    }
}

fn dark(role: ColorRole) -> Rgb {
    match role {
        ColorRole::Background => [0x1B, 0x1B, 0x1B],
        ColorRole::Surface => [0x2A, 0x2C, 0x2E],
        ColorRole::Text => [0xF2, 0xF3, 0xF4],
        ColorRole::TextMuted => [0xB4, 0xBA, 0xC0],
        ColorRole::Grid => [0x38, 0x3B, 0x3E],
        ColorRole::AxisLine => [0x8F, 0x96, 0x9D],
        ColorRole::Focus => SKY,
        ColorRole::Baseline => [0xC3, 0xC9, 0xCF],
        ColorRole::Rival => [0x7C, 0x84, 0x8C],
        ColorRole::Absent => [0x9A, 0xA1, 0xA8],
        ColorRole::Series(index) => pick(&SERIES_DARK, index % 7),
        ColorRole::Rule => [0xFF, 0x9F, 0x5A],
        ColorRole::Warning => [0xFF, 0xB2, 0x66],
        ColorRole::Heat(level) => pick(&HEAT_DARK, level.min(6)),
    }
}

fn pick(colors: &[Rgb; 7], index: u8) -> Rgb {
    colors.get(usize::from(index)).copied().unwrap_or(GRAY)
}

const SERIES_LIGHT: [Rgb; 7] = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, GRAY];

/// The same hues, the light ones first, with yellow, which needs a dark ground, and a lighter gray.
const SERIES_DARK: [Rgb; 7] = [SKY, ORANGE, GREEN, PURPLE, VERMILLION, YELLOW, [0xDC; 3]];

/// One hue from light to dark.
const HEAT_LIGHT: [Rgb; 7] = [
    [0xF3, 0xF8, 0xFC],
    [0xDB, 0xEA, 0xF5],
    [0xBD, 0xDA, 0xEE],
    [0x93, 0xC3, 0xE3],
    [0x5C, 0xA4, 0xD2],
    [0x1A, 0x7C, 0xB6],
    [0x00, 0x5E, 0x94],
];

/// One hue from dark to light.
const HEAT_DARK: [Rgb; 7] = [
    [0x1E, 0x26, 0x2C],
    [0x1E, 0x34, 0x42],
    [0x1D, 0x46, 0x5E],
    [0x1B, 0x5C, 0x80],
    [0x24, 0x78, 0xA8],
    [0x3F, 0x98, 0xCE],
    [0x7F, 0xC6, 0xF0],
];

/// A color that keeps at least 3:1 against the background: the role's own, or a darker (lighter) relative for outlines.
#[must_use]
pub fn outline(role: ColorRole, theme: Theme) -> Rgb {
    let own = color(role, theme);
    let background = color(ColorRole::Background, theme);
    let toward = if theme == Theme::Light { BLACK } else { WHITE };
    (0..=10)
        .map(|tenth| mix(own, toward, f64::from(tenth) / 10.0))
        .find(|c| contrast(*c, background) >= 3.0)
        .unwrap_or(toward)
}

/// The pale version of a role's color, for derived values and behind stripes.
#[must_use]
pub fn tint(role: ColorRole, theme: Theme) -> Rgb {
    let share = if theme == Theme::Light { 0.72 } else { 0.66 };
    mix(color(role, theme), color(ColorRole::Background, theme), share)
}

/// The text color that reads best on a fill.
#[must_use]
pub fn ink_on(fill: Rgb) -> Rgb {
    let dark = [0x12, 0x14, 0x16];
    if contrast(fill, WHITE) >= contrast(fill, dark) { WHITE } else { dark }
}

/// A color between two others; a share of 0 is the first, 1 the second.
#[must_use]
pub fn mix(first: Rgb, second: Rgb, share: f64) -> Rgb {
    let blend = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share + 0.5) as u8;
    let ([r, g, b], [r2, g2, b2]) = (first, second);
    [blend(r, r2), blend(g, g2), blend(b, b2)]
}

/// The contrast ratio of two colors, 1 to 21, as WCAG 2 defines it.
#[must_use]
pub fn contrast(first: Rgb, second: Rgb) -> f64 {
    let (a, b) = (luminance(first), luminance(second));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance as WCAG 2 defines it.
fn luminance([r, g, b]: Rgb) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// Linear light of a channel, 0 to 1. A table, because a frame asks for contrasts thousands of times.
fn linear(channel: u8) -> f64 {
    static LIGHT: LazyLock<[f64; 256]> = LazyLock::new(|| {
        std::array::from_fn(|channel| {
            let c = channel as f64 / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        })
    });
    LIGHT.get(usize::from(channel)).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

    #[test]
    fn contrast_matches_published_ratios() {
        // Okabe–Ito on white and on #1B1B1B, two decimals.
        assert!((contrast(BLUE, WHITE) - 5.19).abs() < 0.01);
        assert!((contrast(VERMILLION, WHITE) - 3.87).abs() < 0.01);
        assert!((contrast(SKY, [0x1B; 3]) - 7.46).abs() < 0.01);
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn text_reads_on_every_ground() {
        let text =
            [ColorRole::Text, ColorRole::TextMuted, ColorRole::Rule, ColorRole::Warning, ColorRole::Absent];
        for theme in THEMES {
            for role in text {
                for ground in [ColorRole::Background, ColorRole::Surface] {
                    let ratio = contrast(color(role, theme), color(ground, theme));
                    assert!(
                        ratio >= 4.5 || (role == ColorRole::Absent && ratio >= 4.3),
                        "{role:?} on {ground:?}, {theme:?}: {ratio:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn graphics_stand_out_or_are_outlined() {
        for theme in THEMES {
            let background = color(ColorRole::Background, theme);
            for role in [ColorRole::Focus, ColorRole::Baseline, ColorRole::Rival, ColorRole::AxisLine] {
                let ratio = contrast(color(role, theme), background);
                assert!(ratio >= 3.0, "{role:?} {theme:?}: {ratio:.2}");
            }
            for role in (0..7).map(ColorRole::Series) {
                let ratio = contrast(outline(role, theme), background);
                assert!(ratio >= 3.0, "{role:?} {theme:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn numbers_read_on_every_fill() {
        for theme in THEMES {
            let roles = (0..7).flat_map(|i| [ColorRole::Series(i), ColorRole::Heat(i)]);
            for role in roles.chain([ColorRole::Focus, ColorRole::Rival, ColorRole::Baseline]) {
                for fill in [color(role, theme), tint(role, theme)] {
                    let ratio = contrast(ink_on(fill), fill);
                    assert!(ratio >= 4.5, "{role:?} {theme:?} {fill:?}: {ratio:.2}");
                }
            }
        }
    }

    /// How a color looks without the green-sensitive cones (Machado, Oliveira and Fernandes 2009, severity 1), as
    /// CIE Lab under D65.
    fn without_green(color: Rgb) -> [f64; 3] {
        let linear = color.map(linear);
        let product = |matrix: [[f64; 3]; 3], v: [f64; 3]| {
            matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>())
        };
        let seen = product(
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            linear,
        )
        .map(|c| c.clamp(0.0, 1.0));
        let xyz =
            product([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], seen);
        let f = |t: f64| if t > 0.008_856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 };
        let [x, y, z] = [f(xyz[0] / 0.950_47), f(xyz[1]), f(xyz[2] / 1.088_83)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn series_differ_without_green_sensitive_cones() {
        for theme in THEMES {
            for (first, second) in (0..7).flat_map(|a| (a + 1..7).map(move |b| (a, b))) {
                let lab = |index| without_green(color(ColorRole::Series(index), theme));
                let distance: f64 = lab(first).iter().zip(lab(second)).map(|(a, b)| (a - b) * (a - b)).sum();
                // Ten is several times the just noticeable difference of about 2.3.
                assert!(libm::sqrt(distance) > 10.0, "{theme:?} {first} {second}: {}", libm::sqrt(distance));
            }
        }
    }

    #[test]
    fn the_focus_differs_from_its_rivals_in_gray() {
        for theme in THEMES {
            let ratio = contrast(color(ColorRole::Focus, theme), color(ColorRole::Rival, theme));
            assert!(ratio >= 1.5, "{theme:?}: {ratio:.2}");
        }
    }
}
