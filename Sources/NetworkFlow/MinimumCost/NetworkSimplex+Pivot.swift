extension NetworkSimplex {
    /// Sends as much as possible round the cycle an arc closes with the tree, and exchanges it for the arc that
    /// blocks: of several, the last one met when going round from the apex, which keeps the tree strongly feasible.
    func pivot(entering arc: Int) {
        let isAtLower = state[arc] == 1
        // The cycle runs from the apex down to `tail`, over the arc to `head`, and back up to the apex.
        let tail = Int(isAtLower ? source[arc] : target[arc])
        let head = Int(isAtLower ? target[arc] : source[arc])
        let apex = commonAncestor(tail, head)

        var amount = capacity[arc]
        var leavingNode = -1
        var leavesOnTailSide = false
        var node = tail
        while node != apex {
            let treeArc = Int(parentArc[node])
            let room = pointsUp[node] ? flow[treeArc] : capacity[treeArc] - flow[treeArc]
            if room < amount {
                amount = room
                leavingNode = node
                leavesOnTailSide = true
            }
            node = Int(parent[node])
        }
        node = head
        while node != apex {
            let treeArc = Int(parentArc[node])
            let room = pointsUp[node] ? capacity[treeArc] - flow[treeArc] : flow[treeArc]
            if room <= amount {
                amount = room
                leavingNode = node
                leavesOnTailSide = false
            }
            node = Int(parent[node])
        }

        if amount > 0 { shift(amount, over: arc, isAtLower: isAtLower, tail: tail, head: head, apex: apex) }
        guard leavingNode >= 0 else {
            state[arc] = -state[arc]
            return
        }
        let leavingArc = Int(parentArc[leavingNode])
        state[leavingArc] = capacity[leavingArc] == 0 ? 0 : flow[leavingArc] == 0 ? 1 : -1
        state[arc] = 0
        let inner = leavesOnTailSide ? tail : head
        let outer = leavesOnTailSide ? head : tail
        rehang(inner, below: outer, by: arc, upTo: leavingNode)
    }

    private func commonAncestor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while a != b {
            if depth[a] >= depth[b] { a = Int(parent[a]) } else { b = Int(parent[b]) }
        }
        return a
    }

    private func shift(_ amount: Int64, over arc: Int, isAtLower: Bool, tail: Int, head: Int, apex: Int) {
        flow[arc] += isAtLower ? amount : -amount
        var node = tail
        while node != apex {
            flow[Int(parentArc[node])] += pointsUp[node] ? -amount : amount
            node = Int(parent[node])
        }
        node = head
        while node != apex {
            flow[Int(parentArc[node])] += pointsUp[node] ? amount : -amount
            node = Int(parent[node])
        }
    }

    /// Cuts the subtree of `last` off and hangs it below `outer` by an arc to `inner`, turning the path between
    /// `inner` and `last` round; then brings prices and depths of the subtree up to date.
    private func rehang(_ inner: Int, below outer: Int, by arc: Int, upTo last: Int) {
        var node = inner
        var newParent = outer
        var newArc = Int32(arc)
        var newPointsUp = Int(source[arc]) == inner
        while true {
            let oldParent = Int(parent[node])
            let oldArc = parentArc[node]
            let oldPointsUp = pointsUp[node]
            detach(node)
            attach(node, below: newParent)
            parentArc[node] = newArc
            pointsUp[node] = newPointsUp
            if node == last { break }
            newParent = node
            newArc = oldArc
            newPointsUp = !oldPointsUp
            node = oldParent
        }
        let reduced = cost[arc] &+ price[Int(source[arc])] &- price[Int(target[arc])]
        let change = Int(source[arc]) == inner ? -reduced : reduced
        refresh(subtreeOf: inner, priceChange: change)
    }

    /// Walks a subtree without a stack, in preorder.
    private func refresh(subtreeOf top: Int, priceChange: Int64) {
        let (price, parent, depth, firstChild, nextSibling) = (price, parent, depth, firstChild, nextSibling)
        var node = top
        while true {
            price[node] &+= priceChange
            depth[node] = depth[Int(parent[node])] &+ 1
            if firstChild[node] >= 0 {
                node = Int(firstChild[node])
                continue
            }
            while nextSibling[node] < 0 || node == top {
                if node == top { return }
                node = Int(parent[node])
            }
            node = Int(nextSibling[node])
        }
    }

    func attach(_ node: Int, below newParent: Int) {
        let sibling = firstChild[newParent]
        parent[node] = Int32(newParent)
        previousSibling[node] = -1
        nextSibling[node] = sibling
        if sibling >= 0 { previousSibling[Int(sibling)] = Int32(node) }
        firstChild[newParent] = Int32(node)
    }

    private func detach(_ node: Int) {
        let (before, after) = (previousSibling[node], nextSibling[node])
        if before >= 0 { nextSibling[Int(before)] = after } else { firstChild[Int(parent[node])] = after }
        if after >= 0 { previousSibling[Int(after)] = before }
    }
}
