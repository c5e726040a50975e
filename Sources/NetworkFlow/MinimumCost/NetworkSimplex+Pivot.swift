extension NetworkSimplex {
    /// Sends as much as possible round the cycle an arc closes with the tree, and exchanges it for the arc that
    /// blocks: of several, the last one met when going round from the apex, which keeps the tree strongly feasible.
    func exchange(entering arc: Int) {
        let link = link
        // The cycle runs from the apex down to `tail`, over the arc to `head`, and back up to the apex.
        let tail = Int(source[arc])
        let head = Int(target[arc])
        let most = capacity(of: arc)
        var (low, high) = (tail, head)
        var (tailRoom, headRoom) = (Int64.max, Int64.max)
        var (tailNode, headNode) = (-1, -1)
        while low != high {
            // The smaller subtree cannot hold the other node.
            if link[low].size < link[high].size {
                if link[low].roomDown < tailRoom {
                    tailRoom = link[low].roomDown
                    tailNode = low
                }
                low = Int(link[low].parent)
            } else {
                if link[high].roomUp <= headRoom {
                    headRoom = link[high].roomUp
                    headNode = high
                }
                high = Int(link[high].parent)
            }
        }
        let apex = low
        let amount = min(most, tailRoom, headRoom)
        if amount > 0 {
            var node = tail
            while node != apex {
                link[node].roomDown -= amount
                link[node].roomUp += amount
                node = Int(link[node].parent)
            }
            node = head
            while node != apex {
                link[node].roomUp -= amount
                link[node].roomDown += amount
                node = Int(link[node].parent)
            }
        }
        let leavesOnHeadSide = headRoom == amount && headNode >= 0
        guard leavesOnHeadSide || tailRoom < most else {
            turn(arc)
            return
        }
        let leavingNode = leavesOnHeadSide ? headNode : tailNode
        let leavingArc = Int(link[leavingNode].arc)
        if leavingArc < arcCount {
            // Room is left upwards on the tail's side, downwards on the head's.
            let wanted = leavesOnHeadSide ? link[leavingNode].parent : Int32(leavingNode)
            if source[leavingArc] != wanted { turn(leavingArc) }
        }
        let reduced = reducedCost(arc)
        var entering = Link()
        entering.arc = Int32(arc)
        if leavesOnHeadSide {
            (entering.roomUp, entering.roomDown) = (amount, most - amount)
            rehang(head, below: tail, by: entering, upTo: leavingNode, apex: apex, priceChange: reduced)
        } else {
            (entering.roomUp, entering.roomDown) = (most - amount, amount)
            rehang(tail, below: head, by: entering, upTo: leavingNode, apex: apex, priceChange: 0 - reduced)
        }
    }

    /// Cuts the subtree of `last` off and hangs it below `outer` by its node `inner`, turning the path between
    /// `inner` and `last` round, and changes the prices in it.
    ///
    /// In preorder the moved nodes then begin with what hung on `inner`; each further node of the path follows with
    /// what hung on it besides: the nodes before and behind the part already taken.
    private func rehang(
        _ inner: Int, below outer: Int, by entering: Link, upTo last: Int, apex: Int, priceChange: Int64
    ) {
        let (link, thread, price) = (link, thread, price)
        let moved = link[last].size
        var node = Int(link[last].parent)
        while node != apex {
            link[node].size -= moved
            node = Int(link[node].parent)
        }
        node = outer
        while node != apex {
            link[node].size += moved
            node = Int(link[node].parent)
        }

        let beforeMoved = link[last].before
        // The end of the new order so far, and the stretch of the old order that is taken.
        var end = inner
        var hook = link[inner].before
        var follower = take(from: inner, count: Int(link[inner].size), priceChange, end: &end)
        node = inner
        var above = Int32(outer)
        var carried = entering
        var taken: Int32 = 0
        while true {
            // `hook` precedes and `follower` succeeds the taken part in the old order.
            let old = link[node]
            link[node].parent = above
            link[node].arc = carried.arc
            link[node].roomUp = carried.roomUp
            link[node].roomDown = carried.roomDown
            link[node].size = moved - taken
            taken = old.size
            if node == last { break }
            carried = old
            swap(&carried.roomUp, &carried.roomDown)
            above = Int32(node)
            node = Int(old.parent)
            // The path's next node up to the hook, then what follows the taken part, as far as it hangs there.
            thread[end] = Int32(node)
            let first = link[node].before
            link[node].before = Int32(end)
            let whole = Int(link[node].size)
            var count = 1
            var step = node
            price[step] += priceChange
            while step != Int(hook) {
                step = Int(thread[step])
                price[step] += priceChange
                count += 1
            }
            end = step
            let rest = whole - Int(taken) - count
            if rest > 0 {
                thread[end] = follower
                link[Int(follower)].before = Int32(end)
                var tip = Int(follower)
                follower = take(from: tip, count: rest, priceChange, end: &tip)
                end = tip
            }
            hook = first
        }
        // Close the gap, then put the moved nodes behind their new parent.
        thread[Int(beforeMoved)] = follower
        link[Int(follower)].before = beforeMoved
        let next = thread[outer]
        thread[outer] = Int32(inner)
        link[inner].before = Int32(outer)
        thread[end] = next
        link[Int(next)].before = Int32(end)
    }

    /// Walks some nodes of the thread, changing their prices; returns the node behind them.
    private func take(from first: Int, count: Int, _ priceChange: Int64, end: inout Int) -> Int32 {
        let (thread, price) = (thread, price)
        var node = first
        price[node] += priceChange
        for _ in 1..<count {
            node = Int(thread[node])
            price[node] += priceChange
        }
        end = node
        return thread[node]
    }
}
