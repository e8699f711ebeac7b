/// One holder's share of a budget: grows in whole steps and gives everything back at the end.
///
/// One owner at a time: not Sendable.
package final class MemoryCharge {
    private let budget: MemoryBudget
    private let purpose: StaticString
    /// Charged for this holder, a multiple of `MemoryBudget.step`. Unit: bytes.
    package private(set) var charged = 0

    package init(_ budget: MemoryBudget, for purpose: StaticString) {
        self.budget = budget
        self.purpose = purpose
    }

    deinit { budget.release(charged) }

    /// Makes sure that `bytes` in all are charged. Cheap when they already are.
    package func grow(to bytes: Int) throws(MemoryBudgetError) {
        if bytes <= charged { return }
        let steps = (bytes - charged + MemoryBudget.step - 1) / MemoryBudget.step
        try budget.charge(steps * MemoryBudget.step, for: purpose)
        charged += steps * MemoryBudget.step
    }

    /// Makes sure that `bytes` in all are charged, beyond the budget's limit if need be: for work
    /// that gives memory back when it is done.
    package func growBeyondLimit(to bytes: Int) {
        if bytes <= charged { return }
        let steps = (bytes - charged + MemoryBudget.step - 1) / MemoryBudget.step
        budget.chargeBeyondLimit(steps * MemoryBudget.step)
        charged += steps * MemoryBudget.step
    }

    /// Gives back what is charged beyond `bytes`.
    package func shrink(to bytes: Int) {
        let kept = (bytes + MemoryBudget.step - 1) / MemoryBudget.step * MemoryBudget.step
        guard kept < charged else { return }
        budget.release(charged - kept)
        charged = kept
    }
}
