import Search

/// A segment being aggregated, and which of the search's indices it belongs to.
package struct AggregationLeaf {
    package let leaf: Leaf
    /// Place of the index among those of the search.
    package let index: Int
    package let context: SearchContext
}
