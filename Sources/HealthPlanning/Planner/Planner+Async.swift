import Foundation
import LinearOptimization

extension Planner {
    /// Makes the plan on a thread of its own; cancelling the task returns the best plan so far.
    ///
    /// The cooperative pool is never blocked. Cancellation is seen by the solvers within a fraction of a second and is
    /// a result, not an error: the placement's termination then says `interrupted`.
    ///
    /// - Throws: as ``plan(options:)``.
    public func plan(options: PlannerOptions = PlannerOptions()) async throws -> NationalPlan {
        var options = options
        let flag = options.cancellation ?? CancellationFlag()
        options.cancellation = flag
        let final = options
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(with: Result { try planNow(options: final) })
                }
                thread.stackSize = 64 << 20
                thread.name = "meridian-planner"
                thread.start()
            }
        } onCancel: {
            flag.cancel()
        }
    }

    /// The blocking form, by a name no overload resolution can mistake inside a closure.
    private func planNow(options: PlannerOptions) throws -> NationalPlan { try plan(options: options) }
}
