//! A window without a display.

use std::path::Path;
use std::sync::OnceLock;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use flopwise::app::{AppState, Autosave, JobOptions, Launch, World};
use flopwise::estimate::FigureId;
use flopwise::files::places::Places;
use flopwise::ui::FlopwiseApp;

use crate::pictures::Atlas;

/// The window as it opens at first, of a width that shows three columns.
pub(crate) fn window() -> Harness<'static, FlopwiseApp> {
    sized([1400.0, 900.0], None)
}

/// A window of some size; the user's own presets are kept in a folder.
pub(crate) fn sized(size: [f32; 2], preset_dir: Option<&Path>) -> Harness<'static, FlopwiseApp> {
    sized_with(size, 1.0, preset_dir, None)
}

/// A window of some size in points at some scale, whose textures can be kept for pictures.
pub(crate) fn sized_with(
    size: [f32; 2],
    scale: f32,
    preset_dir: Option<&Path>,
    atlas: Option<Atlas>,
) -> Harness<'static, FlopwiseApp> {
    let mut world = world();
    world.preset_dir = preset_dir.map(Path::to_path_buf);
    let options = JobOptions { inline: true, ..JobOptions::of(&world) };
    let first = world.first_scenarios();
    let state = AppState::new(world, first);
    started(size, scale, atlas, Launch { state, jobs: options, autosave: Autosave::default() })
}

/// Everything shipped, read once.
fn world() -> World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::load(None).expect("shipped files").0).clone()
}

/// A window that keeps settings and session in a folder; `fresh` as when it is opened for a file.
pub(crate) fn at_home(home: &Path, fresh: bool) -> Window {
    let mut launch = Launch::new(world(), Some(&Places::within(home)), fresh);
    launch.jobs.inline = true;
    started([1400.0, 900.0], 1.0, None, launch)
}

fn started(size: [f32; 2], scale: f32, atlas: Option<Atlas>, launch: Launch) -> Window {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_max_steps(12)
        .renderer(atlas.unwrap_or_default())
        .build_eframe(move |cc| FlopwiseApp::new(&cc.egui_ctx, launch));
    harness.run();
    harness
}

/// Types into the field with this label, in place of what was there, without leaving it.
pub(crate) fn type_into(harness: &mut Harness<'_, FlopwiseApp>, label: &str, text: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(text);
    harness.run();
}

/// The text in the field with this label.
pub(crate) fn text_of(harness: &Harness<'_, FlopwiseApp>, label: &str) -> String {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).value().unwrap_or_default()
}

/// A figure of the scenario at a place among the tabs.
pub(crate) fn figure(harness: &Harness<'_, FlopwiseApp>, row: usize, figure: FigureId) -> f64 {
    let evaluation = harness.state().state().derived.evaluation(row).expect("row");
    evaluation.value(figure).expect("figure")
}

/// Whether some text that is shown contains some words.
pub(crate) fn shows(harness: &Harness<'_, FlopwiseApp>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// Presses Control and a key.
pub(crate) fn control(harness: &mut Harness<'_, FlopwiseApp>, key: egui::Key) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
    harness.run();
}

/// Keeps the harness's state type in one place.
pub(crate) type Window = Harness<'static, FlopwiseApp>;

/// Clicks the only thing with this label.
pub(crate) fn click(harness: &mut Window, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}
