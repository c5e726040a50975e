/// The 0/1 knapsack of a site that serves its clients whole: depth first over gains in falling order per unit.
///
/// Exact in almost all cases; where a node limit strikes, the value is the best bound that is certain, so that it can
/// always be used in a lower bound.
final class SourceKnapsack {
    private let model: CapacityModel
    private var order: [Int] = []
    private var weight: [Double] = []
    private var profit: [Double] = []
    private var client: [Int32] = []
    private var isIn: [Bool] = []
    private var best: [Bool] = []
    /// Weights are whole numbers, so that what is left of a capacity can be rounded down.
    private let isWhole: Bool
    private let unit: Double

    /// Nodes before the divisible bound is taken.
    private static let nodeLimit = 4000

    init(_ model: CapacityModel) {
        self.model = model
        isWhole = (0..<model.clientCount).allSatisfy { model.demand[$0] == model.demand[$0].rounded() }
        unit = isWhole ? 1 : 0
    }

    /// Packs the gains; `ratio` holds (c − λ)/d below 0, the best per unit first up to `whole` but unsorted.
    ///
    /// - Returns: the value, at most that of any packing, and the number of clients written to `chosen`.
    func solve(
        _ ratio: UnsafeMutablePointer<Double>, _ who: UnsafeMutablePointer<Int32>, count: Int, whole: Int,
        capacity: Double, chosen: UnsafeMutablePointer<Int32>
    ) -> (value: Double, count: Int) {
        order.removeAll(keepingCapacity: true)
        for index in 0..<count { order.append(index) }
        order.sort { (ratio[$0], $0) < (ratio[$1], $1) }
        weight.removeAll(keepingCapacity: true)
        profit.removeAll(keepingCapacity: true)
        client.removeAll(keepingCapacity: true)
        for index in order {
            let amount = model.demand[Int(who[index])]
            weight.append(amount)
            profit.append(-ratio[index] * amount)
            client.append(who[index])
        }
        isIn = Array(repeating: false, count: count)
        best = isIn
        let room = isWhole ? capacity.rounded(.down) : capacity
        let result = search(room)
        var written = 0
        for index in 0..<count where best[index] {
            chosen[written] = client[index]
            written += 1
        }
        return (-result, written)
    }

    /// Most profit in a capacity, or a bound above it when the node limit strikes.
    private func search(_ capacity: Double) -> Double {
        let count = weight.count
        var bestProfit = 0.0
        var nodes = 0
        var held = 0.0
        var left = capacity
        var position = 0
        var rootBound = -1.0
        return weight.withUnsafeBufferPointer { weight in
            profit.withUnsafeBufferPointer { profit in
                isIn.withUnsafeMutableBufferPointer { isIn in
                    while true {
                        // Take what fits, in order, as long as the divisible bound is promising.
                        var bound = held
                        var space = left
                        var next = position
                        while next < count, weight[next] <= space {
                            space -= weight[next]
                            bound += profit[next]
                            next += 1
                        }
                        let inner = bound
                        if next < count { bound += profit[next] / weight[next] * space }
                        if rootBound < 0 { rootBound = bound }
                        nodes += 1
                        if nodes > Self.nodeLimit { return rootBound }
                        if bound > bestProfit + 1e-12 * rootBound {
                            for index in position..<next { isIn[index] = true }
                            if next == count {
                                bestProfit = inner
                                for index in 0..<count { best[index] = isIn[index] }
                                for index in position..<next { isIn[index] = false }
                                // Nothing below can do better than taking all.
                            } else {
                                held = inner
                                left = space
                                isIn[next] = false
                                position = next + 1
                                if held > bestProfit {
                                    bestProfit = held
                                    for index in 0..<count { best[index] = index < position && isIn[index] }
                                }
                                continue
                            }
                        }
                        // Back to the last client taken before this position: leave it out.
                        var last = position - 1
                        while last >= 0, !isIn[last] { last -= 1 }
                        if last < 0 { return bestProfit }
                        isIn[last] = false
                        held -= profit[last]
                        left += weight[last]
                        position = last + 1
                    }
                }
            }
        }
    }
}
