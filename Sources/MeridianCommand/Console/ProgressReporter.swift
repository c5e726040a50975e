#if Command
    import Foundation
    import LinearOptimization
    import PlanningReport
    import Synchronization

    /// Tells standard error how a solve goes: one line rewritten in place on a terminal, one line per stage elsewhere.
    final class ProgressReporter: Sendable {
        private struct State {
            var lastDrawn: Duration?
            var isLineOpen = false
            var stages: Set<String> = []
        }

        private let isTerminal: Bool
        private let isQuiet: Bool
        private let clock = ContinuousClock()
        private let start: ContinuousClock.Instant
        private let state = Mutex(State())

        init(isQuiet: Bool, isTerminal: Bool = Console.isErrorTerminal) {
            self.isQuiet = isQuiet
            self.isTerminal = isTerminal
            start = clock.now
        }

        /// Announces a stage of the command's own.
        func stage(_ name: String) {
            guard !isQuiet else { return }
            state.withLock { state in
                guard state.stages.insert(name).inserted else { return }
                if isTerminal { draw(name, &state) } else { Console.note("\(name) …") }
            }
        }

        /// Takes a solver's snapshot.
        func report(_ progress: SolveProgress) {
            guard !isQuiet else { return }
            guard isTerminal else {
                // A log wants the stages of a plan, not the steps within each.
                if let colon = progress.stage.firstIndex(of: ":") { stage(String(progress.stage[..<colon])) }
                return
            }
            state.withLock { state in
                let now = start.duration(to: clock.now)
                // Ten lines a second are as many as an eye follows.
                if let last = state.lastDrawn, now - last < .milliseconds(100) { return }
                state.lastDrawn = now
                draw(Self.line(progress, elapsed: now), &state)
            }
        }

        /// Clears the line, so that what follows begins on a fresh one.
        func finish() {
            state.withLock { state in
                if state.isLineOpen { Console.raw("\r\u{1B}[K") }
                state.isLineOpen = false
            }
        }

        private func draw(_ line: String, _ state: inout State) {
            Console.raw("\r\u{1B}[K" + TextWidth.printable(String(line.prefix(100))))
            state.isLineOpen = true
        }

        private static func line(_ progress: SolveProgress, elapsed: Duration) -> String {
            var parts = ["\(NumberText.fixed(NumberText.seconds(elapsed), 1)) s", progress.stage]
            if let incumbent = progress.incumbent { parts.append("best \(NumberText.fixed(incumbent))") }
            if progress.objectiveBound.isFinite { parts.append("bound \(NumberText.fixed(progress.objectiveBound))") }
            if progress.relativeGap.isFinite { parts.append("gap \(NumberText.gap(progress.relativeGap))") }
            if progress.nodeCount > 0 { parts.append("\(NumberText.grouped(progress.nodeCount)) nodes") }
            return parts.joined(separator: "  ")
        }
    }
#endif
