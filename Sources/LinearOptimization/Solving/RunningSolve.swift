/// A solve in the background, from ``Solver/start(_:options:)``.
///
/// ```swift
/// let run = GLPKSolver().start(model)
/// for await step in run.progress { print(step.incumbent ?? .nan, step.objectiveBound) }
/// let result = try await run.result
/// ```
public struct RunningSolve: Sendable {
    /// Snapshots of the solve as it runs; ends when the solve does.
    ///
    /// A slow reader misses snapshots and sees the newest; nobody needs to read. For one reader.
    public let progress: AsyncStream<SolveProgress>

    private let task: Task<Result<SolveResult, SolverError>, Never>

    init(_ solver: some Solver, _ model: Model, _ options: SolveOptions) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SolveProgress.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        var options = options
        let handler = options.progress
        options.progress = { snapshot in
            continuation.yield(snapshot)
            return handler?(snapshot) ?? .continue
        }
        progress = stream
        task = Task { [options] in
            defer { continuation.finish() }
            do throws(SolverError) {
                return .success(try await solver.solve(model, options: options))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Asks the solver to stop; the result then holds the best solution found so far.
    public func cancel() { task.cancel() }

    /// The result, when it is there; may be read any number of times.
    ///
    /// Cancelling a task that waits here cancels the solve.
    ///
    /// - Throws: ``SolverError`` when the model is malformed or the solver breaks.
    public var result: SolveResult {
        get async throws(SolverError) {
            let outcome = await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
            return try outcome.get()
        }
    }
}
