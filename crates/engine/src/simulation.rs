//! The loop.
//!
//! Order at one instant: first the wake-ups caused at this instant, in the order they were caused; then the calendar, by
//! priority, then by the order in which the holds began. [`Sim::permute_ties`] scrambles both but for the priority.

use crate::calendar::Key;
use crate::canary::{Bug, planted};
use crate::observer::Observer;
use crate::ring::{Now, ROOM_KEPT};
use crate::sim::{NOBODY, Process, Sim, grant};
use crate::step::{Action, Step};
use crate::streams::Streams;
use crate::ticket::{Pid, Ticket};
use crate::ties::AWAKE;
use crate::time::{SimDuration, SimTime};
use borsh::{BorshDeserialize, BorshSerialize};

/// Records wait for the observer until there are so many, or the run stops.
const BATCH: usize = 1024;

/// A run: the processes, what they share, and the engine. Plain data: `clone` branches it, borsh saves and resumes it.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Simulation<P: Process> {
    sim: Sim<P>,
    processes: Vec<P>,
    /// What the processes share.
    pub world: P::World,
}

impl<P: Process> Simulation<P> {
    /// Builds the world, and spawns the first processes.
    pub fn new(streams: Streams, build: impl FnOnce(&mut Sim<P>) -> P::World) -> Self {
        let mut sim = Sim::new(streams);
        let world = build(&mut sim);
        let mut simulation = Simulation { sim, processes: Vec::new(), world };
        simulation.admit();
        simulation
    }

    /// The engine's side, to be asked.
    pub fn sim(&self) -> &Sim<P> {
        &self.sim
    }

    /// The processes that live, by slot.
    pub fn processes(&self) -> impl Iterator<Item = (Pid, &P)> {
        self.sim.roster.slots.living().map(|pid| (pid, &self.processes[pid.slot as usize]))
    }

    /// When the next key comes out of the calendar; `None` if nothing more can happen by itself.
    pub fn next_at(&mut self) -> Option<SimTime> {
        if !self.sim.roster.ring.is_empty() {
            return Some(self.sim.now);
        }
        loop {
            let key = self.sim.calendar.first()?;
            if self.sim.roster.slots[key.slot()].number == key.number() {
                return Some(key.time());
            }
            self.sim.calendar.take_due_by(key.time());
            self.sim.roster.stale_keys -= 1;
        }
    }

    /// Acts from outside, between two runs: closes a berth, spawns a ship, interrupts, sets a capacity, ends a warm-up. No
    /// process is running: nothing can be seized or waited for.
    pub fn intervene<T>(&mut self, act: impl FnOnce(&mut P::World, &mut Sim<P>) -> T) -> T {
        self.sim.current = NOBODY;
        let done = act(&mut self.world, &mut self.sim);
        self.admit();
        done
    }

    /// Runs all that happens up to and at `end`; records reach the observer in batches, all of them before it returns.
    ///
    /// # Panics
    /// If `end` is before the present instant.
    pub fn run_until(&mut self, end: SimTime, observer: &mut impl Observer<P::Record>) {
        assert!(end >= self.sim.now, "time does not go back");
        let last = if planted(Bug::EndExcluded) { SimTime(end.0.saturating_sub(1)) } else { end };
        loop {
            let slot = if let Some(slot) = self.sim.roster.ring.pop_only() {
                self.admit();
                self.sim.trace.add(u64::from(slot));
                slot
            } else if !self.sim.roster.ring.is_empty() {
                self.admit();
                match self.sim.due_now() {
                    Some(Now::Resume(slot)) => {
                        self.sim.trace.add(u64::from(slot));
                        slot
                    }
                    Some(Now::Interrupt(pid, cause)) if self.interrupt(pid, cause) => pid.slot,
                    _ => continue,
                }
            } else {
                if self.sim.records.len() >= BATCH {
                    self.report(observer);
                }
                let Some(key) = self.sim.calendar.take_due_by(last) else { break };
                self.admit();
                if !self.sim.advance(key) {
                    continue;
                }
                key.slot()
            };
            self.resume(slot);
        }
        self.admit();
        self.sim.now = end;
        self.report(observer);
    }

    /// Lets a process go on until it is suspended or ends. Called from one place, so that its life is compiled into the loop.
    #[inline(always)]
    fn resume(&mut self, slot: u32) {
        self.sim.current = slot;
        loop {
            self.sim.resumptions += 1;
            let process = &mut self.processes[slot as usize];
            let step = process.resume(&mut self.world, &mut self.sim);
            let goes_on = self.sim.carry_out(slot, step, process);
            if !goes_on {
                break;
            }
        }
    }

    /// True if the process goes on at once.
    #[cold]
    fn interrupt(&mut self, pid: Pid, cause: P::Cause) -> bool {
        let sim = &mut self.sim;
        if !sim.lives(pid) {
            return false;
        }
        let slot = sim.roster.slots[pid.slot];
        if slot.number == AWAKE {
            sim.interrupt(pid, cause); // a wake-up is under way: it comes first
            return false;
        }
        sim.current = pid.slot;
        let ticket = Ticket::new(pid.slot, slot.number);
        let absence = slot.in_pools.then(|| sim.pools.step_out(ticket, sim.now));
        let left = if slot.keyed { slot.due - sim.now } else { SimDuration::ZERO };
        let left = if planted(Bug::LeftOffByOne) { left + SimDuration(1) } else { left };
        sim.roster.slots[pid.slot] = slot.without_key_and_place();
        let Some(step) = self.processes[pid.slot as usize].interrupted(cause, left, &mut self.world, &mut self.sim) else {
            let sim = &mut self.sim;
            assert!(sim.is_waiting(ticket), "an interruption answered with `None` leaves the stage as it was");
            sim.roster.slots[pid.slot] = slot;
            absence.into_iter().for_each(|absence| sim.pools.step_back(absence, sim.now));
            return false;
        };
        let sim = &mut self.sim;
        sim.roster.stale_keys += usize::from(slot.keyed);
        sim.abandoned += 1;
        let now_under = sim.roster.slots[pid.slot].number;
        if now_under == slot.number {
            sim.roster.slots[pid.slot].number = AWAKE;
        }
        let waits_anew = matches!(step.action(), Action::Wait(t) | Action::WaitFor(t, _) if t != ticket);
        assert!(now_under != AWAKE || waits_anew, "who answers an interruption first leaves the line it stands in");
        sim.trace.add(now_under);
        sim.resumptions += 1;
        sim.forget_stale_keys();
        if let Some(absence) = absence {
            let Sim { pools, roster, holders, now, .. } = sim;
            pools.serve_behind(&absence, *now, &mut |ticket, granted| grant(roster, holders, ticket, granted));
        }
        self.sim.carry_out(pid.slot, step, &self.processes[pid.slot as usize])
    }

    /// Gives the newborn their places, before the next step: it may be theirs. Nearly always it is one, and its place was another's: that way
    /// is short.
    #[inline(always)]
    fn admit(&mut self) {
        if self.sim.newborn.is_empty() {
            return;
        }
        if let [(slot, _)] = self.sim.newborn[..]
            && let Some(place) = self.processes.get_mut(slot as usize)
            && let Some((_, process)) = self.sim.newborn.pop()
        {
            *place = process;
        } else {
            self.admit_all();
        }
    }

    #[cold]
    fn admit_all(&mut self) {
        for (slot, process) in self.sim.newborn.drain(..) {
            match self.processes.get_mut(slot as usize) {
                Some(free) => *free = process,
                None => self.processes.push(process),
            }
        }
        if self.sim.newborn.capacity() > ROOM_KEPT {
            self.sim.newborn = Vec::new();
        }
    }

    #[cold]
    fn report(&mut self, observer: &mut impl Observer<P::Record>) {
        if planted(Bug::RecordLost) {
            self.sim.records.pop();
        }
        for (at, record) in &self.sim.records {
            observer.record(*at, record);
        }
        self.sim.records.clear();
    }
}

impl<P: Process> Sim<P> {
    /// Suspends or ends the process; true if it goes on at once.
    #[inline(always)]
    fn carry_out(&mut self, slot: u32, step: Step, process: &P) -> bool {
        match step.action() {
            Action::Hold(lasting) => {
                debug_assert!(!self.roster.slots[slot].in_pools, "who was queued waits until it is granted");
                let (number, priority) = (self.numbers.next(), process.priority());
                self.suspend(slot, number, lasting, priority);
            }
            Action::Granted => {
                self.roster.slots[slot].timed_out = false;
                return true;
            }
            Action::Wait(ticket) => debug_assert_eq!(ticket.slot(), slot, "a process waits on its own ticket"),
            Action::WaitFor(..) if planted(Bug::PatienceNeverEnds) => {}
            Action::WaitFor(ticket, patience) => {
                debug_assert_eq!(ticket.slot(), slot, "a process waits on its own ticket");
                if self.is_waiting(ticket) {
                    let priority = process.priority();
                    self.suspend(slot, ticket.number(), patience, priority);
                    self.roster.slots[slot].patient = true;
                    self.forget_stale_keys();
                }
            }
            Action::Done => {
                if let Some(holders) = &self.holders {
                    holders.end(self.roster.slots.pid(slot));
                }
                self.roster.slots.close(slot);
            }
        }
        false
    }

    /// The next of several things due at this instant.
    #[inline(never)]
    fn due_now(&mut self) -> Option<Now<P::Cause>> {
        let ring = &mut self.roster.ring;
        if ring.len() > 1
            && let Some(place) = self.numbers.any_of(ring.len())
        {
            ring.bring_forward(place);
        }
        ring.pop()
    }

    /// Goes to the instant of a key that has come out of the calendar; false if it is stale.
    #[inline(always)]
    fn advance(&mut self, key: Key) -> bool {
        let slot = &mut self.roster.slots[key.slot()];
        if slot.number != key.number() && !planted(Bug::StaleKeyAccepted) {
            self.roster.stale_keys -= 1;
            return false;
        }
        self.now = key.time();
        self.events += 1;
        for word in key.words().into_iter().filter(|_| !planted(Bug::TraceBlind)) {
            self.trace.add(word);
        }
        let lost_patience = slot.patient.then_some(slot.in_pools);
        slot.wake(slot.patient);
        if let Some(in_pools) = lost_patience {
            self.give_up(key, in_pools);
        }
        true
    }

    #[cold]
    fn give_up(&mut self, key: Key, in_pools: bool) {
        self.abandoned += 1;
        if in_pools {
            let Sim { pools, roster, holders, now, .. } = self;
            let absence = pools.step_out(Ticket::new(key.slot(), key.number()), *now);
            pools.serve_behind(&absence, *now, &mut |ticket, granted| grant(roster, holders, ticket, granted));
        }
    }

    /// Holds broken off and patience not needed leave keys behind; when these are the most, they are swept out.
    #[inline(always)]
    fn forget_stale_keys(&mut self) {
        if self.roster.stale_keys > 64 && self.roster.stale_keys > self.calendar.len() / 2 {
            self.sweep();
        }
    }

    #[cold]
    fn sweep(&mut self) {
        let slots = &self.roster.slots;
        self.calendar.retain(|key| slots[key.slot()].number == key.number() && !planted(Bug::SweepTakesTheLiving));
        self.roster.stale_keys = 0;
    }
}
