import LinearOptimization

/// The question as a mixed-integer linear program, in the modelling layer alone.
struct ClinicModel {
    var model = Model("clinics")
    /// 1 for a town with a clinic.
    var open: [Variable] = []
    /// Nurses by town.
    var nurses: [Variable] = []
    /// 1 when a village (row) goes to a town (column).
    var serve: [[Variable]] = []

    init(_ data: Township) {
        let (towns, villages) = (data.towns, data.villages)
        open = towns.map { model.addBinary("open[\($0.name)]") }
        nurses = towns.map { model.addInteger("nurses[\($0.name)]", in: 0...$0.rooms) }
        serve = villages.map { village in towns.map { model.addBinary("serve[\(village.name),\($0.name)]") } }

        for (v, row) in serve.enumerated() {
            model.add(.sum(row) == 1, "served[\(villages[v].name)]")
            for (t, x) in row.enumerated() { model.add(x <= open[t]) }
        }
        for (t, town) in towns.enumerated() {
            let visits = LinearExpression.sum(of: villages.indices) { Double(villages[$0].visits) * serve[$0][t] }
            model.add(visits <= Double(data.visitsPerNurse) * nurses[t], "capacity[\(town.name)]")
            model.add(nurses[t] <= Double(town.rooms) * open[t], "rooms[\(town.name)]")
            model.add(nurses[t] >= Double(data.fewestNurses) * open[t], "fewest[\(town.name)]")
        }
        model.add(.sum(nurses) <= Double(data.nursesAvailable), "staff")

        var cost = data.salary * LinearExpression.sum(nurses)
        for (t, town) in towns.enumerated() {
            cost += town.openingCost * open[t]
            for v in villages.indices { cost += data.travelCost(v, t) * serve[v][t] }
        }
        model.minimize(cost)
    }
}
