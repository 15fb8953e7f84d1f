//! A replication under way as bytes, and back.
//!
//! What a state consists of, its types say themselves (`darse_port`, by serde); here stands only how that is written. A crate of its
//! own, because writing and reading several hundred types takes as long to compile as the model that they are: so nothing waits for
//! it, and it need not be compiled well where nothing but tests saves states.

use darse_port::Replication;

/// The whole state as bytes.
pub fn to_bytes(replication: &Replication) -> Vec<u8> {
    postcard::to_stdvec(replication).expect("every part of the state has a fixed shape")
}

/// The state that was saved as these bytes, by a program of the same [`STATE_FORMAT`](darse_port::STATE_FORMAT).
///
/// # Errors
/// If they are no state; the fragment says why.
pub fn from_bytes(bytes: &[u8]) -> Result<Replication, String> {
    let (state, rest) = postcard::take_from_bytes(bytes).map_err(|error| error.to_string())?;
    if rest.is_empty() { Ok(state) } else { Err(format!("{} bytes too many", rest.len())) }
}
