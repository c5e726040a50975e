/// What this build of the package can do.
enum Build {
    /// Whether exact placements are proven; without GLPK they may end with a bound and a gap.
    static var provesPlacements: Bool {
        #if GLPK
            true
        #else
            false
        #endif
    }
}
