//! Drawing on feeders, with the records of it: those of cranes and vehicles wait, those of reefers and ships do not.

use crate::cargo::BoxKind;
use crate::facility::feeder::Consumer;
use crate::ids::{BoxId, CallId, FeederId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::record::Record;
use darse_engine::Answer;

/// The running process asks for power and waits for it; at once where no feeder supplies it or it needs none.
pub fn ask(feeder: Option<FeederId>, consumer: Consumer, watts: u64, port: &mut Port, sim: &mut Sim) -> Answer {
    let Some(feeder) = feeder.filter(|_| watts > 0) else { return Answer::GRANTED };
    let answer = port.feeders[feeder.index()].ask(consumer, watts, sim);
    report(feeder, consumer, port, sim);
    answer
}

/// It has done what it needed power for.
pub fn end(feeder: Option<FeederId>, consumer: Consumer, watts: u64, port: &mut Port, sim: &mut Sim) {
    if let Some(feeder) = feeder.filter(|_| watts > 0) {
        unplug(feeder, consumer, port, sim);
    }
}

/// A box stands in the stacks: a reefer is plugged in, where a feeder supplies its terminal.
pub fn plug_reefer(id: BoxId, port: &mut Port, sim: &mut Sim) {
    if let Some((feeder, watts)) = reefer(id, port) {
        plug(feeder, Consumer::Reefer(id), watts, port, sim);
    }
}

/// A box leaves the stacks.
pub fn unplug_reefer(id: BoxId, port: &mut Port, sim: &mut Sim) {
    if let Some((feeder, _)) = reefer(id, port) {
        unplug(feeder, Consumer::Reefer(id), port, sim);
    }
}

/// A ship is alongside: it shuts its engines down as soon as there is power for it.
pub fn connect(call: CallId, port: &mut Port, sim: &mut Sim) {
    let watts = hotelling(call, port);
    if watts == 0 {
        return;
    }
    sim.record(Record::Hotels { change: watts as i64 });
    if let Some(feeder) = shore_power(call, port) {
        plug(feeder, Consumer::Ship(call), watts, port, sim);
    }
}

/// It sails.
pub fn disconnect(call: CallId, port: &mut Port, sim: &mut Sim) {
    let watts = hotelling(call, port);
    if watts == 0 {
        return;
    }
    sim.record(Record::Hotels { change: -(watts as i64) });
    if let Some(feeder) = shore_power(call, port) {
        unplug(feeder, Consumer::Ship(call), port, sim);
    }
}

/// What a ship needs alongside [W].
fn hotelling(call: CallId, port: &Port) -> u64 {
    port.scenario.classes[port.calls[call].class].hotelling_w
}

fn shore_power(call: CallId, port: &Port) -> Option<FeederId> {
    port.shore_power[port.calls[call].quay.index()]
}

/// The feeder of a reefer, and what it draws.
fn reefer(id: BoxId, port: &Port) -> Option<(FeederId, u64)> {
    let it = &port.boxes[id];
    let feeder = feeder_of(it.terminal, port)?;
    (it.class.kind() == BoxKind::Reefer).then_some((feeder, port.scenario.power.reefer_w))
}

/// From now on so much may be drawn.
pub fn set_limit(feeder: FeederId, limit_w: u64, port: &mut Port, sim: &mut Sim) {
    port.feeders[feeder.index()].set_limit(limit_w, sim);
    report_changes(feeder, None, port, sim);
}

/// More is drawn than may be: a machine that can stop does.
pub fn is_overdrawn(feeder: Option<FeederId>, watts: u64, port: &Port) -> bool {
    watts > 0 && feeder.is_some_and(|feeder| port.feeders[feeder.index()].is_overdrawn())
}

/// What supplies a terminal.
pub fn feeder_of(terminal: TerminalId, port: &Port) -> Option<FeederId> {
    port.terminals[terminal.index()].feeder
}

fn plug(feeder: FeederId, consumer: Consumer, watts: u64, port: &mut Port, sim: &mut Sim) {
    port.feeders[feeder.index()].plug(consumer, watts);
    report(feeder, consumer, port, sim);
}

fn unplug(feeder: FeederId, consumer: Consumer, port: &mut Port, sim: &mut Sim) {
    if port.feeders[feeder.index()].waits(consumer) {
        sim.record(Record::PowerWait { feeder, kind: consumer.kind(), change: -1 });
    }
    port.feeders[feeder.index()].unplug(consumer, sim);
    report(feeder, consumer, port, sim);
}

/// Whoever was let in waited before, and whoever was shed waits now; but for this one, which has just come or gone.
fn report(feeder: FeederId, just: Consumer, port: &mut Port, sim: &mut Sim) {
    report_changes(feeder, Some(just), port, sim);
    if port.feeders[feeder.index()].waits(just) {
        sim.record(Record::PowerWait { feeder, kind: just.kind(), change: 1 });
    }
}

fn report_changes(feeder: FeederId, just: Option<Consumer>, port: &mut Port, sim: &mut Sim) {
    let it = &mut port.feeders[feeder.index()];
    for change in it.changes() {
        let kind = change.consumer.kind();
        let watts = change.watts as i64;
        sim.record(Record::PowerDraw { feeder, kind, change: if change.draws { watts } else { -watts } });
        if just != Some(change.consumer) {
            sim.record(Record::PowerWait { feeder, kind, change: if change.draws { -1 } else { 1 } });
        }
    }
}
