//! Frames without a graphics driver: layout and tessellation of each view, and of a price that is dragged.
//!
//! `cargo bench --bench frame`; `cargo bench --bench frame -- Compare 5000` draws 5,000 frames of one view, for a profiler.
//! Machines differ, so that the figures of record are ratios to a yardstick of the same run: 48 labelled sliders, which is
//! about what a settings page of an egui program takes. The goal for the first screen is 3 ms at the median.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its result, and has none without its data"
)]

use std::hint::black_box;
use std::time::Instant;

use eframe::App as _;
use egui::{Context, RawInput, Rect, Slider, Ui, pos2, vec2};
use flopwise::app::{Action, AppState, Autosave, FieldKey, JobOptions, Launch, View, World};
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::ui::FlopwiseApp;

const FRAMES: usize = 300;
/// Frames that are not counted: layouts settle, glyphs are drawn for the first time.
const SETTLING: usize = 10;
const SIZE: [f32; 2] = [1400.0, 900.0];

/// Milliseconds of the frames of one part.
struct Times {
    layout: Vec<f64>,
    tessellation: Vec<f64>,
}

impl Times {
    fn row(&self, name: &str, yardstick: Option<f64>) -> f64 {
        let both: Vec<f64> = self.layout.iter().zip(&self.tessellation).map(|(a, b)| a + b).collect();
        let whole = at(&both, 0.5);
        println!(
            "{name:<26}{whole:>8.2}{:>8.2}{:>10.2}{:>14.2}{:>12.1}",
            at(&both, 0.99),
            at(&self.layout, 0.5),
            at(&self.tessellation, 0.5),
            yardstick.map_or(1.0, |yardstick| whole / yardstick)
        );
        whole
    }
}

fn at(times: &[f64], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable_by(f64::total_cmp);
    let place = (times.len().saturating_sub(1) as f64 * share).round() as usize;
    times.get(place).copied().unwrap_or(f64::NAN)
}

/// Draws frames as the window does, save for the graphics card's part.
fn frames(ctx: &Context, count: usize, mut ui: impl FnMut(&mut Ui, usize)) -> Times {
    let mut times = Times { layout: Vec::new(), tessellation: Vec::new() };
    for frame in 0..SETTLING + count {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(SIZE[0], SIZE[1]))),
            time: Some(frame as f64 / 60.0),
            ..RawInput::default()
        };
        let begin = Instant::now();
        let mut output = ctx.run_ui(input, |root| ui(root, frame));
        let layout = begin.elapsed();
        let begin = Instant::now();
        black_box(ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point));
        let tessellation = begin.elapsed();
        output.drop_without_applying_deltas();
        if frame >= SETTLING {
            times.layout.push(layout.as_secs_f64() * 1e3);
            times.tessellation.push(tessellation.as_secs_f64() * 1e3);
        }
    }
    times
}

fn yardstick() -> Times {
    let mut values = [0.5_f64; 48];
    frames(&Context::default(), FRAMES, |ui, _| {
        for (index, value) in values.iter_mut().enumerate() {
            ui.add(Slider::new(value, 0.0..=1.0).text(format!("Input number {index}")));
        }
    })
}

fn window(ctx: &Context) -> FlopwiseApp {
    let world = World::load(None).expect("shipped files").0;
    let jobs = JobOptions { inline: true, ..JobOptions::of(&world) };
    let first = world.first_scenarios();
    let state = AppState::new(world, first);
    FlopwiseApp::new(ctx, Launch { state, jobs, autosave: Autosave::default() })
}

fn shown(view: View, count: usize) -> Times {
    let ctx = Context::default();
    let mut app = window(&ctx);
    app.act(&ctx, Action::View(view));
    let mut frame = eframe::Frame::_new_kittest();
    frames(&ctx, count, |ui, _| app.ui(ui, &mut frame))
}

/// The price moves a little with every frame.
fn dragged(count: usize) -> Times {
    let ctx = Context::default();
    let mut app = window(&ctx);
    let scenario = app.state().project.selected().expect("a scenario").key;
    let field = FieldKey { scenario, input: InputKey::of(InputId::RentalPrice) };
    let mut frame = eframe::Frame::_new_kittest();
    frames(&ctx, count, |ui, number| {
        let ctx = ui.ctx().clone();
        app.act(&ctx, Action::Slide { field, value: 2.0 + 0.01 * number as f64 });
        app.ui(ui, &mut frame);
    })
}

fn main() {
    // What `cargo bench` itself adds begins with a dash.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let named = |name: &str| words.first().is_none_or(|word| word.eq_ignore_ascii_case(name));
    let count = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(FRAMES);
    println!("{:<26}{:>8}{:>8}{:>10}{:>14}{:>12}", "ms", "median", "p99", "layout", "tessellation", "ratio");
    let unit = yardstick().row("48 sliders", None);
    for view in View::ALL.into_iter().filter(|view| named(view.label())) {
        shown(view, count).row(view.label(), Some(unit));
    }
    if named("drag") {
        dragged(count).row("Compare, price dragged", Some(unit));
    }
}
