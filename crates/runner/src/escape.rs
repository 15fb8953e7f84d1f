//! Names come from scenarios and CSV files; here they are made harmless for where they are shown.

/// For a terminal or an SVG text: control characters become visible, so that no name can move a cursor, recolour a
/// screen or break an XML document. Line feeds stay.
pub fn printable(text: &str) -> String {
    let hidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(hidden) {
        return text.to_owned();
    }
    text.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// For a CSV cell of text: what a spreadsheet would take for a formula gets an apostrophe in front. Quotes and commas
/// are the CSV writer's business.
pub fn csv_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// For a part of a file name: ASCII letters, digits, `-` and `_` stay, anything else becomes a `-`.
pub fn file_stem(text: &str) -> String {
    let safe: String = text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let safe = safe.trim_matches('-').chars().take(60).collect::<String>();
    if safe.is_empty() { "unnamed".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(printable("TC3"), "TC3");
        assert_eq!(printable("a\u{1b}[31mred"), "a\\u{1b}[31mred");
        assert_eq!(printable("left\u{202e}right"), "left\\u{202e}right");
        assert_eq!(printable("two\nlines, Tanger Méditerranée"), "two\nlines, Tanger Méditerranée");
    }

    #[test]
    fn a_cell_cannot_be_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(csv_cell(cell), format!("'{cell}"));
        }
        assert_eq!(csv_cell("tc3/vessel_wait"), "tc3/vessel_wait");
    }

    #[test]
    fn a_file_name_stays_in_its_folder() {
        assert_eq!(file_stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_stem("TC3 (east)"), "TC3--east");
        assert_eq!(file_stem("…"), "unnamed");
        assert_eq!(file_stem(&"x".repeat(500)).len(), 60);
    }
}
