//! Imports: files of other programs, read into previews that reconcile before anything is created.

mod config;
mod families;
mod family;
mod json;
mod load;
mod model;
mod patterns;
mod reader;
mod reconcile;
mod sniff;
pub mod tables;
mod weights;

pub use config::{read_config, read_config_with};
pub use load::{complete_model, config_text, import_model, import_model_text};
pub use model::{Choice, ImportedModel, Precision, Recognised, USUAL_CONTEXT, convention_words};
pub use reader::{MissingPart, ReadValue};
pub use reconcile::{Published, Row, published, reconcile};
pub use sniff::{ImportKind, sniff, sniff_content};
pub use weights::{ExtraModule, FormatCount, WeightCount};
