/// Every token filter, ascending by name.
package enum TokenFilterRegistry {
    package static let all: [TokenFilterType] = [
        KeywordMarkerFilter.registration,
        LowercaseFilter.registration,
        StemmerFilter.registration,
        StopFilter.registration,
    ]
}
