//! What the engine knows of each process. A process is suspended under exactly one *number*; a key in the calendar and a
//! ticket in a line both carry it, and whoever presents it first wakes the process. Any other number is stale and is
//! passed over, which is all there is to cancellation, patience and interruption.

use crate::calendar::SLOT_BITS;
use crate::canary::{Bug, planted};
use crate::ring::Ring;
use crate::ticket::{Pid, Ticket};
use crate::ties::AWAKE;
use crate::time::SimTime;
use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::{Index, IndexMut};

/// 24 bytes a process, and 16 more in the calendar while it holds.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Slot {
    /// What it is suspended under; `AWAKE` from the wake-up until it has run.
    pub(crate) number: u64,
    /// When its hold or its patience ends, if it is `keyed`.
    pub(crate) due: SimTime,
    /// Odd while the process lives; one more at birth and at the end.
    generation: u32,
    /// A key in the calendar carries its number.
    pub(crate) keyed: bool,
    /// It waits, with patience: `keyed` as well.
    pub(crate) patient: bool,
    /// It waits in the line of a pool.
    pub(crate) in_pools: bool,
    pub(crate) timed_out: bool,
}

impl Slot {
    /// The wait or the hold is over.
    #[inline(always)]
    pub(crate) fn wake(&mut self, timed_out: bool) {
        self.number = AWAKE;
        self.keyed = false;
        self.patient = false;
        self.in_pools = false;
        self.timed_out = timed_out || (planted(Bug::TimedOutSticks) && self.timed_out);
    }
    /// The same wait, without key and place in line.
    pub(crate) fn without_key_and_place(self) -> Slot {
        Slot { keyed: false, patient: false, in_pools: false, timed_out: false, ..self }
    }
}

/// Room for one more, and for an eighth more than there is: doubling would set aside up to twice what is needed.
pub(crate) fn make_room<T>(things: &mut Vec<T>) {
    if things.len() == things.capacity() {
        things.reserve_exact(things.len() / 8 + 16);
    }
}

/// The slots of all processes; those of ended processes are given out again.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub(crate) struct Slots {
    slots: Vec<Slot>,
    free: Vec<u32>,
}

impl Slots {
    #[inline(always)]
    pub(crate) fn open(&mut self) -> Pid {
        let slot = self.free.pop().unwrap_or_else(|| self.add());
        let generation = &mut self[slot].generation;
        *generation = generation.wrapping_add(1);
        Pid { slot, generation: *generation }
    }
    #[cold]
    fn add(&mut self) -> u32 {
        let slot = self.slots.len() as u32;
        assert!(slot < 1 << SLOT_BITS, "at most 2^24 processes live at once");
        let (number, due) = (AWAKE, SimTime::ZERO);
        make_room(&mut self.slots);
        self.slots.push(Slot { number, due, generation: 0, keyed: false, patient: false, in_pools: false, timed_out: false });
        slot
    }
    #[inline(always)]
    pub(crate) fn close(&mut self, slot: u32) {
        let ended = &mut self[slot];
        ended.wake(false);
        ended.generation = ended.generation.wrapping_add(1);
        self.free.push(slot);
    }
    #[inline(always)]
    pub(crate) fn pid(&self, slot: u32) -> Pid {
        Pid { slot, generation: self[slot].generation }
    }
    #[inline(always)]
    pub(crate) fn is_waiting(&self, ticket: Ticket) -> bool {
        self[ticket.slot()].number == ticket.number()
    }
    /// Does the process still live?
    pub(crate) fn lives(&self, pid: Pid) -> bool {
        self[pid.slot].generation == pid.generation || planted(Bug::TheDeadLive)
    }
    /// Processes that live.
    pub(crate) fn living(&self) -> impl Iterator<Item = Pid> {
        let all = self.slots.iter().enumerate();
        all.filter(|(_, s)| s.generation % 2 == 1).map(|(i, s)| Pid { slot: i as u32, generation: s.generation })
    }
    /// Memory set aside [bytes].
    pub(crate) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>() + self.free.capacity() * size_of::<u32>()
    }
    /// How many processes live.
    pub(crate) fn count(&self) -> usize {
        self.slots.len() - self.free.len()
    }
}

/// The slots, and the wake-ups due now.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(crate) struct Roster<C> {
    pub(crate) slots: Slots,
    pub(crate) ring: Ring<C>,
    /// Keys in the calendar that carry a number nobody is suspended under.
    pub(crate) stale_keys: usize,
}

impl<C> Roster<C> {
    pub(crate) fn new() -> Self {
        Roster { slots: Slots::default(), ring: Ring::new(), stale_keys: 0 }
    }
    /// Ends a wait, unless it has ended already.
    #[inline(always)]
    pub(crate) fn wake(&mut self, ticket: Ticket) {
        let slot = &mut self.slots[ticket.slot()];
        if slot.number == ticket.number() || planted(Bug::StaleTicketAccepted) {
            self.stale_keys += usize::from(slot.keyed);
            slot.wake(false);
            self.ring.push_resume(ticket.slot());
        }
    }
}

impl Index<u32> for Slots {
    type Output = Slot;
    #[inline(always)]
    fn index(&self, slot: u32) -> &Slot {
        &self.slots[slot as usize]
    }
}

impl IndexMut<u32> for Slots {
    #[inline(always)]
    fn index_mut(&mut self, slot: u32) -> &mut Slot {
        &mut self.slots[slot as usize]
    }
}
