#if GLPK
    internal import LinearOptimization

    /// Checks on single numbers, ranges and counts, made before GLPK is called.
    enum Numbers {
        static func failure(_ stage: String, _ message: String) -> SolverError {
            SolverError(.invalidModel, stage: stage, message: message)
        }

        /// A finite number GLPK can multiply without overflow.
        static func isUsable(_ value: Double) -> Bool { abs(value) <= GLPKSession.largestMagnitude }

        static func requireFinite(_ value: Double, _ stage: String, _ what: () -> String) throws(SolverError) {
            guard isUsable(value) else {
                throw failure(stage, "\(what()) is \(value); it must be finite and at most 1e100 in magnitude")
            }
        }

        /// Bounds may be infinite on their own side only, and must not cross.
        static func requireBounds(
            _ lower: Double, _ upper: Double, _ stage: String, _ what: () -> String
        ) throws(SolverError) {
            let lowerFine = lower == -.infinity || isUsable(lower)
            let upperFine = upper == .infinity || isUsable(upper)
            guard lowerFine, upperFine else {
                throw failure(
                    stage, "\(what()) has bounds [\(lower), \(upper)]; each must be a number up to 1e100 or absent")
            }
            guard lower <= upper else {
                throw failure(stage, "\(what()) has crossed bounds [\(lower), \(upper)]")
            }
        }

        static func requireIndex(_ index: Int, below count: Int, _ stage: String, _ what: String) throws(SolverError) {
            guard index >= 0, index < count else {
                throw failure(stage, "\(what) \(index) does not exist; there are \(count)")
            }
        }

        static func requireRange(_ range: Range<Int>, within count: Int, _ stage: String, _ what: String)
            throws(SolverError)
        {
            guard range.lowerBound >= 0, range.upperBound <= count else {
                throw failure(stage, "\(what)s \(range) do not all exist; there are \(count)")
            }
        }

        static func requireRoom(_ have: Int, adding: Int, limit: Int, _ stage: String, _ what: String)
            throws(SolverError)
        {
            guard adding <= limit - have else {
                throw SolverError(
                    .modelTooLarge, stage: stage,
                    message: "\(have) + \(adding) \(what)s exceed GLPK's limit of \(limit)")
            }
        }
    }

    /// Finds repeated and missing indices and unusable numbers in lists of terms, in time linear in the list.
    struct TermChecker {
        private var stamps: [UInt32] = []
        private var stamp: UInt32 = 0
        /// Smallest and largest magnitude seen, zeros aside.
        private var smallest = Double.infinity
        private var largest = 0.0

        /// How far apart the coefficients seen are.
        var spread: Double { largest > 0 ? largest / smallest : 1 }

        /// Checks terms of one row (or column): every index in `0 ..< limit` and none twice, every coefficient usable.
        mutating func check(
            _ indices: UnsafeBufferPointer<Int32>, _ coefficients: UnsafeBufferPointer<Double>, limit: Int,
            stage: String,
            _ what: () -> String
        ) throws(SolverError) {
            guard indices.count == coefficients.count else {
                throw Numbers.failure(
                    stage, "\(what()) has \(indices.count) indices but \(coefficients.count) coefficients")
            }
            if stamps.count < limit { stamps.append(contentsOf: repeatElement(0, count: limit - stamps.count)) }
            if stamp == .max {
                stamps = Array(repeating: 0, count: stamps.count)
                stamp = 0
            }
            stamp += 1
            for k in 0..<indices.count {
                let index = Int(indices[k])
                guard index >= 0, index < limit else {
                    throw Numbers.failure(
                        stage, "\(what()) refers to index \(index), which does not exist; there are \(limit)")
                }
                guard stamps[index] != stamp else {
                    throw Numbers.failure(stage, "\(what()) has index \(index) twice")
                }
                stamps[index] = stamp
                let magnitude = abs(coefficients[k])
                if magnitude != 0 {
                    smallest = min(smallest, magnitude)
                    largest = max(largest, magnitude)
                }
                guard Numbers.isUsable(coefficients[k]) else {
                    throw Numbers.failure(
                        stage,
                        "\(what()) has coefficient \(coefficients[k]) at index \(index); it must be finite and at most 1e100"
                    )
                }
            }
        }
    }
#endif
