import Segments

/// The way from the documents of one space to objects nested in them, in one segment.
package struct NestedSpaces {
    /// From the outermost inwards; not empty.
    private let levels: [SpaceReader]

    /// Nil when the segment has no such objects.
    package init?(_ numbers: [SpaceNumber], in leaf: Leaf) throws {
        var levels: [SpaceReader] = []
        for number in numbers {
            guard let level = try leaf.view.reader.space(number) else { return nil }
            levels.append(level)
        }
        if levels.isEmpty { return nil }
        self.levels = levels
    }

    package var objects: SpaceReader { levels[levels.count - 1] }

    /// The first object of a document, or the first of the documents behind it. O(levels · log n)
    package func first(from doc: DocID) -> DocID {
        var bound = doc
        for level in levels { bound = DocID(Self.first(of: bound, in: level)) }
        return bound
    }

    /// The document an object belongs to.
    @inline(__always)
    package func document(of object: DocID) -> DocID {
        var doc = object
        for level in levels.reversed() { doc = level.parents[Int(doc)] }
        return doc
    }

    /// The object's place among its siblings on each level, outermost first.
    package func offsets(of object: DocID) -> [Int] {
        var offsets: [Int] = []
        var doc = object
        for level in levels.reversed() {
            let parent = level.parents[Int(doc)]
            offsets.append(Int(doc) - Self.first(of: parent, in: level))
            doc = parent
        }
        return offsets.reversed()
    }

    private static func first(of parent: DocID, in level: SpaceReader) -> Int {
        var low = 0
        var high = level.documentCount
        while low < high {
            let middle = (low + high) / 2
            if level.parents[middle] < parent { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
