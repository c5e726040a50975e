public import NetworkFlow

/// Writes who is sent where, and who goes without, as CSV.
public enum AssignmentFile {
    /// Writes `institution,hospital,staff`, one row per pair that is used, institutions in their order.
    ///
    /// The file appears whole or not at all.
    ///
    /// - Throws: ``DataError`` when it cannot be written.
    public static func write(
        _ plan: SparseTransportationPlan, of instance: StaffingInstance, to path: String
    ) throws(DataError) {
        let file = try OutputFile(path)
        file.add("institution,hospital,staff\n")
        let problem = instance.problem
        for receiver in 0..<problem.receiverCount {
            for arc in problem.arcs(of: receiver) {
                let units = plan.units(of: receiver, on: arc, in: problem)
                guard units > 0 else { continue }
                file.add(instance.institutions.bytes(of: receiver))
                file.buffer.append(0x2C)
                file.add(instance.hospitals.bytes(of: Int(problem.suppliers[arc])))
                file.buffer.append(0x2C)
                if units < 10 { file.buffer.append(0x30 + UInt8(units)) } else { file.add(String(units)) }
                file.buffer.append(0x0A)
            }
            try file.flushIfFull()
        }
        try file.finish()
    }

    /// Writes `institution,need,missing,reason` for every institution that goes short, in their order.
    ///
    /// - Throws: ``DataError`` when it cannot be written.
    public static func writeUnserved(
        _ unserved: [StaffingInstance.Unserved], of instance: StaffingInstance, to path: String
    ) throws(DataError) {
        let file = try OutputFile(path)
        file.add("institution,need,missing,reason\n")
        for entry in unserved {
            file.add(instance.institutions.bytes(of: entry.institution))
            file.add(",\(entry.need),\(entry.missing),")
            file.add(Array(entry.reason.utf8)[...])
            file.buffer.append(0x0A)
            try file.flushIfFull()
        }
        try file.finish()
    }

    /// Says whether a file could be written at a path, before any work is done.
    ///
    /// - Throws: ``DataError`` when it could not.
    public static func check(_ path: String) throws(DataError) { _ = try OutputFile(path) }
}

extension StaffingInstance {
    /// An institution that goes short, and why.
    public struct Unserved: Sendable, Hashable {
        /// Number of the institution.
        public var institution: Int
        /// Staff it needs.
        public var need: Int64
        /// Staff it does not get.
        public var missing: Int64
        /// Why, in words.
        public var reason: String
    }

    /// Everybody who goes short, in their order, with the reason.
    ///
    /// - Parameters:
    ///   - shortages: Those of the plan; none when least shortage is not proven.
    ///   - allPairs: Whether hospitals beyond the lists may serve, too.
    public func unserved(
        _ plan: SparseTransportationPlan, shortages: [SparseTransportationPlan.Shortage], allPairs: Bool
    ) -> [Unserved] {
        guard plan.unmet > 0 else { return [] }
        var reasons = [Int32](repeating: -1, count: problem.receiverCount)
        var words: [String] = []
        for shortage in shortages {
            for receiver in shortage.receivers { reasons[receiver] = Int32(words.count) }
            let (few, many) = (shortage.suppliers.count, shortage.receivers.count)
            let hospitals = few == 1 ? "1 hospital" : "\(few) hospitals"
            words.append(
                few == 0
                    ? "no hospital may serve it"
                    : "\(many) institutions that need \(shortage.need) can be served only by \(hospitals) with "
                        + "\(shortage.supply) staff")
        }
        let total = allPairs ? problem.supplies.reduce(0, +) : 0
        let need = plan.served + plan.unmet
        return (0..<problem.receiverCount).compactMap { receiver in
            let missing = plan.unmet(of: receiver, in: problem)
            guard missing > 0 else { return nil }
            let reason =
                if problem.supplierCount == 0 {
                    "there is no hospital"
                } else if allPairs, need > total {
                    "all institutions need \(need) and all hospitals have \(total) staff"
                } else if reasons[receiver] >= 0 {
                    words[Int(reasons[receiver])]
                } else if !allPairs, problem.arcs(of: receiver).isEmpty {
                    "no hospital may serve it"
                } else {
                    "the hospitals it can be served by were full when its turn came; nothing is proven"
                }
            return Unserved(
                institution: receiver, need: problem.need(of: receiver), missing: missing, reason: reason)
        }
    }
}
