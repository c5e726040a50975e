/// The choice of sites in the Lagrangian bound: min Σ v_j y_j over whole y with enough capacity, and what each site's
/// opposite decision would cost at least.
///
/// Two structures are carried exactly: a number of open sites (capacities all equal, or a rule on the number), or a
/// capacity cover with at most one site per group (sizes at one place), solved by a small search. Whatever else the side
/// constraints ask has a multiplier each, and so has the capacity where a number is carried.
final class SiteChoice {
    /// A relaxed row: lower ≤ Σ coefficient · y ≤ upper.
    struct Row {
        var sites: [Int32]
        var coefficients: [Double]
        var lower: Double
        var upper: Double
    }

    private let model: CapacityModel
    /// Rows with a multiplier.
    let rows: [Row]
    /// Whether a number of sites is carried exactly, else the capacity cover.
    let carriesCount: Bool
    private let fewest: Int
    private let most: Int
    /// Groups of which at most one site opens, in rows; singles are groups of one.
    private let groups: [[Int]]
    private let groupIsMandatory: [Bool]

    /// Sites chosen by the last run, ascending.
    private(set) var chosen: [Int] = []
    /// Value of the last run.
    private(set) var value = 0.0
    /// By how much the opposite decision raises the value at least, per free site; +∞ when it is impossible.
    let flip: Scratch<Double>
    let isChosen: Scratch<Bool>
    /// Whether ``flip`` prices the closing of a site, else its opening.
    let isOpenAtHeart: Scratch<Bool>
    private let price: Scratch<Double>
    private var order: [Int] = []
    private var coverPrice = 0.0

    /// Nodes of the small search before its relaxation is taken.
    private static let nodeLimit = 3000

    init(_ model: CapacityModel) {
        self.model = model
        let m = model.siteCount
        flip = Scratch(repeating: 0, count: m)
        isChosen = Scratch(repeating: false, count: m)
        isOpenAtHeart = Scratch(repeating: false, count: m)
        price = Scratch(repeating: 0, count: m)
        let usable = (0..<m).filter { model.states[$0] != SiteState.closed }
        let rules = model.rules
        var fewest = 0
        var most = usable.count
        var others: [Row] = []
        var hasCount = false
        var groupOf = Array(repeating: -1, count: m)
        var groups: [[Int]] = []
        var mandatory: [Bool] = []
        let sizes = Set(usable.map { model.capacity[$0] })
        let isEqual = sizes.count <= 1
        var cardinalities: Set<Int> = []
        for row in 0..<rules.rowCount {
            var active = 0
            let terms = rules.rowOffsets[row]..<rules.rowOffsets[row + 1]
            let first = terms.isEmpty ? 0 : rules.rowCoefficients[terms.lowerBound]
            var isUniform = first > 0
            for term in terms where model.states[Int(rules.rowSites[term])] != SiteState.closed {
                active += 1
                if rules.rowCoefficients[term] != first { isUniform = false }
            }
            guard isUniform, active == usable.count, active > 0 else { continue }
            let low = (rules.lower[row] / first - 1e-9).rounded(.up)
            let high = (rules.upper[row] / first + 1e-9).rounded(.down)
            // A row nothing can keep stays among the rows: propagation finds it.
            guard low <= Double(usable.count), high >= 0 else { continue }
            if low > 0 { fewest = max(fewest, Int(low)) }
            if high < Double(most) { most = min(most, Int(high)) }
            hasCount = true
            cardinalities.insert(row)
        }
        carriesCount = isEqual || hasCount
        if isEqual, let size = sizes.first, size > 0 {
            let needed = (model.leastCapacity / size - 1e-9).rounded(.up)
            if needed <= Double(m) { fewest = max(fewest, Int(max(0, needed))) } else { fewest = m + 1 }
        }
        for row in 0..<rules.rowCount where !cardinalities.contains(row) {
            let terms = rules.rowOffsets[row]..<rules.rowOffsets[row + 1]
            let members = terms.map { Int(rules.rowSites[$0]) }
            let isGroup =
                !carriesCount && !terms.isEmpty && terms.allSatisfy { rules.rowCoefficients[$0] == 1 }
                && rules.upper[row] >= 1 && rules.upper[row] < 2 && rules.lower[row] <= 1
                && members.allSatisfy { groupOf[$0] < 0 }
            if isGroup {
                for site in members { groupOf[site] = groups.count }
                groups.append(members)
                mandatory.append(rules.lower[row] > 0)
            } else {
                others.append(
                    Row(
                        sites: terms.map { rules.rowSites[$0] }, coefficients: terms.map { rules.rowCoefficients[$0] },
                        lower: rules.lower[row], upper: rules.upper[row]))
            }
        }
        if carriesCount, !isEqual {
            others.append(
                Row(
                    sites: usable.map { Int32($0) }, coefficients: usable.map { model.capacity[$0] },
                    lower: model.leastCapacity, upper: .infinity))
        }
        for site in usable where groupOf[site] < 0 {
            groups.append([site])
            mandatory.append(false)
        }
        self.fewest = fewest
        self.most = max(most, 0)
        self.groups = groups
        groupIsMandatory = mandatory
        // Rows in units of their largest coefficient, so that their multipliers compare.
        rows = others.map { row in
            let largest = row.coefficients.reduce(0) { max($0, abs($1)) }
            guard largest > 0 else { return row }
            return Row(
                sites: row.sites, coefficients: row.coefficients.map { $0 / largest }, lower: row.lower / largest,
                upper: row.upper / largest)
        }
    }

    /// Solves at site values and multipliers of the rows; false when no choice exists.
    ///
    /// O(sites log sites), and a bounded search where capacities differ.
    func run(
        _ values: UnsafePointer<Double>, multipliers: [Double], states: UnsafePointer<Int8>, isExact: Bool = true
    ) -> Bool {
        let m = model.siteCount
        for site in 0..<m { price[site] = states[site] == SiteState.closed ? 0 : values[site] }
        var constant = 0.0
        for (index, row) in rows.enumerated() where multipliers[index] != 0 {
            let multiplier = multipliers[index]
            for (site, coefficient) in zip(row.sites, row.coefficients) { price[Int(site)] += multiplier * coefficient }
            constant -= multiplier * (multiplier > 0 ? row.upper : row.lower)
        }
        for site in 0..<m {
            isChosen[site] = false
            isOpenAtHeart[site] = false
            flip[site] = .infinity
        }
        return carriesCount ? count(constant, states) : cover(constant, states, isExact: isExact)
    }

    private func count(_ constant: Double, _ states: UnsafePointer<Int8>) -> Bool {
        var total = constant
        chosen.removeAll(keepingCapacity: true)
        order.removeAll(keepingCapacity: true)
        for site in 0..<model.siteCount {
            if states[site] == SiteState.open {
                total += price[site]
                chosen.append(site)
                isChosen[site] = true
            } else if states[site] == SiteState.free {
                order.append(site)
            }
        }
        let fixed = chosen.count
        guard fixed <= most, fixed + order.count >= fewest else { return false }
        order.sort { (price[$0], $0) < (price[$1], $1) }
        var position = 0
        while position < order.count {
            let site = order[position]
            let size = chosen.count
            guard size < fewest || (price[site] < 0 && size < most) else { break }
            total += price[site]
            chosen.append(site)
            isChosen[site] = true
            position += 1
        }
        let size = chosen.count
        let dearestIn = position > 0 ? price[order[position - 1]] : -Double.infinity
        let cheapestOut = position < order.count ? price[order[position]] : Double.infinity
        for (index, site) in order.enumerated() {
            if index < position {
                // Closed: the next one comes in where the number or its own gain asks for it.
                let substitute = size - 1 < fewest ? cheapestOut : min(0, cheapestOut)
                flip[site] = substitute - price[site]
            } else {
                // Opened: the dearest goes where the number or its own cost allows it.
                var change = price[site]
                if position > 0 {
                    if size + 1 > most { change -= dearestIn } else { change -= max(0, dearestIn) }
                } else if size + 1 > most {
                    change = .infinity
                }
                flip[site] = change
            }
        }
        chosen.sort()
        for site in chosen { isOpenAtHeart[site] = true }
        value = total
        return true
    }

    // MARK: Capacity cover

    /// Least reduced cost of a group at a price of capacity, and the site that has it (−1 for none).
    @inline(__always)
    private func leastOfGroup(_ group: Int, _ w: Double, _ states: UnsafePointer<Int8>) -> (cost: Double, site: Int) {
        var best = (cost: groupIsMandatory[group] ? Double.infinity : 0.0, site: -1)
        for site in groups[group] {
            let state = states[site]
            if state == SiteState.closed { continue }
            let reduced = price[site] - w * model.capacity[site]
            if state == SiteState.open { return (reduced, site) }
            if reduced < best.cost { best = (reduced, site) }
        }
        return best
    }

    private func relaxed(_ w: Double, _ states: UnsafePointer<Int8>) -> (value: Double, capacity: Double) {
        var value = w * model.leastCapacity
        var capacity = 0.0
        for group in groups.indices {
            let best = leastOfGroup(group, w, states)
            value += best.cost
            if best.site >= 0 { capacity += model.capacity[best.site] }
        }
        return (value, capacity)
    }

    /// The price of capacity at which the relaxed choice just covers the demand.
    private func findCoverPrice(_ states: UnsafePointer<Int8>) -> Double {
        let need = model.leastCapacity
        if relaxed(0, states).capacity >= need { return 0 }
        var low = 0.0
        var high = max(coverPrice, 1e-6)
        var rounds = 0
        while relaxed(high, states).capacity < need {
            low = high
            high *= 4
            rounds += 1
            if rounds > 80 { return low }
        }
        if coverPrice > 0, high == coverPrice, relaxed(0.9 * high, states).capacity < need { low = 0.9 * high }
        for _ in 0..<40 where high - low > 1e-7 * high {
            let middle = 0.5 * (low + high)
            if relaxed(middle, states).capacity < need { low = middle } else { high = middle }
        }
        return high
    }

    private struct Deviation {
        var cost: Double
        var capacity: Double
        var group: Int
        var site: Int
    }

    private var deviations: [Deviation] = []
    private var groupSite: [Int] = []

    private func cover(_ constant: Double, _ states: UnsafePointer<Int8>, isExact: Bool) -> Bool {
        var reach = 0.0
        for group in groups.indices {
            var largest = 0.0
            var opened = 0
            var openCapacity = 0.0
            var hasOption = false
            for site in groups[group] where states[site] != SiteState.closed {
                hasOption = true
                largest = max(largest, model.capacity[site])
                if states[site] == SiteState.open {
                    opened += 1
                    openCapacity = model.capacity[site]
                }
            }
            if opened > 1 || (groupIsMandatory[group] && !hasOption) { return false }
            reach += opened == 1 ? openCapacity : largest
        }
        if reach < model.leastCapacity { return false }
        let w = findCoverPrice(states)
        coverPrice = w
        // At this price the value is a bound; every other option of a group is a deviation with a cost of its own.
        let base = relaxed(w, states)
        deviations.removeAll(keepingCapacity: true)
        groupSite.removeAll(keepingCapacity: true)
        for group in groups.indices {
            let best = leastOfGroup(group, w, states)
            groupSite.append(best.site)
            if best.site >= 0 { isOpenAtHeart[best.site] = true }
            let own = best.site >= 0 ? model.capacity[best.site] : 0
            let isOpen = best.site >= 0 && states[best.site] == SiteState.open
            if isOpen { continue }
            if best.site >= 0, !groupIsMandatory[group] {
                deviations.append(Deviation(cost: max(0, -best.cost), capacity: -own, group: group, site: -1))
            }
            var second = groupIsMandatory[group] ? Double.infinity : 0.0
            for site in groups[group] where states[site] == SiteState.free && site != best.site {
                let reduced = price[site] - w * model.capacity[site]
                second = min(second, reduced)
                let cost = max(0, reduced - best.cost)
                deviations.append(Deviation(cost: cost, capacity: model.capacity[site] - own, group: group, site: site))
                flip[site] = cost
            }
            if best.site >= 0 { flip[best.site] = max(0, second - best.cost) }
        }
        let found = isExact ? search(base.capacity - model.leastCapacity, w) : nil
        var lift = 0.0
        if let found {
            lift = found.lift
            for deviation in found.picked { groupSite[deviation.group] = deviation.site }
            for site in 0..<model.siteCount where flip[site] < .infinity { flip[site] = max(0, flip[site] - lift) }
        }
        value = base.value + constant + lift
        chosen = groupSite.filter { $0 >= 0 }.sorted()
        for site in chosen { isChosen[site] = true }
        return true
    }

    /// The cheapest deviations from the relaxed choice that cover the demand: depth first, cheap ones first.
    ///
    /// - Returns: the rise of the value over the relaxation, at most the true one, and the deviations.
    private func search(_ surplus: Double, _ w: Double) -> (lift: Double, picked: [Deviation])? {
        // A cover found without deviation costs its surplus at the price of capacity.
        deviations.sort { ($0.cost, $0.group, $0.site) < ($1.cost, $1.group, $1.site) }
        var best = surplus >= 0 ? w * surplus : .infinity
        var bestPicked: [Deviation] = []
        var used = Set<Int>()
        var nodes = 0
        var isCut = false
        var stack: [Deviation] = []
        // Most capacity that deviations from a position on can add.
        var suffix = Array(repeating: 0.0, count: deviations.count + 1)
        for index in deviations.indices.reversed() {
            suffix[index] = suffix[index + 1] + max(0, deviations[index].capacity)
        }
        func visit(_ start: Int, _ cost: Double, _ surplus: Double) {
            nodes += 1
            if nodes > Self.nodeLimit {
                isCut = true
                return
            }
            if surplus >= 0 {
                let total = cost + w * surplus
                if total < best {
                    best = total
                    bestPicked = stack
                }
            }
            var index = start
            while index < deviations.count, !isCut {
                let deviation = deviations[index]
                if cost + deviation.cost >= best { return }
                if surplus + suffix[index] < 0 { return }
                if !used.contains(deviation.group) {
                    used.insert(deviation.group)
                    stack.append(deviation)
                    visit(index + 1, cost + deviation.cost, surplus + deviation.capacity)
                    stack.removeLast()
                    used.remove(deviation.group)
                }
                index += 1
            }
        }
        visit(0, 0, surplus)
        if best == .infinity { return nil }
        // Cut short: the relaxation stands, the best cover found steers.
        return (isCut ? 0 : best, bestPicked)
    }
}
