/// Whether this build can call GLPK.
public enum GLPKAvailability {
    /// True when the package was built with its `GLPK` trait; without it `GLPKSolver` and `GLPKSession` do not exist.
    public static var isAvailable: Bool {
        #if GLPK
            true
        #else
            false
        #endif
    }
}
