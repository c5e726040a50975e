#!/usr/bin/env python3
"""Run Meridian's network flow side by side with other solvers on the same generated problems.

    pip install numpy scipy POT
    apt-get install g++ liblemon-dev glpk-utils        # each optional; what is missing is skipped and named
    Benchmarks/peers/flows.py [.build/release/meridian] [--quick] [--only WORD] [--repeat N]

Prints one Markdown table: seconds and peak memory of each solver, and the ratio of its seconds to Meridian's. Seconds
are those of the solve alone: of Meridian and LEMON from the network in memory (each tells them itself), of the
libraries those of the call with its arrays ready, of GLPK what glpsol reports behind "Time used". Peak memory is that
of the whole process, reading included. Of several runs the fastest counts; every solver runs alone, in a process of
its own. Objectives must agree, or the row says so and the exit code is 1.
"""

import argparse
import json
import multiprocessing
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy


class Network:
    """Supplies per node, and arrays of arcs: from, to, capacity, cost; nodes counted from 0."""

    def __init__(self, name, supplies, arcs, matrix=None):
        self.name, self.supplies, self.arcs = name, numpy.asarray(supplies), arcs
        self.matrix = matrix  # (supplies, demands, costs) of a dense transportation problem

    def write(self, path):
        sources, targets, capacities, costs = (numpy.asarray(column).tolist() for column in self.arcs)
        with open(path, "w", encoding="ascii") as file:
            file.write(f"p min {len(self.supplies)} {len(sources)}\n")
            for node in numpy.nonzero(self.supplies)[0]:
                file.write(f"n {node + 1} {self.supplies[node]}\n")
            file.writelines(f"a {a + 1} {b + 1} 0 {most} {cost}\n"
                            for a, b, most, cost in zip(sources, targets, capacities, costs))


def dense(name, supplies, demands, costs):
    rows, columns = costs.shape
    arcs = (numpy.repeat(numpy.arange(rows), columns), rows + numpy.tile(numpy.arange(columns), rows),
            numpy.full(rows * columns, int(max(supplies.max(), demands.max()))), costs.ravel())
    return Network(name, numpy.concatenate([supplies, -demands]), arcs, (supplies, demands, costs))


def transportation(suppliers, receivers, seed):
    """Dense transportation with every total met exactly."""
    rng = numpy.random.default_rng(seed)
    demands = rng.integers(1, 21, receivers)
    cuts = numpy.sort(rng.integers(0, demands.sum() + 1, suppliers - 1))
    supplies = numpy.diff(numpy.concatenate([[0], cuts, [demands.sum()]]))
    return dense(f"transportation {suppliers} × {receivers}", supplies, demands,
                 rng.integers(1, 10_001, (suppliers, receivers)))


def assignment(size, seed, dearest=100_000):
    rng = numpy.random.default_rng(seed)
    ones = numpy.ones(size, dtype=int)
    return dense(f"assignment {size} × {size}, costs to {dearest}", ones, ones,
                 rng.integers(1, dearest + 1, (size, size)))


def netgen(nodes, arcs, seed):
    """In the manner of NETGEN: sources, sinks, a skeleton of chains that makes it feasible, random arcs on top."""
    rng = numpy.random.default_rng(seed)
    ends = max(1, round(nodes ** 0.5))
    total = 1_000 * ends
    supplies = numpy.zeros(nodes, dtype=int)
    numpy.add.at(supplies, rng.integers(0, ends, total // 10), 10)
    numpy.add.at(supplies, nodes - 1 - rng.integers(0, ends, total // 10), -10)
    middle = rng.permutation(numpy.arange(ends, nodes - ends))
    made = []
    for source in range(ends):
        chain = [source] + middle[source::ends].tolist()
        made += list(zip(chain, chain[1:]))
        made += [(chain[-1], sink) for sink in rng.integers(nodes - ends, nodes, 3).tolist() + [nodes - 1 - source]]
    # Every sink is reached from every other one.
    made += [(a, a + 1 if a + 1 < nodes else nodes - ends) for a in range(nodes - ends, nodes) if ends > 1]
    skeleton = numpy.array(made)
    rest = max(0, arcs - len(made))
    a, b = rng.integers(0, nodes - ends, rest), rng.integers(ends, nodes, rest)
    b = numpy.where(a == b, nodes - 1, b)
    capacities = numpy.concatenate([numpy.full(len(made), total), rng.integers(1, 1_001, rest)])
    return Network(f"NETGEN-style, {nodes} nodes, {len(made) + rest} arcs", supplies,
                   (numpy.concatenate([skeleton[:, 0], a]), numpy.concatenate([skeleton[:, 1], b]), capacities,
                    rng.integers(1, 10_001, len(made) + rest)))


def gridgen(height, width, seed):
    """In the manner of GRIDGEN: a grid of two-way streets between a source and a sink."""
    rng = numpy.random.default_rng(seed)
    nodes = height * width
    supplies = numpy.zeros(nodes + 2, dtype=int)
    supplies[-2], supplies[-1] = 1_000 * height, -1_000 * height
    grid = numpy.arange(nodes).reshape(height, width)
    pairs = [(numpy.full(height, nodes), grid[:, 0]), (grid[:, -1], numpy.full(height, nodes + 1)),
             (grid[:, :-1], grid[:, 1:]), (grid[:, 1:], grid[:, :-1]), (grid[:-1], grid[1:]), (grid[1:], grid[:-1])]
    sources = numpy.concatenate([a.ravel() for a, _ in pairs])
    targets = numpy.concatenate([b.ravel() for _, b in pairs])
    streets = len(sources) - 2 * height
    capacities = numpy.concatenate([numpy.full(2 * height, 2_000), rng.integers(1_000, 3_001, streets)])
    return Network(f"GRIDGEN-style, {height} × {width}", supplies,
                   (sources, targets, capacities, rng.integers(1, 1_001, len(sources))))


def goto(size, seed):
    """In the manner of GOTO: a torus with arcs of many lengths, cheap ones narrow and dear ones wide."""
    rng = numpy.random.default_rng(seed)
    nodes = size * size
    supplies = numpy.zeros(nodes, dtype=int)
    supplies[0], supplies[-1] = 100 * size, -100 * size
    node = numpy.arange(nodes)
    row, column = node // size, node % size
    parts = [(node[:-1], node[1:], numpy.full(nodes - 1, 100 * size), numpy.full(nodes - 1, 1_000_000))]
    for step in (1, 2, 3, 5, 8, 13, 21):
        capacity = rng.integers(1, 100 * 2 ** rng.integers(0, 5, nodes) + 1)
        cost = numpy.maximum(1, 4_096 * 2 ** rng.integers(0, 9, nodes) // capacity + 17 * step)
        parts.append((node, row * size + (column + step) % size, capacity, cost))
        parts.append((node, (row + step) % size * size + column, capacity, cost))
    return Network(f"GOTO-style, torus {size} × {size}", supplies,
                   tuple(numpy.concatenate([part[k] for part in parts]) for k in range(4)))


def in_process(function, *arguments):
    """Runs a library's function in a process of its own: (objective, seconds, peak memory in MB), or what failed."""
    def body(pipe):
        try:
            objective, seconds = function(*arguments)
            pipe.send((objective, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
        except Exception as error:  # a peer that cannot do it is left out, and the reason told
            pipe.send(f"{type(error).__name__}: {error}")
    receiver, sender = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("fork").Process(target=body, args=(sender,))
    process.start()
    sender.close()
    try:
        answer = receiver.recv()
    except EOFError:
        answer = "the process died"
    process.join()
    return answer


def command(*words):
    """Runs a command: (its output, peak memory in MB).

    The peak is read while it runs: what the system tells afterwards counts this script, which the command was forked
    from.
    """
    peak = 0
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        begun = time.perf_counter()
        while process.poll() is None:
            try:
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
                peak = max([peak] + [int(size) / 1024 for size in re.findall(r"VmHWM:\s+(\d+)", status)])
            except OSError:
                pass  # just gone, or a system without /proc
            time.sleep(0.002 if time.perf_counter() - begun < 1 else 0.01)
        output, errors = process.communicate()
    if process.returncode != 0:
        raise ValueError(errors.strip()[-200:] or f"exit code {process.returncode}")
    return output, peak


def by_meridian(meridian, path):
    output, peak = command(meridian, "solve", "min-cost-flow", path, "--format", "dimacs", "--json", "--quiet")
    answer = json.loads(output)
    if answer["status"] != "optimal" or answer["objective"] != answer["bound"]:
        raise ValueError(answer["status"])
    return answer["objective"], answer["seconds"]["solve"], peak


def by_lemon(driver, path):
    output, peak = command(driver, path)
    cost, seconds = output.split()
    return int(cost), float(seconds), peak


def by_glpk(path):
    with tempfile.TemporaryDirectory() as folder:
        report, log = Path(folder) / "report.txt", Path(folder) / "log.txt"
        _, peak = command("glpsol", "--mincost", path, "-o", str(report), "--log", str(log))
        seconds = re.search(r"Time used:\s+([0-9.]+)", log.read_text())
        objective = re.search(r"^Objective:(?:.*=)?\s*([-+0-9.e]+)", report.read_text(), re.MULTILINE)
    return round(float(objective.group(1))), float(seconds.group(1)), peak


def by_scipy(path):
    return in_process(assigned_by_scipy, path)


def by_pot(path):
    return in_process(transported_by_pot, path)


def assigned_by_scipy(path):
    from scipy.optimize import linear_sum_assignment
    costs = numpy.load(path)["costs"]
    begun = time.perf_counter()
    rows, columns = linear_sum_assignment(costs)
    seconds = time.perf_counter() - begun
    return round(costs[rows, columns].sum()), seconds


def transported_by_pot(path):
    import ot
    data = numpy.load(path)
    costs = data["costs"]
    begun = time.perf_counter()
    plan = ot.emd(data["supplies"], data["demands"], costs, numItermax=100_000_000)
    seconds = time.perf_counter() - begun
    return round((plan * costs).sum()), seconds


def compiled_driver(folder):
    compiler = shutil.which("g++") or shutil.which("c++")
    if not compiler:
        print("LEMON is skipped: there is no C++ compiler.", file=sys.stderr)
        return None
    driver = str(Path(folder) / "lemon_flow")
    source = Path(__file__).with_name("lemon_flow.cpp")
    done = subprocess.run([compiler, "-O3", "-DNDEBUG", str(source), "-o", driver, "-llemon"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print("LEMON is skipped: its driver does not compile; is liblemon-dev installed?", file=sys.stderr)
        return None
    return driver


def importable(module):
    # Asked in a process of its own, since whatever is imported here counts into the memory of every peer.
    found = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False)
    if found.returncode != 0:
        print(f"{module} is skipped: it is not installed.", file=sys.stderr)
    return found.returncode == 0


def attempted(function, arguments):
    """The answer of a peer, or the reason why there is none."""
    try:
        return function(*arguments)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


def families(quick):
    yield lambda: transportation(100, 1_000, 1)
    yield lambda: assignment(300 if quick else 2_000, 2)
    yield lambda: netgen(2_000, 16_000, 3)
    yield lambda: gridgen(60, 60, 4)
    yield lambda: goto(40, 5)
    if not quick:
        yield lambda: transportation(500, 5_000, 6)
        yield lambda: assignment(2_000, 7, 100)
        yield lambda: netgen(16_000, 130_000, 8)
        yield lambda: netgen(4_096, 262_144, 9)
        yield lambda: gridgen(160, 160, 10)
        yield lambda: gridgen(20, 1_000, 11)
        yield lambda: goto(64, 12)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meridian", nargs="?", default=".build/release/meridian")
    parser.add_argument("--quick", action="store_true", help="small problems only")
    parser.add_argument("--only", default="", help="problems whose name holds this word")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    has_pot, has_scipy, has_glpk = importable("ot"), importable("scipy.optimize"), shutil.which("glpsol")
    if not has_glpk:
        print("GLPK is skipped: there is no glpsol.", file=sys.stderr)
    print("| problem | solver | objective | s | peak MB | s ÷ Meridian's |")
    print("| --- | --- | --- | --- | --- | --- |")
    agreed = True
    with tempfile.TemporaryDirectory() as folder:
        driver = compiled_driver(folder)
        path, arrays = str(Path(folder) / "network.min"), str(Path(folder) / "matrix.npz")
        for make in families(given.quick):
            network = make()
            if given.only.lower() not in network.name.lower():
                continue
            network.write(path)
            peers = [("Meridian", by_meridian, (given.meridian, path), given.repeat)]
            if driver:
                peers.append(("LEMON network simplex", by_lemon, (driver, path), given.repeat))
            if network.matrix:
                supplies, demands, costs = (part.astype(float) for part in network.matrix)
                numpy.savez(arrays, supplies=supplies, demands=demands, costs=costs)
                if has_pot:
                    peers.append(("POT emd", by_pot, (arrays,), given.repeat))
                if has_scipy and costs.shape[0] == costs.shape[1]:
                    peers.append(("SciPy linear_sum_assignment", by_scipy, (arrays,), given.repeat))
            arc_count = len(network.arcs[0])
            if has_glpk and arc_count <= 120_000:
                peers.append(("GLPK simplex", by_glpk, (path,), 1))
            name, network = network.name, None
            own = None
            for solver, function, arguments, times in peers:
                answers = [attempted(function, arguments) for _ in range(times)]
                good = [answer for answer in answers if not isinstance(answer, str)]
                if not good:
                    print(f"{name}: {solver}: {answers[0]}", file=sys.stderr)
                    agreed = agreed and solver != "Meridian"
                    continue
                objective, seconds, peak = min(good, key=lambda answer: answer[1])
                own = own or (objective, max(seconds, 1e-6))
                note = "" if objective == own[0] else " **differs**"
                agreed = agreed and not note
                print(f"| {name} | {solver} | {objective}{note} | {seconds:.4f} | {peak:.0f} | "
                      f"{seconds / own[1]:.1f} |", flush=True)
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
