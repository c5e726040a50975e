/// Whether clients share θ columns.
package enum ClientGrouping: Sendable {
    /// Where it pays.
    case automatic
    /// A θ column per client.
    case separate
    /// A θ column per group whatever the size.
    case grouped
}

#if GLPK
    /// A partition of the clients into groups that share a θ column: those with the same cheapest site.
    ///
    /// A Benders row of a group is the sum of its clients' rows. The linear program then has a few hundred columns and
    /// rows instead of thousands, and its optimum is the same, for at given site values the sum of the tight rows is tight.
    struct ClientGroups {
        /// Number of groups.
        let count: Int
        private let starts: [Int]
        private let order: [Int32]
        private let groupOfClient: [Int32]
        private let positionOfClient: [Int32]

        /// Groups the clients of a model; `nil` where every client should have its own column.
        init?(_ model: EngineModel, _ grouping: ClientGrouping) {
            guard grouping != .separate, model.clientCount > 0 else { return nil }
            var groupOfSite: [Int32: Int32] = [:]
            var groupOfClient: [Int32] = []
            for client in 0..<model.clientCount {
                let first = model.lists.entries(client).first.map { model.lists.indices[$0] } ?? -1
                let next = Int32(groupOfSite.count)
                let group = groupOfSite[first] ?? next
                groupOfSite[first] = group
                groupOfClient.append(group)
            }
            count = groupOfSite.count
            if grouping == .automatic, model.clientCount < 3 * count || model.clientCount < 200 { return nil }
            var starts = Array(repeating: 0, count: count + 1)
            for group in groupOfClient { starts[Int(group) + 1] += 1 }
            for group in 0..<count { starts[group + 1] += starts[group] }
            var order = Array(repeating: Int32(0), count: model.clientCount)
            var positions = order
            var next = starts
            for (client, group) in groupOfClient.enumerated() {
                positions[client] = Int32(next[Int(group)] - starts[Int(group)])
                order[next[Int(group)]] = Int32(client)
                next[Int(group)] += 1
            }
            self.starts = starts
            self.order = order
            self.groupOfClient = groupOfClient
            positionOfClient = positions
        }

        /// Clients of a group.
        func members(_ group: Int) -> ArraySlice<Int32> { order[starts[group]..<starts[group + 1]] }

        /// Group of a client.
        func group(of client: Int32) -> Int32 { groupOfClient[Int(client)] }

        /// Place of a client among its group's members.
        func position(_ client: Int32) -> Int { Int(positionOfClient[Int(client)]) }
    }
#endif
