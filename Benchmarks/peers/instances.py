"""Benchmark instances as costs, weights and capacities: read from the files that Meridian reads, or generated."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import shortest_path


@dataclass
class Instance:
    """One question about one file, and how the command line asks it.

    `costs[i, j]` is the distance of client i from site j, or for `uncapacitated` and `capacitated` the cost of serving
    its whole demand from there.
    """

    name: str
    model: str
    file: Path
    format: str
    costs: np.ndarray
    p: int | None = None
    radius: float | None = None
    capacity: float | None = None
    weights: np.ndarray = field(default_factory=lambda: np.ones(0))
    opening: np.ndarray = field(default_factory=lambda: np.zeros(0))
    capacities: np.ndarray = field(default_factory=lambda: np.zeros(0))

    def arguments(self) -> list[str]:
        """Arguments of `meridian solve`."""
        options = ["solve", self.model, str(self.file), "--format", self.format, "--json"]
        if self.p is not None:
            options += ["-p", str(self.p)]
        if self.radius is not None:
            options += ["--radius", repr(self.radius)]
        if self.capacity is not None:
            options += ["--capacity", repr(self.capacity)]
        return options


def _words(path: Path) -> list[str]:
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path)
    with opened as text:
        return text.read().split()


def pmed(path: Path, model: str) -> Instance:
    """OR-Library p-median graph; of edges given twice the last one counts."""
    words = [int(word) for word in _words(path)]
    n, edges, p = words[:3]
    lengths = np.full((n, n), np.inf)
    for a, b, length in np.array(words[3:3 + 3 * edges]).reshape(-1, 3):
        lengths[a - 1, b - 1] = lengths[b - 1, a - 1] = length
    return Instance(path.stem, model, path, "orlib-pmed", shortest_path(lengths, directed=False), p=p,
                    weights=np.ones(n))


def warehouses(path: Path, model: str, capacity: float | None = None) -> Instance:
    """OR-Library warehouse location; costs are for the whole demand of a customer."""
    words = _words(path)
    sites, clients = int(words[0]), int(words[1])
    head = [float(word) if word != "capacity" else (capacity or 0.0) for word in words[2:2 + 2 * sites]]
    body = np.array(words[2 + 2 * sites:], dtype=float).reshape(clients, sites + 1)
    name = path.name.split(".")[0] + (f" @ {capacity:g}" if capacity else "")
    return Instance(name, model, path, "orlib-cap", body[:, 1:], capacity=capacity, weights=body[:, 0],
                    capacities=np.array(head[0::2]), opening=np.array(head[1::2]))


def chen(path: Path, p: int, radius: float) -> Instance:
    """Covering points of Chen and others."""
    rows = np.array(_words(path)[1:], dtype=float).reshape(-1, 5)
    points = rows[:, 1:3]
    return Instance(f"{path.stem} p={p}", "max-covering", path, "chen", _euclidean(points, points), p=p, radius=radius,
                    weights=rows[:, 4])


def generated(folder: Path, model: str, clients: int, sites: int, radius: float, p: int | None) -> Instance:
    """Uniform clients and sites in the unit square, written as a CSV file; the same for the same sizes."""
    random = np.random.default_rng(clients + sites)
    where, candidates = random.random((clients, 2)).round(6), random.random((sites, 2)).round(6)
    weights = random.integers(1, 100, clients).astype(float)
    path = folder / f"uniform-{clients}x{sites}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "x", "y", "demand", "role"])
        writer.writerows([f"s{j}", x, y, 0, "site"] for j, (x, y) in enumerate(candidates.tolist()))
        writer.writerows(
            [f"c{i}", x, y, int(w), "client"] for i, ((x, y), w) in enumerate(zip(where.tolist(), weights)))
    return Instance(f"{clients:,} x {sites} uniform", model, path, "csv", _euclidean(where, candidates), p=p,
                    radius=radius, weights=weights)


def _euclidean(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])
