//! What the export dialog makes of choices and names.

use super::*;

#[test]
fn choices_come_back_from_a_session_and_an_old_one_has_the_usual_ones() {
    let chosen = ExportChoices {
        format: ChartFormat::Svg,
        size: SizeChoice::Custom,
        width: "99999".to_owned(),
        theme: Theme::Dark,
        transparent: true,
        embed: false,
        data: true,
        ..ExportChoices::default()
    };
    assert_eq!(ExportChoices::taken(chosen.kept()), chosen);
    assert_eq!(ExportChoices::taken(Exported::default()), ExportChoices::default());
}

#[test]
fn a_size_is_checked_and_said_in_pixels() {
    let words = |width: &str, height: &str, scale: &str| {
        let [width, height, scale] = [width, height, scale].map(str::to_owned);
        ExportChoices { size: SizeChoice::Custom, width, height, scale, ..ExportChoices::default() }
            .size_words()
    };
    assert_eq!(words("1200", "900", "2"), Ok("2400 × 1800 pixels".to_owned()));
    assert_eq!(words(" 1200 ", "900", "1,5×"), Ok("1800 × 1350 pixels".to_owned()));
    assert!(words("99999", "900", "1").unwrap_err().contains("8192"));
    assert!(words("99999999999", "900", "1").unwrap_err().contains("8192"));
    assert!(words("1200", "900", "9").unwrap_err().contains("between 1 and 4"));
    assert!(words("1200", "900", "much").unwrap_err().starts_with("Scale: "));
    assert!(words("wide", "900", "1").unwrap_err().starts_with("Width: “wide”"));
    assert!(words("10", "10", "1").unwrap_err().contains("too small"));
    let print = ExportChoices { size: SizeChoice::Print, ..ExportChoices::default() };
    assert_eq!(print.size_words(), Ok("2126 × 1600 pixels, 180 mm wide at 300 dpi".to_owned()));
}

#[test]
fn a_preview_has_the_shape_of_the_picture() {
    assert_eq!(preview_size(2400, 1800), Size::Custom { width: 840, height: 630, scale: 1.0 });
    for (width, height) in [(8192, 240), (320, 8192), (320, 240), (2126, 1600)] {
        let (small_width, small_height) = preview_size(width, height).pixels().expect("in range");
        let shape = f64::from(width) / f64::from(height);
        let small = f64::from(small_width) / f64::from(small_height);
        assert!((small / shape - 1.0).abs() < 0.005, "{width} × {height}: {small_width} × {small_height}");
    }
}
