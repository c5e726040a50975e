import Foundation
import HealthPlanning
import PlanningData
import Testing

@Suite struct ChinaDatasetTests {
    @Test func loadsWhole() throws {
        let china = try ChinaDataset.load()
        #expect(china.provinces.count == 31)
        #expect(china.cities.count == 367)
        #expect(china.counties.count == 2_989)
        #expect(china.hospitals.count == 100)
        #expect(china.centers.count == 91)
        #expect(china.population == 1_409_778_724)
        #expect(china.fingerprint.hasPrefix("fnv1a64:"))
        #expect(china[CityID("520500")]?.name == "Bijie")
        #expect(china.roadDistances?[CityID("110000"), CityID("120000")] == 120)
        #expect(china.roadDistances?[CityID("110000"), CityID("460300")] == nil)
    }

}
