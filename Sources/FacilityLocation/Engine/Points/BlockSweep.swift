internal import LinearOptimization

extension PointEngine {
    /// Improves the incumbent block by block: within each, the best choice of as many sites as are open there now, all
    /// others as they are.
    func sweep(_ core: ReducedCore, size: Int, blocks: inout Blocks) {
        guard let map = model.map, let plan, model.sites.rows.count <= 1 else { return }
        let places = core.sites.map { SIMD3(map.sites.treeX[$0], map.sites.treeY[$0], map.sites.treeZ[$0]) }
        let (block, count) = blocks.split(places, size: size)
        var members: [[Int32]] = Array(repeating: [], count: count)
        for position in core.sites.indices { members[Int(block[position])].append(Int32(position)) }
        var touching: [[Int32]] = Array(repeating: [], count: count)
        for slot in core.clients.indices {
            for entry in core.starts[slot]..<core.starts[slot + 1] {
                let home = Int(block[Int(core.entries[entry])])
                if touching[home].last != Int32(slot) { touching[home].append(Int32(slot)) }
            }
        }
        var isOpen = Array(repeating: false, count: core.sites.count)
        for site in plan where core.position[site] >= 0 { isOpen[Int(core.position[site])] = true }
        for number in 0..<count {
            if control.mustStop { break }
            let sites = members[number]
            var local: [Int32: Int] = [:]
            for (place, site) in sites.enumerated() { local[site] = place }
            var rows: [[(site: Int, cost: Double)]] = []
            var caps: [Double] = []
            var weights: [Double] = []
            for slot in touching[number] {
                let slot = Int(slot)
                // The nearest open site outside the block serves where no site of the block is nearer.
                var cap = core.caps[slot]
                var row: [(site: Int, cost: Double)] = []
                for entry in core.starts[slot]..<core.starts[slot + 1] {
                    if let place = local[core.entries[entry]] {
                        row.append((place, core.exactCost(slot, entry)))
                    } else if isOpen[Int(core.entries[entry])] {
                        cap = min(cap, core.exactCost(slot, entry))
                        break
                    }
                }
                if row.isEmpty { continue }
                rows.append(row)
                caps.append(cap)
                weights.append(model.weights[Int(core.clients[slot])])
            }
            let open = sites.indices.filter { isOpen[Int(sites[$0])] }
            var problem = NearestSiteProblem(
                serviceCosts: ServiceCosts(siteCount: sites.count, rows: rows), weights: weights, unservedCosts: caps,
                openingCosts: sites.map { model.sites.openingCosts[core.sites[Int($0)]] })
            if !model.sites.rows.isEmpty {
                problem.sideConstraints = [
                    .newSites(exactly: open.count, siteCount: sites.count, name: "open sites of the block")
                ]
            }
            var blockOptions = LocationOptions(seed: options.seed)
            blockOptions.solve.timeLimit = min(control.remaining ?? .seconds(5), .seconds(5))
            blockOptions.solve.cancellation = control.cancellation
            let result = problem.solveExactly(blockOptions, starts: [open])
            control.nodeCount += result.statistics.nodeCount
            control.simplexIterations += result.statistics.simplexIterations
            guard result.objective != nil else { continue }
            for site in sites { isOpen[Int(site)] = false }
            for place in result.openSites { isOpen[Int(sites[place])] = true }
        }
        // Sites of the plan that are decided the other way keep their place until they are exchanged.
        let decided = plan.filter { core.position[$0] < 0 }
        offer(decided + core.sites.indices.filter { isOpen[$0] }.map { core.sites[$0] })
    }
}
