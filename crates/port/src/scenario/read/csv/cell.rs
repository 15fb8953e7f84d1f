//! Where the cells of a row stand in the file: only worked out when a fault points at one.

use crate::scenario::read::node::Span;

/// Whether a cell, spaces around it left out, means that nothing is known.
pub(super) fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "NA" | "-")
}

/// The bytes of each cell of the row that begins at or after `begins`, without the spaces around it; quotes included.
pub(super) fn cells_of(text: &str, begins: usize, delimiter: u8) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut at = begins.min(bytes.len());
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let (mut cells, mut start, mut quoted) = (Vec::new(), at, false);
    loop {
        match bytes.get(at) {
            Some(b'"') if at == start => quoted = true,
            Some(b'"') if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            Some(b'"') if quoted => quoted = false,
            Some(byte) if quoted || (*byte != delimiter && !matches!(byte, b'\r' | b'\n')) => {}
            end => {
                let cell = &text[start..at];
                let left = cell.len() - cell.trim_start().len();
                cells.push(start + left..start + left + cell.trim().len());
                if end != Some(&delimiter) {
                    return cells;
                }
                start = at + 1;
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::cells_of;

    #[test]
    fn cells_are_found_between_quotes_and_line_ends() {
        let cells = |text: &str, begins: usize| -> Vec<String> {
            cells_of(text, begins, b',').into_iter().map(|span| text[span].to_owned()).collect()
        };
        assert_eq!(cells("a, b ,c\nd", 0), ["a", "b", "c"]);
        assert_eq!(cells("x\r\n\r\na,\"b, \"\"c\"\"\nd\",\r\n", 1), ["a", "\"b, \"\"c\"\"\nd\"", ""]);
        assert_eq!(cells("a,\"open\nb,c", 0), ["a", "\"open\nb,c"]);
        assert_eq!(cells("é,ü", 0), ["é", "ü"]);
        assert_eq!(cells("", 7), [""]);
    }
}
