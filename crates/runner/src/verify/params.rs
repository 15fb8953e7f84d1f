//! The parameters of a case, each asked for by name; what is missing or wrong is said with the case and the parameter.

use darse_engine::{Variate, VariateError};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The parameters of one case.
#[derive(Clone, Copy, Debug)]
pub struct Params<'a> {
    case: &'a str,
    map: &'a Map<String, Value>,
    asked: &'a Asked,
    /// The parameter that these are part of.
    whole: Option<&'a str>,
}

/// Which parameters a family asked for; those of a part with a dot: `service.mean`.
#[derive(Debug, Default)]
pub struct Asked(RefCell<BTreeSet<String>>);

/// What is wrong with a case, in words for people; it names the case.
pub type Fault = String;

impl<'a> Params<'a> {
    /// Of this case.
    pub fn of(case: &'a str, map: &'a Map<String, Value>, asked: &'a Asked) -> Self {
        Params { case, map, asked, whole: None }
    }

    /// A sentence about a parameter.
    pub fn fault(&self, name: &str, what: &str) -> Fault {
        format!("case `{}`: parameter `{name}` {what}", self.case)
    }

    /// Is it there?
    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// Those that nobody has asked for.
    pub fn unread(&self) -> Vec<String> {
        let asked = self.asked.0.borrow();
        let parts = |(name, value): (&String, &Value)| {
            let keys = value.as_object().into_iter().flat_map(|part| part.keys()).map(|key| format!("{name}.{key}"));
            std::iter::once(name.clone()).chain(keys).find(|path| !asked.contains(path))
        };
        self.map.iter().filter_map(parts).collect()
    }

    fn value(&self, name: &str) -> Result<&'a Value, Fault> {
        let path = self.whole.map_or_else(|| name.to_owned(), |whole| format!("{whole}.{name}"));
        self.asked.0.borrow_mut().insert(path);
        self.map.get(name).ok_or_else(|| self.fault(name, "is missing"))
    }

    /// A finite number.
    pub fn number(&self, name: &str) -> Result<f64, Fault> {
        let value = self.value(name)?;
        value.as_f64().filter(|x| x.is_finite()).ok_or_else(|| self.fault(name, &format!("must be a number, found {value}")))
    }

    /// A number that follows from others, where it is given.
    pub fn agrees(&self, name: &str, with: f64) -> Result<(), Fault> {
        if !self.has(name) {
            return Ok(());
        }
        let found = self.number(name)?;
        let is_near = (found - with).abs() <= 1e-6 * with.abs();
        if is_near { Ok(()) } else { Err(self.fault(name, &format!("is {with} by the others, found {found}"))) }
    }

    /// A number above 0.
    pub fn positive(&self, name: &str) -> Result<f64, Fault> {
        let found = self.number(name)?;
        if found > 0.0 { Ok(found) } else { Err(self.fault(name, &format!("must be above 0, found {found}"))) }
    }

    /// A whole number of at least `least`.
    pub fn count(&self, name: &str, least: u32) -> Result<u32, Fault> {
        let value = self.value(name)?;
        let whole = value.as_f64().filter(|x| x.fract().abs() < 1e-9 && *x >= f64::from(least) && *x < 1e9);
        let wrong = || self.fault(name, &format!("must be a whole number of {least} or more, found {value}"));
        whole.map(|x| x.round() as u32).ok_or_else(wrong)
    }

    /// A list of numbers, not below 0, at least one.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, Fault> {
        let value = self.value(name)?;
        let list = value.as_array().filter(|list| !list.is_empty());
        let wrong = || self.fault(name, &format!("must be a list of numbers, found {value}"));
        list.ok_or_else(wrong)?.iter().map(|x| x.as_f64().filter(|x| *x >= 0.0).ok_or_else(wrong)).collect()
    }

    /// A list of lists of numbers.
    pub fn table(&self, name: &str) -> Result<Vec<Vec<f64>>, Fault> {
        let value = self.value(name)?;
        let wrong = || self.fault(name, &format!("must be a list of lists of numbers, found {value}"));
        let rows = value.as_array().ok_or_else(wrong)?;
        let row = |row: &Value| row.as_array()?.iter().map(Value::as_f64).collect::<Option<Vec<f64>>>();
        rows.iter().map(|it| row(it).ok_or_else(wrong)).collect()
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Result<Vec<&'a str>, Fault> {
        let value = self.value(name)?;
        let wrong = || self.fault(name, &format!("must be a list of texts, found {value}"));
        value.as_array().ok_or_else(wrong)?.iter().map(|it| it.as_str().ok_or_else(wrong)).collect()
    }

    /// Text.
    pub fn text(&self, name: &str) -> Result<&'a str, Fault> {
        let value = self.value(name)?;
        value.as_str().ok_or_else(|| self.fault(name, &format!("must be text, found {value}")))
    }

    /// The phases of `Erlang-2` or `Erlang-2 interarrival`; 1 of `exponential`.
    pub fn phases(&self, name: &str) -> Result<u32, Fault> {
        let text = self.text(name)?;
        let word = text.split_whitespace().next().unwrap_or("").to_lowercase();
        let phases = match word.strip_prefix("erlang-") {
            Some(k) => k.parse().ok().filter(|k| *k >= 1),
            None => word.starts_with("exp").then_some(1),
        };
        phases.ok_or_else(|| self.fault(name, &format!("must be `exponential` or `Erlang-k`, found `{text}`")))
    }

    /// The parameters within a parameter.
    pub fn part(&self, name: &str) -> Result<Params<'a>, Fault> {
        let value = self.value(name)?;
        let map = value.as_object().ok_or_else(|| self.fault(name, &format!("must be a law, found {value}")))?;
        Ok(Params { map, whole: self.map.get_key_value(name).map(|(name, _)| name.as_str()), ..*self })
    }

    /// A law of times `{ "kind": …, … }`, each time multiplied by `scale`.
    pub fn law(&self, name: &str, scale: f64) -> Result<Variate, Fault> {
        let law = self.part(name)?;
        let of = |key: &str| law.number(key).map_err(|_| self.fault(&format!("{name}.{key}"), "is missing or no number"));
        let time = |key: &str| of(key).map(|x| x * scale);
        let made = match law.text("kind").map_err(|_| self.fault(&format!("{name}.kind"), "is missing"))? {
            "exp" | "exponential" => Variate::exponential(time("mean")?),
            "det" | "deterministic" | "constant" => Variate::constant(time("value")?),
            "erlang" => Variate::erlang(of("k")? as u32, time("mean")?),
            "gamma" => Variate::gamma(of("shape")? * time("scale")?, 1.0 / of("shape")?.sqrt()),
            "weibull" => Variate::weibull(time("scale")?, of("shape")?),
            "lognormal" => Variate::lognormal(time("mean")?, of("cv")?),
            "triangular" => Variate::triangular(time("a")?, time("mode")?, time("b")?),
            "uniform" => Variate::uniform(time("a")?, time("b")?),
            "pert" => Variate::pert(time("a")?, time("mode")?, time("b")?),
            "normal" => Variate::normal(time("mean")?, time("sd")?, time("min")?, time("max")?),
            other => {
                let known = "exp, det, erlang, gamma, weibull, lognormal, triangular, uniform, pert, normal";
                return Err(self.fault(name, &format!("is of an unknown kind `{other}`; known are {known}")));
            }
        };
        self.made(name, made)
    }

    /// A variate, or what is wrong with its parameter.
    pub fn made(&self, name: &str, made: Result<Variate, VariateError>) -> Result<Variate, Fault> {
        made.map_err(|error| self.fault(name, &format!("makes no law: {error}")))
    }

    /// Refuses a load of 1 or more, under which there is no steady state.
    pub fn stable(&self, load: f64) -> Result<f64, Fault> {
        if load < 1.0 {
            Ok(load)
        } else {
            Err(format!("case `{}`: its load is {load:.4}; below 1 there is a steady state", self.case))
        }
    }
}
