import GLPKSolver
import Testing

@Test func availabilityFollowsTheTrait() {
    #if GLPK
        #expect(GLPKAvailability.isAvailable)
    #else
        #expect(!GLPKAvailability.isAvailable)
    #endif
}
