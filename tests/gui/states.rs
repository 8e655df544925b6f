//! States of the window that a person reaches by some clicks, for pictures of them.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use flopwise::app::{Action, Command, CompareAs, Panel, View, WhatIf};
use flopwise::chart::uncertain::UncertainChart;
use flopwise::estimate::FigureId;
use flopwise::files::share;
use flopwise::scenario::Scope;
use flopwise::scenario::input::Level;

use crate::support::{Window, click, type_into};

/// A name for the picture, and how the window gets there.
pub(crate) type Put = fn(&mut Window);

/// Every state.
pub(crate) const STATES: &[(&str, Put)] = &[
    ("state-compare-table", |window| act(window, Action::CompareAs(CompareAs::Table))),
    ("state-compare-rungs", |window| act(window, Action::CompareAs(CompareAs::Rungs))),
    ("state-compare-time", |window| act(window, Action::CompareAs(CompareAs::OverTime))),
    ("state-compare-law", |window| {
        act(window, Action::Figure(FigureId::TrainingCompute));
        act(window, Action::CompareAs(CompareAs::OverTime));
    }),
    ("state-compare-mistake", |window| click(window, "Count total as active")),
    ("state-compare-climbed", |window| act(window, Action::Scope(Scope::Experiments))),
    ("state-explain", |window| act(window, Action::Show(Panel::Explain, true))),
    ("state-expert", |window| act(window, Action::Level(Level::Expert))),
    ("state-uncertain-tornado", |window| uncertain(window, UncertainChart::Tornado)),
    ("state-uncertain-histogram", |window| uncertain(window, UncertainChart::Histogram)),
    ("state-uncertain-curve", |window| uncertain(window, UncertainChart::Curve)),
    ("state-uncertain-spider", |window| uncertain(window, UncertainChart::Spider)),
    ("state-uncertain-shares", |window| uncertain(window, UncertainChart::Shares)),
    ("state-uncertain-cards", |window| {
        uncertain(window, UncertainChart::Tornado);
        scroll(window, -900.0);
    }),
    ("state-uncertain-compare", |window| {
        uncertain(window, UncertainChart::Tornado);
        act(window, Action::View(View::Compare));
    }),
    ("state-whatif-one", |window| {
        act(window, Action::View(View::WhatIf));
        act(window, Action::WhatIf(WhatIf { columns: None, ..WhatIf::default() }));
    }),
    ("state-whatif-goal", |window| {
        act(window, Action::View(View::WhatIf));
        type_into(window, "Wanted figure", "$5M");
    }),
    ("state-claims-own", |window| {
        act(window, Action::View(View::Claims));
        click(window, "Enter your own");
    }),
    ("state-claims-tables", |window| {
        act(window, Action::View(View::Claims));
        scroll(window, -420.0);
    }),
    ("state-plan-tables", |window| {
        act(window, Action::View(View::RunPlan));
        scroll(window, -560.0);
    }),
    ("state-backtest-tables", |window| {
        act(window, Action::View(View::Backtest));
        scroll(window, -1000.0);
    }),
    ("dialog-settings", |window| act(window, Action::Run(Command::Settings))),
    ("dialog-export", |window| act(window, Action::Run(Command::ExportChart))),
    ("dialog-pictures", |window| act(window, Action::Run(Command::Pictures))),
    ("dialog-cite", |window| act(window, Action::Run(Command::Cite))),
    ("dialog-presets", |window| act(window, Action::Run(Command::New))),
    ("dialog-open", |window| act(window, Action::Run(Command::Open))),
    ("dialog-palette", |window| act(window, Action::Run(Command::Palette))),
    ("dialog-shortcuts", |window| act(window, Action::Run(Command::Shortcuts))),
    ("dialog-import-config", |window| open(window, "deepseek-v3.json")),
    ("dialog-import-table", |window| open(window, "skypilot_lambda.csv")),
    ("dialog-import-wrong", |window| {
        paste(window, "{\n  \"model_type\": \"llama\",\n  \"hidden_size\": \"x\"\n}");
    }),
    ("dialog-audit", |window| {
        let table = std::fs::read_to_string(fixture("fleet.md")).expect("fixture");
        paste(window, &table);
    }),
    ("dialog-share", |window| {
        let entry = &window.state().state().project.scenarios[0];
        let text = share::encode_scenario(&entry.scenario);
        act(window, Action::OpenShared(text));
    }),
    ("notice-unreadable", |window| act(window, Action::OpenPath("/nowhere/run.ron".into()))),
    ("notice-removed", |window| act(window, Action::Run(Command::Close))),
    ("state-empty", |window| {
        for _ in 0..window.state().state().project.scenarios.len() {
            act(window, Action::Run(Command::Close));
        }
    }),
];

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn open(window: &mut Window, name: &str) {
    act(window, Action::OpenPath(fixture(name)));
}

fn paste(window: &mut Window, text: &str) {
    window.event(egui::Event::Paste(text.to_owned()));
    window.run();
}

fn uncertain(window: &mut Window, chart: UncertainChart) {
    act(window, Action::View(View::Uncertainty));
    click(window, "Make price and MFU uncertain");
    act(window, Action::UncertainChart(chart));
}

/// Turns the wheel over the view.
fn scroll(window: &mut Window, by: f32) {
    let at = window.get_by_role_and_label(Role::Tab, View::Compare.label()).rect().center();
    window.event(egui::Event::PointerMoved(at));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, by),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    for _ in 0..4 {
        window.run();
    }
    window.event(egui::Event::PointerGone);
    window.run();
}
