import HTTPServer
import Primitives
import Synchronization
import Testing

@Suite("An admission gate")
struct AdmissionGateTests {
    @Test("never lets more in than its limit, and lets in everybody it did not turn away")
    func bounded() {
        let gate = AdmissionGate(name: "test", limit: 2, queueLimit: 3)
        let inside = Atomic<Int>(0)
        let largest = Atomic<Int>(0)
        let admitted = Atomic<Int>(0)
        let turnedAway = Atomic<Int>(0)
        let threads = (0..<8).map { _ in
            PlatformThread(name: "visitor") {
                for _ in 0..<2000 {
                    guard gate.enter() == .admitted else {
                        turnedAway.wrappingAdd(1, ordering: .relaxed)
                        continue
                    }
                    let count = inside.wrappingAdd(1, ordering: .relaxed).newValue
                    largest.max(count, ordering: .relaxed)
                    admitted.wrappingAdd(1, ordering: .relaxed)
                    inside.wrappingSubtract(1, ordering: .relaxed)
                    gate.leave()
                }
            }
        }
        for thread in threads { thread.join() }
        let figures = gate.figures
        #expect(largest.load(ordering: .relaxed) <= 2)
        #expect(figures.completed == UInt64(admitted.load(ordering: .relaxed)))
        #expect(figures.rejected == UInt64(turnedAway.load(ordering: .relaxed)))
        #expect(figures.completed + figures.rejected == 16_000)
        #expect(figures.active == 0 && figures.queued == 0 && figures.largestQueue <= 3)
    }

    @Test("lets in who came first, turns away at once who comes to a full queue")
    func order() {
        let gate = AdmissionGate(name: "test", limit: 1, queueLimit: 4)
        #expect(gate.enter() == .admitted)
        let entered = Mutex<[Int]>([])
        let threads = (0..<4).map { number in
            let thread = PlatformThread(name: "visitor") {
                guard gate.enter() == .admitted else { return }
                entered.withLock { $0.append(number) }
                gate.leave()
            }
            while gate.figures.queued <= number {}
            return thread
        }
        #expect(gate.enter() == .full)
        gate.leave()
        for thread in threads { thread.join() }
        #expect(entered.withLock { $0 } == [0, 1, 2, 3])
        #expect(gate.figures.rejected == 1 && gate.figures.largestQueue == 4)
    }

    @Test("turns away who waits when it closes, and lets who is inside finish")
    func closes() {
        let gate = AdmissionGate(name: "test", limit: 1, queueLimit: 4)
        #expect(gate.enter() == .admitted)
        let closed = Atomic<Int>(0)
        let threads = (0..<3).map { _ in
            PlatformThread(name: "visitor") {
                if gate.enter() == .closed { closed.wrappingAdd(1, ordering: .relaxed) }
            }
        }
        while gate.figures.queued < 3 {}
        gate.close()
        for thread in threads { thread.join() }
        #expect(gate.enter() == .closed)
        gate.leave()
        #expect(closed.load(ordering: .relaxed) == 3)
        #expect(gate.figures.active == 0 && gate.figures.queued == 0)
    }
}
