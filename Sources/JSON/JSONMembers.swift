/// The members of an object in the order of the text. No allocation.
package struct JSONMembers: Sequence, IteratorProtocol {
    private let node: JSONNode
    private var upcoming: Int
    private let end: Int

    init(of node: JSONNode) {
        self.node = node
        self.upcoming = node.index &+ 1
        self.end = node.isObject ? node.endIndex &- 1 : 0
    }

    package mutating func next() -> JSONMember? {
        if upcoming >= end { return nil }
        let key = JSONNode(tape: node.tape, strings: node.strings, index: upcoming)
        let value = JSONNode(tape: node.tape, strings: node.strings, index: upcoming &+ 1)
        upcoming = value.endIndex
        return JSONMember(keyNode: key, value: value)
    }
}
