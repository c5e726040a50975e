import Foundation

/// Measures of inequality over values with weights (residents).
///
/// Values and weights are finite and at least 0.
///
/// Pairs with weight 0 do not count; with no weight or a mean of 0 there is no inequality and the measures are 0.
public enum Inequality {
    /// Σ w_i a_i / Σ w_i; 0 without weight.
    public static func mean(_ values: [Double], weights: [Double]) -> Double {
        let total = weights.reduce(0, +)
        guard total > 0 else { return 0 }
        return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    }

    /// The smallest value that at least `share` of the weight does not exceed; `nil` without weight.
    ///
    /// O(n log n).
    ///
    /// - Parameter share: 0...1; 0.9 gives the 90th percentile.
    public static func quantile(_ share: Double, of values: [Double], weights: [Double]) -> Double? {
        let sorted = zip(values, weights).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
        let goal = share * sorted.reduce(0) { $0 + $1.1 } * (1 - 1e-12)
        var reached = 0.0
        for (value, weight) in sorted {
            reached += weight
            if reached >= goal { return value }
        }
        return sorted.last?.0
    }

    /// The Gini coefficient Σ_i Σ_k w_i w_k |a_i − a_k| / (2 W² μ), 0...1, in O(n log n).
    public static func gini(_ values: [Double], weights: [Double]) -> Double {
        let sorted = zip(values, weights).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
        var weightBelow = 0.0
        var sumBelow = 0.0
        var differences = 0.0
        for (value, weight) in sorted {
            differences += weight * (value * weightBelow - sumBelow)
            weightBelow += weight
            sumBelow += weight * value
        }
        guard weightBelow > 0, sumBelow > 0 else { return 0 }
        return differences / (weightBelow * sumBelow)
    }

    /// The Theil T index Σ (w_i/W)(a_i/μ) ln(a_i/μ), natural logarithm; a value of 0 adds 0.
    public static func theilT(_ values: [Double], weights: [Double]) -> Double {
        let mu = mean(values, weights: weights)
        let total = weights.reduce(0, +)
        guard mu > 0, total > 0 else { return 0 }
        return zip(values, weights).reduce(0) { sum, pair in
            let ratio = pair.0 / mu
            return ratio > 0 ? sum + pair.1 / total * ratio * log(ratio) : sum
        }
    }

    /// The Theil L index (mean logarithmic deviation) Σ (w_i/W) ln(μ/a_i); infinite when a weighted value is 0.
    public static func theilL(_ values: [Double], weights: [Double]) -> Double {
        let mu = mean(values, weights: weights)
        let total = weights.reduce(0, +)
        guard mu > 0, total > 0 else { return 0 }
        return zip(values, weights).reduce(0) { sum, pair in
            pair.1 > 0 ? sum + pair.1 / total * log(mu / pair.0) : sum
        }
    }

    /// Theil T split into the part between groups and the part within them; the two add up to ``theilT(_:weights:)``.
    ///
    /// - Parameter groups: the group of each value.
    public static func theilT(
        _ values: [Double], weights: [Double], groups: [some Hashable]
    ) -> (between: Double, within: Double) {
        let mu = mean(values, weights: weights)
        let total = weights.reduce(0, +)
        guard mu > 0, total > 0 else { return (0, 0) }
        let members = Dictionary(grouping: values.indices, by: { groups[$0] })
        var between = 0.0
        var within = 0.0
        // In the order of first members, so that sums repeat bit for bit.
        for indices in members.values.sorted(by: { ($0.first ?? 0) < ($1.first ?? 0) }) {
            let own = indices.map { values[$0] }
            let ownWeights = indices.map { weights[$0] }
            let weight = ownWeights.reduce(0, +)
            let ratio = mean(own, weights: ownWeights) / mu
            guard weight > 0, ratio > 0 else { continue }
            let share = weight / total * ratio
            between += share * log(ratio)
            within += share * theilT(own, weights: ownWeights)
        }
        return (between, within)
    }

    /// The concentration index 2 cov_w(a, rank) / μ, −1...1: below 0 when the low-ranked have more.
    ///
    /// Ranks are the middles of the weight shares in the order of `ranking` (income, say), lowest first; equal
    /// rankings share one rank. O(n log n).
    public static func concentrationIndex(_ values: [Double], weights: [Double], ranking: [Double]) -> Double {
        let total = weights.reduce(0, +)
        let mu = mean(values, weights: weights)
        guard total > 0, mu > 0 else { return 0 }
        let order = values.indices.sorted { ranking[$0] < ranking[$1] }
        var index = 0
        var below = 0.0
        var covariance = 0.0
        while index < order.count {
            var end = index
            var weight = 0.0
            var sum = 0.0
            while end < order.count, ranking[order[end]] == ranking[order[index]] {
                weight += weights[order[end]]
                sum += weights[order[end]] * (values[order[end]] - mu)
                end += 1
            }
            covariance += sum / total * ((below + weight / 2) / total - 0.5)
            below += weight
            index = end
        }
        return 2 * covariance / mu
    }
}
