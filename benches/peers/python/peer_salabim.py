"""salabim with generators: one component a customer."""
import random
import sys

import salabim as sim

WORK, N = sys.argv[1], int(sys.argv[2])
PENDING, LOAD, SERVERS = 10_000, 0.9, 10 if sys.argv[1] == "mmc" else 1
sim.yieldless(False)
draw = random.Random(1).expovariate
environment = sim.Environment(trace=False)
spent = 0.0


class Customer(sim.Component):
    def process(self):
        global spent
        since = self.env.now()
        yield self.request(desk)
        yield self.hold(draw(1.0))
        self.release(desk)
        spent += self.env.now() - since


class Door(sim.Component):
    def process(self):
        for _ in range(N):
            yield self.hold(draw(LOAD * SERVERS))
            Customer()


class Looping(sim.Component):
    def process(self):
        while True:
            yield self.hold(draw(1.0))


if WORK == "loop":
    for _ in range(PENDING):
        Looping()
    environment.run(till=N / PENDING)
else:
    desk = sim.Resource("desk", capacity=SERVERS, monitor=False)
    Door()
    environment.run()
print(spent / N)
