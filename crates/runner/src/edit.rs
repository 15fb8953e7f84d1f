//! `--set path.to.key=value`: edits the document before it is read, so that the very same loader checks what comes out.
//!
//! A path is TOML's own dotted key (`terminal."My Port".x`). A part of it that meets an array picks an entry by its
//! number, from 0, or by its `name`: `ferry-port.Ferries.quay.berths.0`. A value is read as TOML and, if it is none,
//! taken as text: `x="90 s"`, `x=90 s` and `x=90` all do what they look like. Unknown keys are the loader's to refuse.

use darse_port::scenario::diagnostic::closest;
use std::fmt;
use std::str::FromStr;
use toml_edit::{DocumentMut, InlineTable, Item, Key, Table, Value};

/// One `--set`.
#[derive(Clone, Debug)]
pub struct Override {
    path: Vec<String>,
    value: Value,
    typed: String,
}

/// Why an override cannot be read or applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// There is no `=`.
    NoValue(String),
    /// What stands before the `=` is no dotted key.
    BadPath(String, String),
    /// An array has no entry of that number or name; the third part lists those it has.
    NoEntry(String, String, Vec<String>),
    /// The scenario has no such table, but one with nearly the same name.
    Misspelt(String, String),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::Misspelt(table, meant) => {
                write!(f, "the scenario has no `{table}`: did you mean `{meant}`? (a new one is to be written into the file)")
            }
            EditError::NoValue(typed) => write!(f, "`{typed}` is no override: write `path.to.key=value`"),
            EditError::BadPath(path, why) => write!(f, "`{path}` is no path of keys: {why}"),
            EditError::NoEntry(array, wanted, names) if names.is_empty() => {
                write!(f, "`{array}` has no entry `{wanted}`: it is empty")
            }
            EditError::NoEntry(array, wanted, names) => {
                write!(f, "`{array}` has no entry `{wanted}`: it has `{}`", names.join("`, `"))
            }
        }
    }
}

impl std::error::Error for EditError {}

impl FromStr for Override {
    type Err = EditError;

    fn from_str(typed: &str) -> Result<Override, EditError> {
        let equals = unquoted_equals(typed).ok_or_else(|| EditError::NoValue(typed.to_owned()))?;
        let (path, value) = (typed[..equals].trim(), typed[equals + 1..].trim());
        let keys = Key::parse(path).map_err(|error| {
            EditError::BadPath(path.to_owned(), error.to_string().lines().last().unwrap_or_default().trim().to_owned())
        })?;
        let path = keys.iter().map(|key| key.get().to_owned()).collect();
        Ok(Override { path, value: parse_value(value), typed: typed.to_owned() })
    }
}

impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

impl Override {
    /// An override made by a flag of its own, e.g. `--horizon`.
    pub fn text(key: &str, value: &str) -> Override {
        let typed = format!("{key}={value}");
        Override { path: vec![key.to_owned()], value: Value::from(value), typed }
    }

    /// The first key of its path.
    pub fn first_key(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// The same override with an absolute folder or file cut to its last part: what `manifest.toml` may hold.
    pub fn portable(&self) -> Override {
        match self.value.as_str().filter(|text| std::path::Path::new(text).is_absolute()) {
            None => self.clone(),
            Some(text) => {
                let last = text.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default();
                let path: String = self.path.iter().map(|part| Key::new(part).display_repr().into_owned() + ".").collect();
                let typed = format!("{}={last}", path.trim_end_matches('.'));
                Override { path: self.path.clone(), value: Value::from(last), typed }
            }
        }
    }

    /// Writes the value at its place in the document.
    ///
    /// # Errors
    /// If the path goes through an array that has no such entry, or names a table that the scenario has under nearly the same name.
    pub fn apply(&self, document: &mut DocumentMut) -> Result<(), EditError> {
        self.is_spelt_well(document)?;
        let (last, front) = self.path.split_last().expect("a parsed key has at least one part");
        let mut here = document.as_item_mut();
        for (depth, part) in front.iter().enumerate() {
            here = step(here, part, &self.path[..depth])?;
        }
        let target = step_to_leaf(here, last, front)?;
        put(target, &self.value);
        Ok(())
    }

    /// Of what a scenario has by name, as terminals and services, `--set` changes one; a misspelt name would add another.
    fn is_spelt_well(&self, document: &DocumentMut) -> Result<(), EditError> {
        let [kind, name, _, ..] = self.path.as_slice() else { return Ok(()) };
        let Some(named) = document.get(kind).and_then(Item::as_table_like) else { return Ok(()) };
        if named.contains_key(name) {
            return Ok(());
        }
        let others = named.iter().filter(|(_, item)| item.is_table_like()).map(|(key, _)| key);
        match closest(name, others) {
            Some(meant) => Err(EditError::Misspelt(format!("{kind}.{name}"), format!("{kind}.{meant}"))),
            None => Ok(()),
        }
    }
}

/// Where the first `=` outside quotes stands.
fn unquoted_equals(typed: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in typed.char_indices() {
        match (quote, c) {
            (None, '=') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

fn parse_value(typed: &str) -> Value {
    typed.parse::<Value>().unwrap_or_else(|_| Value::from(typed))
}

/// One step down, making a table where there is none.
fn step<'a>(here: &'a mut Item, part: &str, so_far: &[String]) -> Result<&'a mut Item, EditError> {
    if is_array(here) {
        return entry(here, part, so_far);
    }
    if !here.is_table_like() {
        *here = Item::Value(Value::InlineTable(InlineTable::new()));
    }
    let inline = here.is_inline_table();
    let table = here.as_table_like_mut().expect("it has just been made a table");
    Ok(table.entry(part).or_insert_with(|| {
        if inline {
            Item::Value(Value::InlineTable(InlineTable::new()))
        } else {
            let mut made = Table::new();
            made.set_implicit(true);
            Item::Table(made)
        }
    }))
}

/// The last step, which may make nothing but room for a value.
fn step_to_leaf<'a>(here: &'a mut Item, part: &str, so_far: &[String]) -> Result<&'a mut Item, EditError> {
    if is_array(here) {
        return entry(here, part, so_far);
    }
    if !here.is_table_like() {
        *here = Item::Value(Value::InlineTable(InlineTable::new()));
    }
    let table = here.as_table_like_mut().expect("it has just been made a table");
    Ok(table.entry(part).or_insert(Item::None))
}

/// Replaces what is there, and keeps the blanks and the comment around it.
fn put(target: &mut Item, value: &Value) {
    let mut value = value.clone();
    match target.as_value() {
        Some(old) => {
            // `07:30` is a TOML time; where the scenario has text, it stays text.
            if old.is_str() && value.is_datetime() {
                value = Value::from(value.to_string().trim());
            }
            *value.decor_mut() = old.decor().clone();
        }
        None => value.decor_mut().clear(),
    }
    *target = Item::Value(value);
}

fn is_array(item: &Item) -> bool {
    item.is_array_of_tables() || item.as_array().is_some()
}

/// The entry of an array that `part` names, by number or by `name`.
fn entry<'a>(array: &'a mut Item, part: &str, so_far: &[String]) -> Result<&'a mut Item, EditError> {
    let names = entry_names(array);
    let by_name = names.iter().position(|name| name.as_deref() == Some(part));
    let found = by_name.or_else(|| part.parse().ok().filter(|&at| at < names.len()));
    let Some(at) = found else {
        let known = names.iter().enumerate().map(|(at, name)| name.clone().unwrap_or_else(|| at.to_string())).collect();
        return Err(EditError::NoEntry(so_far.join("."), part.to_owned(), known));
    };
    Ok(array.get_mut(at).expect("the place was found among the entries"))
}

/// The `name` of each entry, where it has one.
fn entry_names(array: &Item) -> Vec<Option<String>> {
    if let Some(tables) = array.as_array_of_tables() {
        let name = |table: &Table| table.get("name").and_then(Item::as_str).map(str::to_owned);
        return tables.iter().map(name).collect();
    }
    let name = |value: &Value| value.as_inline_table()?.get("name")?.as_str().map(str::to_owned);
    array.as_array().map(|values| values.iter().map(name).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCENARIO: &str = r#"title = "A port" # kept

[[terminal.container]]
name = "TC3"
cranes = { count = 8, cycle.lognormal = { mean = "115 s", cv = 0.3 } }

[[terminal.container]]
name = "TC 4"
opens = "06:00"

[calls]
services = [{ name = "WAF-1", day = 1 }, { name = "MED-2", day = 4 }]
"#;

    fn edited(typed: &[&str]) -> String {
        let mut document: DocumentMut = SCENARIO.parse().unwrap();
        for typed in typed {
            typed.parse::<Override>().unwrap().apply(&mut document).unwrap();
        }
        document.to_string()
    }

    fn refusal(typed: &str) -> String {
        let mut document: DocumentMut = SCENARIO.parse().unwrap();
        match typed.parse::<Override>().and_then(|change| change.apply(&mut document)) {
            Ok(()) => panic!("`{typed}` was accepted"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_value_is_toml_or_else_text() {
        let text = edited(&["title=\"quoted\"", "horizon=90 s", "a=3", "b=[1, 2]", "c=true", "d=", "e={ x = 1 }", "f=nan"]);
        for line in ["title = \"quoted\" # kept", "horizon = \"90 s\"", "a = 3", "b = [1, 2]", "c = true", "d = \"\"", "f = nan"]
        {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn a_path_goes_through_arrays_by_name_or_number() {
        let text = edited(&["terminal.container.TC3.cranes.count=9", "terminal.container.1.quay.length=800 m"]);
        assert!(text.contains("count = 9"), "{text}");
        assert!(text.contains("length = \"800 m\""), "{text}");
        let text = edited(&["terminal.container.\"TC 4\".x=1", "calls.services.MED-2.day=5"]);
        assert!(text.contains("x = 1") && text.contains("{ name = \"MED-2\", day = 5 }"), "{text}");
    }

    #[test]
    fn a_missing_table_is_made_and_a_scalar_gives_way() {
        let text = edited(&["weather.wind.limit=20 m/s", "terminal.container.TC3.cranes.cycle.constant=2 min", "title.x=1"]);
        let read: DocumentMut = text.parse().unwrap();
        assert_eq!(read["weather"]["wind"]["limit"].as_str(), Some("20 m/s"));
        let cranes = &read["terminal"]["container"].as_array_of_tables().unwrap().get(0).unwrap()["cranes"];
        assert_eq!(cranes["cycle"]["constant"].as_str(), Some("2 min"), "{text}");
        assert_eq!(read["title"]["x"].as_integer(), Some(1));
    }

    #[test]
    fn a_time_of_day_stays_the_text_it_was() {
        assert!(edited(&["terminal.container.1.opens=07:30"]).contains("opens = \"07:30\""));
    }

    #[test]
    fn refusals_say_what_there_is() {
        assert_eq!(refusal("horizon"), "`horizon` is no override: write `path.to.key=value`");
        assert_eq!(refusal("terminal.container.TC5.x=1"), "`terminal.container` has no entry `TC5`: it has `TC3`, `TC 4`");
        assert_eq!(refusal("calls.services.7.x=1"), "`calls.services` has no entry `7`: it has `WAF-1`, `MED-2`");
        assert!(refusal("a..b=1").starts_with("`a..b` is no path of keys: "), "{}", refusal("a..b=1"));
        assert!(refusal("=1").starts_with("`` is no path of keys: "), "{}", refusal("=1"));
    }

    #[test]
    fn a_misspelt_name_adds_no_other() {
        let apply = |typed: &str| {
            let mut document: DocumentMut = "[terminal.Hello]\ncranes = { count = 3 }\n[demand]\nvolume = 1\n".parse().unwrap();
            typed.parse::<Override>().unwrap().apply(&mut document).map_err(|error| error.to_string())
        };
        let refused = apply("terminal.Helo.cranes.count=3").unwrap_err();
        assert!(refused.starts_with("the scenario has no `terminal.Helo`: did you mean `terminal.Hello`?"), "{refused}");
        for sound in ["terminal.Hello.crane.count=3", "terminal.North.cranes.count=3", "terminals.Hello.x=1", "demand.volum.x=2"]
        {
            assert_eq!(apply(sound), Ok(()), "{sound}: the loader's to judge");
        }
    }

    #[test]
    fn a_portable_override_names_no_folder_of_this_machine() {
        let portable = |typed: &str| typed.parse::<Override>().unwrap().portable().to_string();
        assert_eq!(portable("calls.folder=/home/someone/CTA_2021/"), "calls.folder=CTA_2021");
        assert_eq!(portable("calls.\"a b\"=\"/x/y.csv\""), "calls.\"a b\"=y.csv");
        assert_eq!(portable("calls.folder=data/CTA_2021"), "calls.folder=data/CTA_2021");
    }
}
