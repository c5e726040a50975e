import LinearOptimization

extension NearestSiteProblem {
    /// The answer of the exact engine, or `nil` when the complete model has to answer.
    ///
    /// The one place where the engine is chosen; data and options are sound when this is called.
    func exactEngineResult(_ options: LocationOptions) -> LocationResult? {
        nil
    }
}
