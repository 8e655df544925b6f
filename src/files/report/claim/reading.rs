//! Tables of a claim's check as a window shows them: values as people write them, no keys of the command line.

use super::{conditions_table, given_table, quotes_table};
use crate::analysis::{ClaimCheck, GivenInput};
use crate::files::report::{Cell, Table};
use crate::scenario::input::InputKey;
use crate::scenario::{ChoiceId, Scenario};
use crate::units::{Dimension, format, parse};

/// What the claim gives; columns in which nothing stands are left out.
#[must_use]
pub fn given(check: &ClaimCheck) -> Table {
    let scenario = check.as_claimed.scenario();
    let mut table = given_table(check);
    for (row, given) in table.rows.iter_mut().zip(&check.given) {
        if let (Some(name), Some(choice)) = (row.first_mut(), choice(given)) {
            *name = Cell::text(choice.label());
        }
        if let Some(value) = row.get_mut(1) {
            *value = Cell::text(in_words(given, scenario));
        }
    }
    for (place, id) in [(3, "note"), (2, "locator")] {
        if table.rows.iter().all(|row| row.get(place) == Some(&Cell::text(""))) {
            table.remove(id);
        }
    }
    table
}

/// What would have to be true, without the keys of inputs.
#[must_use]
pub fn conditions(check: &ClaimCheck) -> Table {
    let mut table = conditions_table(check);
    table.remove("key");
    table
}

/// The nearest quotes by who made them.
#[must_use]
pub fn quotes(check: &ClaimCheck) -> Table {
    let mut table = quotes_table(check);
    for (row, near) in table.rows.iter_mut().zip(&check.price.nearest) {
        if let (Some(name), false) = (row.first_mut(), near.quote.provider.is_empty()) {
            *name = Cell::text(near.quote.provider.as_str());
        }
    }
    table
}

fn choice(given: &GivenInput) -> Option<ChoiceId> {
    ChoiceId::from_key(given.input.setting.split_once('=')?.0).filter(|_| given.keys.is_empty())
}

/// What is given, as a value with its unit or an option by its name; as it stands where it is neither.
fn in_words(given: &GivenInput, scenario: &Scenario) -> String {
    let as_it_stands = || given.input.setting.clone();
    if let Some(choice) = choice(given) {
        let named = given.input.setting.split_once('=').map(|(_, option)| option.trim());
        let known = choice.option_names().into_iter().find(|option| Some(*option) == named);
        return known.map_or_else(as_it_stands, |option| choice.option_label(option).to_owned());
    }
    // Hours that are given for several stages at once stand as their sum.
    let values = given.keys.iter().map(|key| value(*key, scenario));
    match (given.keys.first(), values.sum::<Option<f64>>()) {
        (Some(key), Some(value)) => exact(key.id.spec().dimension, value),
        _ => as_it_stands(),
    }
}

fn value(key: InputKey, scenario: &Scenario) -> Option<f64> {
    key.get(scenario).map(|value| value.value)
}

/// A value with as many digits as it takes to write it, at least three.
fn exact(dimension: Dimension, value: f64) -> String {
    let same = |text: &String| {
        parse::quantity(text, dimension).is_ok_and(|read| (read - value).abs() <= 1e-9 * value.abs())
    };
    (3..=7)
        .map(|digits| format::significant(dimension, value, digits))
        .find(same)
        .unwrap_or_else(|| format::significant(dimension, value, 4))
}
