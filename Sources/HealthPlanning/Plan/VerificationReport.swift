/// What the verifier checked and found.
public struct VerificationReport: Sendable, Hashable, Codable {
    /// One check.
    public struct Check: Sendable, Hashable, Codable {
        /// The rule or figure checked.
        public var name: String
        /// Whether it holds.
        public var passed: Bool
        /// What was found, in numbers.
        public var detail: String
        /// Creates a check.
        public init(name: String, passed: Bool, detail: String) {
            self.name = name
            self.passed = passed
            self.detail = detail
        }
    }

    /// Every check made, in order.
    public var checks: [Check]

    /// Creates a report.
    public init(checks: [Check]) { self.checks = checks }

    /// Whether every check passed.
    public var passed: Bool { checks.allSatisfy(\.passed) }
    /// Checks that failed.
    public var failures: [Check] { checks.filter { !$0.passed } }
}
