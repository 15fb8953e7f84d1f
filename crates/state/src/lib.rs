//! A replication under way as bytes, and back.
//!
//! What a state consists of, its types say themselves (`darse_port`, by borsh); here stands only how that is written. A crate of its
//! own, because the code of several hundred types is compiled here, once: beside the model, which does not wait for it, and no better than
//! tests need that save states.

use darse_port::Replication;

/// The whole state as bytes.
pub fn to_bytes(replication: &Replication) -> Vec<u8> {
    borsh::to_vec(replication).expect("no number of a state is NaN, and memory does not fail")
}

/// The state that was saved as these bytes, by a program of the same [`STATE_FORMAT`](darse_port::STATE_FORMAT).
///
/// # Errors
/// If they are no state; the fragment says why.
pub fn from_bytes(bytes: &[u8]) -> Result<Replication, String> {
    borsh::from_slice(bytes).map_err(|error| error.to_string())
}
