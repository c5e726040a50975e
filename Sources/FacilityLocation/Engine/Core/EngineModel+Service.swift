extension EngineModel {
    /// Whether the service rules hold for a set of open sites.
    func keepsServiceRows(_ isOpen: [Bool]) -> Bool {
        serviceRows.allSatisfy { $0.accepts(serviceSum(of: $0, isOpen: isOpen)) }
    }

    /// What a service rule limits, for a set of open sites.
    ///
    /// O(clients of the rule · scanned entries).
    func serviceSum(of row: EngineServiceRow, isOpen: [Bool]) -> Double {
        var sum = 0.0
        for (client, weight) in zip(row.clients, row.weights) {
            sum += weight * serviceCost(of: Int(client), isOpen: isOpen)
        }
        return sum
    }

    /// A service rule that is broken even with every site open that may be; `nil` when there is none.
    func hopelessServiceRow(states: [Int8]) -> EngineServiceRow? {
        if serviceRows.isEmpty { return nil }
        let mayOpen = states.map { $0 != SiteState.closed }
        return serviceRows.first { !$0.accepts(serviceSum(of: $0, isOpen: mayOpen)) }
    }
}
