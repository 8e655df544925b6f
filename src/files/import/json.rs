//! JSON of other programs: every key kept in order and given once, with the place of what is wrong.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::files::error::{FileError, FileProblem, Position};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// When it is no JSON or has a key twice: with line and column.
    pub(super) fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| problem(file, &error))
    }

    /// The value of a key of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Adds numbers to the object itself or to one in it; a key that has a value keeps it.
    pub(super) fn complete(&mut self, inside: Option<&str>, numbers: &[(&str, u32)]) {
        let Self::Object(entries) = self else { return };
        if let Some(inside) = inside {
            let nested = entries.iter_mut().find(|(name, _)| name == inside);
            if let Some((_, nested)) = nested {
                nested.complete(None, numbers);
            }
            return;
        }
        for (key, number) in numbers {
            entries.retain(|(name, value)| name != key || *value != Self::Null);
            if !entries.iter().any(|(name, _)| name == key) {
                entries.push(((*key).to_owned(), Self::Number(f64::from(*number))));
            }
        }
    }

    /// The value at the end of a path of keys.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |value, key| value.get(key))
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("{:?}", text.chars().take(40).collect::<String>()),
            Self::List(list) => format!("a list of {}", list.len()),
            Self::Object(_) => "an object".into(),
        }
    }
}

/// What the JSON reader says, with its place apart.
pub(super) fn problem(file: &str, error: &serde_json::Error) -> FileError {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    let expected = if error.is_eof() {
        format!("ends too early ({text}); the file may be cut off, get it again")
    } else {
        format!("is no valid JSON: {text}; mend it or get the file again")
    };
    let position = Position { line: error.line().max(1), column: error.column().max(1) };
    FileError::at(file, position, FileProblem::Syntax { expected })
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut entries: Vec<(String, Json)> = Vec::new();
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom(format_args!("the key {key:?} is given twice")));
            }
            entries.push((key, map.next_value()?));
        }
        Ok(Json::Object(entries))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_have_line_column_and_reason() {
        let error = |text| Json::parse("config.json", text).unwrap_err().to_string();
        assert_eq!(
            error("{\n  \"a\": 1,\n  \"a\": 2}"),
            "config.json:3:5: is no valid JSON: the key \"a\" is given twice; mend it or get the file again"
        );
        let cut = error("{\n  \"a\": 1,");
        assert!(cut.starts_with("config.json:2:") && cut.contains("ends too early"), "{cut}");
        let word = error("{\"a\": nope}");
        assert!(word.starts_with("config.json:1:") && word.contains("is no valid JSON"), "{word}");
    }

    #[test]
    fn values_are_reached_by_path() {
        let json = Json::parse("", "\u{feff}{\"a\": {\"b\": [1, \"x\", null, true]}}").unwrap();
        assert_eq!(json.at("a.b").and_then(Json::list).map(<[Json]>::len), Some(4));
        assert_eq!(json.at("a.c"), None);
    }
}
