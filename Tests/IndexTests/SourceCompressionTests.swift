import Index
import JSON
import Primitives
import Segments
import TestSupport
import Testing

extension SourceCompression {
    /// Makes one of a hundred documents, takes over from twenty.
    static var early: SourceCompression {
        var compression = SourceCompression()
        compression.reuseMinimum = 20
        compression.makeMinimum = 100
        compression.worth = 0
        return compression
    }

    private static let trained = Result {
        var environment = IndexEnvironment.quiet()
        environment.compression = .early
        let index = try LiveIndex.create(directory: MemoryDirectory(), environment: environment)
        for number in 0..<150 { try index.put("\(number)", product(number)) }
        try index.refresh()
        return index.snapshot.views.map(\.reader)
    }

    /// Has a dictionary before the first document, and uses it for segments of any size.
    static func takingOver() throws -> SourceCompression {
        var compression = SourceCompression.early
        compression.adopt(from: try trained.get())
        compression.reuseMinimum = 1
        return compression
    }

    static func product(_ number: Int) -> String {
        let things = ["walnut desk", "oak desk", "brass lamp", "wool blanket", "paper lamp"]
        return
            #"{"title":"\#(things[number % 5]) number \#(number)","brand":"brand\#(number % 17)","#
            + #""price":\#(number % 97).\#(number % 4)5,"stock":\#(number * 7 % 300),"#
            + #""description":"Made with care for people who care about a \#(things[number % 3])"}"#
    }
}

@Suite("An index whose flushes use a dictionary")
struct SourceCompressionTests {
    private func dictionaries(_ index: LiveIndex) -> [Int] {
        index.snapshot.views.map { view in
            view.reader.sections.first { $0.key.kind == .sourceDictionary }?.size ?? 0
        }
    }

    @Test("has every source after a kill, a stop and a merge")
    func life() throws {
        var environment = IndexEnvironment.quiet(policy: RandomMergePolicy(seed: 1, probability: 0))
        environment.compression = .early
        var directory = MemoryDirectory()
        var index = try LiveIndex.create(directory: directory, environment: environment)
        var expected: [String: String] = [:]
        func put(_ range: Range<Int>) throws {
            for number in range {
                expected["\(number)"] = SourceCompression.product(number)
                try index.put("\(number)", SourceCompression.product(number))
            }
        }
        func reopen() throws {
            directory = MemoryDirectory(contents: directory.contents)
            index = try LiveIndex.open(directory: directory, environment: environment)
            #expect(FolderCheck.check(directory).isClean)
            try index.refresh()
            #expect(try index.visible() == expected)
        }
        try put(0..<120)
        try index.commit()
        try put(120..<150)
        try index.commit()
        let sizes = dictionaries(index)
        #expect(sizes.count == 2 && sizes[0] > 0 && sizes[0] == sizes[1])
        // Lost with the power: the log has them, and gives them the dictionary of the first.
        try put(100..<130)
        expected["7"] = nil
        try index.remove("7")
        try reopen()
        #expect(dictionaries(index).allSatisfy { $0 == sizes[0] })
        try put(150..<160)
        try index.commit()
        #expect(dictionaries(index).last == 0)
        try index.close()
        try reopen()
        try index.forceMerge()
        #expect(dictionaries(index).count == 1 && dictionaries(index)[0] > 0)
        try reopen()
    }
}
