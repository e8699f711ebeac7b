/// The elements of an array in the order of the text. No allocation.
package struct JSONElements: Sequence, IteratorProtocol {
    private let node: JSONNode
    private var upcoming: Int
    private let end: Int

    init(of node: JSONNode) {
        self.node = node
        self.upcoming = node.index &+ 1
        self.end = node.isArray ? node.endIndex &- 1 : 0
    }

    package mutating func next() -> JSONNode? {
        if upcoming >= end { return nil }
        let element = JSONNode(tape: node.tape, strings: node.strings, index: upcoming)
        upcoming = element.endIndex
        return element
    }
}
