//! "Did you mean": the closest of the words that would have been right.

/// As many words are listed in a help line.
const LISTED: usize = 24;

/// The candidate closest to a misspelt word, if one is close enough to be what was meant.
pub fn closest<T: AsRef<str>>(word: &str, candidates: impl IntoIterator<Item = T>) -> Option<String> {
    closest_of(word, &mut candidates.into_iter().map(|candidate| candidate.as_ref().to_owned()))
}

fn closest_of(word: &str, candidates: &mut dyn Iterator<Item = String>) -> Option<String> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    if word.is_empty() || word.chars().count() > 80 {
        return None;
    }
    let allowed = (word.chars().count() / 3).max(1);
    let distance = |candidate: &String| {
        let candidate = plain(candidate);
        if candidate.chars().count() > 80 { usize::MAX } else { strsim::damerau_levenshtein(&word, &candidate) }
    };
    let scored = candidates.map(|candidate| (distance(&candidate), candidate));
    // A word of which every letter differs is no slip.
    let near = scored.filter(|(d, candidate)| *d <= allowed && *d < candidate.chars().count());
    near.min_by_key(|(d, _)| *d).map(|(_, candidate)| candidate)
}

/// `a`, `b` or `c`, shortened if there are many.
pub fn listed<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    listed_of(words.into_iter().map(|word| format!("`{}`", word.as_ref())).collect())
}

fn listed_of(mut quoted: Vec<String>) -> String {
    if quoted.len() > LISTED {
        let more = quoted.len() - LISTED;
        quoted.truncate(LISTED);
        return format!("{} … and {more} more", quoted.join(", "));
    }
    match quoted.pop() {
        None => "none".to_owned(),
        Some(only) if quoted.is_empty() => only,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let keys = ["cranes", "length", "depth", "h", "min"];
        let meant = |word: &str| closest(word, keys);
        assert_eq!(meant("crnes").as_deref(), Some("cranes"));
        assert_eq!(meant("LENGTH").as_deref(), Some("length"));
        assert_eq!(meant("hr").as_deref(), None);
        assert_eq!(meant("mni").as_deref(), Some("min"));
        assert_eq!(meant("wharf"), None);
        assert_eq!(meant(""), None);
        assert_eq!(meant(&"x".repeat(100_000)), None);
    }

    #[test]
    fn lists_read_well() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` or `c`");
        assert!(listed((0..30).map(|i| i.to_string())).ends_with("`23` … and 6 more"));
        assert_eq!(listed([""; 0]), "none");
    }
}
