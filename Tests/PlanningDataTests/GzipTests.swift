import Foundation
import PlanningData
import Testing
import _TestSupport

@Suite struct GzipTests {
    /// "3 2 1\n1 2 3\n2 3 4\n", stored and with the fixed code.
    private static let packed: [String] = [
        "1f8b0800000000000403011200edff33203220310a31203220330a32203320340a29f5aa6312000000",
        "1f8b08000000000002033356305230e4320492c65c40ac60c2050029f5aa6312000000",
    ]

    private static let plain = Array("3 2 1\n1 2 3\n2 3 4\n".utf8)

    private static func bytes(_ digits: String) -> [UInt8] {
        stride(from: 0, to: digits.utf8.count, by: 2).compactMap { at in
            let start = digits.index(digits.startIndex, offsetBy: at)
            return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
        }
    }

    @Test(arguments: packed)
    func unpacksEveryKindOfBlock(digits: String) throws {
        #expect(try Gzip.unpack(Self.bytes(digits), file: "x.gz") == Self.plain)
    }

    @Test func unpacksCodesOfTheirOwn() throws {
        let plain = (0..<90).map { "\($0 * $0)" }.joined(separator: " ")
        #expect(try Gzip.unpack(Self.bytes(Self.squares), file: "x.gz") == Array(plain.utf8))
    }

    /// The squares of 0 to 89, packed with a code of their own.
    private static let squares = """
        1f8b08000000000002031590c701c03008035761049a21ecbf584e2f3b46e5885b58db598ce5b31aebb369fbc2c2dd22\
        39bb99a2382468f2717e67958d1e37ba6eceafede5d9dbb141379ccbf7f2fe313f7437cac5184e420451a1cc48c2a3d4\
        d2aa7bea1d018c4816a2f85a0c10a68b22449c7e96e56dd91e90e1c8d16df5f6697ae84a8e225fd0901779d524973a6a\
        69ab8fde3a08da61695175c1d70d690fccbdda566b3c679f175ab8b431137bdaf9ad6ec7db38535cc1dfc4310fef2c29\
        f391b7fef473702c9db68fde5d08f6327e3ae0891b93010000
        """

    @Test func joinsMembersAndSkipsPadding() throws {
        let first = Self.bytes(Self.packed[0])
        let second = Self.bytes(Self.packed[1])
        #expect(try Gzip.unpack(first + second + [0, 0], file: "x.gz") == Self.plain + Self.plain)
    }

    @Test func skipsNamesAndComments() throws {
        var bytes = Self.bytes(Self.packed[1])
        bytes[3] = 4 | 8 | 16 | 2
        bytes.insert(contentsOf: [2, 0, 9, 9] + Array("name\0comment\0".utf8) + [1, 2], at: 10)
        #expect(try Gzip.unpack(bytes, file: "x.gz") == Self.plain)
    }

    @Test(arguments: packed)
    func everyCutIsTruncated(digits: String) {
        let bytes = Self.bytes(digits)
        for length in 2..<bytes.count {
            let error = #expect(throws: DataError.self) { try Gzip.unpack(Array(bytes[..<length]), file: "x.gz") }
            #expect(error?.problems.first?.message.contains("too early") == true)
        }
    }

    @Test(arguments: packed)
    func everyFlippedBitIsNoticedOrHarmless(digits: String) {
        let bytes = Self.bytes(digits)
        for position in bytes.indices {
            for bit in 0..<8 {
                var broken = bytes
                broken[position] ^= 1 << UInt8(bit)
                // Time, system and the like may change; the content must not.
                if let content = try? Gzip.unpack(broken, file: "x.gz") { #expect(content == Self.plain) }
            }
        }
    }

    @Test func refusesWhatIsNotPackedAndWhatIsTooLarge() {
        for bytes: [UInt8] in [[], [0x1F], Array("3 2 1".utf8)] {
            #expect(throws: DataError.self) { try Gzip.unpack(bytes, file: "x.gz") }
        }
        let error = #expect(throws: DataError.self) {
            try Gzip.unpack(Self.bytes(Self.packed[1]), file: "x.gz", limit: 10)
        }
        #expect(error?.problems.first?.message.contains("unpacks to more") == true)
        #expect(throws: DataError.self) { try Gzip.unpack(Self.bytes(Self.packed[1]) + [7, 7], file: "x.gz") }
    }

    @Test func readersTakePackedFiles() throws {
        let bytes = Self.bytes(Self.packed[1])
        for name in ["graph.txt.gz", "graph.txt"] {
            let instance = try withTemporaryFile(name, bytes) { try ORLibraryReader.pMedian(contentsOf: $0) }
            #expect(instance.name == "graph")
            #expect(instance.clients.count == 3)
        }
        let plain = #expect(throws: DataError.self) {
            try withTemporaryFile("graph.gz", Self.plain) { try ORLibraryReader.pMedian(contentsOf: $0) }
        }
        #expect(plain?.problems.first?.message.contains("not compressed") == true)
    }
}
