/// FNV-1a, 64 bits: tells whether data are the same bytes as before.
///
/// It guards against mix-ups and damage, not against an adversary. G. Fowler, L. C. Noll, K.-P. Vo; draft-eastlake-fnv.
package struct Fingerprint {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    /// Takes in bytes.
    package mutating func combine(_ bytes: some Sequence<UInt8>) {
        var hash = state
        for byte in bytes {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01B3
        }
        state = hash
    }

    /// Takes in a named file: name, length and content, so that moving bytes between files changes the value.
    package mutating func combine(file name: String, _ bytes: [UInt8]) {
        combine(name.utf8)
        combine("\0\(bytes.count)\0".utf8)
        bytes.withUnsafeBufferPointer { combine($0) }
    }

    /// The hash so far, 64 bits.
    package var value: UInt64 { state }

    /// `fnv1a64:` and sixteen hexadecimal digits.
    package var description: String {
        let digits = String(state, radix: 16)
        return "fnv1a64:" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}
