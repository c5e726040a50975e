/// A rule of placement or twinning as the documents, reports and exceptions name it.
public struct PolicyRule: Sendable, Hashable, Identifiable {
    /// What an exception of the rule can be granted to.
    public enum Subject: String, Sendable, Hashable {
        /// One province, by code.
        case province
        /// One city, by code.
        case city
        /// One macro-region, by name.
        case region
    }

    /// The rule's name: the property of ``Policy`` or ``TwinningPolicy`` that sets it.
    public let id: String
    /// What the rule asks, in one sentence.
    public let summary: String
    /// Unit of its value.
    public let unit: String
    /// Default value, as text.
    public let defaultValue: String
    /// Policy statements it serves, such as "P1".
    public let statements: [String]
    /// Whom it can be waived for; `nil` when it cannot be waived for a single subject.
    public let exceptionSubject: Subject?

    /// The rule with this name.
    public static func named(_ id: String) -> PolicyRule? { all.first { $0.id == id } }
}
