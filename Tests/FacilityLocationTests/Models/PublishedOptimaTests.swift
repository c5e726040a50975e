import FacilityLocation
import LinearOptimization
import PlanningData
import Testing
import _TestSupport

/// Published optima of OR-Library instances, read from the folder that `MERIDIAN_INSTANCES` names.
@Suite(.enabled(if: hasSolver && Instances.folder != nil, "needs GLPK and MERIDIAN_INSTANCES"))
struct PublishedOptimaTests {
    @Test(arguments: [("pmed1", 5_819.0), ("pmed3", 4_250), ("pmed5", 1_355), ("pmed15", 1_729)])
    func median(name: String, optimum: Double) throws {
        let path = try #require(Instances.path("pmed/\(name).txt"))
        let problem = try ORLibraryReader.pMedian(contentsOf: path).pMedian()
        expect(try problem.solve(LocationOptions(engine: .glpk)), optimum)
        expect(try problem.solve(), optimum)
    }

    @Test(arguments: [("pmed1", 127.0), ("pmed3", 93), ("pmed5", 48), ("pmed7", 64), ("pmed9", 37)])
    func center(name: String, optimum: Double) throws {
        let path = try #require(Instances.path("pmed/\(name).txt"))
        expect(try ORLibraryReader.pMedian(contentsOf: path).center().solve(), optimum)
    }

    @Test(arguments: [
        ("cap71", 932_615.750), ("cap73", 1_010_641.450), ("cap101", 796_648.437), ("cap103", 893_782.112),
        ("cap131", 793_439.562), ("cap133", 893_076.712),
    ])
    func uncapacitated(name: String, optimum: Double) throws {
        let path = try #require(Instances.path("cap/\(name).txt"))
        let problem = try ORLibraryReader.capacitated(contentsOf: path).uncapacitated()
        expect(try problem.solve(LocationOptions(engine: .glpk)), optimum)
        expect(try problem.solve(), optimum)
    }

    @Test(arguments: [
        ("cap41", 1_040_444.375), ("cap43", 1_153_000.450), ("cap51", 1_025_208.225), ("cap61", 932_615.750),
        ("cap63", 1_014_062.050), ("cap71", 932_615.750), ("cap73", 1_010_641.450), ("cap81", 838_499.288),
        ("cap83", 975_889.563), ("cap91", 796_648.438), ("cap93", 896_617.538), ("cap101", 796_648.437),
        ("cap103", 893_782.112), ("cap111", 826_124.713), ("cap113", 970_567.750), ("cap121", 793_439.563),
        ("cap123", 895_302.325), ("cap131", 793_439.562), ("cap133", 893_076.712),
    ])
    func capacitated(name: String, optimum: Double) throws {
        let path = try #require(Instances.path("cap/\(name).txt"))
        expect(try ORLibraryReader.capacitated(contentsOf: path).capacitated().solve(), optimum)
    }

    /// Published figures are rounded to three decimals.
    private func expect(_ result: LocationResult, _ optimum: Double) {
        #expect(result.termination.isOptimal, "\(result.termination)")
        #expect(approximatelyEqual(result.objective ?? .nan, optimum, within: 1e-6), "\(result)")
        #expect(approximatelyEqual(result.objectiveBound, optimum, within: 1e-6), "\(result)")
        #expect((result.greedyObjective ?? .nan) >= optimum * (1 - 1e-6))
    }
}
