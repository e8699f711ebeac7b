/// Finds where in its text a node was written, by walking text and tape side by side.
///
/// The tape keeps no positions; this costs a scan of the text before the node, so it is for
/// errors and
/// for cutting values out of stored documents. The text must be the one the node was parsed from.
package enum JSONLocator {
    package static func range(of node: JSONNode, in text: UnsafeRawBufferPointer) -> Range<Int> {
        var walk = Walk(text: text)
        while walk.tapeIndex < node.index { walk.step() }
        walk.skipSeparators()
        let start = walk.at
        let end = node.endIndex
        while walk.tapeIndex < end { walk.step() }
        return start..<walk.at
    }

    /// The ranges of all values of an object or elements of an array, in order, in one scan.
    package static func childRanges(
        of node: JSONNode, in text: UnsafeRawBufferPointer
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(node.count)
        var walk = Walk(text: text)
        while walk.tapeIndex <= node.index { walk.step() }
        let isObject = node.kind == .object
        while walk.tapeIndex < node.endIndex - 1 {
            if isObject { walk.step() }
            walk.skipSeparators()
            let start = walk.at
            let end = JSONNode(tape: node.tape, strings: node.strings, index: walk.tapeIndex)
                .endIndex
            while walk.tapeIndex < end { walk.step() }
            ranges.append(start..<walk.at)
        }
        return ranges
    }

    /// A place in the text and the tape index of the token that follows it.
    private struct Walk {
        let text: UnsafeRawBufferPointer
        var at = 0
        var tapeIndex = 1

        init(text: UnsafeRawBufferPointer) { self.text = text }

        mutating func skipSeparators() {
            while at < text.count {
                switch text[at] {
                case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): at += 1
                default: return
                }
            }
        }

        /// Moves past one token.
        mutating func step() {
            skipSeparators()
            guard at < text.count else {
                fatalError("tape index \(tapeIndex) lies beyond a text of \(text.count) bytes")
            }
            tapeIndex += 1
            switch text[at] {
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"): at += 1
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "t"), UInt8(ascii: "n"): at += 4
            case UInt8(ascii: "f"): at += 5
            default:
                tapeIndex += 1
                skipNumber()
            }
        }

        private mutating func skipString() {
            at += 1
            while at < text.count && text[at] != UInt8(ascii: "\"") {
                at += text[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            at += 1
        }

        private mutating func skipNumber() {
            while at < text.count {
                switch text[at] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
                    UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                    at += 1
                default: return
                }
            }
        }
    }
}
