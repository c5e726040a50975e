#if GLPK
    internal import CGLPKSupport
    internal import Dispatch
    public import LinearOptimization
    internal import Synchronization

    /// One thread of its own for work that must stay on one thread, such as a ``GLPKSession`` that lives across awaits.
    ///
    /// An ordinary actor resumes on whatever pool thread is free, and GLPK dies when a problem is touched on another thread
    /// than its own. An actor that returns a solver thread's ``asUnownedSerialExecutor()`` as its `unownedExecutor` (and keeps
    /// the thread in a stored property) stays put:
    ///
    /// ```swift
    /// actor Planner {
    ///     private let thread: SolverThread
    ///     init() throws { thread = try SolverThread() }
    ///     nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
    /// }
    /// ```
    ///
    /// The thread has a stack of 64 MB. It ends when the last reference to this object goes and the work handed over is
    /// done; GLPK's environment of that thread, and every session left open on it, is then freed.
    public final class SolverThread: SerialExecutor {
        private let queue = WorkQueue()

        /// Starts the thread.
        ///
        /// - Throws: ``SolverError`` when the system cannot start one.
        public init() throws(SolverError) {
            let queue = queue
            let code = DedicatedThread.start {
                while let work = queue.next() { work() }
                mrd_end_thread()
            }
            guard code == 0 else {
                throw SolverError(
                    .internalFailure, stage: "start", rawCode: Int(code), message: "the system could not start a thread"
                )
            }
        }

        deinit { queue.close() }

        /// Hands a job of an actor to the thread.
        public func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let executor = asUnownedSerialExecutor()
            queue.add { job.runSynchronously(on: executor) }
        }

        /// This thread as the executor of an actor.
        public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

        /// Runs blocking work on the thread, after the work handed over before, and waits without blocking the caller's.
        ///
        /// - Throws: What `body` throws.
        public func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
            let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
                queue.add { continuation.resume(returning: Result { try body() }) }
            }
            return try result.get()
        }
    }

    /// Work waiting for the thread, first in, first out.
    private final class WorkQueue: Sendable {
        private struct State: ~Copyable {
            var work: [@Sendable () -> Void] = []
            var first = 0
            var isClosed = false
        }

        private let state = Mutex(State())
        private let signal = DispatchSemaphore(value: 0)

        func add(_ work: @escaping @Sendable () -> Void) {
            state.withLock { $0.work.append(work) }
            signal.signal()
        }

        func close() {
            state.withLock { $0.isClosed = true }
            signal.signal()
        }

        /// Waits for work; `nil` when the queue is closed and empty.
        func next() -> (@Sendable () -> Void)? {
            signal.wait()
            return state.withLock { state in
                guard state.first < state.work.count else { return nil }
                let work = state.work[state.first]
                state.first += 1
                if state.first == state.work.count {
                    state.work.removeAll(keepingCapacity: true)
                    state.first = 0
                }
                return work
            }
        }
    }
#endif
