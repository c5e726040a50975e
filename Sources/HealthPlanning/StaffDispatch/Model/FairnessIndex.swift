/// What persons missing at a post weigh: the whole-number form of shortage² ÷ need.
///
/// The k-th person missing at a post that needs N weighs ⌊10⁶ (2k − 1) ÷ N⌋, so a post short of s weighs about
/// 10⁶ s² ÷ N. For divisible staff the least sum is the lexicographically fairest share-out (Fujishige 1980); in whole
/// numbers it is the aim itself, and exact.
enum FairnessIndex {
    /// Weight of the one person missing where one is needed.
    static let scale = 1_000_000

    /// Weight of the k-th person missing; k from 1 to `need`.
    static func weight(missing k: Int, need: Int) -> Int { scale * (2 * k - 1) / need }

    /// Weight of a post short of some persons.
    static func total(shortage: Int, need: Int) -> Int {
        shortage <= 0 ? 0 : (1...shortage).reduce(0) { $0 + weight(missing: $1, need: need) }
    }

    /// Persons missing whose weight is below `threshold`: the largest k with weight(k) < threshold, at most `limit`.
    static func missing(below threshold: Int, need: Int, limit: Int) -> Int {
        // ⌊scale (2k − 1) ÷ N⌋ < λ  ⟺  scale (2k − 1) < λ N  ⟺  2k − 1 ≤ (λ N − 1) ÷ scale.
        guard threshold > 0 else { return 0 }
        guard threshold <= 2 * scale else { return limit }
        return min(limit, ((threshold * need - 1) / scale + 1) / 2)
    }
}
