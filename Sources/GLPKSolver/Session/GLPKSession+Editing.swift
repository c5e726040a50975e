#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    extension GLPKSession {
        /// Adds columns and returns their indices.
        ///
        /// New columns are continuous and appear in no row.
        ///
        /// - Parameters:
        ///   - lower: Lower bounds; −∞ for none.
        ///   - upper: Upper bounds; +∞ for none.
        ///   - cost: Objective coefficients.
        /// - Throws: ``SolverError`` when lengths differ, a number is unusable or bounds cross.
        @discardableResult
        public func addColumns(lower: [Double], upper: [Double], cost: [Double]) throws(SolverError) -> Range<Int> {
            let stage = "add columns"
            let first = columnCount
            guard lower.count == upper.count, lower.count == cost.count else {
                throw Numbers.failure(
                    stage,
                    "\(lower.count) lower bounds, \(upper.count) upper bounds and \(cost.count) costs; all must be as many"
                )
            }
            try Numbers.requireRoom(first, adding: lower.count, limit: Self.largestCount, stage, "column")
            for k in lower.indices {
                try Numbers.requireBounds(lower[k], upper[k], stage) { "column \(first + k)" }
                try Numbers.requireFinite(cost[k], stage) { "the cost of column \(first + k)" }
            }
            let handle = try handle(stage)
            guard !lower.isEmpty else { return first..<first }
            try GLPKStatus.check(mrd_add_columns(handle, Int32(lower.count), lower, upper, cost), stage)
            columnLower += lower
            columnUpper += upper
            costs += cost
            isInteger.append(contentsOf: repeatElement(false, count: lower.count))
            return first..<columnCount
        }

        /// Adds one row `lower ≤ Σ coefficient·column ≤ upper` and returns its index.
        ///
        /// - Throws: ``SolverError`` when a column does not exist or appears twice, a number is unusable or bounds cross.
        @discardableResult
        public func addRow(
            lower: Double, upper: Double, columns: [Int32], coefficients: [Double]
        ) throws(SolverError) -> Int {
            try columns.withUnsafeBufferPointer { (columns) throws(SolverError) in
                try coefficients.withUnsafeBufferPointer { (coefficients) throws(SolverError) in
                    try addRow(lower: lower, upper: upper, columns: columns, coefficients: coefficients)
                }
            }
        }

        /// Adds one row from buffers, without copies on the Swift side; see ``addRow(lower:upper:columns:coefficients:)``.
        ///
        /// - Throws: ``SolverError`` when a column does not exist or appears twice, a number is unusable or bounds cross.
        @discardableResult
        public func addRow(
            lower: Double, upper: Double, columns: UnsafeBufferPointer<Int32>, coefficients: UnsafeBufferPointer<Double>
        ) throws(SolverError) -> Int {
            let stage = "add row"
            let row = rowCount
            try Numbers.requireRoom(row, adding: 1, limit: Self.largestCount, stage, "row")
            try Numbers.requireRoom(
                nonzeroEstimate, adding: columns.count, limit: Self.largestNonzeroCount, stage, "nonzero")
            try Numbers.requireBounds(lower, upper, stage) { "row \(row)" }
            try terms.check(columns, coefficients, limit: columnCount, stage: stage) { "row \(row)" }
            let handle = try handle(stage)
            var lowerBound = lower
            var upperBound = upper
            let starts = (0, columns.count)
            let status = withUnsafeBytes(of: starts) { starts in
                mrd_add_rows(
                    handle, 1, &lowerBound, &upperBound, starts.assumingMemoryBound(to: Int.self).baseAddress,
                    columns.baseAddress, coefficients.baseAddress)
            }
            try GLPKStatus.check(status, stage)
            rowLower.append(lower)
            rowUpper.append(upper)
            nonzeroEstimate += columns.count
            return row
        }

        /// Adds rows in compressed form and returns their indices.
        ///
        /// - Parameters:
        ///   - lower: Lower bound per row; −∞ for none.
        ///   - upper: Upper bound per row; +∞ for none.
        ///   - starts: Row `k` has the terms `starts[k] ..< starts[k + 1]`; one entry more than rows, never decreasing.
        ///   - columns: Column per term.
        ///   - coefficients: Coefficient per term.
        /// - Throws: ``SolverError`` when a column does not exist or appears twice in a row, a number is unusable, bounds
        ///   cross or `starts` is not as described; then no row is added.
        @discardableResult
        public func addRows(
            lower: [Double], upper: [Double], starts: [Int], columns: [Int32], coefficients: [Double]
        ) throws(SolverError) -> Range<Int> {
            let stage = "add rows"
            let first = rowCount
            let count = lower.count
            guard upper.count == count, starts.count == count + 1 || (count == 0 && starts.isEmpty) else {
                throw Numbers.failure(
                    stage, "\(count) lower bounds, \(upper.count) upper bounds and \(starts.count) starts")
            }
            guard columns.count == coefficients.count else {
                throw Numbers.failure(stage, "\(columns.count) columns but \(coefficients.count) coefficients")
            }
            try Numbers.requireRoom(first, adding: count, limit: Self.largestCount, stage, "row")
            try Numbers.requireRoom(
                nonzeroEstimate, adding: columns.count, limit: Self.largestNonzeroCount, stage, "nonzero")
            let handle = try handle(stage)
            guard count > 0 else { return first..<first }
            guard starts[0] >= 0, starts[count] <= columns.count else {
                throw Numbers.failure(
                    stage, "starts reach from \(starts[0]) to \(starts[count]) with \(columns.count) terms")
            }
            let status = try columns.withUnsafeBufferPointer { (columns) throws(SolverError) -> Int32 in
                try coefficients.withUnsafeBufferPointer { (coefficients) throws(SolverError) -> Int32 in
                    for k in 0..<count {
                        try Numbers.requireBounds(lower[k], upper[k], stage) { "row \(first + k)" }
                        guard starts[k] <= starts[k + 1] else {
                            throw Numbers.failure(stage, "starts decrease after row \(k)")
                        }
                        let span = starts[k]..<starts[k + 1]
                        try terms.check(
                            UnsafeBufferPointer(rebasing: columns[span]),
                            UnsafeBufferPointer(rebasing: coefficients[span]),
                            limit: columnCount, stage: stage
                        ) { "row \(first + k)" }
                    }
                    return mrd_add_rows(
                        handle, Int32(count), lower, upper, starts, columns.baseAddress, coefficients.baseAddress)
                }
            }
            try GLPKStatus.check(status, stage)
            rowLower += lower
            rowUpper += upper
            nonzeroEstimate += columns.count
            return first..<rowCount
        }

        /// Replaces the coefficients of a row; its bounds stay.
        ///
        /// - Throws: ``SolverError`` when an index does not exist or appears twice, or a number is unusable.
        public func setRow(_ row: Int, columns: [Int32], coefficients: [Double]) throws(SolverError) {
            let stage = "set row"
            try Numbers.requireIndex(row, below: rowCount, stage, "row")
            try replaceTerms(columns, coefficients, limit: columnCount, stage, { "row \(row)" }) {
                handle, indices, values in
                mrd_set_row(handle, Int32(row), Int32(indices.count), indices.baseAddress, values.baseAddress)
            }
        }

        /// Replaces the coefficients of a column; its bounds and cost stay.
        ///
        /// - Throws: ``SolverError`` when an index does not exist or appears twice, or a number is unusable.
        public func setColumn(_ column: Int, rows: [Int32], coefficients: [Double]) throws(SolverError) {
            let stage = "set column"
            try Numbers.requireIndex(column, below: columnCount, stage, "column")
            try replaceTerms(rows, coefficients, limit: rowCount, stage, { "column \(column)" }) {
                handle, indices, values in
                mrd_set_column(handle, Int32(column), Int32(indices.count), indices.baseAddress, values.baseAddress)
            }
        }

        private func replaceTerms(
            _ indices: [Int32], _ coefficients: [Double], limit: Int, _ stage: String, _ what: () -> String,
            _ call: (OpaquePointer, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Double>) -> Int32
        ) throws(SolverError) {
            try Numbers.requireRoom(
                nonzeroEstimate, adding: indices.count, limit: Self.largestNonzeroCount, stage, "nonzero")
            let handle = try handle(stage)
            let status = try indices.withUnsafeBufferPointer { (indices) throws(SolverError) -> Int32 in
                try coefficients.withUnsafeBufferPointer { (coefficients) throws(SolverError) -> Int32 in
                    try terms.check(indices, coefficients, limit: limit, stage: stage, what)
                    return call(handle, indices, coefficients)
                }
            }
            try GLPKStatus.check(status, stage)
            nonzeroEstimate += indices.count
        }

        /// Deletes rows; the remaining ones keep their order and move up.
        ///
        /// - Throws: ``SolverError`` when a row does not exist or is listed twice.
        public func deleteRows(_ rows: [Int]) throws(SolverError) {
            let stage = "delete rows"
            var doomed = [Bool](repeating: false, count: rowCount)
            var numbers: [Int32] = []
            numbers.reserveCapacity(rows.count)
            for row in rows {
                try Numbers.requireIndex(row, below: rowCount, stage, "row")
                guard !doomed[row] else { throw Numbers.failure(stage, "row \(row) is listed twice") }
                doomed[row] = true
                numbers.append(Int32(row))
            }
            let handle = try handle(stage)
            guard !rows.isEmpty else { return }
            try GLPKStatus.check(mrd_delete_rows(handle, Int32(numbers.count), numbers), stage)
            var kept = 0
            for row in doomed.indices where !doomed[row] {
                rowLower[kept] = rowLower[row]
                rowUpper[kept] = rowUpper[row]
                kept += 1
            }
            rowLower.removeLast(rows.count)
            rowUpper.removeLast(rows.count)
        }

        /// Sets a column's bounds; ±∞ for none.
        ///
        /// Nothing happens when they are what they were.
        ///
        /// - Throws: ``SolverError`` when the column does not exist, a number is unusable or the bounds cross.
        public func setColumnBounds(_ column: Int, lower: Double, upper: Double) throws(SolverError) {
            let stage = "column bounds"
            try Numbers.requireIndex(column, below: columnCount, stage, "column")
            try Numbers.requireBounds(lower, upper, stage) { "column \(column)" }
            let handle = try handle(stage)
            if columnLower[column] == lower, columnUpper[column] == upper { return }
            try GLPKStatus.check(mrd_set_column_bounds(handle, Int32(column), lower, upper), stage)
            columnLower[column] = lower
            columnUpper[column] = upper
        }

        /// Sets a row's bounds; ±∞ for none.
        ///
        /// Nothing happens when they are what they were.
        ///
        /// - Throws: ``SolverError`` when the row does not exist, a number is unusable or the bounds cross.
        public func setRowBounds(_ row: Int, lower: Double, upper: Double) throws(SolverError) {
            let stage = "row bounds"
            try Numbers.requireIndex(row, below: rowCount, stage, "row")
            try Numbers.requireBounds(lower, upper, stage) { "row \(row)" }
            let handle = try handle(stage)
            if rowLower[row] == lower, rowUpper[row] == upper { return }
            try GLPKStatus.check(mrd_set_row_bounds(handle, Int32(row), lower, upper), stage)
            rowLower[row] = lower
            rowUpper[row] = upper
        }

        /// Sets a column's objective coefficient.
        ///
        /// - Throws: ``SolverError`` when the column does not exist or the number is unusable.
        public func setCost(_ column: Int, _ cost: Double) throws(SolverError) {
            try Numbers.requireIndex(column, below: columnCount, "cost", "column")
            try setCosts(column..<(column + 1), [cost])
        }

        /// Sets the objective coefficients of a range of columns.
        ///
        /// - Throws: ``SolverError`` when a column does not exist, the counts differ or a number is unusable.
        public func setCosts(_ columns: Range<Int>, _ values: [Double]) throws(SolverError) {
            let stage = "costs"
            try Numbers.requireRange(columns, within: columnCount, stage, "column")
            guard values.count == columns.count else {
                throw Numbers.failure(stage, "\(values.count) costs for \(columns.count) columns")
            }
            for (column, value) in zip(columns, values) {
                try Numbers.requireFinite(value, stage) { "the cost of column \(column)" }
            }
            let handle = try handle(stage)
            guard !columns.isEmpty else { return }
            try GLPKStatus.check(mrd_set_costs(handle, Int32(columns.lowerBound), Int32(columns.count), values), stage)
            costs.replaceSubrange(columns, with: values)
        }

        /// Makes a column integer or continuous.
        ///
        /// Only ``solveMIP(_:)`` looks at this; the bounds stay as they are.
        ///
        /// - Throws: ``SolverError`` when the column does not exist.
        public func setInteger(_ column: Int, _ integer: Bool) throws(SolverError) {
            let stage = "column kind"
            try Numbers.requireIndex(column, below: columnCount, stage, "column")
            let handle = try handle(stage)
            try GLPKStatus.check(mrd_set_integer(handle, Int32(column), integer ? 1 : 0), stage)
            isInteger[column] = integer
        }
    }
#endif
