internal import CLocationKernels

/// How long a dense tree climbs the dual of a part.
struct DenseClimb {
    /// Subgradient steps, and steps without gain before the factor is halved.
    var steps: Int
    var patience: Int
    var firstFactor: Float

    /// For a node.
    static let node = DenseClimb(steps: 30, patience: 4, firstFactor: 0.6)
}

extension DenseTree {
    /// Climbs the dual of a part by deflected subgradient steps.
    ///
    /// The best multipliers stay in the part, their reduced costs in the working space.
    ///
    /// - Returns: whether the part is still open.
    func climb(_ part: inout DensePart, _ settings: DenseClimb) -> Bool {
        let width = costs.width
        let total = part.free.count
        let prices = scratch.prices
        let base = costs.constant + part.openCost
        for client in 0..<width {
            prices[client] = min(part.multipliers[client], part.ceiling[client])
            scratch.direction[client] = 0
        }
        var best = Int.min
        var factor = settings.firstFactor
        var stall = 0
        for step in 0..<settings.steps {
            let priceSum = Int(meridian_sum(prices, width))
            if priceSum >= 1 << 31 {
                // Sums of one row could leave 31 bits: pull the multipliers back.
                for client in 0..<width { prices[client] /= 2 }
                continue
            }
            evaluate(part)
            let bound = base + priceSum + scratch.choice.sum
            for position in 0..<total { part.share[position] *= 0.9 }
            for rank in 0..<scratch.choice.count { part.share[scratch.choice[rank]] += 0.1 }
            if bound > best {
                stall = bound > best &+ abs(bound) / 500_000 ? 0 : stall + 1
                best = bound
                scratch.bestReduced.update(from: scratch.reduced, count: total)
                for client in 0..<width { part.multipliers[client] = prices[client] }
                part.bound = max(part.bound, bound)
                if bound > cutoff {
                    leave(bound)
                    return false
                }
                offerChosen(part)
            } else {
                stall += 1
            }
            if step == settings.steps - 1 { break }
            if stall >= settings.patience {
                factor *= 0.5
                stall = 0
                if factor < 0.05 { break }
                for client in 0..<width {
                    prices[client] = part.multipliers[client]
                    scratch.direction[client] = 0
                }
                continue
            }
            let distance = Float((incumbent.objective ?? 0) * costs.scale - Double(bound))
            if !move(part, factor * max(1, distance)) { break }
        }
        if best == Int.min {
            // No step was small enough to be summed: nothing but opening costs is known.
            for client in 0..<width { prices[client] = 0 }
            evaluate(part)
            scratch.bestReduced.update(from: scratch.reduced, count: total)
            for client in 0..<width { part.multipliers[client] = 0 }
            part.bound = max(part.bound, base + scratch.choice.sum)
        }
        if part.bound > cutoff {
            leave(part.bound)
            return false
        }
        return true
    }

    /// Prices the free sites of a part under the current prices and chooses among them.
    private func evaluate(_ part: DensePart) {
        let total = part.free.count
        part.free.withUnsafeBufferPointer { free in
            guard let sites = free.baseAddress else { return }
            costs.price(sites, count: total, scratch.prices, into: scratch.reduced)
            for position in 0..<total { scratch.reduced[position] += costs.openingCosts[Int(sites[position])] }
        }
        scratch.choice.choose(scratch.reduced, total: total, least: part.least, most: part.most)
    }

    /// Offers the sites the relaxation chose, when they cost less than the best plan.
    private func offerChosen(_ part: DensePart) {
        guard let objective = incumbent.objective else { return }
        let width = costs.width
        let service = scratch.counts
        part.ceiling.withUnsafeBufferPointer { ceiling in
            for client in 0..<width { service[client] = ceiling[client] }
        }
        var cost = costs.constant + part.openCost
        for rank in 0..<scratch.choice.count {
            let site = part.free[scratch.choice[rank]]
            meridian_take_least(service, costs.row(site), width)
            cost += Int(costs.openingCosts[Int(site)])
        }
        cost += Int(meridian_sum(service, width))
        if Double(cost) < objective * costs.scale {
            var plan = part.forced.map(Int.init)
            for rank in 0..<scratch.choice.count { plan.append(Int(part.free[scratch.choice[rank]])) }
            incumbent.offer(plan)
        }
    }

    /// Moves the prices along the deflected subgradient; false when there is nowhere to go.
    private func move(_ part: DensePart, _ length: Float) -> Bool {
        let width = costs.width
        let gradient = scratch.counts
        for client in 0..<width { gradient[client] = 1 }
        for rank in 0..<scratch.choice.count {
            meridian_count_cheaper(costs.row(part.free[scratch.choice[rank]]), scratch.prices, width, gradient)
        }
        return part.ceiling.withUnsafeBufferPointer { ceiling in
            guard let ceilings = ceiling.baseAddress else { return false }
            let norm = meridian_deflect(gradient, scratch.prices, ceilings, 0.4, width, scratch.direction)
            guard norm >= 1e-9, norm.isFinite else { return false }
            meridian_step(scratch.prices, ceilings, scratch.direction, length / norm, width)
            return true
        }
    }
}
