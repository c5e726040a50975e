extension PolicyRule {
    /// Every rule, in the order of ``Policy`` and ``TwinningPolicy``.
    public static let all: [PolicyRule] = placement + twinning

    /// Rules of placement.
    public static let placement: [PolicyRule] = [
        PolicyRule(
            id: "newCenters", summary: "The number of new centres lies in this range.", unit: "centres",
            defaultValue: "exactly 30", statements: ["P3", "P24"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "minimumPriorityShare",
            summary: "At least this share of the new centres lies in the priority regions.",
            unit: "share 0...1", defaultValue: "0.7 in Central, West and Northeast", statements: ["P1"],
            exceptionSubject: nil
        ),
        PolicyRule(
            id: "regionRates", summary: "One resident of the region counts as this many in the objective.",
            unit: "residents per resident", defaultValue: "East 1, Central 1.2, West 1.3, Northeast 1.2",
            statements: ["P1"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "capitals", summary: "Whether provincial capitals and municipalities may host a new centre.",
            unit: "excluded, at most n, or allowed", defaultValue: "excluded", statements: ["P2"],
            exceptionSubject: .city
        ),
        PolicyRule(
            id: "minimumHostPopulation", summary: "A host city has at least this many residents.", unit: "residents",
            defaultValue: "1,500,000", statements: ["P2"], exceptionSubject: .city
        ),
        PolicyRule(
            id: "hostPopulationCredit", summary: "Covered residents credited per resident of a host city.",
            unit: "covered residents per resident", defaultValue: "0.02", statements: ["P2"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "kilometersPerCoveredResident",
            summary: "What one covered resident is worth where the objective is in person-kilometres.", unit: "km",
            defaultValue: "100", statements: ["P2", "P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "maximumPerProvince", summary: "A province gets at most this many new centres.", unit: "centres",
            defaultValue: "3", statements: ["P1"], exceptionSubject: .province
        ),
        PolicyRule(
            id: "minimumPerProvinceWithoutCenter",
            summary: "A province that has no centre yet gets at least this many.", unit: "centres",
            defaultValue: "1", statements: ["P3"], exceptionSubject: .province
        ),
        PolicyRule(
            id: "provinceQuotas", summary: "New centres of a province lie in its own range.", unit: "centres",
            defaultValue: "none", statements: ["P1", "P6"], exceptionSubject: .province
        ),
        PolicyRule(
            id: "minimumSpacingKilometers", summary: "Two new centres are at least this far apart.",
            unit: "km, great circle × 1.25", defaultValue: "80", statements: ["P6"], exceptionSubject: .city
        ),
        PolicyRule(
            id: "minimumSpacingToExistingKilometers",
            summary: "A new centre is at least this far from every existing one.",
            unit: "km, great circle × 1.25", defaultValue: "off", statements: ["P6"], exceptionSubject: .city
        ),
        PolicyRule(
            id: "requiredHosts", summary: "These cities host a new centre.", unit: "cities", defaultValue: "none",
            statements: ["P6"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "excludedHosts", summary: "These cities do not host a new centre.", unit: "cities",
            defaultValue: "none", statements: ["P6"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "implications", summary: "One city hosts only if another does.", unit: "pairs of cities",
            defaultValue: "none", statements: ["P5", "P6"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "mutuallyExclusive", summary: "At most one city of a group hosts.", unit: "groups of cities",
            defaultValue: "none", statements: ["P6"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "budget", summary: "The new centres together cost at most this.", unit: "100 million yuan",
            defaultValue: "off; 5 a centre", statements: ["P6", "P24"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "coverageFloors",
            summary: "At least this share of a region's residents is covered, new and existing centres together.",
            unit: "share 0...1", defaultValue: "none", statements: ["P11", "P19"], exceptionSubject: .region
        ),
    ]

    /// Rules of twinning.
    public static let twinning: [PolicyRule] = [
        PolicyRule(
            id: "maximumPerDonor", summary: "A donor hospital backs at most this many new centres.",
            unit: "centres", defaultValue: "1", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "allowsSameProvince", summary: "Whether a donor may back a centre of its own province.",
            unit: "yes or no", defaultValue: "no", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "allowsMilitary", summary: "Whether military hospitals may be donors.", unit: "yes or no",
            defaultValue: "no", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "requiresGeneralDonor", summary: "Whether a donor must be a general hospital.", unit: "yes or no",
            defaultValue: "yes", statements: ["P9", "P22"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "maximumDistanceKilometers", summary: "A donor is at most this far from its centre.",
            unit: "km, great circle × 1.25", defaultValue: "2,000", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "residentsPer100Kilometers",
            summary: "Covered residents given up per 100 km between donor and centre.",
            unit: "residents at rate", defaultValue: "10,000", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "residentsPerTier",
            summary: "Covered residents given up per tier the donor stands below the first.",
            unit: "residents at rate", defaultValue: "15,000", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "medicsPerCenter", summary: "Medics each new centre needs, by discipline.", unit: "medics",
            defaultValue: "4 in each of five disciplines", statements: ["P9"], exceptionSubject: nil
        ),
        PolicyRule(
            id: "releasableByTier", summary: "Medics a donor can release in all, by tier.", unit: "medics",
            defaultValue: "40, 35, 30, 25, 20", statements: ["P8", "P9"], exceptionSubject: nil
        ),
    ]
}
