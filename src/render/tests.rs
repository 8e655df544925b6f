//! Whole pictures: every word inside the frame and none on another, same bytes twice, metadata, limits.

mod names;

use super::*;
use crate::chart::samples;
use crate::chart::{BarRow, Certainty, ChartSpec, Mark, RowRole, Scale, resolve};
use crate::palette::Theme;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use proptest::prelude::*;
use std::convert::Infallible;
use std::path::PathBuf;

/// A word as drawn: text and its box in pixels.
type Word = (String, canvas::Area);

/// A backend that notes where texts stand.
struct Recorder<'a> {
    size: (u32, u32),
    words: &'a mut Vec<Word>,
}

type Noted = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.0 * raster::SUB as u32, self.size.1 * raster::SUB as u32)
    }

    fn ensure_prepared(&mut self) -> Noted {
        Ok(())
    }

    fn present(&mut self) -> Noted {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Noted {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, _: BackendCoord, _: BackendCoord, _: &S) -> Noted {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, _: BackendCoord, _: BackendCoord, _: &S, _: bool) -> Noted {
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Noted {
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, _: BackendCoord, _: u32, _: &S, _: bool) -> Noted {
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Noted {
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Noted {
        let size = style.size() / raster::SUB;
        let (dx, dy) = raster::anchor_offset(text, size, style);
        let (left, base) = (f64::from(x) / raster::SUB + dx, f64::from(y) / raster::SUB + dy);
        let width = text::width(text, size, raster::weight_of(style.style()));
        // Capitals above the baseline, descenders below it.
        let area = canvas::Area::new(left, base - size * 0.73, left + width, base + size * 0.2);
        self.words.push((text.to_owned(), area));
        Ok(())
    }
}

fn words(spec: &ChartSpec, size: Size) -> ((f64, f64), Vec<Word>) {
    let chart = resolve(spec).expect("resolves");
    let options = ExportOptions { size, ..ExportOptions::default() };
    let frame = options.frame().expect("a valid size");
    let mut words = Vec::new();
    {
        let recorder = Recorder { size: (frame.width, frame.height), words: &mut words };
        let area = recorder.into_drawing_area();
        draw::chart(&Canvas::new(&area, &frame, &options), &chart).expect("draws");
    }
    ((f64::from(frame.width), f64::from(frame.height)), words)
}

fn check_words(spec: &ChartSpec, size: Size) -> Result<(), TestCaseError> {
    let ((width, height), words) = words(spec, size);
    for (word, area) in &words {
        let inside =
            area.left >= -0.5 && area.top >= -0.5 && area.right <= width + 0.5 && area.bottom <= height + 0.5;
        prop_assert!(inside, "“{word}” leaves the picture at {size:?}: {area:?}");
    }
    for (index, (word, area)) in words.iter().enumerate() {
        for (other, place) in words.iter().skip(index + 1) {
            // A pixel of touching is rounding.
            let shrunk =
                canvas::Area::new(area.left + 1.0, area.top + 1.0, area.right - 1.0, area.bottom - 1.0);
            prop_assert!(shrunk.overlap(place) <= 1.0, "“{word}” lies on “{other}” at {size:?}");
        }
    }
    Ok(())
}

fn all_samples() -> Vec<(&'static str, ChartSpec)> {
    let with = |kind| {
        let mut spec = samples::costs(Scale::Log);
        spec.kind = kind;
        spec
    };
    let one = samples::cost_rows().drain(1..2).collect();
    vec![
        ("costs", samples::costs(Scale::Log)),
        ("linear", samples::costs(Scale::Linear)),
        ("dots", with(samples::bars(Scale::Log, Mark::Dot, samples::cost_rows()))),
        ("single", with(samples::bars(Scale::Log, Mark::Bar, one))),
        ("crowded", samples::crowded()),
        ("stack", samples::stack()),
        ("ratio", samples::ratio()),
        ("energy", samples::energy()),
        ("scatter", samples::scatter()),
        ("tornado", samples::tornado()),
        ("lines", samples::lines()),
        ("heat", samples::heat()),
        ("histogram", samples::histogram()),
        ("groups", samples::groups()),
        ("draws", samples::built("draws")),
        ("cdf", samples::built("cdf")),
        ("swings", samples::built("swings")),
        ("spider", samples::built("spider")),
        ("shares", samples::built("shares")),
        ("sweep", samples::built("sweep")),
        ("two-way", samples::built("two-way")),
    ]
}

const SIZES: [Size; 8] = [
    Size::Article,
    Size::Slide,
    Size::Social,
    Size::Print,
    Size::Custom { width: 800, height: 600, scale: 1.0 },
    Size::Custom { width: 600, height: 900, scale: 2.0 },
    Size::Custom { width: 1600, height: 500, scale: 1.0 },
    Size::Custom { width: 320, height: 240, scale: 1.0 },
];

#[test]
fn no_word_is_cut_off_or_covered() {
    for (name, spec) in all_samples() {
        for size in SIZES {
            check_words(&spec, size).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

#[test]
fn long_names_are_shown_to_the_last_letter() {
    let spec = samples::crowded();
    let chart = resolve(&spec).expect("resolves");
    let crate::chart::Plot::Rows(plot) = &chart.plot else { panic!("expected rows") };
    for size in SIZES {
        let (_, words) = words(&spec, size);
        let drawn: String = words.iter().map(|(word, _)| word.replace(' ', "")).collect();
        for row in &plot.rows {
            let name = row.label.replace(' ', "");
            assert!(drawn.contains(&name), "{} at {size:?}", row.label);
            assert!(
                drawn.contains(&row.value_label.text.replace(' ', "")),
                "{} at {size:?}",
                row.value_label.text
            );
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let chart = resolve(&samples::costs(Scale::Log)).expect("resolves");
    for theme in [Theme::Light, Theme::Dark] {
        let options = ExportOptions { theme, ..ExportOptions::default() };
        assert_eq!(png(&chart, &options), png(&chart, &options));
        assert_eq!(svg(&chart, &options), svg(&chart, &options));
    }
}

fn decoded(bytes: &[u8]) -> png::Reader<std::io::Cursor<&[u8]>> {
    png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG")
}

#[test]
fn presets_have_their_sizes_and_print_its_density() {
    let chart = resolve(&samples::costs(Scale::Log)).expect("resolves");
    for (size, expected) in [
        (Size::Article, (2400, 1800)),
        (Size::Slide, (1920, 1080)),
        (Size::Social, (2400, 1350)),
        (Size::Print, (2126, 1600)),
        (Size::Custom { width: 400, height: 300, scale: 2.5 }, (1000, 750)),
    ] {
        let bytes = png(&chart, &ExportOptions { size, ..ExportOptions::default() }).expect("draws");
        let reader = decoded(&bytes);
        assert_eq!((reader.info().width, reader.info().height), expected);
        let density = reader.info().pixel_dims.map(|dims| dims.xppu);
        assert_eq!(density, (size == Size::Print).then_some(11_811), "{size:?}");
        assert!(reader.info().srgb.is_some());
    }
}

#[test]
fn the_layout_is_what_was_approved() {
    let (_, words) = words(&samples::costs(Scale::Log), Size::Article);
    let lines: Vec<String> =
        words.iter().map(|(word, area)| format!("{:>6.0} {:>6.0}  {word}", area.left, area.bottom)).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_palette_keeps_colors() {
    for (name, spec) in all_samples() {
        let chart = resolve(&spec).expect("resolves");
        for theme in [Theme::Light, Theme::Dark] {
            let options = ExportOptions { theme, ..ExportOptions::default() };
            let frame = options.frame().expect("valid");
            let mut pixels = raster::surface(frame.width, frame.height).expect("memory");
            {
                let area = raster::Raster::new(&mut pixels).into_drawing_area();
                draw::chart(&Canvas::new(&area, &frame, &options), &chart).expect("draws");
            }
            let bytes = encode::png(&pixels, &chart, &options).expect("encodes");
            let mut decoder = png::Decoder::new(std::io::Cursor::new(&bytes[..]));
            decoder.set_transformations(png::Transformations::EXPAND);
            let mut reader = decoder.read_info().expect("a PNG");
            let mut decoded = vec![0; reader.output_buffer_size().expect("small")];
            reader.next_frame(&mut decoded).expect("pixels");
            let (wanted, _) = pixels.data().as_chunks::<4>();
            let (found, _) = decoded.as_chunks::<3>();
            let differ = |(a, b): (&[u8; 4], &[u8; 3])| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max();
            let worst = wanted.iter().zip(found).filter_map(differ).max();
            // Only rare shades at edges of letters may move, by less than the eye sees there.
            assert!(worst <= Some(16), "{name} {theme:?}: {worst:?}");
        }
    }
}

#[test]
fn files_stay_small() {
    for (name, spec) in all_samples() {
        let bytes = png(&resolve(&spec).expect("resolves"), &ExportOptions::default()).expect("draws");
        // A page of words at 2400 × 1800 takes about 110 kB; a plain chart 75 kB.
        assert!(bytes.len() < 120_000, "{name}: {} bytes", bytes.len());
    }
}

#[test]
fn text_chunks_carry_title_description_and_the_callers_texts() {
    let mut spec = samples::costs(Scale::Log);
    spec.title = "1.000 × 10²⁴ FLOP".into();
    let chart = resolve(&spec).expect("resolves");
    let metadata = vec![
        ("flopwise".to_owned(), "fw1:abc".to_owned()),
        ("Software".to_owned(), "flopwise 9.9".to_owned()),
    ];
    let bytes = png(&chart, &ExportOptions { metadata, ..ExportOptions::default() }).expect("draws");
    let mut reader = decoded(&bytes);
    let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
    reader.next_frame(&mut pixels).expect("pixels");
    let info = reader.info();
    let mut texts: Vec<(String, String)> = info
        .uncompressed_latin1_text
        .iter()
        .map(|chunk| (chunk.keyword.clone(), chunk.text.clone()))
        .collect();
    texts.extend(info.utf8_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.get_text().expect("text"))));
    let get = |keyword: &str| {
        let found: Vec<&str> = texts.iter().filter(|(k, _)| k == keyword).map(|(_, t)| t.as_str()).collect();
        assert_eq!(found.len(), 1, "{keyword} in {texts:?}");
        found[0].to_owned()
    };
    assert_eq!(get("Title"), "1.000 × 10²⁴ FLOP");
    assert_eq!(get("Description"), chart.text_alternative);
    assert_eq!(get("flopwise"), "fw1:abc");
    assert_eq!(get("Software"), "flopwise 9.9");
    assert!(get("Source").contains("DeepSeek-V3 technical report"));
}

#[test]
fn limits_are_named() {
    let chart = resolve(&samples::costs(Scale::Log)).expect("resolves");
    let error = |width, height, scale| {
        let size = Size::Custom { width, height, scale };
        png(&chart, &ExportOptions { size, ..ExportOptions::default() })
            .expect_err("out of range")
            .to_string()
    };
    assert_eq!(
        error(9000, 500, 1.0),
        "9000 × 500 pixels is too large: each side may have at most 8192 pixels; lower the size or the scale"
    );
    assert!(error(u32::MAX, u32::MAX, 4.0).contains("8192"));
    assert_eq!(
        error(100, 500, 1.0),
        "100 × 500 pixels is too small to read: at least 320 × 240 pixels are needed"
    );
    assert!(error(800, 600, 5.0).contains("between 1 and 4"));
    assert!(error(800, 600, f64::NAN).contains("between 1 and 4"));
    let metadata = vec![("Äpfel\nund Birnen".to_owned(), String::new())];
    let options = ExportOptions { metadata, ..ExportOptions::default() };
    assert!(matches!(png(&chart, &options), Err(RenderError::Keyword(_))));
}

#[test]
fn a_transparent_picture_has_no_background() {
    let chart = resolve(&samples::costs(Scale::Log)).expect("resolves");
    let options = ExportOptions { background: Background::Transparent, ..ExportOptions::default() };
    let bytes = png(&chart, &options).expect("draws");
    let reader = decoded(&bytes);
    assert!(reader.info().trns.is_some());
    let opaque = png(&chart, &ExportOptions::default()).expect("draws");
    assert!(decoded(&opaque).info().trns.is_none());
}

#[test]
fn svg_keeps_words_as_words() {
    let mut spec = samples::costs(Scale::Log);
    spec.title = "Less < more & \"so on\"".into();
    let text = svg(&resolve(&spec).expect("resolves"), &ExportOptions::default()).expect("draws");
    assert!(text.contains("<title id=\"title\">Less &lt; more &amp; &quot;so on&quot;</title>"));
    assert!(text.contains("font-family=\"Inter, "));
    assert!(text.contains(">DeepSeek-V3</text>") && text.contains(">$5.58 M</text>"));
    assert!(text.contains("viewBox=\"0 0 2400 1800\""));
    // Balanced: every element is closed.
    assert_eq!(text.matches("<text ").count(), text.matches("</text>").count());
    assert_eq!(text.matches("<svg").count(), 1);
    assert!(text.ends_with("</svg>\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bar_chart_keeps_its_words_apart(
        rows in prop::collection::vec(("[A-Za-z0-9. -]{1,34}", 1e2..1e13_f64, 0.2..1.0_f64, 1.0..6.0_f64), 1..13),
        title in "[A-Za-z ]{0,160}",
        log: bool,
        dots: bool,
        size in 0..7_usize,
    ) {
        let rows = rows
            .iter()
            .map(|(label, value, low, high)| {
                let row = BarRow::new(label.trim(), *value, Certainty::Estimated).role(RowRole::Focus);
                if *low < 0.5 { row.interval(value * low, value * high) } else { row }
            })
            .collect();
        let scale = if log { Scale::Log } else { Scale::Linear };
        let kind = samples::bars(scale, if dots { Mark::Dot } else { Mark::Bar }, rows);
        let spec = samples::around(&title, "Some measure, some unit", kind);
        check_words(&spec, SIZES[size])?;
    }
}

/// Writes all samples as files to look at: `cargo test --lib gallery -- --ignored --nocapture`.
/// `FLOPWISE_GALLERY` names the folder; otherwise one in the temporary folder is used.
#[test]
#[ignore = "writes pictures for the eye"]
fn gallery() {
    let chosen = std::env::var_os("FLOPWISE_GALLERY").map(PathBuf::from);
    let folder = chosen.unwrap_or_else(|| std::env::temp_dir().join("flopwise"));
    std::fs::create_dir_all(&folder).expect("folder");
    let wanted = std::env::var("FLOPWISE_ONLY").unwrap_or_default();
    let flat = Size::Custom { width: 1600, height: 500, scale: 1.0 };
    let tall = Size::Custom { width: 600, height: 900, scale: 2.0 };
    for (name, spec) in all_samples().into_iter().filter(|(name, _)| name.contains(&wanted)) {
        let chart = resolve(&spec).expect("resolves");
        for (theme, size, tag) in [
            (Theme::Light, Size::Article, "light"),
            (Theme::Dark, Size::Article, "dark"),
            (Theme::Light, Size::Slide, "slide"),
            (Theme::Dark, flat, "flat"),
            (Theme::Light, tall, "tall"),
        ] {
            let options = ExportOptions { size, theme, ..ExportOptions::default() };
            let start = std::time::Instant::now();
            let bytes = png(&chart, &options).expect("draws");
            println!("{name}-{tag}: {} bytes, {:?}", bytes.len(), start.elapsed());
            std::fs::write(folder.join(format!("{name}-{tag}.png")), bytes).expect("written");
            let text = svg(&chart, &options).expect("draws");
            std::fs::write(folder.join(format!("{name}-{tag}.svg")), text).expect("written");
        }
        let options = ExportOptions { background: Background::Transparent, ..ExportOptions::default() };
        let bytes = png(&chart, &options).expect("draws");
        std::fs::write(folder.join(format!("{name}-transparent.png")), bytes).expect("written");
    }
}
