/// Rules that cannot be met together, in words a planner can act on.
public struct PolicyConflict: Sendable, Hashable, CustomStringConvertible {
    /// Names of the rules in conflict, as in ``PolicyRule/id``.
    public let rules: [String]
    /// Province, city or region concerned; `nil` for the country.
    public let subject: String?
    /// What cannot be met and why, in full sentences.
    public let message: String

    /// The message, followed by the names of the rules it does not mention.
    public var description: String {
        var seen: Set<String> = []
        let unsaid = rules.filter { !message.contains($0) && seen.insert($0).inserted }
        return unsaid.isEmpty ? message : "\(message) [\(unsaid.joined(separator: ", "))]"
    }
}
