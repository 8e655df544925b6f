//! The magnitudes and units that each dimension accepts, with their factors.

use super::super::Dimension;

/// One spelling of a unit. In `text`, `-` matches any run of hyphens, spaces and middle dots, also none, and `/`
/// matches a slash or the word `per`. Names of two letters and more may end in a plural `s`.
pub(super) struct Name {
    pub(super) text: &'static str,
    /// The factor to the family's base: ten to this power, times, over.
    pub(super) exponent: i64,
    pub(super) times: f64,
    pub(super) over: f64,
    pub(super) prefix: Prefix,
    /// Whether upper and lower case matter.
    pub(super) exact: bool,
}

/// Whether `k`, `M`, `tera` and so on may precede a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    None,
    Optional,
    Required,
}

const fn name(text: &'static str, exponent: i64) -> Name {
    Name { text, exponent, times: 1.0, over: 1.0, prefix: Prefix::None, exact: false }
}

const fn prefixed(text: &'static str, exponent: i64) -> Name {
    Name { prefix: Prefix::Optional, ..name(text, exponent) }
}

const fn times(text: &'static str, times: f64) -> Name {
    Name { times, ..name(text, 0) }
}

const fn exact(text: &'static str, exponent: i64) -> Name {
    Name { exact: true, ..name(text, exponent) }
}

const PARAMS: &[Name] = &[name("param", 0), name("parameter", 0)];
const TOKENS: &[Name] = &[name("token", 0), name("tok", 0)];
const ACCELERATORS: &[Name] = &[name("gpu", 0), name("tpu", 0), name("chip", 0), name("accelerator", 0)];

const DAY: f64 = 86_400.0;
const YEAR: f64 = 365.0 * DAY;

const FLOP: &[Name] = &[prefixed("flop", 0)];
/// `PF-days` and its longer spellings: a rate kept up for a day.
const FLOP_AMOUNT: &[Name] = &[
    prefixed("flop", 0),
    Name { prefix: Prefix::Required, ..times("f-day", DAY) },
    Name { prefix: Prefix::Required, ..times("fs-day", DAY) },
    Name { prefix: Prefix::Required, ..times("f/s-day", DAY) },
    Name { prefix: Prefix::Optional, ..times("flop-day", DAY) },
    Name { prefix: Prefix::Optional, ..times("flops-day", DAY) },
    Name { prefix: Prefix::Optional, ..times("flop/s-day", DAY) },
    Name { prefix: Prefix::Optional, ..times("flops/s-day", DAY) },
    Name { prefix: Prefix::Optional, ..times("flop/sec-day", DAY) },
];

/// In seconds. A year has 365 days, as in prices and depreciation, and a month is its twelfth.
const TIME: &[Name] = &[
    name("s", 0),
    name("sec", 0),
    name("second", 0),
    times("min", 60.0),
    times("minute", 60.0),
    times("h", 3600.0),
    times("hr", 3600.0),
    times("hour", 3600.0),
    times("d", DAY),
    times("day", DAY),
    times("wk", 7.0 * DAY),
    times("week", 7.0 * DAY),
    times("mo", YEAR / 12.0),
    times("month", YEAR / 12.0),
    times("y", YEAR),
    times("yr", YEAR),
    times("year", YEAR),
];

const DOLLARS: &[Name] =
    &[name("$", 0), name("us$", 0), name("usd", 0), name("dollar", 0), name("us-dollar", 0)];
const DOLLARS_AND_CENTS: &[Name] = &[
    name("$", 0),
    name("us$", 0),
    name("usd", 0),
    name("dollar", 0),
    name("¢", -2),
    name("ct", -2),
    name("cent", -2),
];

/// In kilowatt-hours.
const ENERGY: &[Name] = &[
    prefixed("wh", -3),
    prefixed("watt-hour", -3),
    Name { over: 3.6e6, ..prefixed("j", 0) },
    Name { over: 3.6e6, ..prefixed("joule", 0) },
];
const POWER: &[Name] = &[prefixed("w", 0), prefixed("watt", 0)];

/// In kilograms. A megatonne needs its capital and small letter, since `MT` also stands for a metric ton;
/// a bare "ton" is three different masses and is not read.
const MASS: &[Name] = &[
    name("g", -3),
    name("gram", -3),
    name("kg", 0),
    name("kilogram", 0),
    name("t", 3),
    name("tonne", 3),
    name("metric-ton", 3),
    name("kt", 6),
    exact("Mt", 9),
    name("gt", 12),
    times("lb", 0.453_592_37),
    times("pound", 0.453_592_37),
];
/// What may follow a mass.
const CARBON_NOTE: &[&str] = &["co2", "co2e", "co2eq", "co2-equivalent", "-co2", "-co2e", "-co2eq"];

/// In litres. `ml` is not read: it could be meant as a million.
const VOLUME: &[Name] = &[
    name("l", 0),
    name("liter", 0),
    name("litre", 0),
    name("kl", 3),
    exact("ML", 6),
    exact("Ml", 6),
    name("gl", 9),
    name("megaliter", 6),
    name("megalitre", 6),
    name("m3", 3),
    name("m³", 3),
    name("m^3", 3),
    name("cubic-meter", 3),
    name("cubic-metre", 3),
    times("gal", 3.785_411_784),
    times("gallon", 3.785_411_784),
];

const KIB: f64 = 1024.0;
const BYTES: &[Name] = &[
    prefixed("b", 0),
    prefixed("byte", 0),
    times("kib", KIB),
    times("mib", KIB * KIB),
    times("gib", KIB * KIB * KIB),
    times("tib", KIB * KIB * KIB * KIB),
    times("pib", KIB * KIB * KIB * KIB * KIB),
    Name { over: 8.0, ..prefixed("bit", 0) },
];
const SECOND: &[Name] = &[name("s", 0), name("sec", 0), name("second", 0)];

const PERCENT: &[Name] = &[name("%", -2), name("percent", -2), name("pct", -2)];
const RATIO: &[Name] =
    &[name("x", 0), name("×", 0), name("times", 0), name("%", -2), name("percent", -2), name("pct", -2)];

/// How the unit of a dimension is put together: `top`, perhaps with a note, perhaps over `bottom`.
pub(super) struct Shape {
    pub(super) top: &'static [Name],
    /// Whether `/h` alone is a unit, after a dollar sign or without.
    pub(super) top_optional: bool,
    /// What may follow the top, with or without a space: `CO2e` after a mass.
    pub(super) note: &'static [&'static str],
    /// Whether letters directly before the unit are a prefix that its names spell out, never a magnitude:
    /// `ml` and `MT` are not a million of anything.
    pub(super) spells_prefixes: bool,
    pub(super) bottom: &'static [Name],
    pub(super) bottom_optional: bool,
    /// Whether hours may be those of a device: `GPU-h`, `/h/GPU`.
    pub(super) device: bool,
    /// How many of the families' base units make the dimension's base unit.
    pub(super) base: f64,
    /// Whether a number without the unit is the same kind of thing: `%` and `×` only scale.
    pub(super) bare: bool,
}

const fn top(top: &'static [Name]) -> Shape {
    Shape {
        top,
        top_optional: false,
        note: &[],
        spells_prefixes: false,
        bottom: &[],
        bottom_optional: true,
        device: false,
        base: 1.0,
        bare: false,
    }
}

const fn per(over: &'static [Name], bottom: &'static [Name]) -> Shape {
    Shape { bottom, bottom_optional: false, ..top(over) }
}

const fn time(base: f64) -> Shape {
    Shape { base, ..top(TIME) }
}

/// The unit of a dimension.
pub(super) const fn shape(dimension: Dimension) -> Shape {
    match dimension {
        Dimension::Scalar | Dimension::Ratio => Shape { bare: true, ..top(RATIO) },
        Dimension::Fraction => Shape { bare: true, ..top(PERCENT) },
        Dimension::Params => top(PARAMS),
        Dimension::Tokens => top(TOKENS),
        Dimension::Accelerators => top(ACCELERATORS),
        Dimension::Flop => top(FLOP_AMOUNT),
        Dimension::FlopPerToken => Shape { bottom_optional: true, ..per(FLOP, TOKENS) },
        Dimension::FlopPerSec => Shape { bottom_optional: true, ..per(FLOP, SECOND) },
        Dimension::AcceleratorHours => Shape { device: true, ..time(3600.0) },
        Dimension::Hours => time(3600.0),
        Dimension::Days => time(DAY),
        Dimension::Years => time(YEAR),
        Dimension::Seconds => time(1.0),
        Dimension::Usd => top(DOLLARS),
        // A price per hour from times in seconds: the base is one over 3600.
        Dimension::UsdPerAcceleratorHour => Shape {
            top_optional: true,
            bottom_optional: true,
            device: true,
            base: 3600.0,
            ..per(DOLLARS_AND_CENTS, TIME)
        },
        Dimension::UsdPerKwh => {
            Shape { top_optional: true, bottom_optional: true, ..per(DOLLARS_AND_CENTS, ENERGY) }
        }
        Dimension::Energy => top(ENERGY),
        Dimension::Power => top(POWER),
        Dimension::Carbon => Shape { note: CARBON_NOTE, spells_prefixes: true, ..top(MASS) },
        Dimension::CarbonIntensity => Shape { note: CARBON_NOTE, ..per(MASS, ENERGY) },
        Dimension::Water => Shape { spells_prefixes: true, ..top(VOLUME) },
        Dimension::WaterIntensity => per(VOLUME, ENERGY),
        Dimension::Bytes => top(BYTES),
        Dimension::BytesPerSec => per(BYTES, SECOND),
    }
}

/// The device in `GPU-hours`.
pub(super) const DEVICES: &[&str] = &["accelerator", "device", "chip", "card", "gpu", "tpu"];

/// Prefixes that stand directly before a unit, longest first.
pub(super) const PREFIXES: &[(&str, i64)] = &[
    ("zetta", 21),
    ("yotta", 24),
    ("kilo", 3),
    ("mega", 6),
    ("giga", 9),
    ("tera", 12),
    ("peta", 15),
    ("exa", 18),
    ("k", 3),
    ("m", 6),
    ("g", 9),
    ("t", 12),
    ("p", 15),
    ("e", 18),
    ("z", 21),
    ("y", 24),
];

/// A magnitude after a number and the letters with which it may be abbreviated.
pub(super) struct Magnitude {
    pub(super) text: &'static str,
    pub(super) exponent: i64,
    /// The least generous set of letters that has it.
    pub(super) letters: Letters,
}

/// Which abbreviations are safe: none that could be taken for another unit of the dimension.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letters {
    /// Words only, and `k`.
    Kilo,
    /// Also `M`.
    KiloMega,
    /// Everything but `B`, which is a byte.
    AllButBillion,
    /// Everything.
    All,
}

const fn magnitude(text: &'static str, exponent: i64, letters: Letters) -> Magnitude {
    Magnitude { text, exponent, letters }
}

/// Longest first.
pub(super) const MAGNITUDES: &[Magnitude] = &[
    magnitude("quadrillion", 15, Letters::Kilo),
    magnitude("quintillion", 18, Letters::Kilo),
    magnitude("thousand", 3, Letters::Kilo),
    magnitude("trillion", 12, Letters::Kilo),
    magnitude("million", 6, Letters::Kilo),
    magnitude("billion", 9, Letters::Kilo),
    magnitude("mln", 6, Letters::AllButBillion),
    magnitude("bln", 9, Letters::AllButBillion),
    magnitude("trn", 12, Letters::AllButBillion),
    magnitude("mn", 6, Letters::AllButBillion),
    magnitude("mm", 6, Letters::AllButBillion),
    magnitude("bn", 9, Letters::AllButBillion),
    magnitude("tn", 12, Letters::AllButBillion),
    magnitude("k", 3, Letters::Kilo),
    magnitude("m", 6, Letters::KiloMega),
    magnitude("b", 9, Letters::All),
    magnitude("g", 9, Letters::AllButBillion),
    magnitude("t", 12, Letters::AllButBillion),
    magnitude("p", 15, Letters::AllButBillion),
    magnitude("e", 18, Letters::AllButBillion),
];

/// The abbreviations that a dimension accepts after a number.
pub(super) const fn letters(dimension: Dimension) -> Letters {
    match dimension {
        Dimension::Hours | Dimension::Days | Dimension::Years | Dimension::Seconds => Letters::Kilo,
        Dimension::CarbonIntensity | Dimension::WaterIntensity | Dimension::UsdPerKwh => Letters::Kilo,
        Dimension::Energy | Dimension::Power => Letters::KiloMega,
        Dimension::Bytes | Dimension::BytesPerSec => Letters::AllButBillion,
        Dimension::Scalar
        | Dimension::Ratio
        | Dimension::Fraction
        | Dimension::Params
        | Dimension::Tokens
        | Dimension::Flop
        | Dimension::FlopPerToken
        | Dimension::FlopPerSec
        | Dimension::AcceleratorHours
        | Dimension::Accelerators
        | Dimension::Usd
        | Dimension::UsdPerAcceleratorHour
        | Dimension::Carbon
        | Dimension::Water => Letters::All,
    }
}
