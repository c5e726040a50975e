/// Rules of sending staff of higher-level hospitals to community-level institutions (P7, P8).
///
/// The national figures behind the defaults: hospitals employed 8.748 of 14.411 million health personnel in 2022, so
/// the hospitals' share is 0.607, rounded to 0.6; half a day a week at each of some 980,000 institutions is about
/// 98,000 full-time equivalents, a little over 1 % of hospital staff. Practice is denser where it exists: city
/// hospitals send three people and more to a community health centre, three working days a week and more.
public struct DispatchPolicy: Sendable, Hashable, Codable {
    /// Days per week one staff member is present at an institution; 0.001...7.
    ///
    /// Default: 0.5.
    public var presenceDaysPerWeek: Double = 0.5
    /// Working days per week of one full-time equivalent; 0.001...7.
    ///
    /// Default: 5.
    public var workingDaysPerWeek: Double = 5
    /// Length of one visit in days, for counting visits; 0.001...7.
    ///
    /// Default: 0.5.
    public var daysPerVisit: Double = 0.5
    /// Share of health workers employed by hospitals above the community level, 0...1.
    ///
    /// Default: 0.6.
    public var hospitalShare: Double = 0.6
    /// Share of hospital staff that can be away at any time, 0...1.
    ///
    /// Default: 0.02.
    public var releasableShare: Double = 0.02
    /// Farthest institution served, in km road-like; at least 0.
    ///
    /// Default: 150.
    public var reachKilometers: Double = 150
    /// How a shortage that nothing can avoid is shared out between counties.
    ///
    /// Default: whatever travels least.
    public var fairness: DispatchFairness = .none

    /// Creates the default rules.
    public init() {}
}

/// How an unavoidable shortage is shared out; no choice changes how many institutions are served in all.
public enum DispatchFairness: String, Sendable, Hashable, Codable, CaseIterable {
    /// Least travel decides who goes without.
    case none
    /// Shares left without anyone are as equal between counties as reach allows: Σ shortage² ÷ institutions is least.
    case proportional
}

extension DispatchPolicy {
    private enum CodingKeys: String, CodingKey {
        case presenceDaysPerWeek, workingDaysPerWeek, daysPerVisit, hospitalShare, releasableShare, reachKilometers
        case fairness
    }

    /// Reads the rules; those not given keep their defaults.
    public init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read(_ key: CodingKeys, into property: WritableKeyPath<DispatchPolicy, Double>) throws {
            if let value = try values.decodeIfPresent(Double.self, forKey: key) { self[keyPath: property] = value }
        }
        try read(.presenceDaysPerWeek, into: \.presenceDaysPerWeek)
        try read(.workingDaysPerWeek, into: \.workingDaysPerWeek)
        try read(.daysPerVisit, into: \.daysPerVisit)
        try read(.hospitalShare, into: \.hospitalShare)
        try read(.releasableShare, into: \.releasableShare)
        try read(.reachKilometers, into: \.reachKilometers)
        fairness = try values.decodeIfPresent(DispatchFairness.self, forKey: .fairness) ?? .none
    }
}
