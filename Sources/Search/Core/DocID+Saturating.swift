import Segments

extension DocID {
    /// The sum, or the largest number when it does not fit.
    @inline(__always)
    func saturatingAdd(_ other: DocID) -> DocID {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }

    @inline(__always)
    var saturatingSuccessor: DocID { self == .max ? .max : self &+ 1 }
}

extension Double {
    /// The largest float that is not above it.
    var roundedDownToFloat: Float {
        let float = Float(self)
        return Double(float) > self ? float.nextDown : float
    }
}
