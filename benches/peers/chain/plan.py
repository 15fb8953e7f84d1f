"""What the chain reads of a scenario file: quantities in seconds, metres and their ratios, distributions as functions."""
import math
import re
from bisect import bisect_left
from types import SimpleNamespace

UNITS = {"s": 1, "min": 60, "h": 3600, "days": 86_400, "weeks": 604_800, "m": 1, "km/h": 1 / 3.6, "m/s": 1}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def quantity(value):
    if isinstance(value, (int, float)):
        return value
    number, unit = re.fullmatch(r"(-?[\d.]+) (.+)", value).groups()
    return float(number) * UNITS[unit]


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def variate(value):
    """A function of a generator, and its mean."""
    if not isinstance(value, dict):
        constant = quantity(value)
        return (lambda random: constant), constant
    (kind, given), = value.items()
    p = {name: quantity(it) for name, it in given.items()}
    match kind:
        case "triangular":
            low, mode, high = p["min"], p["mode"], p["max"]
            return (lambda random: random.triangular(low, high, mode)), (low + mode + high) / 3
        case "lognormal":
            sigma = math.sqrt(math.log(1 + p["cv"] ** 2))
            mu = math.log(p["mean"]) - sigma**2 / 2
            return (lambda random: random.lognormvariate(mu, sigma)), p["mean"]
        case "exponential":
            return (lambda random: random.expovariate(1 / p["mean"])), p["mean"]
        case "normal":

            def draw(random):
                while not p["min"] <= (x := random.gauss(p["mean"], p["sd"])) <= p["max"]:
                    pass
                return x

            return draw, None
    raise ValueError(f"unknown distribution {kind}")


def balance(flows):
    """A square table with these row and column sums and an empty diagonal (iterative proportional fitting)."""
    n = len(flows)
    table = [[0.0 if i == j else flows[i] * flows[j] for j in range(n)] for i in range(n)]
    for _ in range(30):
        for i, row in enumerate(table):
            factor = flows[i] / sum(row)
            table[i] = [cell * factor for cell in row]
        columns = [flows[j] / sum(row[j] for row in table) for j in range(n)]
        table = [[cell * factor for cell, factor in zip(row, columns)] for row in table]
    return table


def lay_out_blocks(plan):
    """Centres of the blocks, row by row inland."""
    pitch = plan.bays * plan.bay_length + plan.aisle
    depth = plan.rows * plan.row_width + plan.aisle
    columns = min(max(int(plan.quay / pitch), 1), plan.blocks)
    first = (plan.quay - columns * pitch) / 2
    return [
        (first + (block % columns + 0.5) * pitch, plan.apron + (block // columns + 0.5) * depth) for block in range(plan.blocks)
    ]


class Service:
    """A liner service."""

    def __init__(self, name, it, classes, period_start):
        size = classes[it["class"]]
        self.name, self.loa, self.bays, self.cranes = name, quantity(size["loa"]), size["bays"], size["cranes"]
        self.tugs, self.exports, self.transhipment = size["tugs"], it["exports"], it["transhipment"]
        self.every = quantity(it["every"])
        day, hour = it["first"].split()
        self.first = (DAYS.index(day) * 86_400 + clock(hour) - period_start) % self.every
        self.deviation, _ = variate(it["deviation"])
        self.discharge, _ = variate(it["discharge"])
        self.flow = it["discharge"]["normal"]["mean"] * it["transhipment"] / self.every  # its limits are symmetric
        self.cumulative, self.names = [], []

    def onward(self, unit):
        """The service that takes on a box."""
        return self.names[min(bisect_left(self.cumulative, unit), len(self.names) - 1)]


class Plan(SimpleNamespace):
    """A scenario of one terminal of 40 ft boxes and liner services, with shuttle carriers. It begins on a Monday."""

    def __init__(self, scenario):
        (terminal,) = scenario["terminal"].values()
        marine, quay, cranes, yard = scenario["marine"], terminal["quay"], terminal["cranes"], terminal["yard"]
        transport, gate, shifts = terminal["transport"], terminal["gate"], terminal["shifts"]
        draw = lambda value: variate(value)[0]
        mean = lambda value: variate(value)[1]
        super().__init__(
            horizon=quantity(scenario["horizon"]),
            warm_up=quantity(scenario["warm-up"]),
            pilots=marine["pilots"],
            tugs=marine["tugs"],
            inbound=draw(marine["inbound"]),
            outbound=draw(marine["outbound"]),
            quay=quantity(quay["length"]),
            gap=quantity(quay["berthing-gap"]),
            berth_look_ahead=quay["look-ahead"],
            mooring=quantity(quay["mooring"]),
            unmooring=quantity(quay["unmooring"]),
            start_work=draw(quay["start"]),
            end_work=draw(quay["end"]),
            entry_mean=mean(marine["inbound"]) + quantity(quay["mooring"]) + mean(quay["start"]),
            cranes=cranes["count"],
            cycle=draw(cranes["cycle"]),
            cycle_mean=mean(cranes["cycle"]),
            hand_over=quantity(cranes["hand-over"]),
            spacing=quantity(cranes["spacing"]),
            gantry_speed=quantity(cranes["gantry-speed"]),
            hatch=quantity(cranes["hatch-cover"]),
            crane_sound=mean(cranes["failures"]["between"]),
            crane_repair=draw(cranes["failures"]["repair"]),
            shift=quantity(shifts["length"]),
            shift_first=clock(shifts["first"]),
            pause=quantity(shifts["pause"]),
            vehicles=transport["count"],
            speed_empty=quantity(transport["speed-empty"]),
            speed_laden=quantity(transport["speed-laden"]),
            detour=transport["detour"],
            drive_delay=draw(transport["delay"]),
            pick_up=draw(transport["pick-up"]),
            look_ahead=min(transport["look-ahead"], transport["buffer"]),
            early_loads=min(max(transport["count"] // cranes["count"] - 1, 0), 3),
            buffer=transport["buffer"],
            transfer_points=transport["transfer-points"],
            blocks=yard["blocks"],
            bays=yard["bays"],
            rows=yard["rows"],
            tiers=yard["tiers"],
            bay_length=quantity(yard["bay-length"]),
            row_width=quantity(yard["row-width"]),
            aisle=quantity(yard["aisle"]),
            apron=quantity(yard["apron"]),
            yard_cranes=yard["crane"]["per-block"],
            yard_cycle=draw(yard["crane"]["cycle"]),
            yard_gantry_speed=quantity(yard["crane"]["gantry-speed"]),
            yard_sound=mean(yard["crane"]["failures"]["between"]),
            yard_repair=draw(yard["crane"]["failures"]["repair"]),
            lanes_in=gate["lanes-in"],
            lanes_out=gate["lanes-out"],
            check_in=draw(gate["check-in"]),
            check_out=draw(gate["check-out"]),
            truck_speed=quantity(gate["speed"]),
            truck_delay=draw(gate["delay"]),
            import_dwell=draw(gate["import-dwell"]),
            dwell_mean=mean(gate["import-dwell"]),
            export_lead=draw(gate["export-lead"]),
            cut_off=quantity(gate["cut-off"]),
            connection=quantity(terminal["transhipment"]["connection"]),
        )
        self.block_at = lay_out_blocks(self)
        self.gate_at = (self.quay / 2, max(y for _, y in self.block_at) + self.aisle + self.rows * self.row_width)
        classes = scenario["vessel-class"]
        self.services = [Service(name, it, classes, 0) for name, it in sorted(scenario["service"].items())]
        for service, row in zip(self.services, balance([it.flow for it in self.services])):
            reached = 0.0
            for other, share in zip(self.services, row):
                if share > 0:
                    reached += share / sum(row)
                    service.cumulative.append(reached)
                    service.names.append(other.name)

    def pause_left(self, now):
        """How long work at the quay still pauses at a change of shifts."""
        return self.pause - (now - self.shift_first) % self.shift
