//! The preview of an imported model: what was recognised, what was counted beside what was published, what to heed.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::json as parts;
use super::table::{one_line, width, wrapped};
use crate::files::import::{ImportedModel, Published, Recognised, Row};
use crate::scenario::{Architecture, Attention};
use crate::units::{Dimension, format};

/// The schema of `json()`.
pub const SCHEMA: &str = "import-model";

/// An import with its rows, ready to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The model.
    pub model: &'a ImportedModel,
    /// What was published of it.
    pub published: Option<&'a Published>,
    /// Counted and published figures.
    pub rows: &'a [Row],
}

impl Report<'_> {
    /// The preview for reading.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", one_line(&self.heading()));
        let mut line = |what: &str| {
            text.push_str(&wrapped(what, 110, 2));
            text.push('\n');
        };
        if let Some(architecture) = &self.model.architecture {
            line(&format!("  {}", shape(architecture)));
        }
        if let Some(length) = self.model.context_length {
            line(&format!("  longest context {} tokens", format::full(f64::from(length))));
        }
        let precision = self.model.precision.words();
        if !precision.is_empty() {
            line(&format!("  {precision}"));
        }
        text.push('\n');
        text.push_str(&self.table());
        let remarks = self.remarks();
        if !remarks.is_empty() {
            text.push('\n');
        }
        for remark in remarks {
            text.push_str(&wrapped(&format!("! {remark}"), 110, 2));
            text.push('\n');
        }
        text
    }

    /// What was recognised, in a line.
    #[must_use]
    pub fn heading(&self) -> String {
        let model = self.model;
        let of_type =
            if model.model_type.is_empty() { String::new() } else { format!(" ({})", model.model_type) };
        // Its folder is known to those who chose it.
        let path = Path::new(&model.file);
        let file = path.file_name().map_or(model.file.as_str().into(), OsStr::to_string_lossy);
        match model.recognised {
            Recognised::Known => format!("{file}: recognised as {}{of_type}", model.family),
            Recognised::Guessed => format!("{file}: no known family{of_type}"),
            Recognised::WeightsOnly => format!("{file}: weights without a configuration"),
        }
    }

    /// Everything that one should know before relying on the figures, with the options of the command line.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        self.remarks_with(
            "give it with --total, and --active for a sparse model",
            "a scenario includes them with --mtp",
        )
    }

    /// The same with other words on how to give a total and how to include prediction layers.
    #[must_use]
    pub fn remarks_with(&self, give_total: &str, include_predictions: &str) -> Vec<String> {
        let model = self.model;
        let mut remarks: Vec<String> =
            model.obstacles.iter().map(|obstacle| format!("not counted: {obstacle}")).collect();
        let missing = model.missing.iter();
        remarks.extend(missing.map(|part| format!("missing: {} ({})", part.label, part.keys.join(" or "))));
        if model.total().is_none() {
            remarks.push(format!("the total is not known; {give_total}"));
        }
        if let Some(published) = self.published {
            remarks.push(format!("published: {}", published.source));
        }
        if model.architecture.is_some_and(|architecture| architecture.mtp_depth > 0) {
            remarks.push(format!(
                "prediction layers (MTP) are not in the totals, as in published counts; {include_predictions}"
            ));
        }
        remarks.extend(model.notes.iter().cloned());
        remarks.extend(model.weights.iter().flat_map(|weights| weights.notes.iter().cloned()));
        remarks
    }

    fn table(&self) -> String {
        let shown = |value: Option<f64>, dimension| {
            value.map_or_else(|| "–".to_owned(), |value| amount(dimension, value))
        };
        let head = ["", "file", "published", "difference"].map(str::to_owned);
        let rows = self.rows.iter().map(|row| {
            let difference =
                row.difference().map_or_else(String::new, |off| format!("{:+.1} %", off * 100.0));
            let published = row.published.map_or_else(String::new, |value| amount(row.dimension, value));
            [row.label.clone(), shown(row.counted, row.dimension), published, difference]
        });
        let mut lines: Vec<[String; 4]> = std::iter::once(head).chain(rows).collect();
        if let Some(weights) = &self.model.weights {
            lines.extend(weights.formats.iter().map(|format| {
                let elements = format!("{} numbers", amount(Dimension::Params, format.elements));
                [
                    format!("weights: {}", format.format),
                    elements,
                    amount(Dimension::Bytes, format.bytes),
                    String::new(),
                ]
            }));
        }
        let widths = [0, 1, 2, 3].map(|column: usize| {
            lines.iter().filter_map(|line| line.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
        });
        let mut text = String::new();
        for line in &lines {
            let mut written = String::from(" ");
            for (index, (cell, wide)) in line.iter().zip(widths).enumerate() {
                let space = " ".repeat(wide.saturating_sub(width(cell)));
                let padded = if index == 0 { format!("{cell}{space}") } else { format!("{space}{cell}") };
                written.push_str(&format!(" {} ", one_line(&padded)));
            }
            text.push_str(written.trim_end());
            text.push('\n');
        }
        text
    }

    /// The preview for programs: parameters and FLOP with every digit.
    #[must_use]
    pub fn json(&self) -> String {
        let model = self.model;
        let mut report = parts::header(SCHEMA);
        let mut put = |key: &str, value: Value| report.insert(key.into(), value);
        put("name", json!(model.shown_name()));
        put("file", json!(model.file));
        put("family", json!(model.family));
        put("model_type", json!(model.model_type));
        put(
            "recognised",
            json!(match model.recognised {
                Recognised::Known => "known",
                Recognised::Guessed => "guessed",
                Recognised::WeightsOnly => "weights-only",
            }),
        );
        put("kind", json!(model.kind.id()));
        put("architecture", model.architecture.as_ref().map_or(Value::Null, architecture));
        put("context_length", json!(model.context_length));
        put(
            "precision",
            json!({
                "dtype": model.precision.dtype, "quantization": model.precision.method, "bits": model.precision.bits,
            }),
        );
        let mut figures = Map::new();
        for row in self.rows.iter().filter(|row| row.id != "weights_extra") {
            let value = json!({
                "label": row.label, "value": row.counted, "unit": row.dimension.unit(),
                "published": row.published, "difference": row.difference(),
            });
            figures.insert(row.id.into(), value);
        }
        put("figures", Value::Object(figures));
        put(
            "published",
            self.published.map_or(Value::Null, |published| {
                json!({
                    "source": published.source,
                    "total": published.total.map(crate::units::Params::as_count),
                    "active": published.active.map(crate::units::Params::as_count),
                })
            }),
        );
        put("weights", self.weights_json());
        put(
            "read",
            model
                .read
                .iter()
                .map(|read| json!({ "what": read.label, "value": read.value, "key": read.key }))
                .collect(),
        );
        put(
            "missing",
            model.missing.iter().map(|part| json!({ "what": part.label, "keys": part.keys })).collect(),
        );
        put("obstacles", json!(model.obstacles));
        put("notes", json!(model.notes));
        parts::write(&Value::Object(report))
    }

    fn weights_json(&self) -> Value {
        let Some(weights) = &self.model.weights else { return Value::Null };
        let formats = weights.formats.iter();
        let formats =
            formats.map(|of| json!({ "format": of.format, "elements": of.elements, "bytes": of.bytes }));
        let extras = weights.extras.iter();
        let extras = extras
            .map(|of| json!({ "module": of.label, "parameters": of.parameters, "tensors": of.tensors }));
        json!({
            "files": weights.files, "tensors": weights.tensors, "bytes": weights.bytes,
            "formats": formats.collect::<Vec<_>>(), "backbone": weights.backbone,
            "extras": extras.collect::<Vec<_>>(), "total": weights.total(), "quantization_numbers": weights.scales,
            "constants": weights.buffers, "from_size": weights.from_size, "notes": weights.notes,
        })
    }
}

/// A figure with digits enough to tell one way of counting from another.
#[must_use]
pub fn amount(dimension: Dimension, value: f64) -> String {
    match dimension {
        Dimension::Params if value >= 1e9 => format!("{:.2} B", value / 1e9),
        Dimension::FlopPerToken => format::significant(dimension, value, 5),
        _ => format::significant(dimension, value, 4),
    }
}

/// Layers, widths and experts in a line.
#[must_use]
pub fn shape(architecture: &Architecture) -> String {
    let mut words = vec![format!("layers {}", architecture.layers)];
    if architecture.dense_layers() > 0 && architecture.experts.is_some() {
        words = vec![format!("layers {} ({} dense)", architecture.layers, architecture.dense_layers())];
    }
    words.push(format!("hidden {}", architecture.hidden));
    words.push(match architecture.attention {
        Attention::Grouped { heads, kv_heads, .. } if heads == kv_heads => format!("heads {heads}"),
        Attention::Grouped { heads, kv_heads, .. } => format!("heads {heads} ({kv_heads} key/value)"),
        Attention::Latent { heads, .. } => format!("heads {heads} (latent attention)"),
    });
    if architecture.feed_forward.width > 0 {
        words.push(format!("feed-forward {}", architecture.feed_forward.width));
    }
    if let Some(experts) = &architecture.experts {
        let shared = if experts.shared_width == 0 {
            String::new()
        } else {
            let count = f64::from(experts.shared_width) / f64::from(experts.width.max(1));
            if count.fract() == 0.0 {
                format!("+{count}")
            } else {
                format!(" and a shared one of {}", experts.shared_width)
            }
        };
        words.push(format!("experts {}{shared}, {} active", experts.routed, experts.per_token));
    }
    words.push(format!(
        "vocabulary {}{}",
        architecture.vocabulary,
        if architecture.tied_embedding { " (tied)" } else { "" }
    ));
    if let Some(window) = architecture.sliding_window {
        words.push(format!("window {window}"));
    }
    words.join(", ")
}

/// The architecture by the keys of a scenario file.
fn architecture(architecture: &Architecture) -> Value {
    let lines = crate::files::schema::v1::scenario::architecture_lines(architecture);
    let number = |text: &str| match text {
        "true" => json!(true),
        "false" => json!(false),
        digits => {
            digits.parse::<u64>().map_or_else(|_| json!(digits.trim_matches('"')), |number| json!(number))
        }
    };
    let entries = lines.into_iter().flatten().map(|(key, value)| (key.to_owned(), number(&value)));
    Value::Object(entries.collect())
}
