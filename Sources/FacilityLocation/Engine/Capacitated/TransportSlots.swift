/// What the open sites of a transport hold, by slot.
struct TransportSlots {
    /// Price of a unit of capacity.
    let price: Scratch<Double>
    /// What is served.
    let load: Scratch<Double>
    /// What can be served.
    let room: Scratch<Double>
    /// Whether a site is open there.
    let isOpen: Scratch<Bool>
    private let count: Int

    init(count: Int) {
        self.count = count
        price = Scratch(repeating: 0, count: count)
        load = Scratch(repeating: 0, count: count)
        room = Scratch(repeating: 0, count: count)
        isOpen = Scratch(repeating: false, count: count)
    }

    func clear(_ slot: Int) {
        price[slot] = 0
        load[slot] = 0
        close(slot)
    }

    func open(_ slot: Int, price entry: Double, room size: Double) {
        price[slot] = entry
        load[slot] = 0
        room[slot] = size
        isOpen[slot] = true
    }

    /// Its clients leave on their own.
    func close(_ slot: Int) {
        room[slot] = 0
        isOpen[slot] = false
    }

    func copy() -> TransportSlots {
        let other = TransportSlots(count: count)
        other.take(self)
        return other
    }

    func take(_ other: TransportSlots) {
        price.base.update(from: other.price.base, count: count)
        load.base.update(from: other.load.base, count: count)
        room.base.update(from: other.room.base, count: count)
        isOpen.base.update(from: other.isOpen.base, count: count)
    }

    /// Whether rooms were lowered to the demand, because the sites are just large enough up to rounding.
    func isScaled(_ model: CapacityModel, _ siteOf: [Int]) -> Bool {
        for (slot, site) in siteOf.enumerated() where site >= 0 && isOpen[slot] && room[slot] != model.capacity[site] {
            return true
        }
        return false
    }
}
