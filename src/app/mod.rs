//! The program behind the window: state, actions, the reducer, history, commands and background jobs. No egui here.
//!
//! Views read [`AppState`] and push [`Action`]s; [`AppState::apply`] is the only place where state changes. What
//! touches the world (files, dialogs) is an [`Effect`], run by [`Jobs`]; its result comes back as an action.

mod action;
mod audit;
mod autosave;
mod changes;
mod command;
mod copies;
mod derived;
mod dialog;
mod draft;
mod effect;
mod experiment;
mod export;
mod focus;
mod form;
mod history;
mod import;
pub mod incoming;
mod jobs;
mod launch;
mod notice;
mod palette;
mod persist;
pub mod picture;
mod project;
mod questions;
pub mod report;
mod session;
mod shared;
mod start;
mod state;
mod threads;
mod update;
mod world;

#[cfg(test)]
mod tests;

pub use action::Action;
pub use audit::AuditDialog;
pub use autosave::Autosave;
pub use changes::{Change, ChangeCount};
pub use command::{COMMANDS, Command, CommandSpec, Key, Menu, Shortcut, When};
pub use copies::Copies;
pub use derived::{Checked, Compared, Derived, HoursHere, Planned, Ratio, Rungs, Stale, Supposed, Uncertain};
pub use dialog::{Dialog, PathDialog, Purpose};
pub use draft::{Draft, Reading};
pub use effect::{Effect, OpenedFile};
pub use experiment::Experiment;
pub use export::{ExportAction, ExportChoices, ExportDialog, Preview, PreviewKey, SizeChoice};
pub use focus::Focus;
pub use form::{form_keys, least_level};
pub use history::{Gesture, History};
pub use import::{
    Added, ImportDialog, ImportEvent, ImportFound, ImportPreview, ImportSource, ImportTask, ModelImport,
    Stands, TableImport,
};
pub use jobs::{JobOptions, Jobs, Wake};
pub use launch::Launch;
pub use notice::{Notice, NoticeLevel, Offer};
pub use palette::{Found, Palette, PaletteEntry, Shelf};
pub use project::{Entry, FieldKey, Project, ScenarioKey};
pub use questions::{
    AxisText, ChartSlot, ClaimChoice, CompareAs, Correlating, OwnClaim, PlanQuestion, WhatIf, Zooms,
};
pub use session::{FileLink, Panel, Removed, Session, View};
pub use shared::{ShareDialog, SharedFound, SharedScenario};
pub use start::Start;
pub use state::{AppState, Preset, PresetOrigin, World};
pub use threads::Threads;

pub use crate::files::recent::{RecentChange, RecentFile};
pub use crate::files::session::Frame as WindowFrame;
pub use crate::files::settings::{Settings, ThemeChoice};
pub use update::FolderRead;
