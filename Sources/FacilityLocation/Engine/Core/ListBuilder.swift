/// Collects the cost lists of clients and merges clients whose lists are equal.
///
/// Merging looks at lists only, never at weights, so that weights may change later without a new merge.
struct ListBuilder {
    private(set) var starts = [0]
    private(set) var sites: [Int32] = []
    private(set) var costs: [Double] = []
    /// Cost per merged client when no listed site is open; infinite when one must be.
    private(set) var caps: [Double] = []
    /// Summed weight per merged client.
    private(set) var weights: [Double] = []
    private var firstWithHash: [UInt64: Int32] = [:]
    private var nextWithHash: [Int32] = []

    /// Makes room for entries to come.
    mutating func reserve(_ entries: Int) {
        sites.reserveCapacity(entries)
        costs.reserveCapacity(entries)
    }

    /// Appends an entry to the list being written.
    mutating func append(site: Int32, cost: Double) {
        sites.append(site)
        costs.append(cost)
    }

    /// Whether the list being written has no entry.
    var isCurrentEmpty: Bool { sites.count == starts[starts.count - 1] }

    /// Ends the list being written; returns the merged client it belongs to.
    mutating func finish(cap: Double, weight: Double) -> Int32 {
        let begin = starts[starts.count - 1]
        let hash = currentHash(from: begin, cap: cap)
        var candidate = firstWithHash[hash] ?? -1
        while candidate >= 0 {
            if equals(Int(candidate), from: begin, cap: cap) {
                weights[Int(candidate)] += weight
                sites.removeSubrange(begin...)
                costs.removeSubrange(begin...)
                return candidate
            }
            candidate = nextWithHash[Int(candidate)]
        }
        let merged = Int32(caps.count)
        nextWithHash.append(firstWithHash[hash] ?? -1)
        firstWithHash[hash] = merged
        starts.append(sites.count)
        caps.append(cap)
        weights.append(weight)
        return merged
    }

    /// Hash of the list being written: all of a short one, evenly spread entries of a long one.
    private func currentHash(from begin: Int, cap: Double) -> UInt64 {
        let count = sites.count - begin
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ cap.bitPattern ^ UInt64(truncatingIfNeeded: count)
        let stride = max(1, count / 64)
        var entry = begin
        while entry < sites.count {
            hash = (hash ^ UInt64(UInt32(bitPattern: sites[entry]))) &* 0x0000_0100_0000_01B3
            hash = (hash ^ costs[entry].bitPattern) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            entry += stride
        }
        return hash
    }

    private func equals(_ merged: Int, from begin: Int, cap: Double) -> Bool {
        let range = starts[merged]..<starts[merged + 1]
        guard caps[merged] == cap, range.count == sites.count - begin else { return false }
        for (offset, entry) in range.enumerated() {
            if sites[entry] != sites[begin + offset] || costs[entry] != costs[begin + offset] { return false }
        }
        return true
    }
}
