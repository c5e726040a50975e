import Benchmark
import Meridian

/// Registers solves to proof.
enum ProofBenchmark {
    /// Where the time of a solve went, summed over the stages of its statistics.
    private enum Phase: String, CaseIterable {
        case start = "start (μs)"
        case bound = "bound (μs)"
        case tree = "tree (μs)"

        var metric: BenchmarkMetric { .custom(rawValue, polarity: .prefersSmaller, useScalingFactor: false) }

        /// The phase a stage of this name belongs to.
        init(stage: String) {
            self =
                stage.contains("tree") || stage.contains("branch")
                ? .tree : stage.contains("bound") || stage.contains("relaxation") ? .bound : .start
        }
    }

    private static let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident] + Phase.allCases.map(\.metric),
        maxDuration: .seconds(5),
        maxIterations: 5
    )

    /// A benchmark of one problem; an answer without proof is an error of the benchmark.
    static func register(_ name: String, _ solve: @escaping @Sendable () throws -> LocationResult) {
        Benchmark(name, configuration: configuration) { benchmark in
            let result = try solve()
            guard result.termination.reason == .optimal else {
                benchmark.error("\(result.termination.reason.rawValue), gap \(result.relativeGap)")
                return
            }
            for phase in Phase.allCases {
                let stages = result.statistics.stages.filter { Phase(stage: $0.name) == phase }
                let time = stages.reduce(Duration.zero) { $0 + $1.duration }
                benchmark.measurement(phase.metric, Int(time / .microseconds(1)))
            }
        }
    }
}
