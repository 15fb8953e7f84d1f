//! Describing the reference, and the schema made of it.

use super::*;

#[test]
fn the_reference_describes_itself() {
    let document = Document::describe(ZONE);
    document.read(zone);
    assert_eq!((document.unread_reference_keys(), document.keys_missing_from_reference()), (vec![], vec![]));
    let lines: Vec<String> =
        document.descriptions().iter().map(|d| format!("{}: {:?} = {:?} ({})", d.path, d.kind, d.default, d.about)).collect();
    assert_eq!(document.finish(), []);
    insta::assert_snapshot!(lines.join("\n"), @r#"
    title: Text = Some("\"a zone\"") (One line for people.)
    terminal: Map = None (Terminals by name.)
    terminal.*.kind: Choice(["container", "ferry"]) = Some("\"container\"") (What it handles.)
    terminal.*.cycle: Variate(Time) = Some("{ lognormal = { mean = \"115 s\", cv = 0.3 } }") (Time between moves.)
    terminal.*.cranes: Count { min: 0, max: 100 } = Some("20") (Cranes.)
    terminal.*.yard: Table = None (The yard.)
    terminal.*.yard.blocks: Count { min: 1, max: 500 } = Some("30") (Blocks.)
    terminal.*.ramps: Count { min: 1, max: 20 } = Some("3") (Ramps.)
    service: List = None (Liner services.)
    service.*.terminal: Name("terminal") = Some("\"TC4\"") (Where it calls.)
    service.*.patience: Quantity(Time, Bounds { low: AboveZero, high: Open }) = Some("\"3 h\"") (How long it waits.)
    "#);
}

#[test]
fn the_schema_knows_every_key() {
    let document = Document::describe(ZONE);
    document.read(zone);
    let schema = json_schema(&document.descriptions());
    let parsed: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let terminal = &parsed["properties"]["terminal"]["additionalProperties"];
    assert_eq!(terminal["properties"]["cycle"]["$ref"], "#/$defs/time-variate");
    assert_eq!(terminal["additionalProperties"], false);
    assert!(parsed["$defs"]["time"]["pattern"].is_string() && parsed["$defs"]["mass"].is_null());
    insta::assert_snapshot!(schema);
}

#[test]
fn keys_left_over_and_keys_left_out_of_the_reference_are_named() {
    let document = Document::describe("a = 1\n[m.x]\nb = 2\n[m.y]\nc = 3");
    document.read(|t| t.map("m", "A map.", |_, t| (t.count("c", 0..=9, "c"), t.count("d", 0..=9, "d"))));
    assert_eq!(document.unread_reference_keys(), ["a", "m.*.b"]);
    assert_eq!(document.keys_missing_from_reference(), ["m.*.d"]);
}
