//! Reads the fields of a configuration by the rules of its family.

use super::family::{COMMON, Family, Field, Otherwise, Rule, words};
use super::json::Json;
use crate::files::error::{FileError, FileProblem};
use crate::files::whereabouts::{Step, locate};

/// The greatest size that is taken for real.
const GREATEST: f64 = 100_000_000.0;

/// A value that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadValue {
    /// What it is.
    pub label: &'static str,
    /// The value; 0 or 1 for a flag.
    pub value: u32,
    /// The key that gave it; empty where the family has a default.
    pub key: String,
}

/// Something that the file lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPart {
    /// What it is.
    pub label: &'static str,
    /// The keys that would give it.
    pub keys: Vec<&'static str>,
}

impl MissingPart {
    /// The key by which the number can be given; none where a file would have to say it in words.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        self.keys.iter().copied().find(|key| !key.contains(['?', '=', '!', '.']))
    }
}

/// A configuration and the rules to read it by.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    /// The whole file.
    pub(super) root: &'a Json,
    /// The object with the sizes, and the keys that lead to it.
    pub(super) object: &'a Json,
    pub(super) inside: Option<&'a str>,
    pub(super) family: &'a Family,
    pub(super) read: Vec<ReadValue>,
    pub(super) missing: Vec<MissingPart>,
}

/// What a key of a rule gives.
enum Found {
    Nothing,
    /// `null`: there on purpose.
    Null,
    Value(u32),
}

impl<'a> Reader<'a> {
    fn rule(&self, field: Field) -> Option<Rule> {
        self.family.rules.iter().chain(COMMON).find(|rule| rule.field == field).copied()
    }

    /// A value of the object, or of the whole file for what belongs to both.
    pub(super) fn get(&self, path: &str) -> Option<&'a Json> {
        let own = self.object.at(path);
        if own.is_none() && path == "tie_word_embeddings" { self.root.at(path) } else { own }
    }

    /// A problem with the value of a key.
    pub(super) fn fault(&self, path: &str, problem: FileProblem) -> FileError {
        let inside = if self.object.at(path).is_some() { self.inside } else { None };
        let steps: Vec<Step> = inside.into_iter().chain(path.split('.')).map(Step::from).collect();
        FileError::at(self.file, locate(self.text, &steps), problem)
    }

    /// A size or flag; nothing where neither the file nor the family says it, which is then noted as missing.
    pub(super) fn field(&mut self, field: Field) -> Result<Option<u32>, FileError> {
        let Some(rule) = self.rule(field) else { return Ok(None) };
        let mut null = false;
        for key in rule.keys {
            match self.by_key(field, key)? {
                Found::Value(value) => {
                    self.note(field, value, key);
                    return Ok(Some(value));
                }
                Found::Null => null = true,
                Found::Nothing => {}
            }
        }
        let value = match (null, field) {
            (
                true,
                Field::Window | Field::QueryRank | Field::Experts | Field::SharedExperts | Field::Predictions,
            ) => Some(0),
            (true, Field::KvHeads) => self.field(Field::Heads)?,
            (true, Field::HeadDim) => self.otherwise(Otherwise::Ratio(Field::Hidden, Field::Heads))?,
            _ => self.otherwise(rule.otherwise)?,
        };
        let value = value.or_else(|| self.of_class(field));
        match value {
            Some(value) => self.note(field, value, ""),
            None if rule.otherwise == Otherwise::Ask => self.lacks(field, rule.keys),
            None => {}
        }
        Ok(value)
    }

    /// A size that must be there and not be zero.
    pub(super) fn size(&mut self, field: Field) -> Result<Option<u32>, FileError> {
        let value = self.field(field)?;
        if value == Some(0) {
            let key = self.read.iter().find(|read| read.label == words(field)).map(|read| read.key.clone());
            let problem = FileProblem::BadValue {
                key: String::new(),
                problem: format!("the {} is 0; a model has at least 1", words(field)),
            };
            return Err(self.fault(key.as_deref().unwrap_or_default(), problem));
        }
        Ok(value)
    }

    pub(super) fn flag(&mut self, field: Field) -> Result<bool, FileError> {
        Ok(self.field(field)?.is_some_and(|value| value != 0))
    }

    /// The key that gave a field.
    pub(super) fn key_of(&self, field: Field) -> &str {
        self.read.iter().find(|read| read.label == words(field)).map_or("", |read| &read.key)
    }

    fn note(&mut self, field: Field, value: u32, key: &str) {
        let label = words(field);
        if label != "details" && !self.read.iter().any(|read| read.label == label) {
            self.read.push(ReadValue { label, value, key: key.to_owned() });
        }
    }

    fn lacks(&mut self, field: Field, keys: &[&'static str]) {
        let label = words(field);
        if !self.missing.iter().any(|missing| missing.label == label) {
            self.missing.push(MissingPart { label, keys: keys.to_vec() });
        }
    }

    /// Nested files leave out what is as in their configuration class.
    fn of_class(&self, field: Field) -> Option<u32> {
        self.inside?;
        self.family.class.iter().find(|(of, _)| *of == field).map(|(_, value)| *value)
    }

    fn otherwise(&mut self, otherwise: Otherwise) -> Result<Option<u32>, FileError> {
        let both = |reader: &mut Self, a, b| -> Result<Option<(u32, u32)>, FileError> {
            Ok(reader.field(a)?.zip(reader.field(b)?))
        };
        Ok(match otherwise {
            Otherwise::Ask => None,
            Otherwise::Is(value) => Some(value),
            Otherwise::As(field) => self.field(field)?,
            Otherwise::Times(times, field) => self.field(field)?.map(|value| value.saturating_mul(times)),
            Otherwise::Product(a, b) => match self.field(a)? {
                // Nothing is asked for that makes no difference.
                Some(0) => Some(0),
                Some(a) => self.field(b)?.map(|b| a.saturating_mul(b)),
                None => None,
            },
            Otherwise::Ratio(a, b) => both(self, a, b)?.and_then(|(a, b)| a.checked_div(b)),
            Otherwise::Plus(field, more) => self.field(field)?.map(|value| value.saturating_add(more)),
            Otherwise::Half(field) => self.field(field)?.map(|value| value / 2),
            Otherwise::OneIf(flag, field) => {
                if self.flag(flag)? {
                    Some(1)
                } else {
                    self.field(field)?
                }
            }
        })
    }

    fn by_key(&self, field: Field, key: &str) -> Result<Found, FileError> {
        if let Some((condition, key)) = key.split_once('?') {
            let holds = matches!(self.by_key(field, condition)?, Found::Value(1));
            return match key.strip_prefix('=') {
                _ if !holds => Ok(Found::Nothing),
                Some(value) => Ok(value.parse().map_or(Found::Nothing, Found::Value)),
                None => self.by_key(field, key),
            };
        }
        if let Some((path, word)) = key.split_once('=') {
            let given = self.get(path).and_then(Json::text);
            return Ok(given.map_or(Found::Nothing, |text| Found::Value(u32::from(text == word))));
        }
        if let Some(path) = key.strip_prefix('!') {
            return Ok(match self.by_key(field, path)? {
                Found::Value(value) => Found::Value(u32::from(value == 0)),
                other => other,
            });
        }
        let Some(value) = self.get(key) else { return Ok(Found::Nothing) };
        self.number(field, key, value)
    }

    fn number(&self, field: Field, key: &str, value: &Json) -> Result<Found, FileError> {
        let wrong = |expected: &str| {
            let problem = FileProblem::WrongType {
                key: key.to_owned(),
                expected: expected.to_owned(),
                found: value.describe(),
            };
            Err(self.fault(key, problem))
        };
        match value {
            Json::Null => Ok(Found::Null),
            Json::Flag(flag) => Ok(Found::Value(u32::from(*flag))),
            // Longer than any position that is ever reached, or minus one for the tokenizer's size.
            Json::Number(number) if field == Field::Context && !(0.0..=GREATEST).contains(number) => {
                Ok(Found::Nothing)
            }
            Json::Number(number) if (0.0..=GREATEST).contains(number) && number.fract() == 0.0 => {
                Ok(Found::Value(*number as u32))
            }
            Json::Number(_) => wrong("a whole number from 0 to 100,000,000"),
            // Layers in a pattern are spelled out in some families; the patterns are read apart.
            Json::List(_) if matches!(field, Field::ExpertEvery | Field::GlobalEvery) => Ok(Found::Nothing),
            Json::Text(pattern) if field == Field::GlobalEvery && pattern.len() < 100 => {
                Ok(u32::try_from(pattern.len()).map_or(Found::Nothing, Found::Value))
            }
            _ => wrong("a number"),
        }
    }
}
