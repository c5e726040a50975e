internal import LinearOptimization

/// A population search that goes on beside a bound or a tree, in epochs of fixed work.
///
/// An epoch begins and is joined at points that the owner's own progress sets; with one thread it runs when it is joined.
/// So threads change when things are found, never what. Epochs that the owner never asks for cost it nothing.
final class SearchCompanion {
    private let population: PopulationSearch
    private let usesThread: Bool
    private let control: SolveControl
    private let sideControl: SolveControl
    private let halt: CancellationFlag
    private var epoch: SideWork?
    /// Work of the epoch begun, or of the next; grows with each up to a size after which news should not wait longer.
    private(set) var work: Int
    private let growth: Double

    /// - Parameters:
    ///   - work: looks at a cost in the first epoch.
    ///   - growth: what the work of an epoch is multiplied by after a harvest.
    init(
        _ model: EngineModel, threads: Int, seed: UInt64, work: Int, growth: Double, control: SolveControl
    ) {
        // Lists are sorted row by row when first asked for: not while two threads read them.
        model.clientsBySite.sortAll()
        population = PopulationSearch(model, seed: seed)
        usesThread = threads > 1
        self.control = control
        self.work = work
        self.growth = growth
        halt = CancellationFlag(following: control.cancellation)
        sideControl = SolveControl(SolveOptions(timeLimit: control.remaining, cancellation: halt))
    }

    deinit { stop() }

    /// Gives the search plans, of which it takes those that keep every rule; not while an epoch runs.
    func offer(_ plans: [[Int]]) {
        guard epoch == nil else { return }
        for plan in plans { population.offer(plan) }
    }

    /// Begins an epoch from the plans known and those given, among the sites allowed.
    func begin(with plans: [[Int]], allowed: [Bool]?) {
        guard epoch == nil else { return }
        offer(plans)
        population.allowed = allowed
        let side = Side(population: population, control: sideControl, work: work)
        epoch = SideWork(usesThread: usesThread) { side.run() }
    }

    /// Joins the epoch and offers its best plan; while epochs bring the incumbent noticeably nearer to the bound, others
    /// follow at once, since good plans then are what is missing.
    ///
    /// - Parameter most: how many epochs in a row there may be.
    /// - Returns: whether the incumbent improved.
    func harvest(into incumbent: Incumbent, bound: Double, most: Int) -> Bool {
        var hasImproved = false
        for round in 0..<most {
            join()
            let before = incumbent.objective ?? .infinity
            guard let best = population.best?.sites, incumbent.offer(best), let now = incumbent.objective else { break }
            hasImproved = true
            if control.mustStop || incumbent.cutoff.prunes(bound) || round == most - 1 { break }
            guard before - now >= Self.noticeableShare * (before - bound) else { break }
            begin(with: [], allowed: population.allowed)
        }
        work = Int(min(max(Double(work), 1.5e9), Double(work) * growth))
        return hasImproved
    }

    /// What share of the gap an epoch has to close for another to follow.
    private static let noticeableShare = 0.02

    /// Plans of the population, best first; not while an epoch runs.
    var plans: [[Int]] { epoch == nil ? population.plans : [] }

    private func join() {
        guard let epoch else { return }
        if control.mustStop { halt.cancel() }
        epoch.finish()
        self.epoch = nil
    }

    /// Ends the epoch and forgets what it found.
    func stop() {
        halt.cancel()
        epoch?.drop()
        epoch = nil
    }

    /// What an epoch needs; only the thread that runs it uses it, and the owner again after joining.
    private struct Side: @unchecked Sendable {
        let population: PopulationSearch
        let control: SolveControl
        let work: Int

        func run() { population.run(work: work, control: control) }
    }
}
