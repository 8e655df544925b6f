//! Measures the window from inside: time to the first frame, time of frames in every view, and what it does when idle.

use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};

use super::app::FlopwiseApp;
use crate::app::{Action, FieldKey, View};
use crate::scenario::input::{InputId, InputKey};

/// Frames of each part.
const FRAMES: usize = 200;
/// Frames after a change that are not counted: layouts settle, glyphs are drawn for the first time.
const SETTLING: usize = 5;
/// How long the idle window is watched.
const IDLE: Duration = Duration::from_secs(10);

/// Times of the frames of one part.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameTimes {
    /// What was shown.
    pub name: String,
    /// Median in seconds.
    pub median: f64,
    /// 99th percentile in seconds.
    pub p99: f64,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measured {
    /// Seconds from the start of the program until the first frame was on its way to the screen.
    pub first_frame: f64,
    /// Processor time of frames, part by part.
    pub frames: Vec<FrameTimes>,
    /// Frames drawn while nobody touched the window.
    pub idle_repaints: usize,
    /// Share of one core that the idle window used; unknown on some systems.
    pub idle_share: Option<f64>,
}

/// Reads the processor time of this process in seconds.
pub type ProcessorTime = fn() -> Option<f64>;

/// A part of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    View(View),
    /// The price moves a little with every frame, as when it is dragged.
    Drag,
    Idle,
}

/// Drives the window through its parts and closes it.
pub(super) struct Measurement {
    app: FlopwiseApp,
    begun: Instant,
    processor_time: ProcessorTime,
    parts: Vec<Part>,
    /// Frames of the present part so far.
    frame: usize,
    times: Vec<f64>,
    idle_since: Option<(Instant, Option<f64>)>,
    measured: Measured,
    done: Box<dyn FnMut(Measured) + Send>,
}

impl Measurement {
    pub(super) fn new(
        app: FlopwiseApp,
        begun: Instant,
        processor_time: ProcessorTime,
        done: Box<dyn FnMut(Measured) + Send>,
    ) -> Self {
        let mut parts = vec![Part::Idle, Part::Drag];
        parts.extend(View::ALL.into_iter().rev().map(Part::View));
        let (times, measured) = (Vec::new(), Measured::default());
        Self { app, begun, processor_time, parts, frame: 0, times, idle_since: None, measured, done }
    }

    /// Before each frame: what the one before it took, and what comes next.
    fn advance(&mut self, ctx: &Context, last: Option<f32>) {
        if self.measured.first_frame == 0.0 && last.is_some() {
            self.measured.first_frame = self.begun.elapsed().as_secs_f64();
        }
        match self.parts.last().copied() {
            Some(Part::Idle) => self.idle(ctx),
            Some(part) => {
                // The time that is known is that of the frame before.
                if self.frame > SETTLING {
                    self.times.extend(last.map(f64::from));
                }
                if self.times.len() >= FRAMES {
                    self.finish_part(part);
                } else {
                    self.prepare(ctx, part);
                    self.frame += 1;
                }
                ctx.request_repaint();
            }
            None => {}
        }
    }

    fn prepare(&mut self, ctx: &Context, part: Part) {
        match part {
            Part::View(view) if self.frame == 0 => self.app.act(ctx, Action::View(view)),
            Part::Drag => {
                if self.frame == 0 {
                    self.app.act(ctx, Action::View(View::Compare));
                }
                let Some(scenario) = self.app.state().project.selected().map(|entry| entry.key) else {
                    return;
                };
                let field = FieldKey { scenario, input: InputKey::of(InputId::RentalPrice) };
                self.app.act(ctx, Action::Slide { field, value: 2.0 + 0.01 * self.frame as f64 });
            }
            Part::View(_) | Part::Idle => {}
        }
    }

    fn finish_part(&mut self, part: Part) {
        self.times.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| {
            let last = self.times.len().saturating_sub(1);
            self.times.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
        };
        let name = match part {
            Part::View(view) => view.label().to_owned(),
            Part::Drag | Part::Idle => "Compare, price dragged".to_owned(),
        };
        self.measured.frames.push(FrameTimes { name, median: at(0.5), p99: at(0.99) });
        self.times.clear();
        self.frame = 0;
        self.parts.pop();
    }

    /// Waits until what was done has been kept and the messages are gone, then watches.
    fn idle(&mut self, ctx: &Context) {
        self.frame += 1;
        let Some((since, used)) = self.idle_since else {
            if self.frame < SETTLING {
                ctx.request_repaint_after(Duration::from_secs(1));
            } else {
                self.idle_since = Some((Instant::now(), (self.processor_time)()));
                ctx.request_repaint_after(IDLE);
            }
            return;
        };
        let left = IDLE.saturating_sub(since.elapsed());
        if left > Duration::from_millis(20) {
            self.measured.idle_repaints += 1;
            ctx.request_repaint_after(left);
            return;
        }
        let spent = (self.processor_time)().zip(used).map(|(now, before)| now - before);
        self.measured.idle_share = spent.map(|spent| spent / since.elapsed().as_secs_f64());
        self.parts.pop();
        (self.done)(std::mem::take(&mut self.measured));
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

impl eframe::App for Measurement {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if self.parts.is_empty() {
            return;
        }
        self.advance(&ctx, frame.info().cpu_usage);
        self.app.ui(ui, frame);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }
}
