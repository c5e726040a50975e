import Synchronization

/// A flag one thread raises and another reads, to stop a solve early.
public final class CancellationFlag: Sendable {
    private let raised = Atomic<Bool>(false)
    private let parent: CancellationFlag?

    /// Creates a flag that is not raised.
    public init() { parent = nil }

    /// Creates a flag that counts as raised whenever another one is; raising it leaves the other alone.
    public init(following parent: CancellationFlag?) { self.parent = parent }

    /// Asks every solve that watches this flag to stop; idempotent, callable from any thread.
    public func cancel() { raised.store(true, ordering: .relaxed) }

    /// Whether a stop was asked for.
    public var isCancelled: Bool { raised.load(ordering: .relaxed) || (parent?.isCancelled ?? false) }
}
