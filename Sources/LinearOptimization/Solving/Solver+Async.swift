extension Solver {
    /// Solves a model to proven optimality on a thread of its own, without limits.
    ///
    /// - Throws: ``SolverError`` when the model is malformed or the solver breaks.
    public func solve(_ model: Model) async throws(SolverError) -> SolveResult {
        try await solve(model, options: SolveOptions())
    }

    /// Solves a model without blocking the caller's thread.
    ///
    /// The blocking form runs as it is on a new thread with a stack of 64 MB. Cancelling the task asks the solver to
    /// stop, as ``SolveOptions/cancellation`` does; the result then holds the best solution found so far. A cancelled
    /// solve is a result, not an error.
    ///
    /// - Throws: ``SolverError`` when the model is malformed, the solver breaks, or no thread can be started.
    public func solve(_ model: Model, options: SolveOptions) async throws(SolverError) -> SolveResult {
        let flag = CancellationFlag(following: options.cancellation)
        var options = options
        options.cancellation = flag
        let outcome = await withTaskCancellationHandler {
            await blockingSolve(model, options)
        } onCancel: {
            flag.cancel()
        }
        guard let outcome else {
            throw SolverError(
                .internalFailure, stage: "start",
                message: "the system could not start a thread for the solve; run fewer solves at once"
            )
        }
        return try outcome.get()
    }

    private func blockingSolve(_ model: Model, _ options: SolveOptions) async -> Result<SolveResult, SolverError>? {
        await DedicatedThread.run { () -> Result<SolveResult, SolverError> in
            do throws(SolverError) {
                return .success(try self.solve(model, options: options))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Starts solving a model in the background.
    ///
    /// - Returns: A handle with the stream of progress and the result to come.
    public func start(_ model: Model, options: SolveOptions = SolveOptions()) -> RunningSolve {
        RunningSolve(self, model, options)
    }
}
