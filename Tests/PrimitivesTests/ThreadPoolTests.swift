import Primitives
import Synchronization
import Testing

@Suite("A thread pool")
struct ThreadPoolTests {
    @Test("runs every job it accepted, from many threads")
    func runsAll() {
        let pool = ThreadPool(name: "test", threads: 3, queueLimit: 1000)
        let sum = Mutex(0)
        for value in 1...900 {
            #expect(pool.submit { sum.withLock { $0 += value } })
        }
        pool.waitUntilIdle()
        #expect(sum.withLock { $0 } == 900 * 901 / 2)
        #expect(pool.figures.completed == 900 && pool.figures.rejected == 0)
        pool.stop(drain: true)
        #expect(!pool.submit {})
    }

    @Test("refuses at once when its queue is full and drains on stop")
    func bounded() {
        let pool = ThreadPool(name: "test", threads: 1, queueLimit: 2, niceness: 5)
        let gate = Mutex(())
        let ran = Mutex(0)
        let started = Mutex(false)
        gate.withLock { _ in
            #expect(
                pool.submit {
                    started.withLock { $0 = true }
                    gate.withLock { _ in }
                    ran.withLock { $0 += 1 }
                })
            while !started.withLock({ $0 }) {}
            #expect(pool.submit { ran.withLock { $0 += 1 } })
            #expect(pool.submit { ran.withLock { $0 += 1 } })
            #expect(!pool.submit { ran.withLock { $0 += 100 } })
            #expect(pool.queueDepth == 2 && pool.figures.active == 1)
        }
        pool.stop(drain: true)
        #expect(ran.withLock { $0 } == 3)
        #expect(pool.figures.largestQueue == 2 && pool.figures.rejected == 1)
    }

    @Test("drops what waits when it is told to stop without draining")
    func drops() {
        let pool = ThreadPool(name: "test", threads: 1, queueLimit: 5)
        let started = Mutex(false)
        let release = Mutex(false)
        let ran = Mutex(0)
        #expect(
            pool.submit {
                started.withLock { $0 = true }
                while !release.withLock({ $0 }) {}
            })
        while !started.withLock({ $0 }) {}
        #expect(pool.submit { ran.withLock { $0 += 1 } })
        let stopper = PlatformThread(name: "stopper") { pool.stop(drain: false) }
        while pool.queueDepth > 0 {}
        release.withLock { $0 = true }
        stopper.join()
        #expect(ran.withLock { $0 } == 0 && pool.figures.rejected == 1)
    }

    @Test("has a sibling that runs again and again and can be woken")
    func recurring() {
        let runs = Mutex(0)
        let ticker = RecurringThread(name: "ticker", intervalNanoseconds: 3_600_000_000_000) {
            runs.withLock { $0 += 1 }
        }
        ticker.wake()
        while runs.withLock({ $0 }) < 1 {}
        ticker.wake()
        while runs.withLock({ $0 }) < 2 {}
        ticker.stop()
    }
}

@Suite("A diagnostic log")
struct DiagnosticLogTests {
    @Test("writes one JSON object a line, escaped")
    func line() {
        let writer = ByteWriter()
        DiagnosticLog("merge").format(
            .warning, "a \"b\"\n\u{1}", ["count": 3, "name": "x\\y", "ratio": .number(.nan)],
            into: writer)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.hasPrefix("{\"time\":"))
        let rest = """
            ,"level":"warning","component":"merge","message":"a \\"b\\"\\n\\u0001",\
            "count":3,"name":"x\\\\y","ratio":null}

            """
        #expect(text.hasSuffix(rest))
    }

    @Test("does not build the fields of a line below its threshold")
    func threshold() {
        var built = false
        func fields() -> DiagnosticLog.Fields {
            built = true
            return [:]
        }
        DiagnosticLog("test").debug("quiet", fields())
        #expect(!built)
    }
}
