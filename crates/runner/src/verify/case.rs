//! Cases: what is asked, what is expected, and where from.
//!
//! Two layouts of JSON are read: the project's own table (`own/*.json`, by family, with the figures of books beside), and
//! files with `{"cases": [{"id", "family", "params", "expected"}]}`. What is expected may be nested: `{"N4": {"X": 1}}` is
//! the quantity `N4.X`, and `{"X": [1, 2]}` the quantities `X[0]` and `X[1]`.

use super::family;
use super::params::{Asked, Fault, Params};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One case.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// Which model it is of.
    pub family: String,
    /// What the family asks.
    parameters: Map<String, Value>,
    /// Quantities and their values, in the file's order.
    pub expected: Vec<(String, f64)>,
    /// Standard errors of what is expected, where it was simulated by another program.
    pub errors: BTreeMap<String, f64>,
    /// What a book prints, where that is another number.
    pub published: BTreeMap<String, f64>,
    /// Book, paper or program.
    pub source: String,
    /// Left out by `--quick`.
    pub full_only: bool,
}

impl Case {
    /// Its parameters, with a list of those that are asked for.
    pub fn params<'a>(&'a self, asked: &'a Asked) -> Params<'a> {
        Params::of(&self.id, &self.parameters, asked)
    }

    /// What is expected of a quantity.
    pub fn expects(&self, quantity: &str) -> Option<f64> {
        self.expected.iter().find(|(name, _)| name == quantity).map(|(_, value)| *value)
    }
}

/// The cases of a file.
///
/// # Errors
/// What is wrong with it, in words that name the case.
pub fn read(text: &str) -> Result<Vec<Case>, Fault> {
    let root: Value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
    let groups = root.get("families").and_then(Value::as_array);
    if let Some(groups) = groups {
        let cases = groups.iter().map(group).collect::<Result<Vec<_>, _>>()?;
        return Ok(cases.into_iter().flatten().collect());
    }
    let list = root.get("cases").unwrap_or(&root).as_array().ok_or("it holds no list `cases`")?;
    list.iter().enumerate().map(|(place, it)| case(it, None, place)).collect()
}

/// The cases of one family of the own layout.
fn group(group: &Value) -> Result<Vec<Case>, Fault> {
    let list = group.get("cases").and_then(Value::as_array).ok_or("a family holds no list `cases`")?;
    list.iter().enumerate().map(|(place, it)| case(it, Some(group), place)).collect()
}

fn case(value: &Value, group: Option<&Value>, place: usize) -> Result<Case, Fault> {
    let text = |key: &str| value.get(key).or_else(|| group?.get(key)).and_then(Value::as_str).map(str::to_owned);
    let id = text("id").ok_or_else(|| format!("case {} of the list has no `id`", place + 1))?;
    let family = text("family").ok_or_else(|| format!("case `{id}` has no `family`"))?;
    if !family::NAMES.contains(&family.as_str()) {
        return Err(format!("case `{id}` is of the unknown family `{family}`; known are {}", family::NAMES.join(", ")));
    }
    let object = |key: &str| value.get(key).and_then(Value::as_object);
    let parameters = object("params").ok_or_else(|| format!("case `{id}` has no `params`"))?.clone();
    let mut expected = Vec::new();
    flatten("", value.get("expected").ok_or_else(|| format!("case `{id}` has no `expected`"))?, &mut expected);
    if expected.is_empty() {
        return Err(format!("case `{id}` expects nothing"));
    }
    let numbers = |key: &str| {
        let mut flat = Vec::new();
        value.get(key).into_iter().for_each(|it| flatten("", it, &mut flat));
        flat.into_iter().collect()
    };
    let full_only = value.get("full-only").and_then(Value::as_bool).unwrap_or(false);
    let (errors, published) = (numbers("standard-error"), numbers("published"));
    Ok(Case { id, family, parameters, expected, errors, published, source: text("source").unwrap_or_default(), full_only })
}

/// Numbers of a tree by their path; what is no number (a note) is passed over.
fn flatten(path: &str, value: &Value, into: &mut Vec<(String, f64)>) {
    match value {
        Value::Number(number) => into.extend(number.as_f64().map(|x| (path.to_owned(), x))),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, it)| flatten(&format!("{path}[{i}]"), it, into)),
        Value::Object(map) => {
            for (key, it) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(&path, it, into);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_is_flattened() {
        let text = r#"{"cases": [{"id": "a", "family": "MMc", "params": {},
            "expected": {"Wq": 1, "N4": {"X": [2, 3.5]}, "note": "none"}}]}"#;
        let cases = read(text).unwrap();
        let expected = [("N4.X[0]".to_owned(), 2.0), ("N4.X[1]".to_owned(), 3.5), ("Wq".to_owned(), 1.0)];
        let mut found = cases[0].expected.clone();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(found, expected);
    }

    #[test]
    fn messages_name_the_case() {
        for (text, said) in [
            ("{", "it is no JSON: EOF while parsing an object at line 1 column 1"),
            ("{}", "it holds no list `cases`"),
            (r#"[{"family": "MMc"}]"#, "case 1 of the list has no `id`"),
            (r#"[{"id": "x"}]"#, "case `x` has no `family`"),
            (r#"[{"id": "x", "family": "MMc"}]"#, "case `x` has no `params`"),
            (r#"[{"id": "x", "family": "MMc", "params": {}}]"#, "case `x` has no `expected`"),
            (r#"[{"id": "x", "family": "MMc", "params": {}, "expected": {}}]"#, "case `x` expects nothing"),
        ] {
            assert_eq!(read(text).unwrap_err(), said);
        }
        let unknown = read(r#"[{"id": "x", "family": "MMd"}]"#).unwrap_err();
        assert!(unknown.starts_with("case `x` is of the unknown family `MMd`; known are MMc, ErlangB"), "{unknown}");
    }
}
