//! The families of random variables and their keys.
//!
//! To add one, add a line to [`FAMILIES`] and an arm to [`Parameters::build`]; the engine checks the arguments, and names them as the
//! keys are named here.

use crate::scenario::diagnostic::{Code, closest, listed};
use crate::scenario::read::fault::Faults;
use crate::scenario::read::node::{Entry, Node, Span, Value};
use crate::scenario::read::quantity::quantity;
use crate::scenario::read::table::shortened;
use crate::scenario::read::value::{list, number};
use crate::scenario::units::{Bounds, Dimension};
use darse_engine::{Variate, VariateError};

/// What a parameter of a family is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario::read) enum Parameter {
    /// A value of the variable itself, with its unit.
    Value,
    /// A value that need not be given.
    MaybeValue,
    /// A list of values.
    Values,
    /// A pure number.
    Number,
    /// A whole number.
    Count,
    /// A list of pure numbers that need not be given.
    MaybeNumbers,
    /// Another random variable.
    Variate,
    /// A list of weighted random variables: the family itself is a list, not a table.
    Parts,
}

impl Parameter {
    /// Whether the family cannot do without it.
    pub fn is_required(self) -> bool {
        !matches!(self, MaybeValue | MaybeNumbers)
    }
}

use Parameter::{Count, MaybeNumbers, MaybeValue, Number, Parts, Values};

/// A family: its name, its keys, one line about it.
pub(in crate::scenario::read) type Family = (&'static str, &'static [(&'static str, Parameter)], &'static str);

/// All of them.
pub(in crate::scenario::read) const FAMILIES: &[Family] = &[
    ("constant", &[("value", Parameter::Value)], "Always the same value."),
    ("uniform", &[("low", Parameter::Value), ("high", Parameter::Value)], "Evenly between `low` and `high`."),
    (
        "triangular",
        &[("min", Parameter::Value), ("mode", Parameter::Value), ("max", Parameter::Value)],
        "Rises from `min` to `mode` and falls to `max` by straight lines.",
    ),
    ("exponential", &[("mean", Parameter::Value)], "Exponential."),
    ("erlang", &[("k", Count), ("mean", Parameter::Value)], "The sum of `k` exponentials, `mean` in all."),
    ("gamma", &[("mean", Parameter::Value), ("cv", Number)], "Gamma by mean and coefficient of variation."),
    (
        "lognormal",
        &[("mean", Parameter::Value), ("cv", Number)],
        "Lognormal by mean and coefficient of variation of the variable itself.",
    ),
    (
        "normal",
        &[("mean", Parameter::Value), ("sd", Parameter::Value), ("min", MaybeValue), ("max", MaybeValue)],
        "Normal, cut to `min` and `max`.",
    ),
    ("weibull", &[("scale", Parameter::Value), ("shape", Number)], "Weibull by scale and shape."),
    (
        "pert",
        &[("min", Parameter::Value), ("mode", Parameter::Value), ("max", Parameter::Value)],
        "PERT: a beta whose mean is (min + 4 mode + max) / 6.",
    ),
    (
        "beta",
        &[("alpha", Number), ("beta", Number), ("min", Parameter::Value), ("max", Parameter::Value)],
        "Beta stretched over `min` to `max`.",
    ),
    (
        "empirical",
        &[("values", Values), ("weights", MaybeNumbers)],
        "One of these values, as often as its weight says; without weights, evenly.",
    ),
    ("mixture", &[("", Parts)], "One of these variables, as often as its weight says."),
    ("shifted", &[("by", Parameter::Value), ("of", Parameter::Variate)], "A variable, `by` further up."),
];

/// Reads a random variable.
pub(super) fn read(key: &str, node: &Node, dimension: Dimension, signed: bool, faults: &mut Faults<'_>) -> Option<Variate> {
    let bounds = if signed { Bounds::ANY } else { Bounds::NOT_NEGATIVE };
    let entries = match &node.value {
        Value::Table(entries) => entries,
        Value::List(_) | Value::Flag(_) | Value::Datetime(_) => {
            let (noun, example) = (dimension.noun(), dimension.example());
            let help =
                format!("for instance `{key} = \"{example}\"` or `{key} = {{ exponential = {{ mean = \"{example}\" }} }}`");
            return faults.wrong_type(key, node, &format!("{noun} or a distribution"), help);
        }
        _ => return quantity(key, node, dimension, bounds, faults).map(Variate::Constant),
    };
    let names = || FAMILIES.iter().map(|(name, ..)| *name);
    let mut chosen: Option<(&Family, &Entry)> = None;
    for entry in entries {
        match (FAMILIES.iter().find(|(name, ..)| *name == entry.key), &chosen) {
            (None, _) => {
                let help = closest(&entry.key, names())
                    .map_or_else(|| format!("it is one of {}", listed(names())), |meant| format!("did you mean `{meant}`?"));
                faults.add(
                    &entry.key_span,
                    Code::UnknownKey,
                    format!("unknown distribution `{}` of `{key}`", shortened(&entry.key)),
                    help,
                );
            }
            (Some(_), Some((first, _))) => {
                let message = format!("`{key}` has two distributions, `{}` and `{}`", first.0, entry.key);
                faults.add(&entry.key_span, Code::NotOne, message, "write exactly one, or a `mixture`");
            }
            (Some(family), None) => chosen = Some((family, entry)),
        }
    }
    if entries.is_empty() {
        faults.add(&node.span, Code::NotOne, format!("`{key}` has no distribution"), format!("write one of {}", listed(names())));
    }
    let (family, entry) = chosen?;
    let mut parameters = Parameters { family: family.0, entry, dimension, bounds, signed, faults };
    let variate = parameters.check_keys(family.1).and_then(|()| parameters.build())?;
    (parameters.faults.list.is_empty()).then_some(variate)
}

/// The table of one family.
struct Parameters<'a, 'f, 's> {
    family: &'static str,
    entry: &'a Entry,
    dimension: Dimension,
    bounds: Bounds,
    signed: bool,
    faults: &'f mut Faults<'s>,
}

impl Parameters<'_, '_, '_> {
    /// Unknown and missing keys.
    fn check_keys(&mut self, keys: &[(&'static str, Parameter)]) -> Option<()> {
        let (entry, family) = (self.entry, self.family);
        if keys.iter().any(|(_, parameter)| *parameter == Parts) {
            return Some(());
        }
        let names = || keys.iter().map(|(name, _)| *name);
        if !entry.node.is_table() {
            let keys: Vec<String> = names().map(|name| format!("{name} = …")).collect();
            return self.faults.wrong_type(
                family,
                &entry.node,
                "a table",
                format!("write `{family} = {{ {} }}`", keys.join(", ")),
            );
        }
        for unknown in entry.node.entries().iter().filter(|written| !names().any(|name| name == written.key)) {
            let help = match closest(&unknown.key, names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known here: {}", listed(names()).replace(" or ", ", ")),
            };
            let message = format!("unknown key `{}` of `{family}`", shortened(&unknown.key));
            self.faults.add(&unknown.key_span, Code::UnknownKey, message, help);
        }
        let missing = keys.iter().filter(|(name, parameter)| parameter.is_required() && entry.node.get(name).is_none());
        for (name, parameter) in missing {
            let example = match parameter {
                Parameter::Value if self.dimension != Dimension::Number => {
                    format!(", e.g. `{name} = \"{}\"`", self.dimension.example())
                }
                Count => format!(", e.g. `{name} = 2`"),
                Parameter::Value | Number => format!(", e.g. `{name} = 0.3`"),
                _ => String::new(),
            };
            let help = format!("`{family}` needs {}{example}", listed(names()).replace(" or ", " and "));
            self.faults.add(&entry.key_span, Code::MissingKey, format!("missing key `{name}` of `{family}`"), help);
        }
        Some(())
    }

    fn build(&mut self) -> Option<Variate> {
        // All parameters are read before the first is missed, so that all faults are found.
        let made = match self.family {
            "constant" => Variate::constant(self.value("value")?),
            "uniform" => {
                let (low, high) = (self.value("low"), self.value("high"));
                Variate::uniform(low?, high?)
            }
            "triangular" | "pert" => {
                let (min, mode, max) = (self.value("min"), self.value("mode"), self.value("max"));
                let make = if self.family == "pert" { Variate::pert } else { Variate::triangular };
                make(min?, mode?, max?)
            }
            "exponential" => Variate::exponential(self.value("mean")?),
            "erlang" => {
                let (k, mean) = (self.count("k"), self.value("mean"));
                Variate::erlang(k?, mean?)
            }
            "gamma" | "lognormal" => {
                let (mean, cv) = (self.value("mean"), self.number("cv", Bounds::POSITIVE));
                let make = if self.family == "gamma" { Variate::gamma } else { Variate::lognormal };
                make(mean?, cv?)
            }
            "normal" => {
                let (mean, sd) = (self.value("mean"), self.value("sd"));
                let lowest = if self.signed { f64::NEG_INFINITY } else { 0.0 };
                let min = self.has("min").then(|| self.value("min"));
                let max = self.has("max").then(|| self.value("max"));
                Variate::normal(mean?, sd?, min.unwrap_or(Some(lowest))?, max.unwrap_or(Some(f64::INFINITY))?)
            }
            "weibull" => {
                let (scale, shape) = (self.value("scale"), self.number("shape", Bounds::POSITIVE));
                Variate::weibull(scale?, shape?)
            }
            "beta" => {
                let (alpha, beta, min, max) = (
                    self.number("alpha", Bounds::POSITIVE),
                    self.number("beta", Bounds::POSITIVE),
                    self.value("min"),
                    self.value("max"),
                );
                Variate::beta(alpha?, beta?, min?, max?)
            }
            "empirical" => return self.empirical(),
            "mixture" => return self.mixture(),
            "shifted" => {
                let (dimension, signed) = (self.dimension, self.signed);
                let of = self.entry.node.get("of").and_then(|node| read("of", node, dimension, signed, self.faults));
                let by = self.value("by");
                of?.shifted(by?)
            }
            other => unreachable!("the family `{other}` is in the table"),
        };
        self.checked(made)
    }

    fn empirical(&mut self) -> Option<Variate> {
        let (dimension, bounds, node) = (self.dimension, self.bounds, &self.entry.node);
        let values_node = node.get("values")?;
        let values = list("values", values_node, "a list of values", self.faults, |node, faults| {
            quantity("values", node, dimension, bounds, faults)
        });
        let weights = node.get("weights").map(|node| {
            list("weights", node, "a list of numbers", self.faults, |node, faults| {
                number("weights", node, Bounds::NOT_NEGATIVE, faults)
            })
        });
        let values = values?;
        let weights = weights.unwrap_or_else(|| Some(vec![1.0; values.len()]))?;
        if values.is_empty() {
            self.faults.add(&values_node.span, Code::OutOfRange, "`values` is empty".to_owned(), "write at least one value");
            return None;
        }
        if values.len() != weights.len() {
            let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            let message = format!("{}, but {}", many(values.len(), "value"), many(weights.len(), "weight"));
            let span = self.span("weights");
            self.faults.add(&span, Code::Inconsistent, message, "write one weight for each value, or none at all");
            return None;
        }
        self.checked(Variate::empirical(values, weights))
    }

    fn mixture(&mut self) -> Option<Variate> {
        let (entry, dimension, signed) = (self.entry, self.dimension, self.signed);
        let each = |node: &Node, faults: &mut Faults<'_>| {
            if !node.is_table() {
                return faults.wrong_type("mixture", node, "a list of tables", "write `{ weight = 0.5, of = … }`");
            }
            for unknown in node.entries().iter().filter(|entry| !matches!(entry.key.as_str(), "weight" | "of")) {
                let message = format!("unknown key `{}` of `mixture`", shortened(&unknown.key));
                let help = closest(&unknown.key, ["weight", "of"])
                    .map_or("known here: `weight`, `of`".to_owned(), |meant| format!("did you mean `{meant}`?"));
                faults.add(&unknown.key_span, Code::UnknownKey, message, help);
            }
            for missing in ["weight", "of"].iter().filter(|key| node.get(key).is_none()) {
                faults.add(
                    &node.span,
                    Code::MissingKey,
                    format!("missing key `{missing}` of `mixture`"),
                    "write `{ weight = 0.5, of = … }`",
                );
            }
            let weight = node.get("weight").and_then(|node| number("weight", node, Bounds::NOT_NEGATIVE, faults));
            let of = node.get("of").and_then(|node| read("of", node, dimension, signed, faults));
            Some((weight?, of?))
        };
        let parts = list("mixture", &entry.node, "a list of weighted distributions", self.faults, each)?;
        if parts.is_empty() {
            self.faults.add(&entry.node.span, Code::OutOfRange, "`mixture` is empty".to_owned(), "write at least one part");
            return None;
        }
        self.checked(Variate::mixture(parts))
    }

    fn has(&self, key: &str) -> bool {
        self.entry.node.get(key).is_some()
    }

    /// A value with its unit; `None` without a further word if it is missing, which was reported.
    fn value(&mut self, key: &str) -> Option<f64> {
        let (dimension, bounds) = (self.dimension, self.bounds);
        self.entry.node.get(key).and_then(|node| quantity(key, node, dimension, bounds, self.faults))
    }

    fn number(&mut self, key: &str, bounds: Bounds) -> Option<f64> {
        self.entry.node.get(key).and_then(|node| number(key, node, bounds, self.faults))
    }

    fn count(&mut self, key: &str) -> Option<u32> {
        let node = self.entry.node.get(key)?;
        crate::scenario::read::value::whole(key, node, 1, 1_000, self.faults).and_then(|k| u32::try_from(k).ok())
    }

    /// The bytes of the value of a key, or of the whole family.
    fn span(&self, key: &str) -> Span {
        self.entry.node.get(key).map_or_else(|| self.entry.node.span.clone(), |node| node.span.clone())
    }

    /// What the engine objects to, at the key that it names.
    fn checked(&mut self, made: Result<Variate, VariateError>) -> Option<Variate> {
        let VariateError { argument, expected, .. } = match made {
            Ok(variate) => return Some(variate),
            Err(error) => error,
        };
        let node = self.entry.node.get(argument.trim_start_matches("sum of the ")).unwrap_or(&self.entry.node);
        let found = if matches!(node.value, Value::Table(_) | Value::List(_)) {
            node.type_name().to_owned()
        } else {
            self.faults.found(node)
        };
        let code = if expected.contains("below `") { Code::Inconsistent } else { Code::OutOfRange };
        let message = format!("`{argument}` of `{}` must be {expected}, found `{}`", self.family, found.trim_matches('"'));
        self.faults.add(&node.span, code, message, "");
        None
    }
}
