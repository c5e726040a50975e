/// What may happen to a site.
public enum SiteRole: String, Sendable, Hashable, Codable {
    /// May be opened or not.
    case candidate
    /// Open already: serves, is never closed. Side constraints see it only where they name it.
    case existing
    /// Must be opened.
    case required
    /// Must not be opened.
    case excluded
}

/// A named linear rule on the open sites: lower ≤ Σ coefficient · open ≤ upper.
///
/// Cardinality, budget, quotas, spacing (y_j + y_k ≤ 1), implications (y_j − y_k ≤ 0) are all of this form.
public struct SideConstraint: Sendable, Hashable {
    /// One coefficient of a rule.
    public struct Term: Sendable, Hashable {
        /// Site index.
        public var site: Int
        /// Coefficient, finite.
        public var coefficient: Double
        /// Creates a term.
        public init(site: Int, coefficient: Double = 1) {
            self.site = site
            self.coefficient = coefficient
        }
    }

    /// The rule's name, as a planner would say it.
    public var name: String
    /// Terms, each site at most once.
    public var terms: [Term]
    /// Lower bound; −∞ for none.
    public var lower: Double
    /// Upper bound; +∞ for none.
    public var upper: Double

    /// Creates a rule.
    public init(_ name: String, terms: [Term], lower: Double = -.infinity, upper: Double = .infinity) {
        self.name = name
        self.terms = terms
        self.lower = lower
        self.upper = upper
    }

    /// Creates a rule on the number of open sites among `sites`.
    public init(_ name: String, count sites: some Sequence<Int>, atLeast lower: Int? = nil, atMost upper: Int? = nil) {
        self.init(
            name,
            terms: sites.map { Term(site: $0) },
            lower: lower.map(Double.init) ?? -.infinity,
            upper: upper.map(Double.init) ?? .infinity
        )
    }
}

/// A named linear rule on the service clients get: Σ weight_i · (cost of service of client i) ≤ limit.
///
/// A coverage floor or a cap on the mean travel of a group is of this form. A client counts with the cost of the
/// nearest open site, or with its unserved cost.
public struct ServiceConstraint: Sendable, Hashable {
    /// The rule's name, as a planner would say it.
    public var name: String
    /// Clients and their weights, each client at most once, weights at least 0.
    public var terms: [(client: Int, weight: Double)] { zip(clients, weights).map { ($0, $1) } }
    /// Client per term.
    public var clients: [Int]
    /// Weight per term.
    public var weights: [Double]
    /// Right-hand side.
    public var limit: Double

    /// Creates a rule.
    public init(_ name: String, clients: [Int], weights: [Double], limit: Double) {
        self.name = name
        self.clients = clients
        self.weights = weights
        self.limit = limit
    }
}
