"""Textbook mixed-integer models of the instances: what a user of a general solver would write, strong rows included."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from instances import Instance

INFINITY = highspy.kHighsInf


@dataclass
class Program:
    """min cost·x, lower ≤ A x ≤ upper, 0 ≤ x ≤ ceiling, the first `integers` columns whole numbers."""

    cost: np.ndarray
    ceiling: np.ndarray
    matrix: csr_matrix
    lower: np.ndarray
    upper: np.ndarray
    integers: int

    def write(self, path: Path) -> None:
        """Writes free MPS."""
        rows, columns = self.matrix.shape
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = columns, rows
        model.col_cost_, model.col_lower_, model.col_upper_ = self.cost, np.zeros(columns), self.ceiling
        model.row_lower_, model.row_upper_ = self.lower, self.upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self.matrix.indptr
        model.a_matrix_.index_ = self.matrix.indices
        model.a_matrix_.value_ = self.matrix.data
        kinds = [highspy.HighsVarType.kInteger] * self.integers
        model.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * (columns - self.integers)
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        if solver.writeModel(str(path)) == highspy.HighsStatus.kError:
            raise RuntimeError(f"{path}: HiGHS could not write the model")


class _Rows:
    """Collects rows of a sparse matrix in blocks."""

    def __init__(self) -> None:
        self.count = 0
        self.parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.lower: list[np.ndarray] = []
        self.upper: list[np.ndarray] = []

    def add(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray, lower: np.ndarray, upper: np.ndarray):
        self.parts.append((rows + self.count, columns, values))
        self.lower.append(lower)
        self.upper.append(upper)
        self.count += len(lower)

    def program(self, cost: np.ndarray, ceiling: np.ndarray, integers: int) -> Program:
        rows, columns, values = (np.concatenate(part) for part in zip(*self.parts))
        matrix = csr_matrix((values, (rows, columns)), shape=(self.count, len(cost)))
        return Program(cost, ceiling, matrix, np.concatenate(self.lower), np.concatenate(self.upper), integers)


def program(instance: Instance) -> Program:
    """The textbook model of an instance."""
    match instance.model:
        case "p-median" | "uncapacitated" | "capacitated":
            return _service(instance)
        case "p-center":
            return _center(instance)
        case "max-covering" | "set-covering":
            return _covering(instance)
    raise ValueError(f"no textbook model of {instance.model}")


def _assignment(rows: _Rows, clients: int, sites: int, first: int) -> None:
    """Every client served once, and from open sites only; y come first, shares x from column `first`."""
    pairs = np.arange(clients * sites)
    rows.add(pairs // sites, first + pairs, np.ones(len(pairs)), np.ones(clients), np.ones(clients))
    rows.add(np.tile(pairs, 2), np.concatenate([first + pairs, pairs % sites]),
             np.repeat([1.0, -1.0], len(pairs)), np.full(len(pairs), -INFINITY), np.zeros(len(pairs)))


def _cardinality(rows: _Rows, sites: int, p: int | None) -> None:
    if p is not None:
        rows.add(np.zeros(sites, int), np.arange(sites), np.ones(sites), np.array([float(p)]), np.array([float(p)]))


def _service(instance: Instance) -> Program:
    clients, sites = instance.costs.shape
    rows = _Rows()
    _assignment(rows, clients, sites, sites)
    _cardinality(rows, sites, instance.p)
    if instance.model == "capacitated":
        pairs = np.arange(clients * sites)
        rows.add(np.concatenate([pairs % sites, np.arange(sites)]),
                 np.concatenate([sites + pairs, np.arange(sites)]),
                 np.concatenate([np.repeat(instance.weights, sites), -instance.capacities]),
                 np.full(sites, -INFINITY), np.zeros(sites))
    opening = instance.opening if len(instance.opening) else np.zeros(sites)
    return rows.program(np.concatenate([opening, instance.costs.ravel()]), np.ones(sites + clients * sites), sites)


def _center(instance: Instance) -> Program:
    clients, sites = instance.costs.shape
    rows = _Rows()
    _assignment(rows, clients, sites, sites)
    _cardinality(rows, sites, instance.p)
    pairs = np.arange(clients * sites)
    radius = sites + len(pairs)
    rows.add(np.concatenate([pairs // sites, np.arange(clients)]),
             np.concatenate([sites + pairs, np.full(clients, radius)]),
             np.concatenate([instance.costs.ravel(), -np.ones(clients)]),
             np.full(clients, -INFINITY), np.zeros(clients))
    cost = np.zeros(radius + 1)
    cost[radius] = 1
    ceiling = np.ones(radius + 1)
    ceiling[radius] = INFINITY
    return rows.program(cost, ceiling, sites)


def _covering(instance: Instance) -> Program:
    clients, sites = instance.costs.shape
    reached, by = np.nonzero(instance.costs <= instance.radius)
    rows = _Rows()
    if instance.model == "set-covering":
        rows.add(reached, by, np.ones(len(by)), np.ones(clients), np.full(clients, INFINITY))
        return rows.program(np.ones(sites), np.ones(sites), sites)
    # u_i = 1 when client i stays uncovered.
    rows.add(np.concatenate([reached, np.arange(clients)]), np.concatenate([by, sites + np.arange(clients)]),
             np.ones(len(by) + clients), np.ones(clients), np.full(clients, INFINITY))
    _cardinality(rows, sites, instance.p)
    return rows.program(np.concatenate([np.zeros(sites), instance.weights]), np.ones(sites + clients), sites)
