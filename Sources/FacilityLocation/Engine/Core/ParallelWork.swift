internal import Dispatch
internal import Synchronization

/// Independent pieces of work on several threads.
///
/// How work is cut into pieces never depends on the number of threads, and results are put together in the order of the
/// pieces: so neither do answers.
package enum ParallelWork {
    /// Results of `count` pieces, each computed on one of at most `threads` threads, the caller's among them.
    ///
    /// - Parameter body: called once for each number below `count`, several at once when `threads` exceeds 1: it may write
    ///   only what no other piece touches.
    package static func map<Result>(_ count: Int, threads: Int, _ body: (Int) -> Result) -> [Result] {
        guard threads > 1, count > 1 else { return (0..<count).map(body) }
        let results = UnsafeMutablePointer<Result?>.allocate(capacity: count)
        results.initialize(repeating: nil, count: count)
        defer {
            results.deinitialize(count: count)
            results.deallocate()
        }
        let next = Atomic(0)
        withoutActuallyEscaping(body) { body in
            let piece = Piece { results[$0] = body($0) }
            DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
                while true {
                    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard number < count else { return }
                    piece.run(number)
                }
            }
        }
        return (0..<count).compactMap { results[$0] }
    }

    /// A function that may run on several threads at once, as its author has promised.
    private struct Piece: @unchecked Sendable {
        let run: (Int) -> Void
    }
}
