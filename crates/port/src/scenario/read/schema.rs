//! The JSON Schema of a scenario, from the descriptions of its keys. Editors complete and check keys with it.

use super::describe::{Description, Kind};
use super::variate::{FAMILIES, Parameter};
use crate::scenario::units::{Bounds, Dimension, pattern};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A JSON Schema (draft 2020-12), indented, its keys sorted.
pub fn json_schema(descriptions: &[Description]) -> String {
    let mut tree = Tree::default();
    for one in descriptions {
        tree.insert(&one.path, one);
    }
    let mut schema = table(&tree);
    let mut definitions = Map::new();
    for dimension in Dimension::ALL {
        definitions.insert(variate_name(dimension), variate(dimension));
        definitions.insert(quantity_name(dimension), quantity(dimension));
    }
    let used = |name: &str, text: &str| text.contains(&format!("#/$defs/{name}\""));
    // A distribution refers to quantities, so those are looked for in what is kept of the former.
    let text = schema.to_string();
    definitions.retain(|name, _| !name.ends_with("-variate") || used(name, &text));
    let text = text + &Value::Object(definitions.clone()).to_string();
    definitions.retain(|name, _| used(name, &text));
    schema["$defs"] = Value::Object(definitions);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Darse scenario");
    schema.sort_all_objects();
    serde_json::to_string_pretty(&schema).expect("a JSON value is written without fault") + "\n"
}

/// The descriptions by the segments of their paths.
#[derive(Default)]
struct Tree<'a> {
    here: Vec<&'a Description>,
    below: BTreeMap<&'a str, Tree<'a>>,
}

impl<'a> Tree<'a> {
    fn insert(&mut self, path: &'a str, description: &'a Description) {
        let mut node = self;
        for segment in path.split('.') {
            node = node.below.entry(segment).or_default();
        }
        node.here.push(description);
    }
}

fn table(tree: &Tree<'_>) -> Value {
    let keys: Map<String, Value> =
        tree.below.iter().filter(|(key, _)| **key != "*").map(|(key, below)| ((*key).to_owned(), property(below))).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": keys })
}

/// A key: what it holds, or any of the things it holds under one `kind` or another.
fn property(tree: &Tree<'_>) -> Value {
    let mut shapes: Vec<Value> = Vec::new();
    for one in &tree.here {
        let shape = shape(one, tree);
        if !shapes.contains(&shape) {
            shapes.push(shape);
        }
    }
    let mut schema = if shapes.len() == 1 { shapes.remove(0) } else { json!({ "anyOf": shapes }) };
    let Some(first) = tree.here.first() else { return schema };
    schema["description"] = json!(first.about);
    if let Some(default) = first.default.as_deref().and_then(literal) {
        let example = first.optional || first.required || matches!(first.kind, Kind::Name(_) | Kind::Names(_));
        let (word, value) = if example { ("examples", json!([default])) } else { ("default", default) };
        schema[word] = value;
    }
    schema
}

fn shape(one: &Description, tree: &Tree<'_>) -> Value {
    let entry = || tree.below.get("*").map_or_else(|| json!({ "type": "object" }), table);
    let listed = |items: Value| json!({ "type": "array", "items": items });
    let words = |choices: &[&str]| json!({ "type": "string", "enum": choices });
    match &one.kind {
        Kind::Count { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Number(bounds) => number(*bounds),
        Kind::Numbers(bounds) => listed(number(*bounds)),
        Kind::NumbersByName(bounds) => json!({ "type": "object", "additionalProperties": number(*bounds) }),
        Kind::Share => json!({ "anyOf": [
            { "type": "number", "minimum": 0, "maximum": 1 },
            { "type": "string", "pattern": "^\\s*[0-9]+(\\.[0-9]*)?\\s*%\\s*$" },
        ] }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => listed(json!({ "type": "string" })),
        Kind::Seed => json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string", "pattern": "^[0-9]{1,20}$" }] }),
        Kind::Quantity(dimension, bounds) => bounded(*dimension, *bounds),
        Kind::Quantities(dimension, bounds) => listed(bounded(*dimension, *bounds)),
        Kind::Moment => moment(),
        Kind::Moments => listed(moment()),
        Kind::TimeOfDay => json!({ "type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$" }),
        Kind::Datetime => {
            json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]+)?)?)?$" })
        }
        Kind::Variate(dimension) => json!({ "$ref": format!("#/$defs/{}", variate_name(*dimension)) }),
        Kind::Choice(choices) => words(choices),
        Kind::Choices(choices) => listed(words(choices)),
        Kind::Name(what) => name_of(what),
        Kind::Names(what) => listed(name_of(what)),
        Kind::Table | Kind::Optional => table(tree),
        Kind::Map => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[\\p{L}\\p{N} _.-]{1,40}$" },
            "additionalProperties": entry(),
        }),
        Kind::List => listed(entry()),
    }
}

/// The name of something that is written elsewhere in the scenario.
fn name_of(what: &str) -> Value {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    json!({ "type": "string", "$comment": format!("the name of {article} {what}") })
}

fn number(bounds: Bounds) -> Value {
    let mut schema = json!({ "type": "number" });
    let low = if bounds.is_strict() { "exclusiveMinimum" } else { "minimum" };
    let limits = [(low, bounds.low(Dimension::Number)), ("maximum", bounds.high(Dimension::Number))];
    limits.into_iter().filter_map(|(word, limit)| Some((word, limit?))).for_each(|(word, limit)| schema[word] = json!(limit));
    schema
}

fn moment() -> Value {
    let days = "Mon(day)?|Tue(sday)?|Wed(nesday)?|Thu(rsday)?|Fri(day)?|Sat(urday)?|Sun(day)?";
    json!({ "type": "string", "pattern": format!("^({days})\\s+[0-9]{{1,2}}:[0-9]{{2}}(:[0-9]{{2}})?$") })
}

/// A quantity, its bounds in a comment: a pattern cannot know them.
fn bounded(dimension: Dimension, bounds: Bounds) -> Value {
    if dimension == Dimension::Number {
        return number(bounds);
    }
    let mut schema = json!({ "$ref": format!("#/$defs/{}", quantity_name(dimension)) });
    if bounds != Bounds::ANY {
        schema["$comment"] = json!(bounds.wanted(dimension));
    }
    schema
}

fn quantity_name(dimension: Dimension) -> String {
    format!("{dimension:?}").to_lowercase()
}

fn variate_name(dimension: Dimension) -> String {
    quantity_name(dimension) + "-variate"
}

fn quantity(dimension: Dimension) -> Value {
    match dimension {
        Dimension::Number => json!({ "type": "number" }),
        _ => json!({
            "type": "string",
            "description": format!("{} with its unit, e.g. \"{}\".", dimension.noun(), dimension.example()),
            "examples": [dimension.example()],
            "pattern": pattern(dimension),
        }),
    }
}

/// A quantity, or a table with exactly one distribution.
fn variate(dimension: Dimension) -> Value {
    let value = json!({ "$ref": format!("#/$defs/{}", quantity_name(dimension)) });
    let this = json!({ "$ref": format!("#/$defs/{}", variate_name(dimension)) });
    let mut families = Map::new();
    for (name, keys, about) in FAMILIES {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (key, parameter) in *keys {
            let schema = match parameter {
                Parameter::Value | Parameter::MaybeValue => value.clone(),
                Parameter::Values => json!({ "type": "array", "items": value, "minItems": 1 }),
                Parameter::Number => json!({ "type": "number" }),
                Parameter::Count => json!({ "type": "integer", "minimum": 1 }),
                Parameter::MaybeNumbers => json!({ "type": "array", "items": { "type": "number", "minimum": 0 } }),
                Parameter::Variate => this.clone(),
                Parameter::Parts => continue,
            };
            properties.insert((*key).to_owned(), schema);
            if parameter.is_required() {
                required.push(*key);
            }
        }
        let part = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": { "weight": { "type": "number", "minimum": 0 }, "of": this },
            "required": ["weight", "of"],
        });
        let family = if keys.iter().any(|(_, parameter)| *parameter == Parameter::Parts) {
            json!({ "type": "array", "minItems": 1, "items": part, "description": about })
        } else {
            json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required, "description": about })
        };
        families.insert((*name).to_owned(), family);
    }
    let one = json!({ "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": families });
    json!({ "anyOf": [value, one], "description": format!("{}, or a distribution with one key.", dimension.noun()) })
}

/// A default as JSON; only plain values are given.
fn literal(toml: &str) -> Option<Value> {
    let parsed = super::node::parse(&format!("x = {toml}"));
    if !parsed.findings.is_empty() {
        return None;
    }
    json_of(parsed.root.get("x")?)
}

fn json_of(node: &super::node::Node) -> Option<Value> {
    use super::node::Value as Toml;
    match &node.value {
        Toml::Text(text) => Some(json!(text)),
        Toml::Integer(number) => number.and_then(|number| u64::try_from(number).ok()).map(|number| json!(number)),
        Toml::Float(number) => Some(json!(number)),
        Toml::Flag(flag) => Some(json!(flag)),
        Toml::Datetime(datetime) => Some(json!(datetime.to_string())),
        Toml::List(elements) => elements.iter().map(json_of).collect(),
        Toml::Table(entries) => entries.iter().map(|entry| Some((entry.key.clone(), json_of(&entry.node)?))).collect(),
    }
}
