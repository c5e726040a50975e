/// The 0/1 knapsack of a site that serves its clients whole: depth first over gains in falling order per unit.
///
/// Exact in almost all cases; where a node limit strikes, the value is the best bound that is certain, so that it can
/// always be used in a lower bound.
final class SourceKnapsack {
    private let model: CapacityModel
    private let weight: Scratch<Double>
    private let profit: Scratch<Double>
    private let isIn: Scratch<Bool>
    private let best: Scratch<Bool>
    /// Weights are whole numbers, so that what is left of a capacity can be rounded down.
    private let isWhole: Bool

    /// Nodes before the divisible bound is taken.
    private static let nodeLimit = 4000

    init(_ model: CapacityModel) {
        self.model = model
        isWhole = (0..<model.clientCount).allSatisfy { model.demand[$0] == model.demand[$0].rounded() }
        weight = Scratch(repeating: 0, count: model.clientCount)
        profit = Scratch(repeating: 0, count: model.clientCount)
        isIn = Scratch(repeating: false, count: model.clientCount)
        best = Scratch(repeating: false, count: model.clientCount)
    }

    /// Packs the gains; `ratio` holds (c − λ)/d below 0, the best per unit first up to `whole` but unsorted.
    ///
    /// - Returns: the value, at most that of any packing, and the number of clients written to `chosen`.
    func solve(
        _ ratio: UnsafeMutablePointer<Double>, _ who: UnsafeMutablePointer<Int32>, count: Int, whole: Int,
        capacity: Double, chosen: UnsafeMutablePointer<Int32>
    ) -> (value: Double, count: Int) {
        sort(ratio, who, count)
        for index in 0..<count {
            let amount = model.demand[Int(who[index])]
            weight[index] = amount
            profit[index] = -ratio[index] * amount
            isIn[index] = false
            best[index] = false
        }
        let room = isWhole ? capacity.rounded(.down) : capacity
        let result = search(room, count)
        var written = 0
        for index in 0..<count where best[index] {
            chosen[written] = who[index]
            written += 1
        }
        return (-result, written)
    }

    /// Sorts the gains with their clients, best first, in place: lists are short and nearly in order.
    private func sort(_ ratio: UnsafeMutablePointer<Double>, _ who: UnsafeMutablePointer<Int32>, _ count: Int) {
        var gap = 1
        while gap < count / 9 { gap = 3 * gap + 1 }
        while gap >= 1 {
            var index = gap
            while index < count {
                let key = ratio[index]
                let client = who[index]
                var place = index
                while place >= gap, ratio[place - gap] > key {
                    ratio[place] = ratio[place - gap]
                    who[place] = who[place - gap]
                    place -= gap
                }
                ratio[place] = key
                who[place] = client
                index += 1
            }
            gap /= 3
        }
    }

    /// Most profit in a capacity, or a bound above it when the node limit strikes.
    private func search(_ capacity: Double, _ count: Int) -> Double {
        let weight = weight.base
        let profit = profit.base
        let isIn = isIn.base
        let best = best.base
        var bestProfit = 0.0
        var nodes = 0
        var held = 0.0
        var left = capacity
        var position = 0
        var rootBound = -1.0
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
