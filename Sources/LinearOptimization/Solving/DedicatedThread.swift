#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Threads of their own for calls that block for long.
///
/// The cooperative pool has one thread per core and must not be blocked, and deep recursion inside a solver wants more
/// stack than its threads have.
package enum DedicatedThread {
    /// Stack of each thread in bytes; only what is touched takes memory.
    package static let stackSize = 64 << 20

    /// A block on its way to a thread.
    private final class Job: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs a block on a new thread and returns at once.
    ///
    /// - Returns: 0, or the system's error code when no thread could be started; the block then never runs.
    package static func start(_ body: @escaping @Sendable () -> Void) -> Int32 {
        let job = Unmanaged.passRetained(Job(body)).toOpaque()
        let code = startThread(job)
        if code != 0 { Unmanaged<Job>.fromOpaque(job).release() }
        return code
    }

    private static func startThread(_ job: UnsafeMutableRawPointer) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let code = pthread_create(&thread, &attributes, { DedicatedThread.runJob($0) }, job)
        pthread_attr_destroy(&attributes)
        return code
    }

    /// Runs a block on a new thread and waits for its result without blocking the caller's thread.
    ///
    /// - Parameter body: The blocking work.
    /// - Returns: The block's result, or `nil` when no thread could be started.
    package static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result? {
        await withCheckedContinuation { continuation in
            let code = start { continuation.resume(returning: body()) }
            if code != 0 { continuation.resume(returning: nil) }
        }
    }

    private static func runJob(_ job: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let job { Unmanaged<Job>.fromOpaque(job).takeRetainedValue().body() }
        return nil
    }
}
