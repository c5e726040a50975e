/// Consequences of decided sites: rows that force or forbid further sites, or cannot be kept any more.
///
/// This is combinatorial, without a linear program, so an infeasibility found here needs no further proof. A copy is
/// cheap, so that a decision can be tried on one.
struct RowPropagation {
    let model: EngineModel
    private let rows: RowTable
    private var minimum: [Double] = []
    private var maximum: [Double] = []
    private var queue: [Int32] = []
    private var isQueued: [Bool] = []

    init(_ model: EngineModel) {
        self.model = model
        rows = RowTable(model)
    }

    /// Extends decided states by everything they imply; false when no plan agrees with them.
    mutating func extend(_ states: inout [Int8]) -> Bool {
        let rowCount = rows.lower.count
        minimum = Array(repeating: 0, count: rowCount)
        maximum = minimum
        queue = []
        isQueued = Array(repeating: true, count: rowCount)
        for position in 0..<rowCount {
            for member in rows.memberStarts[position]..<rows.memberStarts[position + 1] {
                let state = states[Int(rows.memberSites[member])]
                let value = rows.memberCoefficients[member]
                if state == SiteState.open {
                    minimum[position] += value
                    maximum[position] += value
                } else if state == SiteState.free {
                    minimum[position] += min(0, value)
                    maximum[position] += max(0, value)
                }
            }
            queue.append(Int32(position))
        }
        return settle(&states)
    }

    /// Decides a free site and extends the states by what follows; false when no plan agrees with them, after which this
    /// value must not be used any more.
    ///
    /// - Precondition: ``extend(_:)`` succeeded for these states, and every decision since.
    mutating func decide(_ site: Int, _ state: Int8, extending states: inout [Int8]) -> Bool {
        decide(site, state, &states)
        return settle(&states)
    }

    private mutating func settle(_ states: inout [Int8]) -> Bool {
        while true {
            guard settleRows(&states) else { return false }
            guard model.hasMandatoryClients else { return true }
            var isChanged = false
            guard settleMandatoryClients(&states, isChanged: &isChanged) else { return false }
            if !isChanged { return true }
        }
    }

    private mutating func settleRows(_ states: inout [Int8]) -> Bool {
        while let position = queue.popLast() {
            let index = Int(position)
            isQueued[index] = false
            let upper = rows.upperWithTolerance[index]
            let lower = rows.lowerWithTolerance[index]
            if minimum[index] > upper || maximum[index] < lower { return false }
            if minimum[index] >= rows.lower[index], maximum[index] <= rows.upper[index] { continue }
            for member in rows.memberStarts[index]..<rows.memberStarts[index + 1] {
                let site = Int(rows.memberSites[member])
                if states[site] != SiteState.free { continue }
                let value = rows.memberCoefficients[member]
                let size = abs(value)
                if minimum[index] + size > upper {
                    decide(site, value > 0 ? SiteState.closed : SiteState.open, &states)
                } else if maximum[index] - size < lower {
                    decide(site, value > 0 ? SiteState.open : SiteState.closed, &states)
                }
                if minimum[index] > upper || maximum[index] < lower { return false }
            }
        }
        return true
    }

    private mutating func decide(_ site: Int, _ state: Int8, _ states: inout [Int8]) {
        states[site] = state
        for entry in rows.rowStarts[site]..<rows.rowStarts[site + 1] {
            let row = Int(rows.rowIndices[entry])
            let value = rows.rowCoefficients[entry]
            if (value > 0) == (state == SiteState.open) {
                minimum[row] += abs(value)
            } else {
                maximum[row] -= abs(value)
            }
            if !isQueued[row] {
                isQueued[row] = true
                queue.append(Int32(row))
            }
        }
    }

    private mutating func settleMandatoryClients(_ states: inout [Int8], isChanged: inout Bool) -> Bool {
        // With fewer closed sites than the shortest list can spare, nobody depends on a single site.
        let closed = states.count { $0 == SiteState.closed }
        if closed + 2 <= model.shortestMandatoryList { return true }
        for client in 0..<model.clientCount where model.caps[client] == .infinity {
            var lastFree = -1
            var freeCount = 0
            var isServed = false
            for entry in model.lists.entries(client) {
                let site = Int(model.lists.indices[entry])
                if states[site] == SiteState.open {
                    isServed = true
                    break
                }
                if states[site] == SiteState.free {
                    lastFree = site
                    freeCount += 1
                    if freeCount > 1 { break }
                }
            }
            if isServed || freeCount > 1 { continue }
            if freeCount == 0 { return false }
            decide(lastFree, SiteState.open, &states)
            isChanged = true
        }
        return true
    }
}
