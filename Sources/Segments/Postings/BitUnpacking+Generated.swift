// Written by docs/formats/generate-unpack.py; change that instead.

private typealias Lanes = SIMD4<UInt32>

@inline(__always)
private func load(_ packed: UnsafeRawPointer, _ row: Int) -> Lanes {
    packed.loadUnaligned(fromByteOffset: row &* 16, as: Lanes.self)
}

@inline(__always)
private func store(_ values: UnsafeMutableRawPointer, _ row: Int, _ lanes: Lanes) {
    values.storeBytes(of: lanes, toByteOffset: row &* 16, as: Lanes.self)
}

@inline(never)
private func unpackDeltas0(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    let sum = Lanes(repeating: base)
    for row in 0..<32 { store(values, row, sum) }
}

@inline(never)
private func unpackDeltas1(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1)
    let word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 19)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 21)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 23)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 25)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 26)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 27)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 28)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 29)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 30)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 31))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas2(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 26)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 28)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 30))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 1)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 26)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 28)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 30))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas3(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 21)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 27)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 19)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 25)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 28)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 23)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 26)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 29))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas4(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 28))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 1)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 28))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 2)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 28))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 3)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 28))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas5(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1F)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 25)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 23)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 21)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 26)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 19)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 27))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas6(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3F)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 26))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 3)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 26))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas7(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7F)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 21)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 23)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 19)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 25))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas8(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 3, sum)
    word = load(packed, 1)
    value = word & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 2)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 11, sum)
    word = load(packed, 3)
    value = word & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 4)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 19, sum)
    word = load(packed, 5)
    value = word & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 6)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 27, sum)
    word = load(packed, 7)
    value = word & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 24))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas9(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1FF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 22)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 21)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 19)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 23))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas10(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3FF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 22))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 5)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 22))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas11(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7FF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 19)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 20)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 21))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas12(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 20))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 3)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 20))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 6)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 20))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 9)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 20))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas13(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1FFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 17)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 18)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 19))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas14(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3FFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 18))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 7)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 18))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas15(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7FFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 15)) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16)) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 17))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas16(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 1, sum)
    word = load(packed, 1)
    value = word & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 3, sum)
    word = load(packed, 2)
    value = word & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 5, sum)
    word = load(packed, 3)
    value = word & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 4)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 9, sum)
    word = load(packed, 5)
    value = word & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 11, sum)
    word = load(packed, 6)
    value = word & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 13, sum)
    word = load(packed, 7)
    value = word & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 8)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 17, sum)
    word = load(packed, 9)
    value = word & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 19, sum)
    word = load(packed, 10)
    value = word & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 21, sum)
    word = load(packed, 11)
    value = word & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 12)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 25, sum)
    word = load(packed, 13)
    value = word & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 27, sum)
    word = load(packed, 14)
    value = word & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 29, sum)
    word = load(packed, 15)
    value = word & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 16))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas17(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1FFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 14)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 13)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 15))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas18(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3FFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 14))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 9)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 14))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas19(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7FFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 12)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 11)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 13))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas20(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 12))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 5)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 12))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 10)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 12))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 15)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 12))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas21(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1FFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 10)) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 9)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 11))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas22(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3FFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 10))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 11)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 10))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas23(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7FFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 7)) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8)) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 9))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas24(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 3, sum)
    word = load(packed, 3)
    value = word & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 6)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 11, sum)
    word = load(packed, 9)
    value = word & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 12)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 19, sum)
    word = load(packed, 15)
    value = word & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 18)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 27, sum)
    word = load(packed, 21)
    value = word & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 8))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas25(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1FFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 5)) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 6)) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 7))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas26(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3FFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 6))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 13)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 6))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas27(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7FFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 7))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 25))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 4)) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 3)) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 5))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas28(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0xFFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 4))
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 7)
    value = word & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 4))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 14)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 4))
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 21)
    value = word & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 4))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas29(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x1FFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 5))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 27))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 2)) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 7))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 25))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 1)) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 28)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 3))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas30(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x3FFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 2))
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 15)
    value = word & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 28)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 29)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 2))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas31(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    let mask = Lanes(repeating: 0x7FFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    sum = sum &+ value
    store(values, 0, sum)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    sum = sum &+ value
    store(values, 1, sum)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    sum = sum &+ value
    store(values, 2, sum)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    sum = sum &+ value
    store(values, 3, sum)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    sum = sum &+ value
    store(values, 4, sum)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    sum = sum &+ value
    store(values, 5, sum)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    sum = sum &+ value
    store(values, 6, sum)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    sum = sum &+ value
    store(values, 7, sum)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    sum = sum &+ value
    store(values, 8, sum)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    sum = sum &+ value
    store(values, 9, sum)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    sum = sum &+ value
    store(values, 10, sum)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    sum = sum &+ value
    store(values, 11, sum)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    sum = sum &+ value
    store(values, 12, sum)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    sum = sum &+ value
    store(values, 13, sum)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    sum = sum &+ value
    store(values, 14, sum)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    sum = sum &+ value
    store(values, 15, sum)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    sum = sum &+ value
    store(values, 16, sum)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    sum = sum &+ value
    store(values, 17, sum)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    sum = sum &+ value
    store(values, 18, sum)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    sum = sum &+ value
    store(values, 19, sum)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    sum = sum &+ value
    store(values, 20, sum)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    sum = sum &+ value
    store(values, 21, sum)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    sum = sum &+ value
    store(values, 22, sum)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    sum = sum &+ value
    store(values, 23, sum)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    sum = sum &+ value
    store(values, 24, sum)
    value = (word &>> Lanes(repeating: 7))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 25))) & mask
    sum = sum &+ value
    store(values, 25, sum)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    sum = sum &+ value
    store(values, 26, sum)
    value = (word &>> Lanes(repeating: 5))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 27))) & mask
    sum = sum &+ value
    store(values, 27, sum)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 28)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    sum = sum &+ value
    store(values, 28, sum)
    value = (word &>> Lanes(repeating: 3))
    word = load(packed, 29)
    value = (value | (word &<< Lanes(repeating: 29))) & mask
    sum = sum &+ value
    store(values, 29, sum)
    value = (word &>> Lanes(repeating: 2))
    word = load(packed, 30)
    value = (value | (word &<< Lanes(repeating: 30))) & mask
    sum = sum &+ value
    store(values, 30, sum)
    value = (word &>> Lanes(repeating: 1))
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackDeltas32(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer, _ base: UInt32
) {
    var sum = Lanes(repeating: base)
    var word = load(packed, 0)
    var value: Lanes
    value = word
    sum = sum &+ value
    store(values, 0, sum)
    word = load(packed, 1)
    value = word
    sum = sum &+ value
    store(values, 1, sum)
    word = load(packed, 2)
    value = word
    sum = sum &+ value
    store(values, 2, sum)
    word = load(packed, 3)
    value = word
    sum = sum &+ value
    store(values, 3, sum)
    word = load(packed, 4)
    value = word
    sum = sum &+ value
    store(values, 4, sum)
    word = load(packed, 5)
    value = word
    sum = sum &+ value
    store(values, 5, sum)
    word = load(packed, 6)
    value = word
    sum = sum &+ value
    store(values, 6, sum)
    word = load(packed, 7)
    value = word
    sum = sum &+ value
    store(values, 7, sum)
    word = load(packed, 8)
    value = word
    sum = sum &+ value
    store(values, 8, sum)
    word = load(packed, 9)
    value = word
    sum = sum &+ value
    store(values, 9, sum)
    word = load(packed, 10)
    value = word
    sum = sum &+ value
    store(values, 10, sum)
    word = load(packed, 11)
    value = word
    sum = sum &+ value
    store(values, 11, sum)
    word = load(packed, 12)
    value = word
    sum = sum &+ value
    store(values, 12, sum)
    word = load(packed, 13)
    value = word
    sum = sum &+ value
    store(values, 13, sum)
    word = load(packed, 14)
    value = word
    sum = sum &+ value
    store(values, 14, sum)
    word = load(packed, 15)
    value = word
    sum = sum &+ value
    store(values, 15, sum)
    word = load(packed, 16)
    value = word
    sum = sum &+ value
    store(values, 16, sum)
    word = load(packed, 17)
    value = word
    sum = sum &+ value
    store(values, 17, sum)
    word = load(packed, 18)
    value = word
    sum = sum &+ value
    store(values, 18, sum)
    word = load(packed, 19)
    value = word
    sum = sum &+ value
    store(values, 19, sum)
    word = load(packed, 20)
    value = word
    sum = sum &+ value
    store(values, 20, sum)
    word = load(packed, 21)
    value = word
    sum = sum &+ value
    store(values, 21, sum)
    word = load(packed, 22)
    value = word
    sum = sum &+ value
    store(values, 22, sum)
    word = load(packed, 23)
    value = word
    sum = sum &+ value
    store(values, 23, sum)
    word = load(packed, 24)
    value = word
    sum = sum &+ value
    store(values, 24, sum)
    word = load(packed, 25)
    value = word
    sum = sum &+ value
    store(values, 25, sum)
    word = load(packed, 26)
    value = word
    sum = sum &+ value
    store(values, 26, sum)
    word = load(packed, 27)
    value = word
    sum = sum &+ value
    store(values, 27, sum)
    word = load(packed, 28)
    value = word
    sum = sum &+ value
    store(values, 28, sum)
    word = load(packed, 29)
    value = word
    sum = sum &+ value
    store(values, 29, sum)
    word = load(packed, 30)
    value = word
    sum = sum &+ value
    store(values, 30, sum)
    word = load(packed, 31)
    value = word
    sum = sum &+ value
    store(values, 31, sum)
}

@inline(never)
private func unpackIncrements0(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    for row in 0..<32 { store(values, row, one) }
}

@inline(never)
private func unpackIncrements1(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1)
    let word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 19)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 21)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 23)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 25)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 26)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 27)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 28)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 29)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 30)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements2(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 26)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 28)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    store(values, 15, value &+ one)
    word = load(packed, 1)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 26)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 28)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements3(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 21)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 27)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 19)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 25)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 28)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 23)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 26)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements4(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    store(values, 7, value &+ one)
    word = load(packed, 1)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    store(values, 15, value &+ one)
    word = load(packed, 2)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    store(values, 23, value &+ one)
    word = load(packed, 3)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements5(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1F)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 25)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 23)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 21)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 26)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 19)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements6(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3F)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    store(values, 15, value &+ one)
    word = load(packed, 3)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements7(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7F)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 21)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 23)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 19)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements8(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 3, value &+ one)
    word = load(packed, 1)
    value = word & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 7, value &+ one)
    word = load(packed, 2)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 11, value &+ one)
    word = load(packed, 3)
    value = word & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 15, value &+ one)
    word = load(packed, 4)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 19, value &+ one)
    word = load(packed, 5)
    value = word & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 23, value &+ one)
    word = load(packed, 6)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 27, value &+ one)
    word = load(packed, 7)
    value = word & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements9(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1FF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 22)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 21)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 19)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements10(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3FF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    store(values, 15, value &+ one)
    word = load(packed, 5)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements11(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7FF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 19)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 20)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements12(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    store(values, 7, value &+ one)
    word = load(packed, 3)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    store(values, 15, value &+ one)
    word = load(packed, 6)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    store(values, 23, value &+ one)
    word = load(packed, 9)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements13(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1FFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 17)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 18)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements14(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3FFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    store(values, 15, value &+ one)
    word = load(packed, 7)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements15(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7FFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 15)) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16)) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements16(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 1, value &+ one)
    word = load(packed, 1)
    value = word & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 3, value &+ one)
    word = load(packed, 2)
    value = word & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 5, value &+ one)
    word = load(packed, 3)
    value = word & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 7, value &+ one)
    word = load(packed, 4)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 9, value &+ one)
    word = load(packed, 5)
    value = word & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 11, value &+ one)
    word = load(packed, 6)
    value = word & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 13, value &+ one)
    word = load(packed, 7)
    value = word & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 15, value &+ one)
    word = load(packed, 8)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 17, value &+ one)
    word = load(packed, 9)
    value = word & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 19, value &+ one)
    word = load(packed, 10)
    value = word & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 21, value &+ one)
    word = load(packed, 11)
    value = word & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 23, value &+ one)
    word = load(packed, 12)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 25, value &+ one)
    word = load(packed, 13)
    value = word & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 27, value &+ one)
    word = load(packed, 14)
    value = word & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 29, value &+ one)
    word = load(packed, 15)
    value = word & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements17(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1FFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 14)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 13)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements18(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3FFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    store(values, 15, value &+ one)
    word = load(packed, 9)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements19(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7FFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 12)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 11)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements20(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    store(values, 7, value &+ one)
    word = load(packed, 5)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    store(values, 15, value &+ one)
    word = load(packed, 10)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    store(values, 23, value &+ one)
    word = load(packed, 15)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements21(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1FFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 10)) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 9)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 11))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements22(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3FFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    store(values, 15, value &+ one)
    word = load(packed, 11)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements23(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7FFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 7)) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8)) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 9))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements24(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 3, value &+ one)
    word = load(packed, 3)
    value = word & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 7, value &+ one)
    word = load(packed, 6)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 11, value &+ one)
    word = load(packed, 9)
    value = word & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 15, value &+ one)
    word = load(packed, 12)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 19, value &+ one)
    word = load(packed, 15)
    value = word & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 23, value &+ one)
    word = load(packed, 18)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 27, value &+ one)
    word = load(packed, 21)
    value = word & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements25(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1FFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 5)) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 6)) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 7))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements26(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3FFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    store(values, 15, value &+ one)
    word = load(packed, 13)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements27(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7FFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 7))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 25))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 4)) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 3)) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 5))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements28(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0xFFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    store(values, 7, value &+ one)
    word = load(packed, 7)
    value = word & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    store(values, 15, value &+ one)
    word = load(packed, 14)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    store(values, 23, value &+ one)
    word = load(packed, 21)
    value = word & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements29(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x1FFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 5))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 27))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 2)) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 7))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 25))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 1)) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 28)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 3))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements30(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x3FFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 2))
    store(values, 15, value &+ one)
    word = load(packed, 15)
    value = word & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 28)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 29)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 2))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements31(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    let mask = Lanes(repeating: 0x7FFFFFFF)
    var word = load(packed, 0)
    var value: Lanes
    value = word & mask
    store(values, 0, value &+ one)
    value = (word &>> Lanes(repeating: 31))
    word = load(packed, 1)
    value = (value | (word &<< Lanes(repeating: 1))) & mask
    store(values, 1, value &+ one)
    value = (word &>> Lanes(repeating: 30))
    word = load(packed, 2)
    value = (value | (word &<< Lanes(repeating: 2))) & mask
    store(values, 2, value &+ one)
    value = (word &>> Lanes(repeating: 29))
    word = load(packed, 3)
    value = (value | (word &<< Lanes(repeating: 3))) & mask
    store(values, 3, value &+ one)
    value = (word &>> Lanes(repeating: 28))
    word = load(packed, 4)
    value = (value | (word &<< Lanes(repeating: 4))) & mask
    store(values, 4, value &+ one)
    value = (word &>> Lanes(repeating: 27))
    word = load(packed, 5)
    value = (value | (word &<< Lanes(repeating: 5))) & mask
    store(values, 5, value &+ one)
    value = (word &>> Lanes(repeating: 26))
    word = load(packed, 6)
    value = (value | (word &<< Lanes(repeating: 6))) & mask
    store(values, 6, value &+ one)
    value = (word &>> Lanes(repeating: 25))
    word = load(packed, 7)
    value = (value | (word &<< Lanes(repeating: 7))) & mask
    store(values, 7, value &+ one)
    value = (word &>> Lanes(repeating: 24))
    word = load(packed, 8)
    value = (value | (word &<< Lanes(repeating: 8))) & mask
    store(values, 8, value &+ one)
    value = (word &>> Lanes(repeating: 23))
    word = load(packed, 9)
    value = (value | (word &<< Lanes(repeating: 9))) & mask
    store(values, 9, value &+ one)
    value = (word &>> Lanes(repeating: 22))
    word = load(packed, 10)
    value = (value | (word &<< Lanes(repeating: 10))) & mask
    store(values, 10, value &+ one)
    value = (word &>> Lanes(repeating: 21))
    word = load(packed, 11)
    value = (value | (word &<< Lanes(repeating: 11))) & mask
    store(values, 11, value &+ one)
    value = (word &>> Lanes(repeating: 20))
    word = load(packed, 12)
    value = (value | (word &<< Lanes(repeating: 12))) & mask
    store(values, 12, value &+ one)
    value = (word &>> Lanes(repeating: 19))
    word = load(packed, 13)
    value = (value | (word &<< Lanes(repeating: 13))) & mask
    store(values, 13, value &+ one)
    value = (word &>> Lanes(repeating: 18))
    word = load(packed, 14)
    value = (value | (word &<< Lanes(repeating: 14))) & mask
    store(values, 14, value &+ one)
    value = (word &>> Lanes(repeating: 17))
    word = load(packed, 15)
    value = (value | (word &<< Lanes(repeating: 15))) & mask
    store(values, 15, value &+ one)
    value = (word &>> Lanes(repeating: 16))
    word = load(packed, 16)
    value = (value | (word &<< Lanes(repeating: 16))) & mask
    store(values, 16, value &+ one)
    value = (word &>> Lanes(repeating: 15))
    word = load(packed, 17)
    value = (value | (word &<< Lanes(repeating: 17))) & mask
    store(values, 17, value &+ one)
    value = (word &>> Lanes(repeating: 14))
    word = load(packed, 18)
    value = (value | (word &<< Lanes(repeating: 18))) & mask
    store(values, 18, value &+ one)
    value = (word &>> Lanes(repeating: 13))
    word = load(packed, 19)
    value = (value | (word &<< Lanes(repeating: 19))) & mask
    store(values, 19, value &+ one)
    value = (word &>> Lanes(repeating: 12))
    word = load(packed, 20)
    value = (value | (word &<< Lanes(repeating: 20))) & mask
    store(values, 20, value &+ one)
    value = (word &>> Lanes(repeating: 11))
    word = load(packed, 21)
    value = (value | (word &<< Lanes(repeating: 21))) & mask
    store(values, 21, value &+ one)
    value = (word &>> Lanes(repeating: 10))
    word = load(packed, 22)
    value = (value | (word &<< Lanes(repeating: 22))) & mask
    store(values, 22, value &+ one)
    value = (word &>> Lanes(repeating: 9))
    word = load(packed, 23)
    value = (value | (word &<< Lanes(repeating: 23))) & mask
    store(values, 23, value &+ one)
    value = (word &>> Lanes(repeating: 8))
    word = load(packed, 24)
    value = (value | (word &<< Lanes(repeating: 24))) & mask
    store(values, 24, value &+ one)
    value = (word &>> Lanes(repeating: 7))
    word = load(packed, 25)
    value = (value | (word &<< Lanes(repeating: 25))) & mask
    store(values, 25, value &+ one)
    value = (word &>> Lanes(repeating: 6))
    word = load(packed, 26)
    value = (value | (word &<< Lanes(repeating: 26))) & mask
    store(values, 26, value &+ one)
    value = (word &>> Lanes(repeating: 5))
    word = load(packed, 27)
    value = (value | (word &<< Lanes(repeating: 27))) & mask
    store(values, 27, value &+ one)
    value = (word &>> Lanes(repeating: 4))
    word = load(packed, 28)
    value = (value | (word &<< Lanes(repeating: 28))) & mask
    store(values, 28, value &+ one)
    value = (word &>> Lanes(repeating: 3))
    word = load(packed, 29)
    value = (value | (word &<< Lanes(repeating: 29))) & mask
    store(values, 29, value &+ one)
    value = (word &>> Lanes(repeating: 2))
    word = load(packed, 30)
    value = (value | (word &<< Lanes(repeating: 30))) & mask
    store(values, 30, value &+ one)
    value = (word &>> Lanes(repeating: 1))
    store(values, 31, value &+ one)
}

@inline(never)
private func unpackIncrements32(
    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer
) {
    let one = Lanes(repeating: 1)
    var word = load(packed, 0)
    var value: Lanes
    value = word
    store(values, 0, value &+ one)
    word = load(packed, 1)
    value = word
    store(values, 1, value &+ one)
    word = load(packed, 2)
    value = word
    store(values, 2, value &+ one)
    word = load(packed, 3)
    value = word
    store(values, 3, value &+ one)
    word = load(packed, 4)
    value = word
    store(values, 4, value &+ one)
    word = load(packed, 5)
    value = word
    store(values, 5, value &+ one)
    word = load(packed, 6)
    value = word
    store(values, 6, value &+ one)
    word = load(packed, 7)
    value = word
    store(values, 7, value &+ one)
    word = load(packed, 8)
    value = word
    store(values, 8, value &+ one)
    word = load(packed, 9)
    value = word
    store(values, 9, value &+ one)
    word = load(packed, 10)
    value = word
    store(values, 10, value &+ one)
    word = load(packed, 11)
    value = word
    store(values, 11, value &+ one)
    word = load(packed, 12)
    value = word
    store(values, 12, value &+ one)
    word = load(packed, 13)
    value = word
    store(values, 13, value &+ one)
    word = load(packed, 14)
    value = word
    store(values, 14, value &+ one)
    word = load(packed, 15)
    value = word
    store(values, 15, value &+ one)
    word = load(packed, 16)
    value = word
    store(values, 16, value &+ one)
    word = load(packed, 17)
    value = word
    store(values, 17, value &+ one)
    word = load(packed, 18)
    value = word
    store(values, 18, value &+ one)
    word = load(packed, 19)
    value = word
    store(values, 19, value &+ one)
    word = load(packed, 20)
    value = word
    store(values, 20, value &+ one)
    word = load(packed, 21)
    value = word
    store(values, 21, value &+ one)
    word = load(packed, 22)
    value = word
    store(values, 22, value &+ one)
    word = load(packed, 23)
    value = word
    store(values, 23, value &+ one)
    word = load(packed, 24)
    value = word
    store(values, 24, value &+ one)
    word = load(packed, 25)
    value = word
    store(values, 25, value &+ one)
    word = load(packed, 26)
    value = word
    store(values, 26, value &+ one)
    word = load(packed, 27)
    value = word
    store(values, 27, value &+ one)
    word = load(packed, 28)
    value = word
    store(values, 28, value &+ one)
    word = load(packed, 29)
    value = word
    store(values, 29, value &+ one)
    word = load(packed, 30)
    value = word
    store(values, 30, value &+ one)
    word = load(packed, 31)
    value = word
    store(values, 31, value &+ one)
}

extension BitPacking {
    /// Sums of differences to the value four before; the first four to `base`.
    /// - Parameter width: up to 32; `packed` holds 16 × width bytes.
    @inline(__always)
    static func unpackDeltas(
        width: UInt8, _ packed: UnsafeRawPointer,
        into values: UnsafeMutablePointer<UInt32>, base: UInt32
    ) {
        let values = UnsafeMutableRawPointer(values)
        switch width {
        case 0: unpackDeltas0(packed, values, base)
        case 1: unpackDeltas1(packed, values, base)
        case 2: unpackDeltas2(packed, values, base)
        case 3: unpackDeltas3(packed, values, base)
        case 4: unpackDeltas4(packed, values, base)
        case 5: unpackDeltas5(packed, values, base)
        case 6: unpackDeltas6(packed, values, base)
        case 7: unpackDeltas7(packed, values, base)
        case 8: unpackDeltas8(packed, values, base)
        case 9: unpackDeltas9(packed, values, base)
        case 10: unpackDeltas10(packed, values, base)
        case 11: unpackDeltas11(packed, values, base)
        case 12: unpackDeltas12(packed, values, base)
        case 13: unpackDeltas13(packed, values, base)
        case 14: unpackDeltas14(packed, values, base)
        case 15: unpackDeltas15(packed, values, base)
        case 16: unpackDeltas16(packed, values, base)
        case 17: unpackDeltas17(packed, values, base)
        case 18: unpackDeltas18(packed, values, base)
        case 19: unpackDeltas19(packed, values, base)
        case 20: unpackDeltas20(packed, values, base)
        case 21: unpackDeltas21(packed, values, base)
        case 22: unpackDeltas22(packed, values, base)
        case 23: unpackDeltas23(packed, values, base)
        case 24: unpackDeltas24(packed, values, base)
        case 25: unpackDeltas25(packed, values, base)
        case 26: unpackDeltas26(packed, values, base)
        case 27: unpackDeltas27(packed, values, base)
        case 28: unpackDeltas28(packed, values, base)
        case 29: unpackDeltas29(packed, values, base)
        case 30: unpackDeltas30(packed, values, base)
        case 31: unpackDeltas31(packed, values, base)
        default: unpackDeltas32(packed, values, base)
        }
    }

    /// Values packed less one.
    /// - Parameter width: up to 32; `packed` holds 16 × width bytes.
    @inline(__always)
    static func unpackIncrements(
        width: UInt8, _ packed: UnsafeRawPointer,
        into values: UnsafeMutablePointer<UInt32>
    ) {
        let values = UnsafeMutableRawPointer(values)
        switch width {
        case 0: unpackIncrements0(packed, values)
        case 1: unpackIncrements1(packed, values)
        case 2: unpackIncrements2(packed, values)
        case 3: unpackIncrements3(packed, values)
        case 4: unpackIncrements4(packed, values)
        case 5: unpackIncrements5(packed, values)
        case 6: unpackIncrements6(packed, values)
        case 7: unpackIncrements7(packed, values)
        case 8: unpackIncrements8(packed, values)
        case 9: unpackIncrements9(packed, values)
        case 10: unpackIncrements10(packed, values)
        case 11: unpackIncrements11(packed, values)
        case 12: unpackIncrements12(packed, values)
        case 13: unpackIncrements13(packed, values)
        case 14: unpackIncrements14(packed, values)
        case 15: unpackIncrements15(packed, values)
        case 16: unpackIncrements16(packed, values)
        case 17: unpackIncrements17(packed, values)
        case 18: unpackIncrements18(packed, values)
        case 19: unpackIncrements19(packed, values)
        case 20: unpackIncrements20(packed, values)
        case 21: unpackIncrements21(packed, values)
        case 22: unpackIncrements22(packed, values)
        case 23: unpackIncrements23(packed, values)
        case 24: unpackIncrements24(packed, values)
        case 25: unpackIncrements25(packed, values)
        case 26: unpackIncrements26(packed, values)
        case 27: unpackIncrements27(packed, values)
        case 28: unpackIncrements28(packed, values)
        case 29: unpackIncrements29(packed, values)
        case 30: unpackIncrements30(packed, values)
        case 31: unpackIncrements31(packed, values)
        default: unpackIncrements32(packed, values)
        }
    }
}
