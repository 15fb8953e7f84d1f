"""Ciw: a declared network; queues only."""
import sys

import ciw

WORK, N = sys.argv[1], int(sys.argv[2])
LOAD, SERVERS = 0.9, {"mm1": 1, "mmc": 10}[sys.argv[1]]
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(LOAD * SERVERS)],
    service_distributions=[ciw.dists.Exponential(1.0)],
    number_of_servers=[SERVERS],
)
ciw.seed(1)
simulation = ciw.Simulation(network)
simulation.simulate_until_max_customers(N, method="Finish")
records = simulation.get_all_records()
print(sum(record.exit_date - record.arrival_date for record in records) / len(records))
