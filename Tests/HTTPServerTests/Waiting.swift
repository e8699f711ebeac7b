import Glibc

func pause(milliseconds: Double) { usleep(UInt32(milliseconds * 1000)) }

/// Polls until a condition holds; false when it does not within ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<2000 {
        if condition() { return true }
        pause(milliseconds: 5)
    }
    return condition()
}
