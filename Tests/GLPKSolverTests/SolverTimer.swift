#if GLPK
    import Dispatch

    /// Runs a block on another thread after a while.
    struct SolverTimer: Sendable {
        private let done = DispatchGroup()

        init(_ delay: DispatchTimeInterval, _ body: @escaping @Sendable () -> Void) {
            let group = done
            group.enter()
            DispatchQueue.global().asyncAfter(deadline: .now() + delay) {
                body()
                group.leave()
            }
        }

        /// Waits until the block ran.
        func wait() { done.wait() }
    }
#endif
