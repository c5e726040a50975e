/// The direction in which an objective improves.
public enum ObjectiveSense: String, Sendable, Hashable, Codable {
    /// Smaller is better.
    case minimize
    /// Larger is better.
    case maximize
}
