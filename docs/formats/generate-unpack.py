#!/usr/bin/env python3
"""Writes Sources/Segments/Postings/BitUnpacking+Generated.swift: one unrolled function a width.

Layout of a packed block: docs/formats/postings.md. Run from the top of the repository.
"""

HEADER = """// Written by docs/formats/generate-unpack.py; change that instead.

private typealias Lanes = SIMD4<UInt32>

@inline(__always)
private func load(_ packed: UnsafeRawPointer, _ row: Int) -> Lanes {
    packed.loadUnaligned(fromByteOffset: row &* 16, as: Lanes.self)
}

@inline(__always)
private func store(_ values: UnsafeMutableRawPointer, _ row: Int, _ lanes: Lanes) {
    values.storeBytes(of: lanes, toByteOffset: row &* 16, as: Lanes.self)
}
"""


def body(width, kind):
    out = "sum" if kind == "Deltas" else "value &+ one"
    lines = []
    if kind == "Deltas":
        lines.append(("var" if width else "let") + " sum = Lanes(repeating: base)")
    else:
        lines.append("let one = Lanes(repeating: 1)")
    if width == 0:
        zero = "sum" if kind == "Deltas" else "one"
        lines.append("for row in 0..<32 { store(values, row, %s) }" % zero)
        return lines
    if width < 32:
        lines.append("let mask = Lanes(repeating: 0x%X)" % ((1 << width) - 1))
    lines.append(("let" if width == 1 else "var") + " word = load(packed, 0)")
    lines.append("var value: Lanes")
    for row in range(32):
        at, shift = divmod(row * width, 32)
        if shift == 0 and row > 0:
            lines.append("word = load(packed, %d)" % at)
        low = "word" if shift == 0 else "(word &>> Lanes(repeating: %d))" % shift
        if shift + width > 32:
            lines.append("value = %s" % low)
            lines.append("word = load(packed, %d)" % (at + 1))
            lines.append(
                "value = (value | (word &<< Lanes(repeating: %d))) & mask" % (32 - shift))
        elif shift + width == 32:
            lines.append("value = %s" % low)
        else:
            lines.append("value = %s & mask" % low)
        if kind == "Deltas":
            lines.append("sum = sum &+ value")
        lines.append("store(values, %d, %s)" % (row, out))
    return lines


def main():
    text = [HEADER]
    for kind in ("Deltas", "Increments"):
        extra = ", _ base: UInt32" if kind == "Deltas" else ""
        for width in range(33):
            text.append("@inline(never)")
            text.append("private func unpack%s%d(" % (kind, width))
            text.append(
                "    _ packed: UnsafeRawPointer, _ values: UnsafeMutableRawPointer%s" % extra)
            text.append(") {")
            text += ["    " + line for line in body(width, kind)]
            text.append("}\n")
    text.append("extension BitPacking {")
    for kind, doc, extra, argument in (
        ("Deltas", "Sums of differences to the value four before; the first four to `base`.",
         ", base: UInt32", ", base"),
        ("Increments", "Values packed less one.", "", ""),
    ):
        text.append("    /// %s" % doc)
        text.append("    /// - Parameter width: up to 32; `packed` holds 16 × width bytes.")
        text.append("    @inline(__always)")
        text.append("    static func unpack%s(" % kind)
        text.append("        width: UInt8, _ packed: UnsafeRawPointer,")
        text.append("        into values: UnsafeMutablePointer<UInt32>%s" % extra)
        text.append("    ) {")
        text.append("        let values = UnsafeMutableRawPointer(values)")
        text.append("        switch width {")
        for width in range(32):
            text.append("        case %d: unpack%s%d(packed, values%s)" % (width, kind, width, argument))
        text.append("        default: unpack%s32(packed, values%s)" % (kind, argument))
        text.append("        }")
        text.append("    }" + ("\n" if kind == "Deltas" else ""))
    text.append("}")
    with open("Sources/Segments/Postings/BitUnpacking+Generated.swift", "w") as file:
        file.write("\n".join(text) + "\n")


main()
