extension Scenario {
    /// The national scenario: thirty new regional medical centres for China on the way to 2035.
    ///
    /// Its rules taken literally cannot be met: Qinghai has no documented centre, its capital is excluded as a
    /// capital, and none of its other divisions reaches the population floor. The scenario therefore carries one named
    /// exception; without it the planner answers that the rules are infeasible and says why.
    public static let china2035: Scenario = {
        var policy = Policy()
        policy.exceptions = [
            PolicyException(
                rule: "minimumPerProvinceWithoutCenter", subject: "630000",
                reason: """
                    Qinghai has no documented centre, its capital Xining is excluded as a provincial capital and every \
                    other division has fewer than 1.5 million residents; the province is served from outside until \
                    the capital is admitted or the floor is lowered.
                    """
            )
        ]
        return Scenario(
            name: "china-2035",
            title: "Thirty new regional medical centres and their donor hospitals",
            assumptions: [
                "Demand is the residents of 2,989 county-level divisions, census of 1 November 2020.",
                "A new centre goes to a prefecture-level division that is neither a provincial capital nor a "
                    + "municipality and has at least 1.5 million residents.",
                "Centres are there already in the host cities of the documented regional centres (65 projects found "
                    + "of 125 approved), of the national centres and of the hundred leading hospitals; such a city "
                    + "gets no second centre. Undocumented centres are missing: the need is overstated where they are.",
                "Thirty new centres; at least 70 % of them in Central, West and Northeast; at most three a province; "
                    + "at least one in a province that has no centre; 80 km apart.",
                "A resident is served in full within 100 km of a centre, not at all beyond 250 km, in between in "
                    + "proportion. Distances are great circle × 1.25 between county seat and city seat.",
                "One resident counts as 1 in the East, 1.2 in Central and Northeast, 1.3 in the West; every "
                    + "resident of a host city adds a credit of 0.02 covered residents.",
                "Donors are the civilian general hospitals among the hundred leading ones: one centre each, not in "
                    + "their own province, within 2,000 km. 100 km of distance weigh as much as 10,000 covered "
                    + "residents, a tier below the first as much as 15,000.",
                "A new centre needs 20 medics, four in each of five disciplines, as at Bijie; a donor can release 20 "
                    + "to 40 by tier. These staffing figures and exchange rates are assumptions, not statistics.",
            ],
            policy: policy
        )
    }()
}
