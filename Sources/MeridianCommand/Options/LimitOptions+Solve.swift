#if Command
    import FacilityLocation
    import LinearOptimization

    extension LimitOptions {
        /// The options of a location solve.
        func locationOptions(cancellation: CancellationFlag, progress: ProgressReporter) -> LocationOptions {
            LocationOptions(
                engine: engine,
                solve: SolveOptions(
                    timeLimit: timeLimit, relativeGap: relativeGap ?? 0, cancellation: cancellation,
                    progress: { snapshot in
                        progress.report(snapshot)
                        return .continue
                    }
                ),
                seed: seed, threads: threads ?? 1
            )
        }
    }
#endif
