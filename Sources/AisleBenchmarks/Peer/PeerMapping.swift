/// The index every engine builds: three analysed fields, exact values, a price and a rating.
///
/// Segments merge on demand alone, so that every engine is measured on as many of them.
enum PeerMapping {
    static let body = """
        {"settings":{"refresh_interval":"-1","merge.policy.segments_per_tier":200,\
        "merge.policy.deletes_pct_allowed":100},"mappings":{"dynamic":false,"properties":{\
        "title":{"type":"text","analyzer":"english"},\
        "description":{"type":"text","analyzer":"english"},\
        "brand":{"type":"keyword","fields":{"text":{"type":"text","analyzer":"english"}}},\
        "category":{"type":"keyword"},"tags":{"type":"keyword"},\
        "root":{"type":"keyword"},"leaf":{"type":"keyword"},"color":{"type":"keyword"},\
        "star":{"type":"keyword"},"cents":{"type":"long"},"rating":{"type":"float"},\
        "in_stock":{"type":"boolean"}}}}
        """
}
