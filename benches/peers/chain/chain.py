#!/usr/bin/env python3
"""The container chain of a terminal in SimPy: ships, quay, cranes, shuttle carriers, yard blocks with cranes, trucks.

usage: chain.py SCENARIO.toml SEED        one replication; prints its KPIs as JSON

Written as a SimPy model is written: a generator a life, SimPy's own resources where they fit (lanes, room on the ground,
transfer points, loads below a crane), events where a policy decides who is next. The rules are those of
docs/facilities/container-terminal.md;
README.md of this folder says what is left out. Seconds and metres.
"""
import json
import math
import random
import sys
import tomllib
from collections import deque

import simpy

from plan import Plan
from yard import Yard

DAY = 86_400.0
ANNOUNCED = 28 * DAY
BELIEVED = 2 * DAY  # up to so long a wait for a berth boxes are booked by the plan
SMOOTHED = 16  # the usual time between two berths is smoothed over about so many
EARLY_LOADS = 3


class Call:
    """One vessel call."""

    def __init__(self, service, planned, arrives, discharge):
        self.service, self.planned, self.arrives, self.discharge = service, planned, arrives, discharge
        self.has_left = False
        self.waiting = []  # boxes in the yard
        self.piles = []  # piles that are theirs alone
        self.arrived = self.turn = self.berthed = self.sailed = self.under_way = None
        self.boxes = 0


class Box:
    """One container of 40 ft."""

    __slots__ = ("call", "due", "since", "flow", "block", "pile", "truck_booked")

    def __init__(self, call, due, since, flow):
        self.call, self.due, self.since, self.flow = call, due, since, flow
        self.block = self.pile = None
        self.truck_booked = False


class Team:
    """Pilots and tugs, asked for together, in order of arrival."""

    def __init__(self, env, pilots, tugs):
        self.env, self.pilots, self.tugs, self.line = env, pilots, tugs, deque()

    def seize(self, tugs):
        event = self.env.event()
        self.line.append((event, tugs))
        self.serve()
        return event

    def release(self, tugs):
        self.pilots += 1
        self.tugs += tugs
        self.serve()

    def serve(self):
        while self.line and self.pilots >= 1 and self.tugs >= self.line[0][1]:
            event, tugs = self.line.popleft()
            self.pilots -= 1
            self.tugs -= tugs
            event.succeed()


class Quay:
    """Metres of quay: the first in line that fits, as near to its boxes as it can."""

    def __init__(self, env, plan):
        self.env, self.length, self.gap, self.look_ahead = env, plan.quay, plan.gap, plan.berth_look_ahead
        self.stays, self.line = [], []  # (from, to, call); (event, call, length, preferred metre)
        self.given, self.last_given, self.pace = 0, 0.0, 0.0

    def ask(self, call, length, prefers):
        event = self.env.event()
        call.turn = self.given + len(self.line)
        self.line.append((event, call, length, prefers))
        self.serve()
        return event

    def leave(self, call):
        self.stays = [stay for stay in self.stays if stay[2] is not call]
        self.serve()

    def serve(self):
        while (found := self.choose()) is not None:
            place, at = found
            event, call, length, _ = self.line.pop(place)
            self.stays.append((at, at + length, call))
            self.stays.sort(key=lambda stay: stay[0])
            self.pace += (self.env.now - self.last_given - self.pace) / SMOOTHED
            self.given, self.last_given = self.given + 1, self.env.now
            event.succeed((at, at + length))

    def wait(self, turn=None):
        """How long it takes to a turn, or to that of who asks now, if berths are given in order and at the pace of late."""
        ahead = len(self.line) if turn is None else max(turn - self.given, 0)
        return ahead * max(self.pace, self.env.now - self.last_given)

    def choose(self):
        starts = [0.0] + [stay[1] + self.gap for stay in self.stays]
        ends = [stay[0] - self.gap for stay in self.stays] + [self.length]
        free = [(a, b) for a, b in zip(starts, ends) if b > a]
        for place, (_, _, length, prefers) in enumerate(self.line[: self.look_ahead]):
            places = [at for a, b in free if b - a >= length for at in (a, b - length)]
            if places:
                return place, min(places, key=lambda at: abs(at + length / 2 - prefers))
        return None


class Bay:
    """Boxes of one bay of a ship."""

    def __init__(self, at, discharge, load):
        self.at, self.discharge, self.load, self.called, self.open, self.worker = at, discharge, load, 0, False, None

    def left(self):
        return self.discharge + self.load

    def is_done(self):
        return self.left() == 0 and not self.open


class Operation:
    """The work of one ship."""

    def __init__(self, env, call, stay, bays, most_cranes, ready):
        self.call, self.stay, self.bays, self.most_cranes, self.ready = call, stay, bays, most_cranes, ready
        self.done = env.event()

    def left(self):
        return sum(bay.left() for bay in self.bays)


class Crane:
    """One quay crane on the rail, and the ground below it."""

    def __init__(self, env, number, at, room):
        self.number, self.at, self.stands_at = number, at, at
        self.allotted = self.operation = self.bay = self.waiting = None
        self.room = simpy.Container(env, room, room)  # places for boxes put down
        self.put_down = deque()
        self.brought = simpy.Store(env)  # boxes to load
        self.loads_ordered = 0


class CraneLine:
    """All cranes of a quay: most work left first; they keep their order and a distance."""

    def __init__(self, env, plan):
        at = [plan.quay * (i + 0.5) / plan.cranes for i in range(plan.cranes)]
        self.env, self.spacing = env, plan.spacing
        self.cranes = [Crane(env, i, x, plan.buffer) for i, x in enumerate(at)]
        self.operations = []

    def begin(self, operation):
        self.operations.append(operation)
        self.operations.sort(key=lambda it: it.stay[0])
        self.allot()
        self.serve()
        return operation.done

    def ask_bay(self, crane):
        crane.waiting = self.env.event()
        event = crane.waiting
        self.serve()
        return event

    def leave_bay(self, crane):
        operation, bay = crane.operation, crane.bay
        crane.operation = crane.bay = None
        bay.worker = None
        if all(it.is_done() for it in operation.bays):
            self.operations.remove(operation)
            operation.done.succeed()
            self.allot()
        elif not any(it.worker is None and not it.is_done() for it in operation.bays):
            self.allot()
        self.serve()

    def is_called_away(self, crane):
        return crane.allotted is not crane.operation

    def shares(self):
        most = [max(1, min(it.most_cranes, sum(not bay.is_done() for bay in it.bays))) for it in self.operations]
        left = [it.left() for it in self.operations]
        shares = [0] * len(most)
        for _ in self.cranes:
            open_to = [i for i in range(len(most)) if shares[i] < most[i]]
            if not open_to:
                break
            shares[max(open_to, key=lambda i: (left[i] / max(shares[i], 0.1), -i))] += 1
        return shares

    def allot(self):
        shares, first_free = self.shares(), 0
        needed = sum(shares)
        before = [crane.allotted for crane in self.cranes]
        for crane in self.cranes:
            crane.allotted = None
        for operation, share in zip(self.operations, shares):
            centre = (operation.stay[0] + operation.stay[1]) / 2
            if operation in before:
                first = before.index(operation)
            else:
                first = max(0, sum(crane.at < centre for crane in self.cranes) - share // 2)
            first = min(max(first, first_free), len(self.cranes) - needed)
            for crane in self.cranes[first : first + share]:
                crane.allotted = operation
            first_free = first + share
            needed -= share

    def serve(self):
        while True:
            for crane in self.cranes:
                if crane.waiting is not None and (bay := self.choose_bay(crane)) is not None:
                    bay.worker = crane
                    crane.at, crane.operation, crane.bay = bay.at, crane.allotted, bay
                    event, crane.waiting = crane.waiting, None
                    event.succeed()
                    break
            else:
                return

    def choose_bay(self, crane):
        operation = crane.allotted
        if operation is None:
            return None
        low, high = -math.inf, math.inf
        for other in self.cranes:
            if other.bay is None or other is crane:
                continue
            apart = self.spacing * abs(other.number - crane.number)
            if other.number < crane.number:
                low = max(low, other.at + apart)
            else:
                high = min(high, other.at - apart)
        fellows = [it.number for it in self.cranes if it.allotted is operation]
        rank = sum(number < crane.number for number in fellows)
        total, passed, best, best_key = max(operation.left(), 1), 0.0, None, None
        for bay in operation.bays:
            left = bay.left()
            middle = (passed + left / 2) / total * len(fellows)
            passed += left
            if bay.worker is not None or bay.is_done() or not low <= bay.at <= high:
                continue
            key = (rank <= middle <= rank + 1, left)
            if best_key is None or key > best_key:
                best, best_key = bay, key
        return best


class Order:
    """An errand of a vehicle: a box from below a crane to the yard, or from a block to a crane."""

    __slots__ = ("crane", "at", "box", "block")

    def __init__(self, crane, at, box=None, block=None):
        self.crane, self.at, self.box, self.block = crane, at, box, block


class Fleet:
    """Vehicles without an order, and orders without a vehicle."""

    def __init__(self, env, cranes):
        self.env, self.idle, self.open, self.under_way = env, [], [], [0] * cranes

    def order(self, order):
        self.open.append(order)
        self.serve()

    def next_order(self, at):
        event = self.env.event()
        self.idle.append((event, at))
        self.serve()
        return event

    def serve(self):
        while self.open and self.idle:
            if len(self.idle) == 1:  # the crane for which the fewest are under way, then the oldest
                place, under_way = 0, self.under_way
                order = min(range(len(self.open)), key=lambda i: under_way[self.open[i].crane.number])
            else:  # the oldest order gets the nearest
                x, y = self.open[0].at
                order = 0
                place = min(range(len(self.idle)), key=lambda i: abs(self.idle[i][1][0] - x) + abs(self.idle[i][1][1] - y))
            event, _ = self.idle.pop(place)
            order = self.open.pop(order)
            self.under_way[order.crane.number] += 1
            event.succeed(order)


class Terminal:
    """State, processes and KPIs of one replication."""

    def __init__(self, plan, seed):
        self.plan, self.random, self.env = plan, random.Random(seed), simpy.Environment()
        self.start, self.end = plan.warm_up, plan.warm_up + plan.horizon
        env = self.env
        self.team = Team(env, plan.pilots, plan.tugs)
        self.quay = Quay(env, plan)
        self.line = CraneLine(env, plan)
        self.yard = Yard(env, plan)
        self.fleet = Fleet(env, plan.cranes)
        self.lane_in, self.lane_out = simpy.Resource(env, plan.lanes_in), simpy.Resource(env, plan.lanes_out)
        self.open_calls = {service.name: [] for service in plan.services}
        self.calls = []
        self.lifted = self.retrieved = self.rehandled = self.all_lifted = 0
        self.crane_stays = self.crane_delays = self.vehicle_time = self.yard_crane_time = 0.0
        self.cranes_on, self.cranes_on_since, self.crane_time = 0, 0.0, 0.0
        self.dwell = {"transhipment": [], "import": [], "export": []}
        self.trucks = []
        self.stacked, self.stacked_since, self.stacked_area = 0, 0.0, 0.0
        for service in plan.services:
            env.process(self.announce(service))
        for crane in self.line.cranes:
            env.process(self.quay_crane(crane))
        for _ in range(plan.vehicles):
            env.process(self.vehicle())
        for block in self.yard.blocks:
            for crane in block.cranes:
                env.process(self.yard_crane(block, crane))

    def run(self):
        self.env.run(self.end)
        self.count_stacked(0)
        self.count_cranes(0)
        return self.kpis()

    # ---- measuring ----

    def counts(self):
        return self.start <= self.env.now <= self.end

    def part(self, since, until=None):
        """Seconds of an interval that are measured."""
        return max(0.0, min(self.env.now if until is None else until, self.end) - max(since, self.start))

    def count_stacked(self, boxes):
        self.stacked_area += self.stacked * self.part(self.stacked_since)
        self.stacked_since = self.env.now
        self.stacked += boxes

    def count_cranes(self, cranes):
        self.crane_time += self.cranes_on * self.part(self.cranes_on_since)
        self.cranes_on_since = self.env.now
        self.cranes_on += cranes

    def kpis(self):
        plan, hours = self.plan, self.plan.horizon / 3600
        arrived = [call for call in self.calls if call.arrived is not None and call.arrived >= self.start]
        waits = [(call.berthed - call.under_way if call.berthed is not None else self.end) - call.arrived for call in arrived]
        sailed = [call for call in self.calls if call.sailed is not None and call.sailed >= self.start]
        alongside = sum(call.sailed - call.berthed for call in sailed) / 3600
        metres = sum(
            (call.service.loa + plan.gap) * self.part(call.berthed, self.end if call.sailed is None else call.sailed)
            for call in self.calls
            if call.berthed is not None
        )
        slots = plan.blocks * plan.bays * plan.rows * plan.tiers
        mean = lambda values: sum(values) / len(values)
        return {
            "throughput_quay_teu": 2 * self.lifted,
            "berth_occupancy": 100 * metres / 3600 / (plan.quay * hours),
            "gross_berth_hours": alongside / len(sailed),
            "berth_productivity": sum(call.boxes for call in sailed) / alongside,
            "vessel_wait": mean(waits) / 3600,
            "crane_rate_gross": self.lifted / (self.crane_time / 3600),
            "crane_rate_net": self.lifted / (self.crane_time * (1 - self.crane_delays / self.crane_stays) / 3600),
            "vehicle_utilisation": 100 * self.vehicle_time / 3600 / (plan.vehicles * hours),
            "yard_crane_utilisation": 100 * self.yard_crane_time / 3600 / (plan.blocks * plan.yard_cranes * hours),
            "yard_occupancy": 100 * 2 * self.stacked_area / 3600 / (slots * hours),
            "rehandles_per_retrieval": self.rehandled / self.retrieved,
            **{f"dwell_time.{flow}": mean(it) / DAY for flow, it in self.dwell.items()},
            "truck_visits": len(self.trucks),
            "truck_terminal_time": mean(self.trucks) / 60,
            "boxes": self.all_lifted,
        }

    # ---- calls and their boxes ----

    def announce(self, service):
        nth = 0
        while True:
            planned = service.first + nth * service.every
            if planned - ANNOUNCED > self.env.now:
                yield self.env.timeout(planned - ANNOUNCED - self.env.now)
            arrives = max(planned + service.deviation(self.random), 0.0)
            discharge = int(service.discharge(self.random) + self.random.random())
            call = Call(service, planned, arrives, discharge)
            self.calls.append(call)
            self.open_calls[service.name].append(call)
            self.env.process(self.ship(call))
            for _ in range(service.exports):
                self.send_export(call)
            nth += 1

    def expected(self, call, wait):
        """When a call is expected alongside: as planned, by its turn if ships wait two days."""
        if wait < BELIEVED:
            return call.planned
        if call.turn is not None:
            return self.env.now + self.quay.wait(call.turn)
        return max(call.planned, self.env.now) + wait

    def first_call(self, service, earliest):
        calls, wait = self.open_calls[service], self.quay.wait()
        for call in calls:
            if self.expected(call, wait) >= earliest:
                return call
        return calls[-1]

    def draw_discharged(self, call):
        """A box as a ship brings it: with its onward call, or for a truck."""
        plan, service = self.plan, call.service
        if self.random.random() <= service.transhipment:
            onward = service.onward(self.random.random())
            cranes = min(service.cranes, plan.cranes)
            work = plan.entry_mean + 2 * call.discharge * plan.cycle_mean / cranes
            worked = call.arrives + work if self.quay.wait() < BELIEVED else self.env.now
            to = self.first_call(onward, worked + plan.connection)
            return Box(to, to.planned, self.env.now, "transhipment")
        return Box(None, self.env.now + plan.dwell_mean, self.env.now, "import")

    def send_export(self, call):
        plan = self.plan
        wanted = call.planned - max(plan.export_lead(self.random), plan.cut_off) - DAY
        if wanted < 0:
            box = Box(call, call.planned, self.env.now, "export")
            self.yard.fill(box)
            self.count_stacked(1)
            return
        self.env.process(self.delivery(call, max(wanted, self.env.now) + self.random.random() * DAY))

    def stacked_box(self, box):
        """A box that was stacked is fetched by a truck, or waits for its ship."""
        if box.call is None:
            if not box.truck_booked:
                box.truck_booked = True
                ready = max(box.since + self.plan.import_dwell(self.random), self.env.now)
                self.env.process(self.collection(box, ready + self.random.random() * DAY))
        elif box.call.has_left:
            self.roll_left_behind(box.call)

    def roll_left_behind(self, call):
        if call.waiting:
            to = self.first_call(call.service.name, self.env.now)
            for box in call.waiting:
                box.call, box.due = to, to.planned
            to.waiting += call.waiting
            call.waiting, call.piles = [], []

    def left(self, box):
        if self.counts():
            self.dwell[box.flow].append(self.env.now - box.since)

    # ---- lives ----

    def ship(self, call):
        env, plan, service, draw = self.env, self.plan, call.service, self.random
        yield env.timeout(max(0.0, call.arrives - env.now))
        call.arrived = env.now
        at = [box.block.at[0] for box in call.waiting]
        stay = yield self.quay.ask(call, service.loa, sum(at) / len(at) if at else plan.quay / 2)
        yield self.team.seize(service.tugs)
        call.under_way = plan.inbound(draw)
        yield env.timeout(call.under_way)
        call.berthed = env.now
        yield env.timeout(plan.mooring)
        self.team.release(service.tugs)

        ready = env.now + plan.start_work(draw)
        self.open_calls[service.name].remove(call)
        discharge = self.spread(call.discharge, service.bays)
        load = self.spread(len(call.waiting), service.bays)
        along = [stay[0] + (0.12 + 0.76 * (i + 0.5) / service.bays) * service.loa for i in range(service.bays)]
        bays = [Bay(x, d, l) for x, d, l in zip(along, discharge, load) if d + l > 0]
        if bays:
            yield self.line.begin(Operation(env, call, stay, bays, service.cranes, ready))
        else:
            yield env.timeout(ready - env.now)
        yield env.timeout(plan.end_work(draw))

        call.has_left = True
        self.roll_left_behind(call)
        yield self.team.seize(service.tugs)
        yield env.timeout(plan.unmooring)
        call.sailed = env.now
        self.quay.leave(call)
        yield env.timeout(plan.outbound(draw))
        self.team.release(service.tugs)

    def spread(self, total, bays):
        """How many of `total` boxes each bay has."""
        weights = [self.random.uniform(0.4, 1.6) for _ in range(bays)]
        shares, reached, given = [], 0.0, 0
        for weight in weights:
            reached += weight / sum(weights)
            share = min(math.floor(reached * total + 0.5), total) - given
            given += share
            shares.append(share)
        return shares

    def quay_crane(self, crane):
        env, plan, draw, line = self.env, self.plan, self.random, self.line
        assigned, assigned_since, delays, repair = None, 0.0, 0.0, None
        while True:
            yield line.ask_bay(crane)
            operation, bay = crane.operation, crane.bay
            if assigned is not operation:
                assigned, assigned_since, delays = operation, env.now, 0.0
                self.count_cranes(1)
            metres, crane.stands_at = abs(crane.at - crane.stands_at), crane.at
            yield env.timeout(metres / plan.gantry_speed)
            if operation.ready > env.now:
                delays += operation.ready - env.now
                yield env.timeout(operation.ready - env.now)
            if not bay.open:
                yield env.timeout(plan.hatch)
                bay.open = True
            while True:
                if away := line.is_called_away(crane) and bay.called == 0:
                    break
                if (pause := plan.pause_left(env.now)) > 0:
                    delays += pause
                    yield env.timeout(pause)
                    continue
                if repair is not None:
                    delays += repair
                    yield env.timeout(repair)
                    repair = None
                    continue
                cycle = plan.cycle(draw)
                if bay.discharge > 0:
                    box = self.draw_discharged(operation.call)
                    if bay.discharge <= EARLY_LOADS and bay.load > 0:
                        self.call_up(crane, plan.early_loads)
                    if not self.yard.promise(box, (crane.stands_at, 0.0)):
                        yield self.yard.wait_for_room(box, (crane.stands_at, 0.0))
                    yield crane.room.get(1)
                    yield env.timeout(cycle)
                    bay.discharge -= 1
                    box.since = env.now
                    crane.put_down.append(box)
                    self.fleet.order(Order(crane, (crane.stands_at, 0.0)))
                elif bay.load > 0:
                    self.call_up(crane, plan.look_ahead)
                    box = yield crane.brought.get()
                    hand_over = min(plan.hand_over, cycle)
                    yield env.timeout(hand_over)
                    crane.loads_ordered -= 1
                    self.call_up(crane, plan.look_ahead)
                    yield env.timeout(cycle - hand_over)
                    bay.load -= 1
                    bay.called -= 1
                    self.left(box)
                else:
                    break
                operation.call.boxes += 1
                self.all_lifted += 1
                self.lifted += self.counts()
                if draw.expovariate(1 / plan.crane_sound) <= cycle:
                    repair = plan.crane_repair(draw)
            if not away:
                yield env.timeout(plan.hatch)
                bay.open = False
            line.leave_bay(crane)
            # It goes on at once if there is another bay of the same ship within reach; else it is no longer assigned.
            if crane.allotted is not operation or line.choose_bay(crane) is None:
                self.count_cranes(-1)
                self.crane_stays += (env.now - assigned_since) * self.counts()
                self.crane_delays += delays * self.counts()
                assigned = None

    def call_up(self, crane, ahead):
        """Boxes are called up for a crane, so many ahead."""
        operation, bay = crane.operation, crane.bay
        while crane.loads_ordered < ahead and bay.load > bay.called and not self.line.is_called_away(crane):
            box = self.yard.call_up(operation.call)
            bay.called += 1
            crane.loads_ordered += 1
            self.yard.post(box.block, ("retrieve", box, None, crane))

    def vehicle(self):
        env, plan, draw, yard = self.env, self.plan, self.random, self.yard
        at = (plan.quay / 2, plan.apron)

        def drive(to, speed):
            metres = (abs(at[0] - to[0]) + abs(at[1] - to[1])) * plan.detour
            return env.timeout(metres / speed + plan.drive_delay(draw))

        while True:
            order = yield self.fleet.next_order(at)
            since, crane = env.now, order.crane
            yield drive(order.at, plan.speed_empty)
            at = order.at
            yield env.timeout(plan.pick_up(draw))
            if order.box is None:
                box = crane.put_down.popleft()
                yield crane.room.put(1)
                yield drive(box.block.at, plan.speed_laden)
                at = box.block.at
                yield box.block.set_down.get(1)
                yield env.timeout(plan.pick_up(draw))
                yard.post(box.block, ("stack", box, None, None))
            else:
                order.block.transfer_free += 1
                yard.serve(order.block)
                to = (crane.stands_at, 0.0)
                yield drive(to, plan.speed_laden)
                at = to
                yield env.timeout(plan.pick_up(draw))
                yield crane.brought.put(order.box)
            self.vehicle_time += self.part(since)
            self.fleet.under_way[crane.number] -= 1

    def yard_crane(self, block, crane):
        env, plan, draw, yard = self.env, self.plan, self.random, self.yard
        while True:
            (task, box, waiting, post), moves, travel = yield yard.next_job(block, crane)
            busy = travel * 2 * plan.bay_length / plan.yard_gantry_speed
            for _ in range(moves):
                busy += plan.yard_cycle(draw)
            breaks = draw.expovariate(1 / plan.yard_sound) <= busy
            since = env.now
            yield env.timeout(busy)
            crane.busy = False
            self.yard_crane_time += self.part(since)
            if task == "retrieve":
                self.count_stacked(-1)
                if self.counts():
                    self.retrieved += 1
                    self.rehandled += moves - 1
                if waiting is None:
                    self.fleet.order(Order(post, block.at, box, block))
            else:
                self.count_stacked(1)
            if waiting is not None:
                waiting.succeed()
            if task == "stack":
                self.stacked_box(box)
            if breaks:
                block.cranes_down += 1
                yield env.timeout(plan.yard_repair(draw))
                block.cranes_down -= 1

    # ---- trucks ----

    def pass_gate(self, lanes, check):
        with lanes.request() as lane:
            yield lane
            yield self.env.timeout(check(self.random))

    def truck_drive(self, a, b):
        metres = abs(a[0] - b[0]) + abs(a[1] - b[1])
        return self.env.timeout(metres / self.plan.truck_speed + self.plan.truck_delay(self.random))

    def delivery(self, call, due):
        env, plan, yard = self.env, self.plan, self.yard
        yield env.timeout(due - env.now)
        yield from self.pass_gate(self.lane_in, plan.check_in)
        went_in = env.now
        if call.has_left:
            call = self.first_call(call.service.name, env.now)
        box = Box(call, call.planned, env.now, "export")
        if not yard.promise(box, plan.gate_at):
            yield yard.wait_for_room(box, plan.gate_at)
        block = box.block
        yield self.truck_drive(plan.gate_at, block.at)
        yield yard.post_and_wait(block, "stack", box)
        yield self.truck_drive(block.at, plan.gate_at)
        yield from self.pass_gate(self.lane_out, plan.check_out)
        if self.counts():
            self.trucks.append(env.now - went_in)

    def collection(self, box, due):
        env, plan = self.env, self.plan
        yield env.timeout(due - env.now)
        yield from self.pass_gate(self.lane_in, plan.check_in)
        went_in, block = env.now, box.block
        yield self.truck_drive(plan.gate_at, block.at)
        yield self.yard.post_and_wait(block, "retrieve", box)
        yield self.truck_drive(block.at, plan.gate_at)
        yield from self.pass_gate(self.lane_out, plan.check_out)
        self.left(box)
        if self.counts():
            self.trucks.append(env.now - went_in)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        scenario = tomllib.load(file)
    print(json.dumps(Terminal(Plan(scenario), int(sys.argv[2])).run()))
