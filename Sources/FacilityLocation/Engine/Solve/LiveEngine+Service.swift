/// Rules on service as edits: coverage floors and caps on mean travel, per group of clients.
extension LiveEngine {
    /// Position of the first rule on service of a name; `nil` when there is none.
    public func serviceConstraint(named name: String) -> Int? {
        problem.serviceConstraints.firstIndex { $0.name == name }
    }

    /// Adds a rule on service; returns its position, the last.
    ///
    /// No cut is lost: what the rule asks of the sites is found as it is needed.
    ///
    /// - Precondition: each client exists and appears once, with a finite weight of at least 0; the limit is a number
    ///   above −∞.
    @discardableResult
    public func addServiceConstraint(_ constraint: ServiceConstraint) -> Int {
        precondition(constraint.clients.count == constraint.weights.count, "one weight per client is needed")
        precondition(
            constraint.clients.allSatisfy(problem.weights.indices.contains), "clients of a rule must be in the problem")
        precondition(
            Set(constraint.clients).count == constraint.clients.count, "each client of a rule may appear once")
        precondition(
            constraint.weights.allSatisfy { $0.isFinite && $0 >= 0 }, "weights must be finite and at least 0")
        precondition(constraint.limit > -.infinity, "the limit of a rule must be a number")
        problem.serviceConstraints.append(constraint)
        serviceSerials.append(nextServiceSerial)
        nextServiceSerial += 1
        takeOverServiceRules()
        return problem.serviceConstraints.count - 1
    }

    /// Changes the limit of a rule on service; +∞ for none.
    ///
    /// - Precondition: the rule exists; the limit is a number above −∞.
    public func setServiceConstraint(_ rule: Int, limit: Double) {
        precondition(problem.serviceConstraints.indices.contains(rule), "there is no rule \(rule) on service")
        precondition(limit > -.infinity, "the limit of a rule must be a number")
        problem.serviceConstraints[rule].limit = limit
        takeOverServiceRules()
    }

    /// Takes back a rule on service; those behind it move up by one position.
    ///
    /// - Precondition: the rule exists.
    public func removeServiceConstraint(_ rule: Int) {
        precondition(problem.serviceConstraints.indices.contains(rule), "there is no rule \(rule) on service")
        problem.serviceConstraints.remove(at: rule)
        serviceSerials.remove(at: rule)
        takeOverServiceRules()
    }

    /// Brings the engine's rules on service in line with the problem's.
    func takeOverServiceRules() {
        var known: [Int: EngineServiceRow] = [:]
        for row in core.model.serviceRows { known[row.serial] = row }
        let rows = zip(problem.serviceConstraints, serviceSerials).map { constraint, serial -> EngineServiceRow in
            guard var row = known[serial] else { return EngineServiceRow(constraint, map: map, serial: serial) }
            row.setLimit(constraint.limit)
            return row
        }
        core.setServiceRows(rows)
    }
}
