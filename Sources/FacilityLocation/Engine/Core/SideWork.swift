internal import Dispatch
internal import Synchronization

/// A piece of work that goes on beside its owner where there is a thread for it, and at the latest when it is asked for.
///
/// What comes of it depends on the work alone, not on who did it. The owner must call ``finish()`` or ``drop()``, after
/// which no thread is left.
package final class SideWork: Sendable {
    /// 0 while nobody has taken the work, 1 afterwards.
    private let isTaken = Atomic<Int>(0)
    private let done = DispatchSemaphore(value: 0)
    private let work: @Sendable () -> Void

    /// - Parameter usesThread: whether another thread may begin right away.
    package init(usesThread: Bool, _ work: @escaping @Sendable () -> Void) {
        self.work = work
        if usesThread { DispatchQueue.global(qos: .userInitiated).async { self.begin() } }
    }

    private func take() -> Bool { isTaken.exchange(1, ordering: .acquiringAndReleasing) == 0 }

    private func begin() {
        guard take() else { return }
        work()
        done.signal()
    }

    /// Returns once the work is done; does it here if nobody has begun.
    package func finish() {
        if take() { work() } else { done.wait() }
    }

    /// Returns once nobody works on it, without beginning; the work should have been told to end soon.
    package func drop() {
        if !take() { done.wait() }
    }
}
