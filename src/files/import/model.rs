//! What an import knows about a model, and the scenario that it can become.

use std::sync::Arc;

use super::reader::{MissingPart, ReadValue};
use super::weights::WeightCount;
use crate::catalog::{Catalog, Provenance, Sourced, Status};
use crate::estimate::compute::flop_per_token_architecture;
use crate::estimate::{Embeddings, ParameterCount, Shape, parameter_count};
use crate::files::error::{FileError, FileProblem};
use crate::files::schema::v1::scenario::slug;
use crate::files::{NotFound, find_scenario};
use crate::scenario::{Architecture, Convention, ModelKind, Scenario, defaults};
use crate::units::{FlopPerToken, Params, Tokens};

/// Whether the family of a model is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    /// Its keys and defaults are known.
    Known,
    /// It was read like the usual decoder.
    Guessed,
    /// There is no configuration, only weights.
    WeightsOnly,
}

/// What the file says about number formats.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Precision {
    /// Format of the weights, as PyTorch calls it; empty where it is not stated.
    pub dtype: String,
    /// How weights are quantised; empty where they are not.
    pub method: String,
    /// Bits of a quantised weight.
    pub bits: Option<u32>,
}

impl Precision {
    /// In words: `bfloat16, fp8 weights`; empty where nothing is stated.
    #[must_use]
    pub fn words(&self) -> String {
        let method = match (self.method.as_str(), self.bits) {
            ("", _) => String::new(),
            (method, Some(bits)) => format!("{method} weights of {bits} bits"),
            (method, None) => format!("{method} weights"),
        };
        [self.dtype.clone(), method]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// A model read from its files. Where something is missing, the rest is there all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedModel {
    /// What the model is called; empty where the files do not say.
    pub name: String,
    /// The file, as the user knows it.
    pub file: String,
    /// Whether the family is known.
    pub recognised: Recognised,
    /// Name of the family.
    pub family: String,
    /// What the file calls it; empty where it does not.
    pub model_type: String,
    /// Dense or sparse.
    pub kind: ModelKind,
    /// The architecture, where every size is there and the formulas cover it.
    pub architecture: Option<Architecture>,
    /// Why the formulas cannot count it, if they cannot.
    pub obstacles: Vec<String>,
    /// The longest sequence that the model takes, in tokens; training used shorter ones as a rule.
    pub context_length: Option<u32>,
    /// Number formats.
    pub precision: Precision,
    /// What was read, and from which key.
    pub read: Vec<ReadValue>,
    /// Sizes that the file lacks.
    pub missing: Vec<MissingPart>,
    /// What one should know about the count.
    pub notes: Vec<String>,
    /// What the weights hold, where they were read too.
    pub weights: Option<WeightCount>,
}

/// The sequence length at which FLOP per token are shown unless another is wanted: that of most pre-training.
pub const USUAL_CONTEXT: u32 = 4096;

/// Which counts a scenario starts from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Total parameters to use in place of the counted ones.
    pub total: Option<Params>,
    /// Active parameters to use in place of the counted ones.
    pub active: Option<Params>,
    /// Which embeddings count as active.
    pub embeddings: Embeddings,
    /// Prediction layers (MTP) take part.
    pub predictions: bool,
}

impl Default for Choice {
    /// As counted, with both embeddings, without prediction layers.
    fn default() -> Self {
        Self { total: None, active: None, embeddings: Embeddings::Both, predictions: false }
    }
}

impl ImportedModel {
    /// The parameters, where the architecture is known.
    #[must_use]
    pub fn count(&self) -> Option<ParameterCount> {
        self.architecture.as_ref().map(parameter_count)
    }

    /// All parameters: counted from the architecture, else the backbone of the weights.
    #[must_use]
    pub fn total(&self) -> Option<Params> {
        let weights = || self.weights.as_ref().map(|weights| Params::from_count(weights.backbone));
        self.count().map(|count| count.total()).or_else(weights)
    }

    /// Active parameters in a convention.
    #[must_use]
    pub fn active(&self, embeddings: Embeddings) -> Option<Params> {
        self.count().map(|count| count.active(embeddings))
    }

    /// The architecture with or without its prediction layers.
    #[must_use]
    pub fn architecture_with(&self, predictions: bool) -> Option<Architecture> {
        let architecture = self.architecture?;
        Some(if predictions { architecture } else { Architecture { mtp_depth: 0, ..architecture } })
    }

    /// Training FLOP per token at a sequence length, in a convention that counts attention.
    #[must_use]
    pub fn flop_per_token(
        &self,
        context: u32,
        convention: Convention,
        predictions: bool,
    ) -> Option<FlopPerToken> {
        let shape = Shape::of(&self.architecture_with(predictions)?);
        Some(flop_per_token_architecture(&shape, Tokens::from_count(f64::from(context)), convention))
    }

    /// What to call it: its name, else the family and the size.
    #[must_use]
    pub fn shown_name(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let size = self
            .total()
            .map(|total| crate::units::format::short(crate::units::Dimension::Params, total.as_count()));
        [self.family.clone(), size.unwrap_or_default()].join(" ").trim().to_owned()
    }

    /// A scenario to start from: the model as imported, everything else as in the shipped plan for a dense model of
    /// 7 B parameters, whose values say themselves what they rest on.
    ///
    /// # Errors
    /// When neither the files nor the choice say how many parameters there are.
    pub fn scenario(&self, choice: &Choice, catalog: &Catalog) -> Result<Scenario, FileError> {
        let count = self.count();
        let Some(total) = choice.total.or_else(|| self.total()) else {
            let lacks: Vec<_> = self.missing.iter().map(|part| part.label).collect();
            let lacks = if lacks.is_empty() {
                self.obstacles.join(", ")
            } else {
                format!("no {}", lacks.join(", no "))
            };
            let problem = format!(
                "parameters cannot be counted ({lacks}); give the total, and the active ones of a sparse model"
            );
            return Err(FileError::new(&self.file, FileProblem::BadValue { key: String::new(), problem }));
        };
        let counted = count.map(|count| count.active(choice.embeddings));
        let is_sparse = self.kind == ModelKind::MixtureOfExperts;
        // A dense model's parameters are all active: embeddings make no difference to what it is.
        let active = choice.active.or(if is_sparse { counted } else { Some(total) });
        let Some(active) = active else {
            let problem = "how many parameters are active cannot be counted; give them".to_owned();
            return Err(FileError::new(&self.file, FileProblem::BadValue { key: String::new(), problem }));
        };
        let mut scenario = plan(catalog)?;
        let name = self.shown_name();
        scenario.id = slug(&name);
        scenario.name = name;
        scenario.note = format!(
            "The model is imported from {}. Tokens, accelerators, efficiency and price are those of the plan for a dense 7B model, for want of any published figure: change what you know.",
            self.file
        );
        scenario.model.kind = self.kind;
        scenario.model.total_params =
            self.sourced(total, choice.total, "all parameters, without prediction layers");
        scenario.model.active_params =
            self.sourced(active, choice.active, convention_words(choice.embeddings));
        scenario.model.architecture = self.architecture_with(choice.predictions);
        if is_sparse {
            scenario.efficiency.mfu = defaults::mfu();
        }
        if let Some(phase) = scenario.phases.first_mut() {
            let context = self.context_length.map_or(USUAL_CONTEXT, |longest| longest.min(USUAL_CONTEXT));
            let provenance = Provenance {
                status: Status::Speculative,
                source: "flopwise default".into(),
                note: "training length not stated in the files; 4,096 is usual for pre-training".into(),
                ..Provenance::yours()
            };
            phase.context_length =
                Some(Sourced::new(Tokens::from_count(f64::from(context)), Arc::new(provenance)));
        }
        Ok(scenario)
    }

    fn sourced(&self, value: Params, given: Option<Params>, counts: &str) -> Sourced<Params> {
        if given.is_some() {
            return Sourced::yours(value);
        }
        let provenance = Provenance {
            status: Status::Derived,
            source: self.file.clone(),
            locator: if self.architecture.is_some() {
                "counted from the architecture"
            } else {
                "counted from the weights"
            }
            .into(),
            note: counts.to_owned(),
            ..Provenance::yours()
        };
        Sourced::new(value, Arc::new(provenance))
    }
}

/// A way of counting active parameters, in words.
#[must_use]
pub const fn convention_words(embeddings: Embeddings) -> &'static str {
    match embeddings {
        Embeddings::Both => "with input and output embedding",
        Embeddings::OutputOnly => "without the input embedding",
        Embeddings::Neither => "without embeddings",
    }
}

fn plan(catalog: &Catalog) -> Result<Scenario, FileError> {
    match find_scenario("dense-7b", catalog, None) {
        Ok(plan) => Ok(Arc::unwrap_or_clone(plan)),
        Err(NotFound::File(error)) => Err(error),
        Err(NotFound::Unknown(unknown)) => Err(FileError::new(
            "dense-7b",
            FileProblem::UnknownReference {
                key: "import".into(),
                kind: unknown.kind,
                wanted: unknown.wanted,
                nearest: unknown.nearest,
            },
        )),
    }
}
