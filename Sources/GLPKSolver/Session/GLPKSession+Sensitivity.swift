#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    extension GLPKSession {
        /// Ranges over which the optimal basis of the last LP solve stays optimal; see ``SensitivityRanges``.
        ///
        /// Costs about one pass over the nonzeros per row and column: keep it for LPs of some thousands of rows.
        ///
        /// - Throws: ``SolverError`` when the last solve did not end with ``SimplexOutcome/optimal``, the program was edited
        ///   since in a way that spoiled its basis, or GLPK breaks.
        public func sensitivity() throws(SolverError) -> SensitivityRanges {
            let stage = "sensitivity"
            let handle = try handle(stage)
            guard holdsOptimalBasis else {
                throw Numbers.failure(stage, "ranges need an optimal LP solution; solve the LP first")
            }
            var code: Int32 = 0
            try GLPKStatus.check(mrd_factorize(handle, &code), stage)
            guard code == 0 else {
                throw SolverError(.internalFailure, stage: stage, rawCode: Int(code), message: "the basis is singular")
            }
            let basis = basis()
            var reduced: [Double] = []
            try reducedCosts(0..<columnCount, into: &reduced)

            var ranges = SensitivityRanges(costRanges: [], boundRanges: [], rightHandSideRanges: [])
            for column in 0..<columnCount {
                let index = rowCount + column
                if basis.columns[column] == 1 {
                    ranges.boundRanges.append(nil)
                    let cost = costs[column]
                    ranges.costRanges.append(try range(around: cost) { mrd_cost_range(handle, Int32(index), &$0, &$1) })
                } else {
                    ranges.boundRanges.append(
                        try boundRange(
                            handle, index, status: basis.columns[column], columnLower[column], columnUpper[column]))
                    ranges.costRanges.append(
                        costRange(status: basis.columns[column], cost: costs[column], reducedCost: reduced[column]))
                }
            }
            for row in 0..<rowCount {
                ranges.rightHandSideRanges.append(
                    try boundRange(handle, row, status: basis.rows[row], rowLower[row], rowUpper[row]))
            }
            return ranges
        }

        /// Cost range of a nonbasic column: its reduced cost must keep the sign that holds it at its bound.
        private func costRange(status: Int8, cost: Double, reducedCost: Double) -> ClosedRange<Double> {
            let limit = cost - reducedCost
            // At the lower bound a minimum wants a reduced cost of at least 0; every change of side turns that around.
            let growsFreely = (status == 2) == (sense == .minimize)
            switch status {
            case 5: return -.infinity ... .infinity
            case 4: return cost...cost
            default: return growsFreely ? min(limit, cost) ... .infinity : -.infinity...max(limit, cost)
            }
        }

        private func boundRange(
            _ handle: OpaquePointer, _ index: Int, status: Int8, _ lower: Double, _ upper: Double
        ) throws(SolverError) -> ClosedRange<Double>? {
            guard status == 2 || status == 3 || status == 5 else { return nil }
            return try range(around: status == 3 ? upper : lower) { mrd_bound_range(handle, Int32(index), &$0, &$1) }
        }

        private func range(
            around value: Double, _ call: (inout Double, inout Double) -> Int32
        ) throws(SolverError) -> ClosedRange<Double> {
            var low = -Double.greatestFiniteMagnitude
            var high = Double.greatestFiniteMagnitude
            try GLPKStatus.check(call(&low, &high), "sensitivity")
            if low <= -.greatestFiniteMagnitude { low = -.infinity }
            if high >= .greatestFiniteMagnitude { high = .infinity }
            // Rounding must not push the range off the value it is about.
            return min(low, value)...max(high, value)
        }
    }
#endif
