public import LinearOptimization

/// Who goes where by discipline, how good that is, and what proves it.
public struct StaffDispatchPlan: Sendable, Hashable {
    /// A post that stays below its need.
    public struct Shortage: Sendable, Hashable {
        /// The institution.
        public var institution: InstitutionID
        /// The discipline.
        public var discipline: String
        /// Persons still missing.
        public var missing: Int
        /// Whether no donor of the discipline is in reach at all.
        public var isOutOfReach: Bool
    }

    /// What reaches some posts or institutions, and what they ask for: the cut behind a limit.
    public struct Explanation: Sendable, Hashable {
        /// Which aim it limits.
        public var aim: Aim
        /// Institutions (for ``Aim/nobodyAtZero``) or posts concerned, with their disciplines.
        public var posts: [PostName]
        /// Persons they ask for.
        public var wanted: Int
        /// Persons that can reach them.
        public var reachable: Int

        /// Such as "54 posts need 64 people and can reach only 17".
        public var sentence: String {
            let what = aim == .nobodyAtZero ? "institutions ask for one person each," : "posts need \(wanted) people"
            return "\(posts.count) \(what) and can reach only \(reachable)"
        }
    }

    /// A post, or with an empty discipline an institution.
    public struct PostName: Sendable, Hashable {
        /// The institution.
        public var institution: InstitutionID
        /// The discipline; empty for the institution as a whole.
        public var discipline: String
    }

    /// Aims in their order.
    public enum Aim: String, Sendable, Hashable, Codable, CaseIterable {
        /// As few institutions as possible without anyone.
        case nobodyAtZero
        /// The largest worst WISN ratio.
        case worstShare
        /// Least fairness index.
        case fairness
        /// Least persons missing in all.
        case shortage
        /// Least travel, hardship and price of change, in metres.
        case travel
        /// Least persons posted beyond last year's plan.
        case change
    }

    /// What an aim reached and what was proven for it, both in whole units (ratios as exact fractions in ``worstShare``).
    public struct Level: Sendable, Hashable {
        /// The aim.
        public var aim: Aim
        /// Value of the plan.
        public var value: Int
        /// Proven limit given the aims before it; `nil` when nothing was proven.
        public var bound: Int?
        /// Whether the value is proven best.
        public var isProven: Bool { bound == value }
    }

    /// Engine that made the plan.
    public var engine: String
    /// Why it stopped.
    public var termination: Termination
    /// Persons by donor, institution and discipline.
    public var postings: [StaffDispatchProblem.Posting]
    /// Values and limits in the order of aims; the worst share's are thousandths rounded down.
    public var levels: [Level]
    /// Smallest WISN ratio over posts that some donor reaches, after the dispatch.
    public var worstShare: StaffRatio
    /// Largest that ratio could be with divisible staff; `nil` when not computed.
    public var divisibleWorstShare: StaffRatio?
    /// Institutions that ask for one person and get none.
    public var atZero: [InstitutionID]
    /// Posts below need, worst first.
    public var shortages: [Shortage]
    /// The cuts behind the limits.
    public var explanations: [Explanation]
    /// What proves the levels; `nil` when nothing does.
    public var certificate: Certificate?
    /// Times and pivots.
    public var statistics: SolveStatistics

    /// The value of an aim.
    public func value(_ aim: Aim) -> Int { levels.first { $0.aim == aim }?.value ?? 0 }

    /// Prices of all nodes: the worth of one more person there, in fairness and in the last aims' cost.
    public struct Certificate: Sendable, Hashable {
        /// A pair of prices, compared by fairness first.
        public struct Price: Sendable, Hashable {
            /// In weights of the fairness index (10⁶ is one person missing where one is needed).
            public var fairness: Int
            /// In the combined cost of the last aims.
            public var travel: Int
        }

        /// Persons each post must keep for the worst share, in the order of ``StaffDispatchProblem/institutions`` and
        /// the names of disciplines.
        public var least: [Int]
        /// Worth of covering one institution more.
        public var coverage: Int
        /// A person not sent; donors; donors' disciplines by name; posts; institutions.
        public var root: Price
        /// Per donor.
        public var donors: [Price]
        /// Per donor and discipline with anyone to release, disciplines by name.
        public var pools: [Price]
        /// Per post, disciplines by name.
        public var posts: [Price]
        /// Per institution.
        public var institutions: [Price]
    }
}
