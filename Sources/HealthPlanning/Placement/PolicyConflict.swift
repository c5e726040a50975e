/// Rules that cannot be met together, in words a planner can act on.
public struct PolicyConflict: Sendable, Hashable, CustomStringConvertible {
    /// Names of the rules in conflict, as in ``PolicyRule/id``.
    public let rules: [String]
    /// Province, city or region concerned; `nil` for the country.
    public let subject: String?
    /// What cannot be met and why, in full sentences.
    public let message: String

    /// The message.
    public var description: String { message }
}
