import Meridian

let china = try ChinaDataset.load()
let plan = try Planner(territory: china, scenario: .china2035).plan()

for center in plan.placement.newCenters {
    let city = china[center.city]?.name ?? "?"
    let donor = center.donor.flatMap { china[$0]?.name } ?? "none"
    print("\(city): \(center.newlyCovered) residents newly within reach, backed by \(donor)")
}
print("\(plan.placement.termination.reason.rawValue), gap \(plan.placement.relativeGap)")
print("verified: \(plan.verification.passed)")
