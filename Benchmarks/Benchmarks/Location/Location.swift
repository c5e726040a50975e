import Benchmark

/// Families of location problems: how long until the proof, of that the bound and the tree, and the memory at its peak.
///
/// Public instances are read from the folder that MERIDIAN_INSTANCES names; generated ones always run.
let benchmarks: @Sendable () -> Void = {
    Medians.register()
    Capacitated.register()
    Centers.register()
    Coverings.register()
}
