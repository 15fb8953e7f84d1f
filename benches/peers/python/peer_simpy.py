"""SimPy: one process a customer (request, timeout, release). `hold` is heapq, SimPy's event list."""
import heapq
import random
import sys

import simpy

WORK, N = sys.argv[1], int(sys.argv[2])
PENDING, LOAD = 10_000, 0.9
draw = random.Random(1).expovariate
environment = simpy.Environment()


def queue(servers):
    desk = simpy.Resource(environment, capacity=servers)
    spent = 0.0

    def customer():
        nonlocal spent
        since = environment.now
        with desk.request() as request:
            yield request
            yield environment.timeout(draw(1.0))
        spent += environment.now - since

    def door():
        for _ in range(N):
            yield environment.timeout(draw(LOAD * servers))
            environment.process(customer())

    environment.process(door())
    environment.run()
    return spent / N


def loop():
    done = 0
    end = environment.event()

    def looping():
        nonlocal done
        while True:
            yield environment.timeout(draw(1.0))
            done += 1
            if done == N:
                end.succeed()

    for _ in range(PENDING):
        environment.process(looping())
    environment.run(until=end)
    return done / N


def hold():
    pending = [(draw(1.0), i) for i in range(PENDING)]
    heapq.heapify(pending)
    increments = [draw(1.0) for _ in range(1 << 16)]
    for i in range(N):
        now, _ = heapq.heappop(pending)
        heapq.heappush(pending, (now + increments[i & 0xFFFF], PENDING + i))
    return now


print({"mm1": lambda: queue(1), "mmc": lambda: queue(10), "loop": loop, "hold": hold}[WORK]())
