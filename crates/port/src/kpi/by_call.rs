//! Something of each call that has come, by call.

use crate::ids::CallId;
use borsh::{BorshDeserialize, BorshSerialize};

/// A map in the order of calls. A vector: every KPI goes through it from end to end, and who comes was mostly announced
/// last (of 30,000 ships the KPIs took a fifth of a replication as a `BTreeMap`).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct ByCall<T>(Vec<(CallId, T)>);

impl<T> Default for ByCall<T> {
    fn default() -> Self {
        ByCall(Vec::new())
    }
}

impl<T> ByCall<T> {
    /// A call has come: once.
    pub(super) fn insert(&mut self, call: CallId, it: T) {
        let place = self.0.partition_point(|(other, _)| *other < call);
        debug_assert!(self.0.get(place).is_none_or(|(other, _)| *other != call), "a call comes once");
        self.0.insert(place, (call, it));
    }

    pub(super) fn get(&self, call: CallId) -> Option<&T> {
        Some(&self.0[self.place(call)?].1)
    }

    pub(super) fn get_mut(&mut self, call: CallId) -> Option<&mut T> {
        let place = self.place(call)?;
        Some(&mut self.0[place].1)
    }

    /// In the order of calls.
    pub fn iter(&self) -> impl Iterator<Item = (CallId, &T)> {
        self.0.iter().map(|(call, it)| (*call, it))
    }

    /// In the order of calls.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, it)| it)
    }

    fn place(&self, call: CallId) -> Option<usize> {
        self.0.binary_search_by_key(&call, |(other, _)| *other).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_when_stands_in_the_order_of_calls() {
        let mut by_call = ByCall::default();
        [5, 2, 9, 3].into_iter().for_each(|call| by_call.insert(CallId(call), 10 * call));
        *by_call.get_mut(CallId(9)).unwrap() += 1;
        let all: Vec<(u32, u32)> = by_call.iter().map(|(call, it)| (call.0, *it)).collect();
        assert_eq!(all, [(2, 20), (3, 30), (5, 50), (9, 91)]);
        assert_eq!((by_call.get(CallId(3)), by_call.get(CallId(4))), (Some(&30), None));
    }
}
