import Primitives
import Segments
import TestSupport
import Testing

@Suite("A tiered merge policy")
struct MergePolicyTests {
    private func candidate(_ size: Int, documents: Int = 1000, deleted: Int = 0) -> MergeCandidate {
        MergeCandidate(name: "s", size: size, documentCount: documents, deletedCount: deleted)
    }

    @Test("leaves few segments alone")
    func few() {
        let policy = TieredMergePolicy()
        #expect(policy.merges(of: []) == [])
        #expect(policy.merges(of: [candidate(1 << 20)]) == [])
        let spread = (0..<7).map { candidate(4 << (20 + $0)) }
        #expect(policy.merges(of: spread) == [])
    }

    @Test("merges many of one size, and not those that are large already")
    func many() throws {
        let policy = TieredMergePolicy()
        let small = (0..<20).map { _ in candidate(1 << 20) }
        let large = [candidate(policy.maxMergedBytes - 1)]
        let merges = policy.merges(of: large + small)
        #expect(!merges.isEmpty)
        #expect(!merges.joined().contains(0))
        #expect(Set(merges.joined()).count == merges.joined().count)
    }

    @Test("rewrites a segment most of which is deleted")
    func deletes() {
        let policy = TieredMergePolicy()
        let segments = [candidate(1 << 30), candidate(1 << 30, deleted: 400)]
        #expect(policy.merges(of: segments) == [[1]])
    }

    @Test("keeps the number of segments and the bytes rewritten low", arguments: 1...5)
    func longRun(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let policy = TieredMergePolicy()
        var segments: [MergeCandidate] = []
        var added = 0
        var rewritten = 0
        for _ in 0..<2000 {
            let size = (1 << 18) + generator.below(1 << 20)
            added += size
            segments.append(candidate(size))
            while true {
                let merges = policy.merges(of: segments)
                if merges.isEmpty { break }
                for merge in merges {
                    #expect(merge == merge.sorted() && merge.count <= policy.mergeFactor)
                    rewritten += merge.reduce(0) { $0 + segments[$1].size }
                }
                let taken = Set(merges.joined())
                let results = merges.map { merge in
                    candidate(
                        merge.reduce(0) { $0 + segments[$1].size },
                        documents: merge.reduce(0) { $0 + segments[$1].documentCount })
                }
                segments = segments.indices.filter { !taken.contains($0) }.map { segments[$0] }
                segments += results
            }
        }
        #expect(segments.count <= 40)
        #expect(rewritten < 8 * added)
    }
}
