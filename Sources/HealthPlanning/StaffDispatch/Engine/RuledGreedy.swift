/// The baseline under rules that do not nest: pair limits, seniority, one donor per institution.
///
/// One person at a time, for institutions without anyone first, then for the neediest post, from the nearest donor whose
/// posting keeps every rule.
enum RuledGreedy {
    /// Persons per lane; no proof.
    ///
    /// - Parameter start: Persons per lane that stay where they are; they keep every rule.
    static func solve(_ network: StaffNetwork, from start: [Int]? = nil) -> [Int] {
        let problem = network.problem
        var donorLeft = network.donorCap
        var poolLeft = network.poolCap
        var sent = [Int](repeating: 0, count: network.laneCount)
        var kept = [Int](repeating: 0, count: network.postCount)
        var pairSent = [Int](repeating: 0, count: problem.lanes.count)
        var lead: [Int: Int] = [:]
        var received = [(senior: Int, all: Int)](repeating: (0, 0), count: network.institutionCount)
        let isSenior = network.disciplines.map { problem.seniority?.disciplines.contains($0) ?? true }

        for (lane, persons) in (start ?? []).enumerated() where persons > 0 {
            let (pool, post) = (Int(network.lanePool[lane]), Int(network.lanePost[lane]))
            let (donor, institution) = (Int(network.poolDonor[pool]), Int(network.postInstitution[post]))
            donorLeft[donor] -= persons
            poolLeft[pool] -= persons
            pairSent[Int(network.laneEntry[lane])] += persons
            sent[lane] = persons
            kept[post] += persons
            lead[institution] = donor
            received[institution].all += persons
            if isSenior[Int(network.postDiscipline[post])] { received[institution].senior += persons }
        }

        func give(_ post: Int) -> Bool {
            guard kept[post] < network.open[post] else { return false }
            let institution = Int(network.postInstitution[post])
            let senior = isSenior[Int(network.postDiscipline[post])]
            if let rule = problem.seniority {
                let mix = received[institution]
                guard 100 * (mix.senior + (senior ? 1 : 0)) >= rule.percent * (mix.all + 1) else { return false }
            }
            for lane in network.lanes(into: post) {
                let pool = Int(network.lanePool[lane])
                let donor = Int(network.poolDonor[pool])
                let entry = Int(network.laneEntry[lane])
                guard poolLeft[pool] > 0, donorLeft[donor] > 0 else { continue }
                if problem.hasOneDonorPerInstitution, let own = lead[institution], own != donor { continue }
                if let limit = problem.lanes[entry].pairLimit, pairSent[entry] >= limit { continue }
                lead[institution] = donor
                poolLeft[pool] -= 1
                donorLeft[donor] -= 1
                pairSent[entry] += 1
                sent[lane] += 1
                kept[post] += 1
                received[institution].all += 1
                if senior { received[institution].senior += 1 }
                return true
            }
            return false
        }

        for institution in problem.institutions.indices
        where problem.institutions[institution].needsOne && received[institution].all == 0 {
            _ = network.posts(of: institution).contains(where: give)
        }
        func isNeedier(_ a: Int, _ b: Int) -> Bool {
            let left = (network.existing[a] + kept[a]) * network.need[b]
            let right = (network.existing[b] + kept[b]) * network.need[a]
            return left == right ? a < b : left < right
        }
        // Neediest last, so that taking it and putting it back a little further up moves few others.
        var posts = (0..<network.postCount).filter { network.need[$0] > network.existing[$0] + kept[$0] }
        posts.sort { isNeedier($1, $0) }
        // Without a mix of seniority nothing opens up again: a post that finds nobody is done.
        var waiting: [Int] = []
        while let post = posts.popLast() {
            guard give(post) else {
                if problem.seniority != nil { waiting.append(post) }
                continue
            }
            posts.append(contentsOf: waiting.reversed())
            waiting.removeAll()
            guard kept[post] < network.open[post] else { continue }
            var (low, high) = (0, posts.count)
            while low < high {
                let middle = (low + high) / 2
                if isNeedier(post, posts[middle]) { low = middle + 1 } else { high = middle }
            }
            posts.insert(post, at: low)
        }
        return sent
    }
}
