import Glibc

/// How busy the machine is, as tables of nodes show it.
struct MachineLoad {
    let memoryPercent: String
    let processorPercent: String
    /// Over 1, 5 and 15 minutes.
    let averages: [String]

    static func read() -> MachineLoad {
        var loads = [Double](repeating: 0, count: 3)
        let isKnown = getloadavg(&loads, 3) == 3
        let processors = Double(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let pages = max(1, sysconf(Int32(_SC_PHYS_PAGES)))
        let used = (pages - sysconf(Int32(_SC_AVPHYS_PAGES))) * 100 / pages
        return MachineLoad(
            memoryPercent: String(used),
            processorPercent: String(min(100, Int(loads[0] / processors * 100))),
            averages: loads.map { isKnown ? hundredths($0) : "-1" })
    }

    private static func hundredths(_ value: Double) -> String {
        let number = Int((value * 100).rounded())
        let rest = number % 100
        return "\(number / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
