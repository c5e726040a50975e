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
    /// - Throws: ``LocationError`` with everything wrong with the rule; nothing is changed.
    @discardableResult
    public func addServiceConstraint(_ constraint: ServiceConstraint) throws(LocationError) -> Int {
        let position = problem.serviceConstraints.count
        try check { $0.check([constraint], clientCount: problem.weights.count, first: position) }
        problem.serviceConstraints.append(constraint)
        serviceSerials.append(nextServiceSerial)
        nextServiceSerial += 1
        takeOverServiceRules()
        return position
    }

    /// Changes the limit of a rule on service; +∞ for none.
    ///
    /// - Precondition: the rule exists.
    /// - Throws: ``LocationError`` when the limit is not a number or −∞; nothing is changed.
    public func setServiceConstraint(_ rule: Int, limit: Double) throws(LocationError) {
        precondition(problem.serviceConstraints.indices.contains(rule), "there is no rule \(rule) on service")
        let field = "serviceConstraints[\(rule)] “\(problem.serviceConstraints[rule].name)”"
        try check { $0.checkLimit(field, limit) }
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
