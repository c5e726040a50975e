/// Divides a whole number in proportion to weights so that the parts are whole and add up exactly.
enum Apportionment {
    /// Parts by the method of largest remainders (Hamilton); ties go to the earlier weight.
    ///
    /// O(n log n).
    ///
    /// - Parameters:
    ///   - total: The number to divide, 0...10⁸.
    ///   - weights: Weights of 0...10¹⁰, not all 0 unless `total` is.
    /// - Returns: One part per weight.
    static func largestRemainders(of total: Int, weights: [Int]) -> [Int] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights.map { _ in 0 } }
        var parts = weights.map { total * $0 / sum }
        let missing = total - parts.reduce(0, +)
        let order = weights.indices.sorted { a, b in
            let (left, right) = (total * weights[a] % sum, total * weights[b] % sum)
            return left == right ? a < b : left > right
        }
        for index in order.prefix(missing) { parts[index] += 1 }
        return parts
    }
}
