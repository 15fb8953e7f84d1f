//! Boxes in the piles that wait for a call, by call and class.

use crate::cargo::LoadClass;
use crate::facility::stacks::PileId;
use crate::ids::{BlockId, BoxId, CallId};
use borsh::{BorshDeserialize, BorshSerialize};

/// Boxes in the piles that wait for one call and are of one class.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct Group {
    pub(super) boxes: Vec<BoxId>,
    /// Piles that were theirs alone when the last box was put on them; some may no longer be.
    pub(super) piles: Vec<(BlockId, PileId)>,
}

/// The groups of one call, by class.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
struct OfCall {
    /// In ascending order, apart from the groups: those of a call lie on one or two cache lines.
    classes: Vec<LoadClass>,
    groups: Vec<Group>,
}

/// All groups of a yard. Every box that comes or goes is looked up here several times, so calls are indexed, not searched.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct Groups {
    calls: Vec<OfCall>,
}

impl Groups {
    /// A group, if any box is in it.
    pub(super) fn get(&self, call: CallId, class: LoadClass) -> Option<&Group> {
        let of_call = self.calls.get(call.index())?;
        let place = of_call.classes.binary_search(&class).ok()?;
        Some(&of_call.groups[place])
    }
    /// The same, to be changed.
    pub(super) fn get_mut(&mut self, call: CallId, class: LoadClass) -> Option<&mut Group> {
        let of_call = self.calls.get_mut(call.index())?;
        let place = of_call.classes.binary_search(&class).ok()?;
        Some(&mut of_call.groups[place])
    }
    /// A group, which begins if there is none.
    pub(super) fn get_or_begin(&mut self, call: CallId, class: LoadClass) -> &mut Group {
        if self.calls.len() <= call.index() {
            self.calls.resize_with(call.index() + 1, OfCall::default);
        }
        let of_call = &mut self.calls[call.index()];
        let place = of_call.classes.binary_search(&class).unwrap_or_else(|place| {
            of_call.classes.insert(place, class);
            of_call.groups.insert(place, Group::default());
            place
        });
        &mut of_call.groups[place]
    }
    /// Takes a whole group out.
    pub(super) fn remove(&mut self, call: CallId, class: LoadClass) -> Option<Group> {
        let of_call = self.calls.get_mut(call.index())?;
        let place = of_call.classes.binary_search(&class).ok()?;
        of_call.classes.remove(place);
        let group = of_call.groups.remove(place);
        if of_call.classes.is_empty() {
            *of_call = OfCall::default(); // its memory, too: ships have sailed by the thousand at the end of a year
        }
        Some(group)
    }
    /// The classes of a call, in their order, with their groups.
    pub(super) fn of_call(&self, call: CallId) -> impl Iterator<Item = (LoadClass, &Group)> {
        let of_call = self.calls.get(call.index());
        of_call.into_iter().flat_map(|it| it.classes.iter().copied().zip(&it.groups))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_found_by_call_and_class_and_listed_by_class() {
        let (mut groups, call) = (Groups::default(), CallId(3));
        for class in [7, 2, 9] {
            groups.get_or_begin(call, LoadClass(class)).boxes.push(BoxId(u32::from(class)));
        }
        groups.get_or_begin(call, LoadClass(2)).boxes.push(BoxId(20));
        assert_eq!(groups.get(call, LoadClass(2)).unwrap().boxes, [BoxId(2), BoxId(20)]);
        assert!(groups.get(CallId(2), LoadClass(2)).is_none() && groups.get(CallId(4), LoadClass(2)).is_none());
        assert_eq!(groups.remove(call, LoadClass(7)).unwrap().boxes, [BoxId(7)]);
        assert!(groups.remove(call, LoadClass(7)).is_none());
        let classes: Vec<u8> = groups.of_call(call).map(|(class, _)| class.0).collect();
        assert_eq!(classes, [2, 9]);
        assert_eq!(groups.of_call(CallId(8)).count(), 0);
    }
}
