//! Who says so: every value of a scenario and every fact of the catalogue that it uses, with where it comes from.

use std::sync::Arc;

use super::Evaluation;
use crate::catalog::{Accelerator, Catalog, Confidence, Provenance, Site, Status};
use crate::estimate::{FigureId, Operand};
use crate::scenario::input::{Group, InputKey};
use crate::units::{Dimension, Quantity, format};

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    /// The input; none for a fact of the catalogue.
    pub key: Option<InputKey>,
    /// Its group on the form; none for a fact of the catalogue.
    pub group: Option<Group>,
    /// What it is.
    pub label: String,
    /// The value as people write it.
    pub value: String,
    /// Where it comes from.
    pub provenance: Arc<Provenance>,
    /// The cited value that the user's own replaced, and where that came from.
    pub replaced: Option<(String, Arc<Provenance>)>,
    /// How far the catalogue's entry can be relied on.
    pub confidence: Option<Confidence>,
    /// Whether the figure in question rests on it.
    pub used: bool,
}

impl SourceRow {
    /// The heading that it stands under.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        self.group.map_or("From the catalogue", Group::label)
    }

    /// How the value came about.
    #[must_use]
    pub fn status(&self) -> Status {
        self.provenance.status
    }
}

/// Which rows are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceFilter {
    /// Words that a row must contain, all of them, in any order.
    pub words: String,
    /// The status that it must have.
    pub status: Option<Status>,
    /// Only what the figure in question rests on.
    pub used: bool,
}

impl SourceFilter {
    /// Whether a row is shown, whatever its status.
    #[must_use]
    pub fn matches_words(&self, row: &SourceRow) -> bool {
        let provenance = &row.provenance;
        let parts = [
            &row.label,
            &row.value,
            &provenance.source,
            &provenance.locator,
            &provenance.note,
            &provenance.url,
        ];
        let mut text = parts.map(|part| part.to_lowercase()).join(" ");
        text.push_str(&format!(" {} {}", row.heading().to_lowercase(), row.status().id()));
        let found = self.words.split_whitespace().all(|word| text.contains(&word.to_lowercase()));
        found && (row.used || !self.used)
    }

    /// Whether a row is shown.
    #[must_use]
    pub fn matches(&self, row: &SourceRow) -> bool {
        self.status.is_none_or(|status| status == row.status()) && self.matches_words(row)
    }
}

/// Every value that the scenario has in the order of the form, then the catalogue's entries that it uses. What the figure
/// rests on is marked.
#[must_use]
pub fn source_rows(evaluation: &Evaluation, catalog: &Catalog, figure: FigureId) -> Vec<SourceRow> {
    let scenario = evaluation.scenario();
    let mut used = Vec::new();
    let mut spec_used = false;
    if let Ok(explanation) = evaluation.explain(figure) {
        for part in explanation.flatten() {
            match part.operand {
                Operand::Input(key) => used.push(key),
                Operand::Spec(_) => spec_used = true,
                _ => {}
            }
        }
    }
    let mut rows = Vec::new();
    for key in InputKey::present(scenario) {
        let Some(value) = key.get(scenario) else { continue };
        let spec = key.id.spec();
        // Prices have their own number of decimals.
        let digits = if spec.dimension == Dimension::UsdPerAcceleratorHour { 3 } else { 4 };
        let shown = |value: f64| format::significant(spec.dimension, value, digits);
        rows.push(SourceRow {
            key: Some(key),
            group: Some(spec.group),
            label: key.label(scenario),
            value: shown(value.value),
            replaced: value.replaced.map(|(cited, provenance)| (shown(cited), provenance)),
            provenance: value.provenance,
            confidence: None,
            used: used.contains(&key),
        });
    }
    rows.sort_by_key(|row| row.group);
    rows.push(accelerator_row(evaluation.checked.accelerator(), spec_used));
    if let Ok(site) = catalog.site(&scenario.facility.site) {
        rows.push(site_row(site));
    }
    rows
}

fn accelerator_row(accelerator: &Accelerator, used: bool) -> SourceRow {
    let mut facts: Vec<String> = accelerator
        .peaks
        .iter()
        .map(|(precision, peak)| {
            format!(
                "{} dense {}",
                precision.label(),
                format::significant(Dimension::FlopPerSec, peak.base(), 4)
            )
        })
        .collect();
    facts.extend(accelerator.tdp.map(|tdp| format!("{} TDP", format::short(Dimension::Power, tdp.base()))));
    facts.extend(accelerator.memory.map(|memory| format::short(Dimension::Bytes, memory.base())));
    SourceRow {
        key: None,
        group: None,
        label: format!("Accelerator: {}", accelerator.name),
        value: facts.join(", "),
        provenance: Arc::clone(&accelerator.provenance),
        replaced: None,
        confidence: Some(accelerator.confidence),
        used,
    }
}

fn site_row(site: &Site) -> SourceRow {
    let intensity = format::short(Dimension::CarbonIntensity, site.carbon_intensity.base());
    SourceRow {
        key: None,
        group: None,
        label: format!("Grid: {}", site.name),
        value: format!("{intensity}, {}", site.carbon_basis.label()),
        provenance: Arc::clone(&site.carbon_provenance),
        replaced: None,
        confidence: Some(site.confidence),
        used: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate;
    use crate::files::{find_scenario, presets::shipped_catalog};
    use crate::scenario::input::InputId;

    fn rows(edit: Option<f64>) -> Vec<SourceRow> {
        let catalog = shipped_catalog().unwrap();
        let mut scenario = find_scenario("deepseek-v3", catalog, None).unwrap();
        if let Some(price) = edit {
            InputKey::of(InputId::RentalPrice).edit(Arc::make_mut(&mut scenario), price);
        }
        source_rows(&evaluate(catalog, &scenario).unwrap(), catalog, FigureId::Cost)
    }

    fn price(rows: &[SourceRow]) -> &SourceRow {
        rows.iter().find(|row| row.key == Some(InputKey::of(InputId::RentalPrice))).unwrap()
    }

    #[test]
    fn every_value_is_there_once_with_its_source_in_the_order_of_the_form() {
        let rows = rows(None);
        let catalog = shipped_catalog().unwrap();
        let scenario = find_scenario("deepseek-v3", catalog, None).unwrap();
        let keys: Vec<_> = rows.iter().filter_map(|row| row.key).collect();
        assert_eq!(keys.len(), InputKey::present(&scenario).len());
        assert!(rows.windows(2).all(|pair| pair[0].group <= pair[1].group || pair[1].group.is_none()));
        assert!(rows.iter().all(|row| !row.provenance.citation().is_empty()), "a source for all");
        assert!(rows.iter().any(|row| row.label.contains("H800") && row.value.contains("989.4 TFLOP/s")));
        // Hours and price make the cost; the PUE does not.
        assert!(price(&rows).used);
        assert!(!rows.iter().find(|row| row.key == Some(InputKey::of(InputId::Pue))).unwrap().used);
    }

    #[test]
    fn an_edited_value_says_what_it_replaced() {
        let rows = rows(Some(3.0));
        let row = price(&rows);
        assert_eq!((row.value.as_str(), row.status()), ("$3.00/h", Status::Yours));
        let (was, whose) = row.replaced.as_ref().unwrap();
        assert_eq!(was, "$2.00/h");
        assert!(whose.citation().contains("DeepSeek-V3"), "{}", whose.citation());
    }

    #[test]
    fn words_status_and_use_choose_rows() {
        let rows = rows(Some(3.0));
        let chosen = |filter: SourceFilter| rows.iter().filter(|row| filter.matches(row)).count();
        assert_eq!(chosen(SourceFilter::default()), rows.len());
        let words = |words: &str| SourceFilter { words: words.into(), ..SourceFilter::default() };
        assert_eq!(chosen(words("PRICE rental yours")), 1);
        assert_eq!(chosen(words("no such words")), 0);
        let yours = SourceFilter { status: Some(Status::Yours), ..SourceFilter::default() };
        assert_eq!(chosen(yours), 1);
        let used = chosen(SourceFilter { used: true, ..SourceFilter::default() });
        assert!(used >= 4 && used < rows.len(), "{used}");
    }
}
