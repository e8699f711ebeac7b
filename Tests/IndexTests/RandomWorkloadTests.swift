import Index
import Primitives
import Segments
import TestSupport
import Testing

@Suite("An index under a random workload")
struct RandomWorkloadTests {
    @Test("answers as a dictionary would, across refreshes, commits, merges, stops and kills")
    func model() throws {
        try forEachSeed(30) { random in
            var workload = Workload(seed: random.next())
            var directory = MemoryDirectory()
            let policy = RandomMergePolicy(seed: random.next(), probability: 0.6)
            var environment = IndexEnvironment.quiet(policy: policy)
            if random.chance(0.5) { environment.compression = try .takingOver() }
            var index = try LiveIndex.create(directory: directory, environment: environment)
            for step in 0..<120 {
                if random.chance(0.04) {
                    let isClean = random.chance(0.5)
                    if isClean { try index.close() }
                    directory = MemoryDirectory(contents: directory.contents)
                    index = try LiveIndex.open(directory: directory, environment: environment)
                    workload.reopened(index, isClean: isClean)
                } else {
                    try workload.step(index)
                }
                if step % 7 == 0 { try workload.verify(index) }
            }
            try workload.verify(index)
        }
    }
}
