#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    extension GLPKSession {
        /// A limit on the LP's objective, computed in this code's own arithmetic from the dual values of the last solve.
        ///
        /// For a minimum, with row duals y and d = c − Aᵀy recomputed from the program's data, no feasible point is better
        /// than c₀ + Σ yᵢ·(row bound that yᵢ presses against) + Σ dⱼ·(column bound that dⱼ presses against), whatever y is
        /// (weak duality); so the bound holds even when the solver stopped early or erred. A yᵢ pressing against an absent
        /// bound is taken as 0. A dⱼ pressing against an absent bound takes the one that a row implies together with the
        /// bounds of its other columns. Where no row implies one, a dⱼ below 1e-7 of the magnitude of the terms it comes
        /// from counts as 0 (the dual tolerance: the bound is then exact up to that times the column's value), and a larger
        /// one proves nothing. Sums are compensated.
        ///
        /// - Returns: The bound, ∓∞ when nothing is proven.
        /// - Throws: ``SolverError`` when the session is lost.
        public func provenBound() throws(SolverError) -> Double {
            var duals: [Double] = []
            try rowDuals(0..<rowCount, into: &duals)
            return try provenBound(duals: &duals)
        }

        /// The same for dual values of any origin, one per row, in the sign of the stated objective.
        ///
        /// - Throws: ``SolverError`` when the count is wrong or the session is lost.
        public func provenBound(duals: [Double]) throws(SolverError) -> Double {
            guard duals.count == rowCount else {
                throw Numbers.failure("bound", "\(duals.count) dual values for \(rowCount) rows")
            }
            var duals = duals
            return try provenBound(duals: &duals)
        }

        private func provenBound(duals: inout [Double]) throws(SolverError) -> Double {
            let handle = try handle("bound")
            let sign: Double = sense == .minimize ? 1 : -1
            var sum = CompensatedSum(sign * objectiveConstant)
            for row in duals.indices {
                let dual = sign * duals[row]
                let side = dual > 0 ? rowLower[row] : rowUpper[row]
                guard dual != 0, dual.isFinite, side.isFinite else {
                    duals[row] = 0
                    continue
                }
                sum.add(dual * side)
            }
            var products = [Double](repeating: 0, count: columnCount)
            var magnitudes = [Double](repeating: 0, count: columnCount)
            try GLPKStatus.check(mrd_column_products(handle, duals, &products, &magnitudes), "bound")
            var implied: ImpliedBounds?
            for column in 0..<columnCount {
                let reduced = sign * (costs[column] - products[column])
                guard reduced != 0 else { continue }
                let side = reduced > 0 ? columnLower[column] : columnUpper[column]
                if side.isFinite {
                    sum.add(reduced * side)
                    continue
                }
                if implied == nil { implied = try ImpliedBounds(self) }
                if let side = try implied?.bound(of: column, isUpper: reduced < 0) {
                    sum.add(reduced * side)
                } else if !(abs(reduced) <= 1e-7 * max(abs(costs[column]), magnitudes[column])) {
                    return -sign * .infinity
                }
            }
            let bound = sign * sum.value
            return bound.isNaN ? -sign * .infinity : bound
        }
    }
#endif
