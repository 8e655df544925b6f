//! From a scenario to the text of a file. The same scenario always gives the same text, and the text gives the same
//! scenario again: what equals its default is left out, unless the default depends on the catalogue.

use super::{
    EfficiencyEntry, FacilityEntry, HardwareEntry, ModelEntry, PhaseEntry, PricingEntry, ProgramEntry,
    SCENARIO, spec_of,
};
use super::{architecture, custom, uncertainty};
use crate::catalog::{Date, Provenance, Sourced, Status};
use crate::files::text::{Writer, quoted};
use crate::scenario::input::{InputId, InputSpec};
use crate::scenario::{ChoiceId, ModelKind, Scenario, defaults};
use crate::units::{format, parse};

/// A number of a group with its key.
type Line = (&'static str, Sourced<f64>);

/// Everything that a scenario writes, group by group, before it becomes text.
struct Plan {
    model: Vec<Line>,
    phases: Vec<Vec<Line>>,
    hardware: Vec<Line>,
    efficiency: Vec<Line>,
    pricing: Vec<Line>,
    facility: Vec<Line>,
    program: Vec<Line>,
}

/// A document of the table of sources.
struct Document {
    key: String,
    title: String,
    url: String,
    date: Option<Date>,
}

/// Writes a scenario as the value of a file or of a project's list, which ends with a comma.
pub(in crate::files) fn write(scenario: &Scenario, out: &mut Writer, end: &str) {
    let plan = Plan::new(scenario);
    let documents = documents(scenario, &plan);
    out.open("(");
    out.line(&format!("schema: {},", quoted(SCENARIO)));
    out.line("version: 1,");
    head(scenario, out);
    if !documents.is_empty() {
        out.open("sources: {");
        for document in &documents {
            let mut fields = vec![format!("title: {}", quoted(&document.title))];
            if !document.url.is_empty() {
                fields.push(format!("url: {}", quoted(&document.url)));
            }
            fields.extend(document.date.map(|date| format!("date: \"{date}\"")));
            out.fields(&format!("{}: (", quoted(&document.key)), &fields, "),");
        }
        out.close("},");
    }
    body(scenario, &plan, &Values { documents: &documents }, out);
    out.close(end);
}

fn head(scenario: &Scenario, out: &mut Writer) {
    out.line(&format!("id: {},", quoted(&scenario.id)));
    out.line(&format!("name: {},", quoted(&scenario.name)));
    if !scenario.developer.is_empty() {
        out.line(&format!("developer: {},", quoted(&scenario.developer)));
    }
    if let Some(date) = scenario.released {
        out.line(&format!("released: \"{date}\","));
    }
    if !scenario.note.is_empty() {
        out.line(&format!("note: {},", quoted(&scenario.note)));
    }
    for choice in [ChoiceId::Scope, ChoiceId::Hours, ChoiceId::Convention] {
        out.line(&choice_line(choice, scenario));
    }
}

fn body(scenario: &Scenario, plan: &Plan, values: &Values<'_>, out: &mut Writer) {
    let usual = defaults::scenario(scenario.model.kind, &scenario.developer, None);
    let unless_usual = |choice: ChoiceId, out: &mut Writer| {
        if choice.get(scenario) != choice.get(&usual) {
            out.line(&choice_line(choice, scenario));
        }
    };
    out.open("model: (");
    out.line(&format!("kind: \"{}\",", scenario.model.kind.id()));
    values.lines(&plan.model, out);
    if let Some(architecture) = &scenario.model.architecture {
        out.open("architecture: (");
        for line in architecture::lines(architecture) {
            let fields: Vec<_> = line.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            out.line(&format!("{},", fields.join(", ")));
        }
        out.close("),");
    }
    out.close("),");
    out.open("phases: [");
    for (phase, lines) in scenario.phases.iter().zip(&plan.phases) {
        out.open("(");
        let mut first = format!("name: {}, kind: \"{}\",", quoted(&phase.name), phase.kind.id());
        if phase.counted_from != phase.kind.default_scope() {
            first.push_str(&format!(" counted_from: \"{}\",", phase.counted_from.letter()));
        }
        out.line(&first);
        values.lines(lines, out);
        out.close("),");
    }
    out.close("],");
    out.open("hardware: (");
    out.line(&format!("accelerator: {},", quoted(&scenario.hardware.accelerator)));
    if let Some(custom) = &scenario.hardware.custom {
        out.open("custom: (");
        let document = find_dated(values.documents, &custom.provenance);
        for line in custom::lines(custom, document.map(|document| document.key.as_str())) {
            out.line(&format!("{},", line.join(", ")));
        }
        out.close("),");
    }
    values.lines(&plan.hardware, out);
    out.line(&choice_line(ChoiceId::MfuPrecision, scenario));
    out.close("),");
    out.open("efficiency: (");
    unless_usual(ChoiceId::MfuMethod, out);
    unless_usual(ChoiceId::GoodputMethod, out);
    values.lines(&plan.efficiency, out);
    out.close("),");
    out.open("pricing: (");
    out.line(&choice_line(ChoiceId::PriceKind, scenario));
    if let Some(year) = scenario.pricing.price_year {
        out.line(&format!("price_year: {year},"));
    }
    unless_usual(ChoiceId::OwnershipMethod, out);
    values.lines(&plan.pricing, out);
    out.close("),");
    out.open("facility: (");
    out.line(&choice_line(ChoiceId::EnergyMethod, scenario));
    if !scenario.facility.site.is_empty() {
        out.line(&format!("site: {},", quoted(&scenario.facility.site)));
    }
    values.lines(&plan.facility, out);
    out.close("),");
    out.open("program: (");
    values.lines(&plan.program, out);
    out.close("),");
    uncertainty::write(scenario, |ranged| values.citation(&ranged.provenance), out);
}

fn choice_line(choice: ChoiceId, scenario: &Scenario) -> String {
    format!("{}: \"{}\",", choice.key(), choice.get(scenario))
}

impl Plan {
    fn new(scenario: &Scenario) -> Self {
        let usual = defaults::scenario(scenario.model.kind, &scenario.developer, None);
        let lines = |keys: &[&'static str], phase: usize| -> Vec<Line> {
            let present = keys.iter().filter_map(|key| {
                let spec = spec_of(key)?;
                let value = (spec.get)(scenario, phase)?;
                let left_out = may_be_left_out(scenario, spec)
                    && (spec.get)(&usual, phase).is_some_and(|usual| usual == value);
                (!left_out).then_some((*key, value))
            });
            present.collect()
        };
        let phases = 0..scenario.phases.len();
        Self {
            model: lines(ModelEntry::NUMBERS, 0),
            phases: phases.map(|phase| lines(PhaseEntry::NUMBERS, phase)).collect(),
            hardware: lines(HardwareEntry::NUMBERS, 0),
            efficiency: lines(EfficiencyEntry::NUMBERS, 0),
            pricing: lines(PricingEntry::NUMBERS, 0),
            facility: lines(FacilityEntry::NUMBERS, 0),
            program: lines(ProgramEntry::NUMBERS, 0),
        }
        .without_equal_active(scenario)
    }

    /// A dense model has one number of parameters.
    fn without_equal_active(mut self, scenario: &Scenario) -> Self {
        let model = &scenario.model;
        if model.kind == ModelKind::Dense && model.active_params == model.total_params {
            self.model.retain(|(key, _)| *key != "active_params");
        }
        self
    }

    fn values(&self) -> impl Iterator<Item = &Sourced<f64>> {
        let before = self.model.iter().chain(self.phases.iter().flatten()).chain(&self.hardware);
        let after = self.efficiency.iter().chain(&self.pricing).chain(&self.facility).chain(&self.program);
        before.chain(after).map(|(_, value)| value)
    }
}

/// Whether the default of an input is the same whatever the catalogue says.
fn may_be_left_out(scenario: &Scenario, spec: &InputSpec) -> bool {
    match spec.id {
        InputId::TotalParams | InputId::ActiveParams | InputId::RentalPrice | InputId::ServerPrice => false,
        InputId::ElectricityPrice | InputId::CarbonIntensity | InputId::OffSiteWater => {
            scenario.facility.site.is_empty()
        }
        _ => true,
    }
}

/// Every document that a written value refers to, in the order in which they first occur.
fn documents(scenario: &Scenario, plan: &Plan) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    if let Some(custom) = scenario.hardware.custom.as_ref().filter(|custom| is_cited(&custom.provenance)) {
        documents.push(Document::new(&documents, &custom.provenance));
    }
    let replaced = |value: &Sourced<f64>| value.replaced.as_ref().map(|(_, provenance)| provenance.clone());
    let of_values = plan.values().flat_map(|value| [Some(value.provenance.clone()), replaced(value)]);
    let of_ranges = scenario.uncertainty.ranges.iter().map(|ranged| Some(ranged.provenance.clone()));
    for provenance in of_values.chain(of_ranges).flatten() {
        if is_cited(&provenance) && find(&documents, &provenance).is_none() {
            documents.push(Document::new(&documents, &provenance));
        }
    }
    documents
}

fn find<'a>(documents: &'a [Document], provenance: &Provenance) -> Option<&'a Document> {
    documents.iter().find(|known| known.title == provenance.source && known.url == provenance.url)
}

/// The document with exactly this date: an accelerator has no date of its own.
fn find_dated<'a>(documents: &'a [Document], provenance: &Provenance) -> Option<&'a Document> {
    find(documents, provenance).filter(|known| known.date == provenance.date)
}

fn is_cited(provenance: &Provenance) -> bool {
    !provenance.source.is_empty() || !provenance.url.is_empty()
}

impl Document {
    fn new(documents: &[Self], provenance: &Provenance) -> Self {
        Self {
            key: free_key(documents, &provenance.source),
            title: provenance.source.clone(),
            url: provenance.url.clone(),
            date: provenance.date,
        }
    }
}

/// A short key from the first words of a title, with a number where it is taken.
fn free_key(documents: &[Document], title: &str) -> String {
    let slug = super::read::slug(title);
    let mut short = String::new();
    for word in slug.split('-') {
        if !short.is_empty() && short.len() + word.len() > 28 {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(word);
    }
    let taken = |key: &str| documents.iter().any(|known| known.key == key);
    if !taken(&short) {
        return short;
    }
    let numbered = (2..).map(|number| format!("{short}-{number}")).find(|key| !taken(key));
    numbered.unwrap_or(short)
}

/// Writes values, with the keys of the documents that they refer to.
struct Values<'a> {
    documents: &'a [Document],
}

impl Values<'_> {
    fn lines(&self, lines: &[Line], out: &mut Writer) {
        for (key, value) in lines {
            let Some(spec) = spec_of(key) else { continue };
            if value.replaced.is_none() && *value.provenance == Provenance::yours() {
                out.line(&format!("{key}: {},", bare(spec, value.value)));
                continue;
            }
            let mut fields = self.fields(spec, value.value, &value.provenance);
            if let Some((value, provenance)) = &value.replaced {
                fields.push(format!("replaced: ({})", self.fields(spec, *value, provenance).join(", ")));
            }
            out.fields(&format!("{key}: ("), &fields, "),");
        }
    }

    fn fields(&self, spec: &InputSpec, value: f64, provenance: &Provenance) -> Vec<String> {
        let mut fields = vec![format!("value: {}", bare(spec, value))];
        fields.extend(self.citation(provenance));
        fields
    }

    fn citation(&self, provenance: &Provenance) -> Vec<String> {
        let mut fields = Vec::new();
        let document = find(self.documents, provenance);
        if provenance.status != Status::Yours || document.is_some() {
            fields.push(format!("status: \"{}\"", provenance.status.id()));
        }
        if let Some(document) = document {
            fields.push(format!("source: {}", quoted(&document.key)));
        }
        if !provenance.locator.is_empty() {
            fields.push(format!("locator: {}", quoted(&provenance.locator)));
        }
        match provenance.date {
            date if date == document.and_then(|document| document.date) => {}
            Some(date) => fields.push(format!("date: \"{date}\"")),
            None => fields.push("date: \"\"".to_owned()),
        }
        if !provenance.note.is_empty() {
            fields.push(format!("note: {}", quoted(&provenance.note)));
        }
        if provenance.unconfirmed {
            fields.push("unconfirmed: true".to_owned());
        }
        fields
    }
}

/// A number as people type it: bare where RON has it as a number, else in quotes.
fn bare(spec: &InputSpec, value: f64) -> String {
    let mut text = format::field(spec.dimension, value);
    if parse::quantity(&text, spec.dimension) != Ok(value) {
        text = format!("{value:e}");
    }
    let plain = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || character == '.');
    if plain { text } else { quoted(&text) }
}
