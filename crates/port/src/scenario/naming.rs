//! How facilities are called in results.

/// A name as it stands in the ids of columns: in small letters, with hyphens for spaces.
pub fn in_id(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}
