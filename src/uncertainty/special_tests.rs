//! The special functions against closed forms, each other and an independent implementation.

use super::*;
use proptest::prelude::*;

/// Relative closeness.
#[track_caller]
fn close(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance * wanted.abs(), "{found:e} instead of {wanted:e}");
}

#[test]
fn normal_quantiles_agree_with_scipy() {
    // scipy.special.ndtri of SciPy 1.17; the points lie in and at the seams of all three rational functions.
    for (p, z) in [
        (1e-300, -37.047_096_299_361_2),
        (1e-20, -9.262_340_089_798_409),
        (1e-9, -5.997_807_015_007_686_5),
        (0.001, -3.090_232_306_167_813),
        (0.074_99, -1.439_602_118_239_316_2),
        (0.075, -1.439_531_470_938_456_3),
        (0.2, -0.841_621_233_572_914_2),
        (0.49, -0.025_068_908_258_711_06),
        (0.9, 1.281_551_565_544_600_4),
        (0.999, 3.090_232_306_167_813),
    ] {
        close(normal_quantile(p), z, 2e-15);
    }
    close(Z95, normal_quantile(0.95), 1e-15);
}

#[test]
fn normal_probabilities_agree_with_scipy() {
    for (z, p) in [
        (-30.0, 4.906_713_927_147_908e-198),
        (-8.0, 6.220_960_574_271_74e-16),
        (-3.0, 0.001_349_898_031_630_093_3),
        (0.0, 0.5),
        (0.5, 0.691_462_461_274_013_1),
        (2.0, 0.977_249_868_051_820_8),
    ] {
        // At z = -30 the rounding of the argument alone moves the result by 30² times the machine's 1e-16.
        close(normal_cdf(z), p, 2e-13);
    }
}

#[test]
fn ends_and_nonsense() {
    assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal_quantile(1.0), f64::INFINITY);
    assert_eq!(normal_quantile(0.5), 0.0);
    for p in [-0.1, 1.1, f64::NAN] {
        assert!(normal_quantile(p).is_nan());
    }
    assert_eq!((beta_cdf(0.0, 2.0, 3.0), beta_cdf(1.0, 2.0, 3.0)), (0.0, 1.0));
    assert!(beta_cdf(f64::NAN, 2.0, 3.0).is_nan());
    assert_eq!((logistic(f64::INFINITY), logistic(f64::NEG_INFINITY)), (1.0, 0.0));
}

#[test]
fn beta_probabilities_agree_with_scipy() {
    // scipy.special.betainc and betaincc.
    for (x, a, b, below, above) in [
        (1e-5, 0.05, 4.0, 0.615_305_969_751_433_1, 0.384_694_030_248_566_63),
        (0.3, 30.0, 70.0, 0.511_625_104_558_608_7, 0.488_374_895_441_390_9),
        (0.999, 8.0, 0.3, 0.742_094_029_123_599_7, 0.257_905_970_876_400_27),
        (1e-3, 1.0, 1000.0, 0.632_304_575_229_035_9, 0.367_695_424_770_964_06),
        (0.25, 200.0, 650.0, 0.843_933_011_770_249_6, 0.156_066_988_229_750_85),
    ] {
        let tails = BetaTails::at(x, 1.0 - x, a, b, ln_beta(a, b));
        close(tails.below, below, 1e-12);
        close(tails.above, above, 1e-12);
    }
    close(beta_cdf(0.501, 5e4, 5e4), 0.736_455_061_702_955_2, 1e-9);
}

#[test]
fn roots_are_found_or_refused() {
    let cubic = |x: f64| x * x * x - 2.0;
    close(root(cubic, -10.0, 1e6).unwrap(), libm::cbrt(2.0), 1e-14);
    let steep = |x: f64| if x < 0.125 { -1e-300 } else { 1e300 };
    close(root(steep, 0.0, 1.0).unwrap(), 0.125, 1e-14);
    assert_eq!(root(cubic, 2.0, 3.0), None);
    assert_eq!(root(|_| f64::NAN, 0.0, 1.0), None);
}

proptest! {
    #[test]
    fn normal_quantile_undoes_the_probability(z in -37.0..8.0_f64) {
        // An error of 1e-16 in p moves z by 1e-16 times p over the density: a little in tails, much near p = 1.
        let back = normal_quantile(normal_cdf(z));
        let slack = 4e-16 * normal_cdf(z) / normal_density(z) * (1.0 + z * z) + 2e-15 * z.abs();
        prop_assert!((back - z).abs() <= slack.max(1e-15), "{} {}", z, back);
    }

    #[test]
    fn logistic_undoes_logit(share in 1e-12..0.999_999_f64) {
        prop_assert!((logistic(logit(share)) - share).abs() <= 1e-14 * share);
    }

    #[test]
    fn beta_with_a_parameter_of_one_is_a_power(x in 0.001..0.999_f64, a in 0.05..200.0_f64) {
        let power = libm::pow(x, a);
        prop_assert!((beta_cdf(x, a, 1.0) - power).abs() <= 1e-12 * power);
        let complement = -libm::expm1(a * libm::log1p(-x));
        prop_assert!((beta_cdf(x, 1.0, a) - complement).abs() <= 1e-12 * complement);
    }

    #[test]
    fn beta_is_symmetric_and_follows_its_recurrence(x in 0.001..0.999_f64, a in 0.1..80.0_f64, b in 0.1..80.0_f64) {
        let below = beta_cdf(x, a, b);
        prop_assert!((below - (1.0 - beta_cdf(1.0 - x, b, a))).abs() <= 1e-13);
        // I_x(a + 1, b) = I_x(a, b) - x^a (1-x)^b / (a B(a, b)), Abramowitz and Stegun 26.5.16.
        let drop = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - ln_beta(a, b)) / a;
        prop_assert!((beta_cdf(x, a + 1.0, b) - (below - drop)).abs() <= 1e-12);
    }

    #[test]
    fn arcsine_law(x in 0.0001..0.9999_f64) {
        let wanted = 2.0 / std::f64::consts::PI * libm::asin(libm::sqrt(x));
        prop_assert!((beta_cdf(x, 0.5, 0.5) - wanted).abs() <= 1e-13);
    }
}
