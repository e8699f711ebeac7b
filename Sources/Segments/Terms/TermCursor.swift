/// Walks the front-coded terms of a dictionary in order, without putting them together.
struct TermCursor {
    private let text: UnsafeRawPointer
    private let textCount: Int
    private let termCount: Int
    private var offset = 0
    /// The term before was not read: the next shares nothing that is known.
    private var isFresh = true

    /// Of the current term; -1 before the first `next`.
    private(set) var ordinal: Int
    /// Leading bytes equal to the term read before.
    private(set) var shared = 0
    /// Bytes behind them.
    private(set) var suffix: UnsafePointer<UInt8>
    private(set) var suffixCount = 0

    /// A cursor before the first term of a block.
    /// - Parameter offset: of the block in the text.
    init(text: SectionData, termCount: Int, block: Int, offset: Int) {
        self.text = text.start
        textCount = text.count
        self.termCount = termCount
        self.offset = offset
        ordinal = block * TermDictionaryWriter.blockSize - 1
        suffix = text.start.assumingMemoryBound(to: UInt8.self)
    }

    /// Where the current block begins in the text.
    private(set) var entryOffset = 0

    /// Bytes of the current term.
    var count: Int { shared + suffixCount }

    /// Puts the suffix behind the prefix shared with the term read before, which `term` holds.
    /// - Parameter term: has 8 bytes more than the longest term needs.
    @inline(__always)
    func complete(_ term: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(term + shared)
        let source = UnsafeRawPointer(suffix)
        if _fastPath(suffixCount <= 8 && source - text <= textCount &- 8) {
            target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
        } else {
            target.copyMemory(from: source, byteCount: suffixCount)
        }
    }

    /// Goes to the first term of a block further on.
    /// - Parameter keepsPrefix: the prefix the block's first term shares with its predecessor may
    ///   stand for one shared with the term read last.
    mutating func jump(toBlock block: Int, offset: Int, keepsPrefix: Bool) {
        self.offset = offset
        ordinal = block * TermDictionaryWriter.blockSize - 1
        isFresh = !keepsPrefix
    }

    /// - Returns: false at the end.
    /// - Throws: nothing; text that cannot be ends the walk with `isBroken`.
    @inline(__always)
    mutating func next() -> Bool {
        let following = ordinal &+ 1
        if following >= termCount { return false }
        if following % TermDictionaryWriter.blockSize == 0 { return nextFirst(following) }
        guard offset < textCount else { return fail() }
        let header = Int(text.load(fromByteOffset: offset, as: UInt8.self))
        offset &+= 1
        var shared = header &>> 4
        var count = header & 15
        if _slowPath(shared == 15 || count == 15) {
            if shared == 15 { shared = 15 &+ readVarInt() }
            if count == 15 { count = 15 &+ readVarInt() }
        }
        guard offset &+ count <= textCount, shared <= self.count else { return fail() }
        ordinal = following
        self.shared = shared
        suffix = (text + offset).assumingMemoryBound(to: UInt8.self)
        suffixCount = count
        offset &+= count
        return true
    }

    /// Goes on to the next term of the current block that shares fewer than `limit` bytes with its
    /// predecessor, without looking at the ones between.
    /// - Returns: false behind the last term of the block.
    @inline(__always)
    mutating func nextInBlock(sharingLessThan limit: Int) -> Bool {
        let size = TermDictionaryWriter.blockSize
        let end = min(termCount, (ordinal / size &+ 1) &* size)
        let text = text
        let textCount = textCount
        var at = offset
        var current = ordinal
        var length = shared &+ suffixCount
        while current &+ 1 < end {
            guard at < textCount else { return fail() }
            let header = Int(text.load(fromByteOffset: at, as: UInt8.self))
            at &+= 1
            var common = header &>> 4
            var count = header & 15
            if _slowPath(common == 15 || count == 15) {
                offset = at
                if common == 15 { common = 15 &+ readVarInt() }
                if count == 15 { count = 15 &+ readVarInt() }
                at = offset
            }
            guard at &+ count <= textCount, common <= length else { return fail() }
            length = common &+ count
            current &+= 1
            if common < limit {
                ordinal = current
                shared = common
                suffix = (text + at).assumingMemoryBound(to: UInt8.self)
                suffixCount = count
                offset = at &+ count
                return true
            }
            at &+= count
        }
        offset = at
        ordinal = current
        suffixCount = length
        shared = 0
        return false
    }

    private mutating func nextFirst(_ following: Int) -> Bool {
        entryOffset = offset
        var shared = readVarInt()
        let length = readVarInt()
        guard offset &+ length <= textCount, shared <= length else { return fail() }
        if isFresh { shared = 0 }
        isFresh = false
        ordinal = following
        self.shared = shared
        suffix = (text + offset + shared).assumingMemoryBound(to: UInt8.self)
        suffixCount = length &- shared
        offset &+= length
        return true
    }

    /// The text is not what the index says.
    private(set) var isBroken = false

    private mutating func fail() -> Bool {
        isBroken = true
        return false
    }

    private mutating func readVarInt() -> Int {
        var scanner = VarIntScanner(text, offset, textCount)
        let value = scanner.next()
        offset = scanner.offset
        return Int(value & 0xFF_FFFF)
    }
}
