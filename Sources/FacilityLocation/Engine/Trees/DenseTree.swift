internal import CLocationKernels

/// Depth-first Lagrangian tree in whole numbers for problems where at most the number of open sites is restricted:
/// costs and multipliers are fixed-point Int32, one dense row per free site, so that an evaluation is a vectorised pass
/// and every bound is exact, without rounding.
///
/// Sites forced open collapse into one array of the cheapest cost they offer each client.
final class DenseTree {
    let costs: DenseCosts
    let model: EngineModel
    let incumbent: Incumbent
    let control: SolveControl
    private var nodesLeft = 0
    /// Parts still to search, the next one last.
    private var stack: [DensePart] = []
    /// Least bound of what was closed.
    var leftBound = Double.infinity
    let scratch: DenseScratch

    /// `nil` when the model does not fit; see ``DenseCosts``.
    ///
    /// - Parameters:
    ///   - incumbent: holds a plan or at least an objective.
    ///   - leastService: see ``DenseCosts``.
    init?(_ model: EngineModel, incumbent: Incumbent, control: SolveControl, leastService: Double = 0) {
        guard let objective = incumbent.objective,
            let costs = DenseCosts(model, objective: objective, leastService: leastService)
        else { return nil }
        self.costs = costs
        self.model = model
        self.incumbent = incumbent
        self.control = control
        scratch = DenseScratch(width: costs.width, siteCount: costs.siteCount)
    }

    /// Searches all plans whose number of open sites is in a range.
    ///
    /// - Parameters:
    ///   - counts: how many of the model's sites may open.
    ///   - multipliers: multipliers to start from, in units of the objective.
    ///   - openShare: how likely each site seems to be open, 0...1.
    ///   - nodeLimit: nodes after which the search pauses; ``resume(nodeLimit:)`` goes on.
    func run(
        opening counts: ClosedRange<Int>, multipliers: [Double], openShare: [Double], nodeLimit: Int
    ) -> TreeOutcome {
        let free = (0..<costs.siteCount).filter { !costs.isTooDear[$0] }
        if free.count < costs.siteCount { leave(incumbent.cutoff.value) }
        stack = [
            DensePart(
                free: free.map { Int32($0) }, share: free.map { Float(openShare[$0]) }, forced: [],
                ceiling: costs.caps, multipliers: costs.multipliers(multipliers), least: counts.lowerBound,
                most: counts.upperBound, openCost: 0, bound: Int.min)
        ]
        return resume(nodeLimit: nodeLimit)
    }

    /// Goes on where the last call paused.
    func resume(nodeLimit: Int) -> TreeOutcome {
        nodesLeft = nodeLimit
        while let part = stack.popLast() {
            if part.bound > cutoff {
                leave(part.bound)
                continue
            }
            if nodesLeft <= 0 || control.mustStop {
                var bound = value(part.bound)
                for open in stack { bound = min(bound, value(open.bound)) }
                stack.append(part)
                return TreeOutcome(bound: min(leftBound, bound), isComplete: false)
            }
            nodesLeft -= 1
            control.nodeCount += 1
            process(part)
        }
        return TreeOutcome(bound: leftBound, isComplete: true)
    }

    /// Bounds above this, in units, cannot lead to a better plan.
    var cutoff: Int {
        let units = (incumbent.cutoff.value * costs.scale).rounded(.down)
        return units.magnitude < 0x1p60 ? Int(units) : Int.max / 4
    }

    /// A bound in units of the objective.
    private func value(_ units: Int) -> Double { units == Int.min ? -.infinity : Double(units) / costs.scale }

    /// Notes the bound of a part that is closed.
    func leave(_ units: Int) { leftBound = min(leftBound, value(units)) }
    private func leave(_ bound: Double) { leftBound = min(leftBound, bound) }

    private func process(_ start: DensePart) {
        var part = start
        if part.isDecided {
            leaf(part)
            return
        }
        guard climb(&part, DenseClimb.node), reduce(&part) else { return }
        if part.isDecided {
            leaf(part)
            return
        }
        stack.append(contentsOf: children(of: part))
    }

    /// Prices the only plan of a part, by the model's own costs.
    private func leaf(_ part: DensePart) {
        guard part.least <= part.free.count, part.most >= 0 else { return }
        var plan = part.forced
        if part.most > 0 { plan += part.free }
        let sites = plan.map(Int.init).sorted()
        leave(model.cost(of: model.flags(sites)))
        incumbent.offer(sites)
    }
}

/// A part of the search: plans that hold the forced sites and some of the free ones.
struct DensePart {
    /// Sites still free.
    var free: [Int32]
    /// Smoothed share of recent steps that chose each free site.
    var share: [Float]
    /// Sites forced open.
    var forced: [Int32]
    /// Cheapest cost per client among forced sites, or its cap.
    var ceiling: [Int32]
    var multipliers: [Int32]
    /// Fewest and most free sites still to open.
    var least: Int
    var most: Int
    /// Opening costs of the forced sites, in units.
    var openCost: Int
    /// Best bound known, in units.
    var bound: Int

    /// Whether at most one plan is left.
    var isDecided: Bool { free.isEmpty || most <= 0 || least >= free.count }

    mutating func remove(at position: Int) {
        free.remove(at: position)
        share.remove(at: position)
    }

    /// Opens a site that is not among the free ones any more.
    mutating func force(_ site: Int32, _ costs: DenseCosts) {
        ceiling.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            meridian_take_least(base, costs.row(site), costs.width)
        }
        openCost += Int(costs.openingCosts[Int(site)])
        forced.append(site)
        least -= 1
        most -= 1
    }
}
