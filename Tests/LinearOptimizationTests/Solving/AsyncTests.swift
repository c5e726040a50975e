import LinearOptimization
import Synchronization
import Testing

/// A solver that reports progress until it is told to stop, then answers with what it holds.
private struct PatientSolver: Solver {
    let name = "patient"
    var failing = false
    /// Gives up after this long, so that a broken cancellation fails the test instead of hanging it.
    var patience = Duration.seconds(20)

    func solve(_ model: Model, options: SolveOptions) throws(SolverError) -> SolveResult {
        if failing { throw SolverError(.invalidModel, stage: "load", message: "as asked") }
        let clock = ContinuousClock()
        let start = clock.now
        var step = 0
        while clock.now - start < patience {
            step += 1
            let snapshot = SolveProgress(
                stage: "waiting", incumbent: 1, objectiveBound: 0, nodeCount: step, elapsed: clock.now - start
            )
            let stopped = options.progress?(snapshot) == .stop
            if stopped || (options.cancellation?.isCancelled ?? false) {
                return SolveResult(
                    termination: Termination(.feasible, limit: .interrupted),
                    solution: Solution(objective: 1, values: []), objectiveBound: 0
                )
            }
            spin()
        }
        return SolveResult(termination: Termination(.optimal), objectiveBound: 0)
    }

    private func spin() {
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < .microseconds(200) {}
    }
}

@Suite("Solving without blocking", .timeLimit(.minutes(1)))
struct AsyncTests {
    @Test func cancellingTheTaskStopsTheSolveAndKeepsTheIncumbent() async throws {
        let task = Task { try await PatientSolver().solve(Model(), options: SolveOptions()) }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        let result = try await task.value
        #expect(result.termination == Termination(.feasible, limit: .interrupted))
        #expect(result.objective == 1)
    }

    @Test func theCallersFlagStopsTheSolveAndATaskDoesNotRaiseIt() async throws {
        let shared = CancellationFlag()
        let cancelled = Task { try await PatientSolver().solve(Model(), options: SolveOptions(cancellation: shared)) }
        cancelled.cancel()
        #expect(try await cancelled.value.termination.limit == .interrupted)
        #expect(!shared.isCancelled)

        let flagged = Task { try await PatientSolver().solve(Model(), options: SolveOptions(cancellation: shared)) }
        shared.cancel()
        #expect(try await flagged.value.termination.limit == .interrupted)
    }

    @Test func errorsArriveAsThemselves() async {
        await #expect(throws: SolverError(.invalidModel, stage: "load", message: "as asked")) {
            try await PatientSolver(failing: true).solve(Model())
        }
    }

    @Test func progressStreamsUntilTheSolveEnds() async throws {
        let run = PatientSolver().start(Model())
        var seen: [Int] = []
        for await snapshot in run.progress {
            seen.append(snapshot.nodeCount)
            if seen.count == 5 { run.cancel() }
        }
        #expect(seen.count >= 5)
        #expect(seen == seen.sorted())
        #expect(try await run.result.objective == 1)
        #expect(try await run.result.termination.limit == .interrupted)
    }

    @Test func theCallersProgressHandlerIsKeptAndMayStop() async throws {
        let calls = CallCounter()
        let options = SolveOptions { _ in calls.next() >= 3 ? .stop : .continue }
        let run = PatientSolver().start(Model(), options: options)
        #expect(try await run.result.termination.limit == .interrupted)
        #expect(calls.count == 3)
    }

    @Test func manySolvesAtOnceDoNotStarveEachOther() async throws {
        try await withThrowingTaskGroup(of: SolveResult.self) { group in
            for _ in 0..<16 {
                group.addTask { try await PatientSolver(patience: .milliseconds(100)).solve(Model()) }
            }
            var finished = 0
            for try await result in group {
                #expect(result.termination.isOptimal)
                finished += 1
            }
            #expect(finished == 16)
        }
    }
}

private final class CallCounter: Sendable {
    private let value = Atomic<Int>(0)
    var count: Int { value.load(ordering: .relaxed) }
    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
