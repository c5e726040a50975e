#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    /// A simplex basis: the status of every row and column, to save and restore.
    public struct Basis: Sendable, Hashable {
        /// Status per row, in GLPK's codes (1 basic, 2 at the lower bound, 3 at the upper, 4 free, 5 fixed).
        var rows: [Int8]
        /// Status per column, in the same codes.
        var columns: [Int8]

        /// Number of rows it covers.
        public var rowCount: Int { rows.count }
        /// Number of columns it covers.
        public var columnCount: Int { columns.count }
    }

    extension GLPKSession {
        /// Reads the values of columns in the last LP solution; `values` is resized to the range.
        ///
        /// - Throws: ``SolverError`` when a column does not exist.
        public func primalValues(_ columns: Range<Int>, into values: inout [Double]) throws(SolverError) {
            try read(MRD_COLUMN_PRIMAL, columns, within: columnCount, "column", into: &values)
        }

        /// Reads the reduced costs of columns, in the sign of the stated objective: the change of the objective per unit of
        /// the column.
        ///
        /// - Throws: ``SolverError`` when a column does not exist.
        public func reducedCosts(_ columns: Range<Int>, into values: inout [Double]) throws(SolverError) {
            try read(MRD_COLUMN_DUAL, columns, within: columnCount, "column", into: &values)
        }

        /// Reads the dual values of rows, in the sign of the stated objective: the change of the objective per unit of the
        /// row's active bound.
        ///
        /// - Throws: ``SolverError`` when a row does not exist.
        public func rowDuals(_ rows: Range<Int>, into values: inout [Double]) throws(SolverError) {
            try read(MRD_ROW_DUAL, rows, within: rowCount, "row", into: &values)
        }

        /// Reads the activities of rows in the last LP solution.
        ///
        /// - Throws: ``SolverError`` when a row does not exist.
        public func rowActivities(_ rows: Range<Int>, into values: inout [Double]) throws(SolverError) {
            try read(MRD_ROW_PRIMAL, rows, within: rowCount, "row", into: &values)
        }

        private func read(
            _ kind: Int, _ range: Range<Int>, within count: Int, _ what: String, into values: inout [Double]
        ) throws(SolverError) {
            let stage = "read"
            try Numbers.requireRange(range, within: count, stage, what)
            let handle = try handle(stage)
            if values.count != range.count { values = Array(repeating: 0, count: range.count) }
            guard !range.isEmpty else { return }
            try GLPKStatus.check(
                mrd_read(handle, Int32(kind), Int32(range.lowerBound), Int32(range.count), &values), stage)
        }

        /// Whether a row is basic, that is, not tight at a bound that matters; false for a row that does not exist.
        public func isBasic(row: Int) -> Bool {
            guard row >= 0, row < rowCount else { return false }
            return basicRows(row..<(row + 1)).first ?? false
        }

        /// Whether each row of a range is basic; all false when the session is lost.
        public func basicRows(_ rows: Range<Int>) -> [Bool] {
            var statuses = [Int8](repeating: 0, count: rows.count)
            guard rows.lowerBound >= 0, rows.upperBound <= rowCount, !rows.isEmpty, let handle = try? handle("basis"),
                Int(mrd_read_row_statuses(handle, Int32(rows.lowerBound), Int32(rows.count), &statuses)) == MRD_OK
            else { return Array(repeating: false, count: rows.count) }
            return statuses.map { $0 == 1 }
        }

        /// The current basis; empty when the session is lost.
        public func basis() -> Basis {
            var rows = [Int8](repeating: 0, count: rowCount)
            var columns = [Int8](repeating: 0, count: columnCount)
            guard let handle = try? handle("basis"), Int(mrd_read_basis(handle, &rows, &columns)) == MRD_OK else {
                return Basis(rows: [], columns: [])
            }
            return Basis(rows: rows, columns: columns)
        }

        /// Puts a saved basis back.
        ///
        /// Rows added since become basic, columns added since nonbasic, so that the basis stays complete; a basis that
        /// lost rows in between is completed by the next solve.
        ///
        /// - Throws: ``SolverError`` when the basis has more rows or columns than the program.
        public func restore(_ basis: Basis) throws(SolverError) {
            let stage = "restore basis"
            guard basis.rows.count <= rowCount, basis.columns.count <= columnCount else {
                throw Numbers.failure(
                    stage,
                    "the basis has \(basis.rows.count) rows and \(basis.columns.count) columns, the program \(rowCount) and \(columnCount)"
                )
            }
            let rows = basis.rows + Array(repeating: 1, count: rowCount - basis.rows.count)
            let columns = basis.columns + Array(repeating: 2, count: columnCount - basis.columns.count)
            try GLPKStatus.check(mrd_write_basis(try handle(stage), rows, columns), stage)
        }

        /// Goes back to the standard basis: all rows basic.
        ///
        /// - Throws: ``SolverError`` when the session is lost.
        public func resetBasis() throws(SolverError) {
            try GLPKStatus.check(mrd_standard_basis(try handle("reset basis")), "reset basis")
        }
    }
#endif
