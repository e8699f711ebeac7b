import Glibc
import Primitives
import SampleCatalog

/// The generated products every engine indexes, one JSON object a line on standard output.
enum PeerCatalog {
    private static let linesAtOnce = 1000

    static func write(count: Int) {
        let catalog = SampleCatalog()
        let output = ByteWriter(capacity: 1 << 20)
        for start in stride(from: 0, to: count, by: linesAtOnce) {
            output.removeAll(keepingCapacity: true)
            catalog.writeLines(start..<min(start + linesAtOnce, count), into: output)
            var rest = output.bytes
            while rest.count > 0 {
                let sent = Glibc.write(1, rest.baseAddress, rest.count)
                guard sent > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[sent...])
            }
        }
    }
}
