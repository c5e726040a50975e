/// What a branch-and-bound search established.
struct TreeOutcome {
    /// Lower bound on every plan the search was asked about: the least bound among the parts it left, those pruned
    /// included.
    ///
    /// Infinite when no plan exists.
    var bound: Double
    /// Whether the search ended by itself, so that nothing better than the cut-off is left.
    var isComplete: Bool
}
