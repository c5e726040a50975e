import Synchronization

/// A flag one thread raises and another reads, to stop a solve early.
public final class CancellationFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    /// Creates a flag that is not raised.
    public init() {}

    /// Asks every solve that watches this flag to stop; idempotent, callable from any thread.
    public func cancel() { raised.store(true, ordering: .relaxed) }

    /// Whether a stop was asked for.
    public var isCancelled: Bool { raised.load(ordering: .relaxed) }
}
