//! The export dialog: what is chosen, drawn and written.

use std::path::PathBuf;
use std::sync::Arc;

use super::files::file_name;
use crate::app::dialog::{Dialog, Purpose};
use crate::app::effect::Effect;
use crate::app::export::{ExportAction, ExportDialog};
use crate::app::picture::{ChartFormat, Export};
use crate::app::state::AppState;
use crate::chart::Chart;
use crate::chart::template::Wish;
use crate::files;
use crate::render::ExportOptions;

impl AppState {
    /// Opens the dialog on the chart that the window shows, or on the list of templates.
    pub(super) fn open_export(&mut self, listing: bool) -> Vec<Effect> {
        let dialog = ExportDialog {
            listing,
            template: None,
            shown: self.shown(),
            zoomed: self.shown_part(),
            as_zoomed: true,
            project: Arc::new(self.portable_project()),
            templates: None,
            text: String::new(),
            named: false,
            asking: false,
            error: None,
            replace: None,
            impossible: self.impossible(),
            acknowledged: false,
            previews: Vec::new(),
        };
        self.session.dialog = Some(Dialog::Export(Box::new(dialog)));
        self.rename_export();
        self.draw_export()
    }

    /// Copies the shown chart. One that shows what hardware cannot do asks first.
    pub(super) fn copy_chart(&mut self) -> Vec<Effect> {
        if !self.impossible().is_empty() {
            return self.open_export(false);
        }
        let project = Arc::new(self.portable_project());
        let export = |chart| Export {
            chart,
            project,
            format: ChartFormat::Png,
            options: ExportOptions::default(),
            embed: true,
            data: false,
        };
        // The picture is what is on the screen.
        let chart = self.shown_part().or_else(|| self.shown());
        chart.map(|chart| Effect::DrawChart(Box::new(export(chart)))).into_iter().collect()
    }

    pub(super) fn export(&mut self, action: ExportAction) -> Vec<Effect> {
        let dialog = match &mut self.session.dialog {
            Some(Dialog::Export(dialog)) => dialog,
            Some(Dialog::Path(dialog)) => {
                if let ExportAction::Acknowledge(read) = action {
                    (dialog.error, dialog.acknowledged) = (None, read);
                }
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        match action {
            ExportAction::Choose(choices) => {
                (dialog.error, dialog.replace) = (None, None);
                let renamed = choices.format != self.session.export.format;
                self.session.export = choices;
                if renamed {
                    self.end_export();
                }
            }
            ExportAction::List(listing) => {
                (dialog.error, dialog.listing, dialog.template) = (None, listing, None);
                self.rename_export();
            }
            ExportAction::Template(template) => {
                (dialog.error, dialog.template) = (None, Some(template));
                self.rename_export();
            }
            ExportAction::AsZoomed(on) => (dialog.error, dialog.as_zoomed) = (None, on),
            ExportAction::Acknowledge(read) => (dialog.error, dialog.acknowledged) = (None, read),
            ExportAction::Copy => return self.copy_export(),
            ExportAction::Drawn(project, charts) => {
                if Arc::ptr_eq(&project, &dialog.project) {
                    dialog.templates = Some(charts);
                }
            }
            ExportAction::Previewed(project, key, preview) => {
                if Arc::ptr_eq(&project, &dialog.project) {
                    dialog.keep_preview(key, preview);
                }
                return Vec::new();
            }
        }
        self.draw_export()
    }

    /// Asks for what the dialog needs and has not got.
    fn draw_export(&mut self) -> Vec<Effect> {
        let (choices, style) = (&self.session.export, self.settings.numbers);
        let Some(Dialog::Export(dialog)) = &self.session.dialog else { return Vec::new() };
        if dialog.listing && dialog.templates.is_none() {
            return vec![Effect::DrawTemplates { project: Arc::clone(&dialog.project), style }];
        }
        let key = dialog.preview_key(choices).filter(|_| dialog.preview(choices).is_none());
        let (Some(key), Ok(mut export)) = (key, dialog.export(choices)) else { return Vec::new() };
        export.options = key.options.clone();
        vec![Effect::Preview { export: Box::new(export), key }]
    }

    /// Offers a name for the chosen picture, unless the user gave one.
    fn rename_export(&mut self) {
        let start = self.start_path(Purpose::ExportChart);
        let subject = self.project.scenarios.get(self.project.baseline);
        let subject = subject.map_or_else(String::new, |entry| entry.scenario.name.clone());
        if let Some(Dialog::Export(dialog)) = self
            .session
            .dialog
            .as_mut()
            .filter(|dialog| matches!(dialog, Dialog::Export(dialog) if !dialog.named))
        {
            let path = match dialog.template {
                None => start,
                Some(template) => {
                    start.with_file_name(format!("{}.png", template.file_stem(&subject, Wish::default())))
                }
            };
            dialog.text = path.display().to_string();
            dialog.replace = None;
        }
        self.end_export();
    }

    /// Gives the name the ending of the format.
    fn end_export(&mut self) {
        let format = self.session.export.format;
        if let Some(Dialog::Export(dialog)) = &mut self.session.dialog {
            let mut path = PathBuf::from(&dialog.text);
            if ChartFormat::of(&path).is_some() {
                path.set_extension(format.extension());
                dialog.text = path.display().to_string();
            }
        }
    }

    /// The name was typed. Its ending chooses the format.
    pub(super) fn name_export(&mut self, text: String) {
        let Some(Dialog::Export(dialog)) = &mut self.session.dialog else { return };
        if let Some(format) = ChartFormat::of(&PathBuf::from(text.trim())) {
            self.session.export.format = format;
        }
        (dialog.text, dialog.named) = (text, true);
        (dialog.error, dialog.replace) = (None, None);
    }

    /// The system's dialog answered; it has asked whether to replace.
    pub(super) fn place_export(&mut self, path: Option<PathBuf>) {
        let Some(path) = path else {
            if let Some(Dialog::Export(dialog)) = &mut self.session.dialog {
                dialog.asking = false;
            }
            return;
        };
        self.name_export(path.display().to_string());
        if let Some(Dialog::Export(dialog)) = &mut self.session.dialog {
            dialog.asking = false;
            dialog.replace = dialog.path(self.session.export.format, None).ok();
        }
    }

    /// Writes what was chosen, unless something stands in the way.
    pub(super) fn save_export(&mut self) -> Vec<Effect> {
        let choices = self.session.export.clone();
        let home = self.world.home.clone();
        let Some(Dialog::Export(dialog)) = &mut self.session.dialog else { return Vec::new() };
        let ready = dialog.read().and_then(|()| dialog.export(&choices)).and_then(|export| {
            let path = dialog.path(choices.format, home.as_deref())?;
            Ok((export, path))
        });
        match ready {
            Err(error) => {
                dialog.error = Some(error);
                Vec::new()
            }
            Ok((export, path)) if dialog.replace.as_ref() == Some(&path) => {
                vec![Effect::ExportChart { export: Box::new(export), path }]
            }
            Ok((export, path)) => {
                let beside = export.data_path(&path);
                vec![Effect::Look { purpose: Purpose::ExportChart, path, beside }]
            }
        }
    }

    /// Whether the file is there is known.
    pub(super) fn export_looked(&mut self, path: PathBuf, exists: bool) -> Vec<Effect> {
        let choices = self.session.export.clone();
        let Some(Dialog::Export(dialog)) = &mut self.session.dialog else { return Vec::new() };
        if exists {
            let or_data = if choices.data { " or its data file" } else { "" };
            let name = file_name(&path);
            dialog.error = Some(format!(
                "{name}{or_data} exists. Press Save again to replace it, or type another name."
            ));
            dialog.replace = Some(path);
            return Vec::new();
        }
        let export = dialog.export(&choices);
        export.map(|export| Effect::ExportChart { export: Box::new(export), path }).into_iter().collect()
    }

    fn copy_export(&mut self) -> Vec<Effect> {
        let choices = self.session.export.clone();
        let Some(Dialog::Export(dialog)) = &mut self.session.dialog else { return Vec::new() };
        match dialog.read().and_then(|()| dialog.export(&choices)) {
            Err(error) => {
                dialog.error = Some(error);
                Vec::new()
            }
            Ok(export) if export.format == ChartFormat::Csv => {
                let text = export.chart.data().to_tsv();
                vec![Effect::CopyText { text, said: "Copied the plotted data for a spreadsheet".to_owned() }]
            }
            Ok(export) => vec![Effect::DrawChart(Box::new(export))],
        }
    }

    /// The chart that the window shows.
    fn shown(&self) -> Option<Arc<Chart>> {
        self.derived.shown_chart(self.session.view).cloned().map(Arc::new)
    }

    /// The part of it that the window is zoomed into.
    fn shown_part(&self) -> Option<Arc<Chart>> {
        let window = self.session.zooms.get(self.session.shown_slot()?)?;
        self.derived.shown_chart(self.session.view)?.zoomed(window).map(Arc::new)
    }

    /// Scenarios whose hours are more than their hardware can do, with what is wrong.
    pub(super) fn impossible(&self) -> Vec<String> {
        self.derived.comparison.as_ref().map(crate::analysis::Comparison::impossible).unwrap_or_default()
    }

    /// What is shown, with all that others need to open it.
    fn portable_project(&self) -> files::Project {
        files::share::portable(&self.shown_project(), &self.world.catalog)
    }

    /// The comparison as the window shows it: of a scenario that does not pass its check, the last state that did.
    pub(super) fn shown_project(&self) -> files::Project {
        let mut project = self.project_file();
        for (scenario, entry) in project.scenarios.iter_mut().zip(&self.project.scenarios) {
            if let Some(good) = self.derived.good(entry.key) {
                *scenario = Arc::clone(good);
            }
        }
        project
    }
}
