/// Unpacks gzip files (RFC 1952) without an outside program.
package enum Gzip {
    /// Largest unpacked size, in bytes: a small file must not blow up memory.
    package static let limit = 1 << 30

    /// Whether the bytes start with gzip's signature.
    package static func isCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
    }

    /// The unpacked content; several members in a row are joined.
    package static func unpack(_ bytes: [UInt8], file: String, limit: Int = limit) throws(DataError) -> [UInt8] {
        func failure(_ message: String, _ fix: String) -> DataError {
            DataError([DataProblem(file: file, message: message, fix: fix)])
        }
        guard isCompressed(bytes) else {
            throw failure("ends in .gz but is not compressed", "rename it without .gz, or compress it with gzip")
        }
        var output: [UInt8] = []
        var position = 0
        repeat {
            let start = output.count
            do throws(InflateFailure) {
                try skipHeader(bytes, &position)
                var inflater = Inflater(bytes: bytes, position: position, limit: limit)
                try inflater.run(into: &output)
                position = inflater.position
                guard position + 8 <= bytes.count else { throw .truncated }
            } catch {
                switch error {
                case .truncated: throw failure("the compressed data end too early", "fetch the whole file again")
                case .corrupt(let what):
                    throw failure("the compressed data are damaged: \(what)", "fetch the file again")
                case .tooLarge:
                    throw failure("unpacks to more than \(limit >> 20) MiB", "leave out what is not needed")
                }
            }
            let sum = number(bytes, position)
            let size = number(bytes, position + 4)
            position += 8
            guard CRC32.of(output[start...]) == sum, UInt32(truncatingIfNeeded: output.count - start) == size else {
                throw failure("the compressed data are damaged: the checksum differs", "fetch the file again")
            }
            // Padding after the last member is allowed; anything else must be a further member.
            while position < bytes.count, bytes[position] == 0 { position += 1 }
        } while position + 1 < bytes.count && bytes[position] == 0x1F && bytes[position + 1] == 0x8B
        guard position >= bytes.count else {
            throw failure("text follows the compressed data", "fetch the file again")
        }
        return output
    }

    private static func number(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
    }

    private static func skipHeader(_ bytes: [UInt8], _ position: inout Int) throws(InflateFailure) {
        guard position + 10 <= bytes.count else { throw .truncated }
        guard bytes[position + 2] == 8 else { throw .corrupt("unknown method \(bytes[position + 2])") }
        let flags = bytes[position + 3]
        guard flags & 0xE0 == 0 else { throw .corrupt("unknown flags") }
        position += 10
        if flags & 4 != 0 {
            guard position + 2 <= bytes.count else { throw .truncated }
            position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
        }
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            while position < bytes.count, bytes[position] != 0 { position += 1 }
            position += 1
        }
        if flags & 2 != 0 { position += 2 }
        guard position <= bytes.count else { throw .truncated }
    }
}

/// The checksum of gzip: CRC-32 of IEEE 802.3, reflected.
package enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    /// The checksum of bytes.
    package static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~table.withUnsafeBufferPointer { table in
            bytes.reduce(~UInt32(0)) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
        }
    }
}
