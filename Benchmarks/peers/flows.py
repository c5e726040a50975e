#!/usr/bin/env python3
"""Run Meridian's network flow side by side with other solvers on the same generated problems.

    pip install numpy scipy POT
    apt-get install liblemon-dev glpk-utils        # both optional
    Benchmarks/peers/flows.py [.build/release/meridian] [--quick]

Prints one Markdown table: seconds and peak memory of each solver, and the ratio of its seconds to Meridian's. Every
solver runs alone, in a process of its own; Meridian's and LEMON's seconds are those of the solve without reading,
the libraries' those of the call. Objectives must agree, or the row says so.
"""

import json
import math
import multiprocessing
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LEMON = r"""
#include <chrono>
#include <fstream>
#include <iostream>
#include <sys/resource.h>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
int main(int argc, char** argv) {
    using namespace lemon;
    typedef long long Number;
    if (argc < 2) return 2;
    std::ifstream file(argv[1]);
    SmartDigraph graph;
    SmartDigraph::ArcMap<Number> lower(graph), capacity(graph), cost(graph);
    SmartDigraph::NodeMap<Number> supply(graph);
    readDimacsMin(file, graph, lower, capacity, cost, supply);
    auto begun = std::chrono::steady_clock::now();
    NetworkSimplex<SmartDigraph, Number, Number> simplex(graph);
    auto status = simplex.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply).run();
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    if (status != NetworkSimplex<SmartDigraph, Number, Number>::OPTIMAL) return 3;
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    std::cout << simplex.totalCost<Number>() << " " << seconds << " " << usage.ru_maxrss << std::endl;
}
"""


class Network:
    """Nodes with supplies and arcs (from, to, capacity, cost), nodes counted from 0."""

    def __init__(self, name, supplies, arcs, matrix=None):
        self.name, self.supplies, self.arcs = name, supplies, arcs
        self.matrix = matrix  # (supplies, demands, costs) of a dense transportation problem

    def write(self, path):
        with open(path, "w", encoding="ascii") as file:
            file.write(f"p min {len(self.supplies)} {len(self.arcs)}\n")
            for node, supply in enumerate(self.supplies, 1):
                if supply:
                    file.write(f"n {node} {supply}\n")
            for source, target, capacity, cost in self.arcs:
                file.write(f"a {source + 1} {target + 1} 0 {capacity} {cost}\n")


def transportation(suppliers, receivers, seed):
    """Dense transportation with every total met exactly."""
    rng = random.Random(seed)
    demands = [rng.randint(1, 20) for _ in range(receivers)]
    total = sum(demands)
    cuts = sorted(rng.randint(0, total) for _ in range(suppliers - 1))
    supplies = [b - a for a, b in zip([0] + cuts, cuts + [total])]
    costs = [[rng.randint(1, 10_000) for _ in range(receivers)] for _ in range(suppliers)]
    arcs = [(i, suppliers + j, total, costs[i][j]) for i in range(suppliers) for j in range(receivers)]
    return Network(f"transportation {suppliers} × {receivers}", supplies + [-d for d in demands], arcs,
                   (supplies, demands, costs))


def assignment(size, seed):
    rng = random.Random(seed)
    costs = [[rng.randint(1, 100_000) for _ in range(size)] for _ in range(size)]
    arcs = [(i, size + j, 1, costs[i][j]) for i in range(size) for j in range(size)]
    return Network(f"assignment {size} × {size}", [1] * size + [-1] * size, arcs, ([1] * size, [1] * size, costs))


def netgen(nodes, arcs, seed):
    """In the manner of NETGEN: sources, sinks, a skeleton of chains that makes it feasible, random arcs on top."""
    rng = random.Random(seed)
    ends = max(1, nodes // 20)
    supplies = [0] * nodes
    total = 1_000 * ends
    for _ in range(total // 10):
        supplies[rng.randrange(ends)] += 10
        supplies[nodes - 1 - rng.randrange(ends)] -= 10
    middle = list(range(ends, nodes - ends))
    rng.shuffle(middle)
    made = []
    for source in range(ends):
        chain = [source] + middle[source::ends]
        for a, b in zip(chain, chain[1:]):
            made.append((a, b, total, rng.randint(1, 10_000)))
        for sink in rng.sample(range(nodes - ends, nodes), min(ends, 3)) + [nodes - 1 - source]:
            made.append((chain[-1], sink, total, rng.randint(1, 10_000)))
    for a in range(nodes - ends, nodes):  # every sink is reached from every other one
        b = a + 1 if a + 1 < nodes else nodes - ends
        if a != b:
            made.append((a, b, total, rng.randint(5_000, 10_000)))
    while len(made) < arcs:
        a, b = rng.randrange(nodes - ends), rng.randrange(ends, nodes)
        if a != b:
            made.append((a, b, rng.randint(100, 1_000), rng.randint(1, 10_000)))
    return Network(f"NETGEN-style {nodes} nodes, {len(made)} arcs", supplies, made)


def gridgen(height, width, seed):
    """In the manner of GRIDGEN: a grid of two-way streets between a source and a sink."""
    rng = random.Random(seed)
    supplies = [0] * (height * width + 2)
    supplies[-2], supplies[-1] = 1_000 * height, -1_000 * height
    arcs = []
    for row in range(height):
        arcs.append((height * width, row * width, 2_000, rng.randint(1, 1_000)))
        arcs.append((row * width + width - 1, height * width + 1, 2_000, rng.randint(1, 1_000)))
        for column in range(width):
            here = row * width + column
            for there in ([here + 1] if column + 1 < width else []) + ([here + width] if row + 1 < height else []):
                arcs.append((here, there, rng.randint(1_000, 3_000), rng.randint(1, 1_000)))
                arcs.append((there, here, rng.randint(1_000, 3_000), rng.randint(1, 1_000)))
    return Network(f"GRIDGEN-style {height} × {width}", supplies, arcs)


def goto(size, seed):
    """In the manner of GOTO: a grid on a torus with long arcs that go round it, dear ones wide and cheap ones narrow."""
    rng = random.Random(seed)
    nodes = size * size
    supplies = [0] * nodes
    supplies[0], supplies[-1] = 100 * size, -100 * size
    arcs = []
    for node in range(nodes):
        row, column = divmod(node, size)
        for step in (1, 2, 3, 5, 8, 13, 21):
            capacity = rng.randint(1, 100 * 2 ** rng.randint(0, 4))
            cost = max(1, 4_096 * 2 ** rng.randint(0, 8) // capacity + 17 * step)
            arcs.append((node, row * size + (column + step) % size, capacity, cost))
            arcs.append((node, (row + step) % size * size + column, capacity, cost))
        if node + 1 < nodes:
            arcs.append((node, node + 1, 100 * size, 1_000_000))
    return Network(f"GOTO-like torus {size} × {size}", supplies, arcs)


def measured(function, *arguments):
    """Runs a function in a process of its own: (result, seconds, peak memory in MB) or None when it fails."""
    def body(pipe):
        try:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            result, seconds = function(*arguments)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            pipe.send((result, seconds, peak / 1024, before / 1024))
        except Exception as error:  # a peer that cannot do it is left out of its cell
            pipe.send(str(error))
    receiver, sender = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("fork").Process(target=body, args=(sender,))
    process.start()
    answer = receiver.recv()
    process.join()
    return None if isinstance(answer, str) else answer[:3]


def by_scipy(network):
    import numpy
    from scipy.optimize import linear_sum_assignment
    supplies, demands, costs = network.matrix
    if any(s != 1 for s in supplies) or any(d != 1 for d in demands):
        raise ValueError("not an assignment")
    costs = numpy.array(costs, dtype=float)
    begun = time.perf_counter()
    rows, columns = linear_sum_assignment(costs)
    seconds = time.perf_counter() - begun
    return round(costs[rows, columns].sum()), seconds


def by_pot(network):
    import numpy
    import ot
    supplies, demands, costs = network.matrix
    costs = numpy.array(costs, dtype=float)
    a, b = numpy.array(supplies, dtype=float), numpy.array(demands, dtype=float)
    begun = time.perf_counter()
    plan = ot.emd(a, b, costs, numItermax=100_000_000)
    seconds = time.perf_counter() - begun
    return round((plan * costs).sum()), seconds


def by_meridian(meridian, path):
    with tempfile.NamedTemporaryFile(suffix=".txt") as usage:
        run = subprocess.run(
            ["/usr/bin/env", "bash", "-c", 'exec "$@"', "bash", meridian, "solve", "min-cost-flow", path, "--format",
             "dimacs", "--json", "--quiet"], capture_output=True, text=True, check=True)
        del usage
    answer = json.loads(run.stdout)
    if answer["status"] != "optimal" or answer["objective"] != answer["bound"]:
        raise ValueError(answer["status"])
    return answer["objective"], answer["seconds"]["solve"]


def child_memory(command):
    """Peak memory of a command in MB."""
    def body(pipe):
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        pipe.send(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    receiver, sender = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("fork").Process(target=body, args=(sender,))
    process.start()
    peak = receiver.recv()
    process.join()
    return peak


def by_lemon(driver, path):
    run = subprocess.run([driver, path], capture_output=True, text=True, check=True)
    cost, seconds, _ = run.stdout.split()
    return int(cost), float(seconds)


def by_glpk(path):
    begun = time.perf_counter()
    with tempfile.NamedTemporaryFile(suffix=".txt") as report:
        # Primal simplex on the flow as a linear program; reading included, so it is a lower limit of the ratio.
        subprocess.run(["glpsol", "--mincost", path, "--nomip", "-o", report.name], check=True, timeout=600,
                       stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
        for line in Path(report.name).read_text().splitlines():
            if line.startswith("Objective:"):
                return round(float(line.split("=")[1].split()[0])), seconds
    raise ValueError("no objective")


def compiled_driver(folder):
    compiler = shutil.which("g++") or shutil.which("c++")
    if not compiler or not Path("/usr/include/lemon/network_simplex.h").exists():
        return None
    source, driver = Path(folder) / "driver.cpp", Path(folder) / "driver"
    source.write_text(LEMON)
    done = subprocess.run([compiler, "-O3", source, "-o", driver, "-llemon"], capture_output=True, check=False)
    return str(driver) if done.returncode == 0 else None


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    meridian = arguments[0] if arguments else ".build/release/meridian"
    quick = "--quick" in sys.argv
    problems = [
        transportation(100, 1_000, 1), assignment(300 if quick else 2_000, 2), netgen(2_000, 16_000, 3),
        gridgen(60, 60, 4), goto(40, 5),
    ]
    if not quick:
        problems += [transportation(500, 5_000, 6), netgen(16_000, 130_000, 7), gridgen(160, 160, 8)]
    print("| problem | solver | objective | s | peak MB | s ÷ Meridian's |")
    print("| --- | --- | --- | --- | --- | --- |")
    agreed = True
    with tempfile.TemporaryDirectory() as folder:
        driver = compiled_driver(folder)
        for network in problems:
            path = str(Path(folder) / "network.min")
            network.write(path)
            rows = []

            def run(solver, function, *given, command=None):
                answer = measured(function, *given)
                if answer:
                    objective, seconds, peak = answer
                    rows.append((solver, objective, seconds, child_memory(command) if command else peak))

            run("Meridian", by_meridian, meridian, path,
                command=[meridian, "solve", "min-cost-flow", path, "--format", "dimacs", "--json", "--quiet"])
            if driver:
                run("LEMON network simplex", by_lemon, driver, path, command=[driver, path])
            if network.matrix:
                run("POT", by_pot, network)
                run("SciPy", by_scipy, network)
            if shutil.which("glpsol") and len(network.arcs) <= 120_000:
                run("GLPK simplex", by_glpk, path)
            own = next((row[2] for row in rows if row[0] == "Meridian"), math.nan)
            for solver, objective, seconds, peak in rows:
                note = "" if objective == rows[0][1] else " **differs**"
                agreed = agreed and not note
                print(f"| {network.name} | {solver} | {objective}{note} | {seconds:.4f} | {peak:.0f} | "
                      f"{seconds / own:.1f} |", flush=True)
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
