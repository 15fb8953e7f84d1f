//! `--only`: names with `*` and `?`.

/// Does the whole name match? `*` stands for any text, `?` for one character; capitals do not matter.
pub fn matches(pattern: &str, name: &str) -> bool {
    let lower = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    go(&lower(pattern), &lower(name))
}

fn go(pattern: &[char], name: &[char]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => go(rest, name) || name.split_first().is_some_and(|(_, shorter)| go(pattern, shorter)),
        (Some(('?', rest)), Some((_, shorter))) => go(rest, shorter),
        (Some((letter, rest)), Some((other, shorter))) => letter == other && go(rest, shorter),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, name, expected) in [
            ("MMc-*", "MMc-o01", true),
            ("mmc-?01", "MMc-o01", true),
            ("*loop*", "CraneLoop-1", true),
            ("MMc", "MMc-o01", false),
            ("*", "", true),
            ("?", "", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
