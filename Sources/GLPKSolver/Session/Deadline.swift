#if GLPK
    /// A moment by which to stop, on a clock that nobody sets.
    struct Deadline {
        /// `nil` for never.
        let instant: ContinuousClock.Instant?

        init(_ limit: Duration?, from start: ContinuousClock.Instant = .now) {
            // A limit of centuries means none; adding it could overflow.
            instant = limit.flatMap { $0 < .seconds(1_000_000_000) ? start.advanced(by: $0) : nil }
        }

        /// Time left, `nil` for unlimited; may be negative.
        var remaining: Duration? { instant.map { ContinuousClock.now.duration(to: $0) } }

        var hasPassed: Bool { remaining.map { $0 <= .zero } ?? false }

        /// Time left in GLPK's unit, whole milliseconds from 1; its largest number means unlimited.
        var milliseconds: Int32 {
            guard let remaining else { return .max }
            let (seconds, attoseconds) = remaining.components
            guard seconds < 2_000_000 else { return .max }
            return max(1, Int32(seconds) * 1000 + Int32(attoseconds / 1_000_000_000_000_000))
        }
    }
#endif
