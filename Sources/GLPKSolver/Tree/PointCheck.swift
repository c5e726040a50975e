#if GLPK
    internal import CGLPKSupport
    internal import LinearOptimization

    extension GLPKSession {
        /// Rounds integer columns to whole numbers and moves values that miss a bound by no more than the tolerance onto it.
        func snapped(_ values: [Double], tolerances: Tolerances) -> [Double] {
            var values = values
            for column in values.indices {
                if isInteger[column] { values[column].round() }
                let lower = columnLower[column]
                let upper = columnUpper[column]
                if values[column] < lower, lower - values[column] <= tolerances.feasibility * max(1, abs(lower)) {
                    values[column] = lower
                }
                if values[column] > upper, values[column] - upper <= tolerances.feasibility * max(1, abs(upper)) {
                    values[column] = upper
                }
            }
            return values
        }

        /// The largest violation of a bound or row at a point, relative to max(1, |bound|); infinite for NaN.
        func largestViolation(_ values: [Double]) throws(SolverError) -> Double {
            var activities = [Double](repeating: 0, count: rowCount)
            try GLPKStatus.check(mrd_row_activities(try handle("check"), values, &activities), "check")
            return max(
                Self.largestViolation(values, lower: columnLower, upper: columnUpper),
                Self.largestViolation(activities, lower: rowLower, upper: rowUpper))
        }

        private static func largestViolation(_ values: [Double], lower: [Double], upper: [Double]) -> Double {
            var worst = 0.0
            for k in values.indices {
                guard values[k].isFinite else { return .infinity }
                if values[k] < lower[k] { worst = max(worst, (lower[k] - values[k]) / max(1, abs(lower[k]))) }
                if values[k] > upper[k] { worst = max(worst, (values[k] - upper[k]) / max(1, abs(upper[k]))) }
            }
            return worst
        }

        /// Objective of a point, constant included.
        func objective(of values: [Double]) -> Double {
            var sum = CompensatedSum(objectiveConstant)
            for column in values.indices where costs[column] != 0 { sum.add(costs[column] * values[column]) }
            return sum.value
        }
    }
#endif
