#if GLPK
    internal import CGLPKSupport
    internal import LinearOptimization

    /// Bounds that rows imply for columns without bounds of their own: what is left of a row's side when all other
    /// columns are at the end of their range that helps most.
    struct ImpliedBounds {
        private let session: GLPKSession
        private var least: [Double]
        private var leastInfinite: [Int32]
        private var greatest: [Double]
        private var greatestInfinite: [Int32]
        // One column's terms.
        private var rows: [Int32]
        private var coefficients: [Double]

        /// Sums up the rows of a session as it is now, in one pass over the nonzeros.
        init(_ session: GLPKSession) throws(SolverError) {
            self.session = session
            least = Array(repeating: 0, count: session.rowCount)
            greatest = least
            leastInfinite = Array(repeating: 0, count: session.rowCount)
            greatestInfinite = leastInfinite
            rows = leastInfinite
            coefficients = least
            try GLPKStatus.check(
                mrd_activity_ranges(
                    try session.handle("bound"), session.columnLower, session.columnUpper, &least, &leastInfinite,
                    &greatest, &greatestInfinite), "bound")
        }

        /// The tightest implied upper (or lower) bound of a column, loosened by 1e-9 against rounding; `nil` for none.
        mutating func bound(of column: Int, isUpper: Bool) throws(SolverError) -> Double? {
            let handle = try session.handle("bound")
            var count: Int32 = 0
            try GLPKStatus.check(
                mrd_read_column(handle, Int32(column), Int32(session.rowCount), &rows, &coefficients, &count), "bound")
            var best: Double?
            for k in 0..<Int(count) {
                let row = Int(rows[k])
                let coefficient = coefficients[k]
                // a·x ≤ side − least of the others bounds x from above when a > 0, from below when a < 0; and conversely.
                let fromAbove = (coefficient > 0) == isUpper
                let side = fromAbove ? session.rowUpper[row] : session.rowLower[row]
                guard side.isFinite else { continue }
                let own = coefficient * (isUpper ? session.columnLower[column] : session.columnUpper[column])
                let othersInfinite =
                    (fromAbove ? leastInfinite[row] : greatestInfinite[row]) - (own.isFinite ? 0 : 1)
                guard othersInfinite == 0 else { continue }
                let others = (fromAbove ? least[row] : greatest[row]) - (own.isFinite ? own : 0)
                let bound = (side - others) / coefficient
                guard bound.isFinite else { continue }
                let margin = 1e-9 * max(1, abs(bound), abs(side / coefficient), abs(others / coefficient))
                let loose = isUpper ? bound + margin : bound - margin
                if let known = best { best = isUpper ? min(known, loose) : max(known, loose) } else { best = loose }
            }
            return best
        }
    }
#endif
