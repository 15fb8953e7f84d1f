//! Numbers as text: for programs to read back, and for people.

/// The shortest text that reads back as the same number.
pub fn shortest(value: f64) -> String {
    let value = value + 0.0; // no "-0"
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-5..1e16).contains(&magnitude) { format!("{value:e}") } else { value.to_string() }
}

/// As [`shortest`], and nothing for nothing.
pub fn cell(value: Option<f64>) -> String {
    value.map(shortest).unwrap_or_default()
}

/// With this many decimals, and commas between thousands: `1,497,312` or `28.41`.
pub fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text = format!("{text}.{fraction}");
    }
    let zero = text.chars().all(|c| matches!(c, '0' | '.' | ','));
    if value < 0.0 && !zero { format!("-{text}") } else { text }
}

/// `1 pair`, `1,000 pairs`.
pub fn counted(n: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(n as f64, 0), if n == 1 { "" } else { "s" })
}

/// How many decimals show `digits` significant digits of a number of this magnitude, at most 4.
pub fn decimals_for(magnitude: f64, digits: i32) -> usize {
    let mut shown = digits - 1;
    let mut scale = 1.0;
    // Counts powers of ten by multiplying: no logarithm, whose last bits differ between machines.
    while shown > 0 && magnitude >= scale * 10.0 {
        scale *= 10.0;
        shown -= 1;
    }
    scale = 1.0;
    while magnitude > 0.0 && shown < 4 && magnitude < scale {
        scale /= 10.0;
        shown += 1;
    }
    shown.clamp(0, 4) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_text_reads_back() {
        for value in [0.1, 1.0 / 3.0, 1e300, -2.5e-9, 1497312.0, 5e-324, f64::MAX, 0.0] {
            let text = shortest(value);
            assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(value.to_bits()), "{text}");
            assert!(text.len() < 25, "{text}");
        }
        assert_eq!((shortest(-0.0), shortest(3.0), cell(None)), ("0".to_owned(), "3".to_owned(), String::new()));
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(1497312.4, 0), "1,497,312");
        assert_eq!(grouped(999.96, 1), "1,000.0");
        assert_eq!(grouped(-1234.5, 1), "-1,234.5");
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(100.0, 0), "100");
    }

    #[test]
    fn decimals_follow_the_magnitude() {
        let decimals: Vec<usize> = [2310.0, 12.0, 9.99, 0.34, 0.034, 0.0].iter().map(|&x| decimals_for(x, 2)).collect();
        assert_eq!(decimals, [0, 0, 1, 2, 3, 1]);
    }
}
