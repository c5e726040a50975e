import Benchmark
import LinearOptimization

let benchmarks: @Sendable () -> Void = {
    Benchmark("Empty model") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(Model()) }
    }
}
