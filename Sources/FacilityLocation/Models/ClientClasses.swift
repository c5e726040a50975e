/// Clients with the same list of sites and costs and the same unserved cost, merged.
///
/// In covering problems this is what makes a million clients a few thousand rows.
struct ClientClasses {
    /// Class per client.
    private(set) var classOfClient: [Int] = []
    /// One client of each class.
    private(set) var representative: [Int] = []

    /// - Parameters:
    ///   - prefix: How many entries of each client's list count.
    ///   - extra: A further value that must agree, such as the unserved cost.
    init(_ costs: ServiceCosts, prefix: (Int) -> Int, extra: (Int) -> Double, ignoresCosts: Bool = false) {
        var classes: [UInt64: [Int]] = [:]
        classOfClient.reserveCapacity(costs.clientCount)
        let lengths = (0..<costs.clientCount).map(prefix)
        for client in 0..<costs.clientCount {
            let start = costs.offsets[client]
            var hash = mixed(UInt64(lengths[client])) ^ mixed(extra(client).bitPattern)
            for entry in start..<start + lengths[client] {
                hash = mixed(hash ^ UInt64(costs.sites[entry]))
                if !ignoresCosts { hash = mixed(hash ^ costs.costs[entry].bitPattern) }
            }
            let same = classes[hash]?.first { candidate in
                let other = representative[candidate]
                guard lengths[other] == lengths[client], extra(other) == extra(client) else { return false }
                let otherStart = costs.offsets[other]
                return (0..<lengths[client]).allSatisfy { position in
                    costs.sites[start + position] == costs.sites[otherStart + position]
                        && (ignoresCosts || costs.costs[start + position] == costs.costs[otherStart + position])
                }
            }
            if let same {
                classOfClient.append(same)
            } else {
                classes[hash, default: []].append(representative.count)
                classOfClient.append(representative.count)
                representative.append(client)
            }
        }
    }

    var count: Int { representative.count }
}

/// Mixes the bits of a word (the finalizer of SplitMix64); the same in every run, unlike `Hasher`.
func mixed(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}
