//! One value of a file: bare as people type it, or with its source.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

/// A number or what people type for one: `1.25`, `"14.8T"`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bare {
    Number(f64),
    Text(String),
}

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "CitedValue")]
pub(super) struct Cited {
    pub(super) value: Bare,
    pub(super) status: Option<String>,
    pub(super) source: Option<String>,
    #[serde(default)]
    pub(super) locator: String,
    pub(super) date: Option<String>,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) unconfirmed: bool,
    pub(super) replaced: Option<Box<Cited>>,
}

/// A value, with its source or as the user's own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    Own(Bare),
    Cited(Box<Cited>),
}

struct BareVisitor;

impl Visitor<'_> for BareVisitor {
    type Value = Bare;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a text such as \"14.8T\"")
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Bare, E> {
        Ok(Bare::Number(value))
    }
    #[expect(clippy::cast_precision_loss, reason = "no input needs more than 53 bits")]
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Bare, E> {
        Ok(Bare::Number(value as f64))
    }
    #[expect(clippy::cast_precision_loss, reason = "no input needs more than 53 bits")]
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Bare, E> {
        Ok(Bare::Number(value as f64))
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<Bare, E> {
        Ok(Bare::Text(value.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Bare {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BareVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a text such as \"14.8T\", or (value: \"14.8T\", status: …, source: …)")
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Item, E> {
        BareVisitor.visit_f64(value).map(Item::Own)
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Item, E> {
        BareVisitor.visit_u64(value).map(Item::Own)
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Item, E> {
        BareVisitor.visit_i64(value).map(Item::Own)
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<Item, E> {
        BareVisitor.visit_str(value).map(Item::Own)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item, A::Error> {
        Cited::deserialize(MapAccessDeserializer::new(map)).map(|cited| Item::Cited(Box::new(cited)))
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemVisitor)
    }
}
