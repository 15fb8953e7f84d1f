"""The yard: blocks of piles, their cranes, and who does which job. 40 ft boxes of one class a call."""
import simpy

MIXED, TRUCK = "mixed", "truck"  # keys of piles: else the call of all boxes in it
CRANE_GAP = 2  # bays between two cranes of a block
UNITS_WHEN_DOWN = 15

# What a place costs, in hundredths of an expected rehandle.
SAME_TIME, LATER, EARLIER, GROUND = 30, 35, 100, 40
BAYS_PER_POINT = 2

# What a block costs, in seconds.
METRES_PER_SECOND, PER_JOB, PER_NEW_PILE, PER_MIXED_PILE, WHEN_FULL = 6.0, 120.0, 80.0, 160.0, 100.0


def key_of(box):
    return TRUCK if box.call is None else box.call


def minute(box):
    return box.due // 60


class Pile:
    __slots__ = ("block", "bay", "boxes", "key", "due")

    def __init__(self, block, bay):
        self.block, self.bay, self.boxes, self.key, self.due = block, bay, [], MIXED, 0


class YardCrane:
    __slots__ = ("number", "bay", "busy")

    def __init__(self, number, bay):
        self.number, self.bay, self.busy = number, bay, False


class Block:
    def __init__(self, env, plan, at):
        self.at, self.tiers, self.bays, self.rows = at, plan.tiers, plan.bays // 2, plan.rows
        self.piles = [[Pile(self, bay) for _ in range(plan.rows)] for bay in range(self.bays)]
        n = plan.yard_cranes
        self.cranes = [YardCrane(i, self.bays * (2 * i + 1) // (2 * n)) for i in range(n)]
        self.grounds = self.empty = self.bays * self.rows
        self.slots = self.grounds * self.tiers
        self.boxes = self.promised = self.coming = self.called = self.cranes_down = 0
        self.idle, self.jobs = [], []  # (event, crane); (task, box, event of who waits, quay crane)
        self.transfer_free = plan.transfer_points
        self.set_down = simpy.Container(env, plan.transfer_points, plan.transfer_points)

    def work(self):
        stopped = UNITS_WHEN_DOWN if self.cranes_down == len(self.cranes) else 0
        return self.coming + self.called + stopped

    def has_room(self):
        """For one more box, with headroom to dig any box out, and a ground kept for boxes of 20 ft."""
        on_piles = (self.grounds - self.empty) * self.tiers - self.boxes
        needed = self.promised + self.tiers - on_piles
        return -(-max(needed, 0) // self.tiers) + 1 <= self.empty

    def reach(self, crane):
        """Bays a crane can reach past those at work."""
        first, end = 0, self.bays
        for other in self.cranes:
            if other.busy and other.number < crane.number:
                first = max(first, other.bay + CRANE_GAP)
            elif other.busy and other.number > crane.number:
                end = min(end, max(other.bay + 1 - CRANE_GAP, 0))
        return first, max(end, first)

    def has_places(self, needed, first, end, but=None):
        found, to_open = 0, self.empty - 1
        for row in self.piles[first:end]:
            for pile in row:
                if pile is but:
                    continue
                if pile.boxes:
                    found += self.tiers - len(pile.boxes)
                elif to_open > 0:
                    to_open -= 1
                    found += self.tiers
                if found >= needed:
                    return True
        return needed == 0

    def choose_pile(self, box, first, end, near, but=None):
        """The cheapest place, of equal ones the first of the block, from the crane outward until travel alone costs more than what was found."""
        key, due, tiers = key_of(box), minute(box), self.tiers
        ground = GROUND if self.empty > 1 else None
        best, best_cost = None, 1 << 30
        for travel in range(max(near - first, end - near) // BAYS_PER_POINT + 1):
            if travel > best_cost:
                break
            near_to, beyond = travel * BAYS_PER_POINT, (travel + 1) * BAYS_PER_POINT
            if travel == 0:
                bays = range(max(near + 1 - beyond, first), min(near + beyond, end))
            else:
                below = range(max(near + 1 - beyond, first), min(near + 1 - near_to, end))
                bays = [*below, *range(max(near + near_to, first), min(near + beyond, end))]
            for bay in bays:
                for pile in self.piles[bay]:
                    height = len(pile.boxes)
                    if height == tiers or pile is but:
                        continue
                    if height == 0:
                        if ground is None:
                            continue
                        cost = travel + ground
                    elif pile.key is key:
                        cost = travel
                    else:
                        cost = travel + (LATER if pile.due > due else SAME_TIME if pile.due == due else EARLIER)
                    if cost < best_cost or cost == best_cost and bay < best.bay:
                        best, best_cost = pile, cost
        return best

    def is_open(self, pile, key):
        return pile.key is key and 0 < len(pile.boxes) < self.tiers

    def put(self, box, pile):
        key = key_of(box)
        if pile.boxes:
            pile.due = min(pile.due, minute(box))
            if pile.key is not key:
                pile.key = MIXED
        else:
            self.empty -= 1
            pile.key, pile.due = key, minute(box)
        pile.boxes.append(box)
        box.pile = pile
        self.boxes += 1

    def take_top(self, pile):
        box = pile.boxes.pop()
        self.boxes -= 1
        if pile.boxes:
            pile.due = min(map(minute, pile.boxes))
        else:
            pile.key = MIXED
            self.empty += 1
        return box


class Yard:
    def __init__(self, env, plan):
        self.env, self.tiers = env, plan.tiers
        self.blocks = [Block(env, plan, at) for at in plan.block_at]
        self.waiting_for_room = []

    # ---- which block ----

    def promise(self, box, at):
        """Promises a place, unless others wait for one, or there is none."""
        return not self.waiting_for_room and self.choose_block(box, at)

    def choose_block(self, box, at):
        best, best_cost = None, float("inf")
        x, y = at
        open_in = {pile.block for pile in box.call.piles if pile.block.is_open(pile, box.call)} if box.call else ()
        for block in self.blocks:
            cost = (abs(block.at[0] - x) + abs(block.at[1] - y)) / METRES_PER_SECOND + PER_JOB * block.work() / len(block.cranes)
            if cost >= best_cost:
                continue
            cost += WHEN_FULL * (block.boxes / block.slots) ** 2
            if block not in open_in:
                cost += PER_MIXED_PILE if block.empty * 10 < block.grounds else PER_NEW_PILE
            if cost < best_cost and block.has_room():
                best, best_cost = block, cost
        if best is None:
            return False
        best.promised += 1
        best.coming += 1
        box.block = best
        return True

    def wait_for_room(self, box, at):
        event = self.env.event()
        self.waiting_for_room.append((event, box, at))
        return event

    def fill(self, box):
        """Into the yard before time begins."""
        assert self.choose_block(box, self.blocks[0].at)
        box.block.coming -= 1
        self.stack(box.block, box, 0, box.block.bays, box.block.bays // 2)

    # ---- which job ----

    def call_up(self, call):
        """The box of a call that is fetched with the least effort: boxes above it, and units that wait for its block."""
        best, best_effort = None, 1 << 30
        for place, box in enumerate(call.waiting):
            waiting = box.block.work() // len(box.block.cranes)
            if waiting >= best_effort:
                continue
            boxes = box.pile.boxes
            effort = waiting + len(boxes) - 1 - boxes.index(box)
            if effort < best_effort:
                best, best_effort = place, effort
                if effort == 0:
                    break
        boxes = call.waiting
        boxes[best], boxes[-1] = boxes[-1], boxes[best]
        box = boxes.pop()
        box.block.called += 1
        return box

    def post(self, block, job):
        block.jobs.append(job)
        self.serve(block)

    def post_and_wait(self, block, task, box):
        """A truck's job: its event happens when the job is done."""
        event = self.env.event()
        if task == "retrieve":
            block.called += 1
        self.post(block, (task, box, event, None))
        return event

    def next_job(self, block, crane):
        event = self.env.event()
        block.idle.append((event, crane))
        self.serve(block)
        return event

    def serve(self, block):
        place = 0
        while block.jobs and place < len(block.idle):
            crane = block.idle[place][1]
            first, end = block.reach(crane)
            for number, job in enumerate(block.jobs):
                if self.can_start(block, job, first, end):
                    break
            else:
                place += 1
                continue
            event, _ = block.idle.pop(place)
            del block.jobs[number]
            event.succeed((job, *self.start(block, crane, job, first, end)))

    def can_start(self, block, job, first, end):
        task, box, waiting, _ = job
        hampered = first > 0 or end < block.bays
        if task == "stack":
            return not hampered or block.has_places(1, first, end)
        if waiting is None and block.transfer_free == 0:
            return False
        if not hampered:
            return True
        pile = box.pile
        return first <= pile.bay < end and block.has_places(len(pile.boxes) - 1 - pile.boxes.index(box), first, end, pile)

    def start(self, block, crane, job, first, end):
        """Moves the boxes at once; the crane is then busy for as long as that takes: so many moves, so many bays."""
        task, box, waiting, _ = job
        before, moves = crane.bay, 1
        if task == "stack":
            block.coming -= 1
            crane.bay = self.stack(block, box, first, end, before)
            if waiting is None:
                block.set_down.put(1)
        else:
            block.called -= 1
            pile = box.pile
            crane.bay = pile.bay
            while pile.boxes[-1] is not box:
                other = block.take_top(pile)
                block.put(other, block.choose_pile(other, first, end, pile.bay, pile))
                moves += 1
            block.take_top(pile)
            if waiting is None:
                block.transfer_free -= 1
        crane.busy = True
        if task == "retrieve":
            while self.waiting_for_room and self.choose_block(*self.waiting_for_room[0][1:]):
                self.waiting_for_room.pop(0)[0].succeed()
        return moves, abs(crane.bay - before)

    def stack(self, block, box, first, end, near):
        block.promised -= 1
        call, pile = box.call, None
        if call is not None:
            own = [it for it in call.piles if it.block is block and block.is_open(it, call) and first <= it.bay < end]
            pile = min(own, key=lambda it: abs(it.bay - near), default=None)
        pile = pile or block.choose_pile(box, first, end, near)
        block.put(box, pile)
        if call is not None:
            call.waiting.append(box)
            call.piles = [it for it in call.piles if it.block is not block or block.is_open(it, call)]
            if block.is_open(pile, call) and pile not in call.piles:
                call.piles.append(pile)
        return pile.bay
