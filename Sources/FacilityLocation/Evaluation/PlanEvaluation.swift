/// What a set of open sites is worth, computed from the problem's data alone.
///
/// Shares no code with greedy, local search, model builders or engines, so that it can check them.
public struct PlanEvaluation: Sendable, Hashable {
    /// Objective of the plan; +∞ when the plan leaves clients unserved who must be served.
    public var objective: Double
    /// Open sites in ascending order.
    public var openSites: [Int]
    /// Site that serves each client (the largest share when demand is split); `nil` when unserved.
    public var assignment: [Int?]
    /// Who serves how much, for capacitated problems; empty otherwise.
    public var allocation: [Allocation]
    /// Every rule the plan breaks.
    public var violations: [RuleViolation]

    /// Creates an evaluation.
    public init(
        objective: Double,
        openSites: [Int],
        assignment: [Int?],
        allocation: [Allocation] = [],
        violations: [RuleViolation]
    ) {
        self.objective = objective
        self.openSites = openSites
        self.assignment = assignment
        self.allocation = allocation
        self.violations = violations
    }

    /// Whether the plan keeps every rule.
    public var isFeasible: Bool { violations.isEmpty }
}

/// A part of a client's demand served from a site.
public struct Allocation: Sendable, Hashable, Codable {
    /// Client index.
    public var client: Int
    /// Site index.
    public var site: Int
    /// Amount served, in units of demand, above 0.
    public var amount: Double

    /// Creates an allocation.
    public init(client: Int, site: Int, amount: Double) {
        self.client = client
        self.site = site
        self.amount = amount
    }
}

/// A rule a plan breaks, and by how much.
public struct RuleViolation: Sendable, Hashable, CustomStringConvertible {
    /// Which rule.
    public enum Rule: Sendable, Hashable {
        /// A side constraint, by position.
        case side(Int)
        /// A service constraint, by position.
        case service(Int)
        /// The role of a site.
        case role(site: Int)
        /// A client that must be served, or covered often enough.
        case unserved(client: Int)
        /// The share of the weight to be covered.
        case coveredShare
        /// The capacity of a site.
        case capacity(site: Int)
        /// A client that must have a single source.
        case source(client: Int)
        /// A site index outside the problem.
        case unknownSite(Int)
    }

    /// Which rule.
    public var rule: Rule
    /// By how much it is broken, in the rule's own unit.
    public var amount: Double
    /// What is broken, in words.
    public var description: String

    /// Creates a violation.
    public init(_ rule: Rule, amount: Double, description: String) {
        self.rule = rule
        self.amount = amount
        self.description = description
    }
}

/// How far a value may lie beyond a limit and still count as within: 1e-7 of max(1, |limit|), as solvers take it.
package func allowance(of limit: Double) -> Double { 1e-7 * max(1, abs(limit)) }
