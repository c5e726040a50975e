#if Command
    public import ArgumentParser
    public import FacilityLocation
    import Foundation
    public import HealthPlanning

    extension LocationEngine: ExpressibleByArgument {}
    extension DispatchFairness: ExpressibleByArgument {}

    /// Reads option values that plain number types would let through: NaN, infinities, signs, overflow.
    enum Parsing {
        /// Longest time limit, in seconds: some three years.
        static let longestLimit = 1e8

        /// A time in seconds.
        static func seconds(_ text: String) throws -> Duration {
            let value = try number(text, in: 0...longestLimit, "seconds")
            return .nanoseconds(Int64(value * 1e9))
        }

        /// A distance in km or the instance's unit, at least 0.
        static func distance(_ text: String) throws -> Double { try number(text, in: 0...1e12, "a distance") }

        /// A relative gap, at least 0.
        static func gap(_ text: String) throws -> Double {
            try number(text, in: 0...1, "a share, such as 0.01 for one per cent")
        }

        /// A share 0...1.
        static func share(_ text: String) throws -> Double { try number(text, in: 0...1, "a share") }

        /// Days per week.
        static func days(_ text: String) throws -> Double { try number(text, in: 0...7, "days per week") }

        /// A capacity or another amount.
        static func amount(_ text: String) throws -> Double { try number(text, in: 0...1e15, "an amount") }

        /// A whole number of things.
        static func count(_ text: String) throws -> Int { try whole(text, in: 1...1_000_000_000) }

        /// A number of threads.
        static func threads(_ text: String) throws -> Int { try whole(text, in: 1...1_024) }

        private static func whole(_ text: String, in range: ClosedRange<Int>) throws -> Int {
            guard let value = Int(text) else {
                throw ValidationError("give a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            guard range.contains(value) else {
                throw ValidationError(
                    "\(value) is out of range; give a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }

        private static func number(_ text: String, in range: ClosedRange<Double>, _ what: String) throws -> Double {
            guard let value = Double(text), value.isFinite else {
                throw ValidationError(
                    text.contains(",") ? "write decimals with a point" : "give \(what) as a finite number")
            }
            guard range.contains(value) else {
                throw ValidationError("give \(what) from \(trimmed(range.lowerBound)) to \(trimmed(range.upperBound))")
            }
            return value
        }

        private static func trimmed(_ value: Double) -> String { String(format: "%g", value) }
    }
#endif
