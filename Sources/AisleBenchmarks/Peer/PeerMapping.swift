/// The index every peer builds: three analysed fields, five facets, a price and a flag.
enum PeerMapping {
    static let body = """
        {"settings":{"refresh_interval":"-1"},"mappings":{"dynamic":false,"properties":{\
        "title":{"type":"text","analyzer":"english"},\
        "description":{"type":"text","analyzer":"english"},\
        "brand":{"type":"keyword","fields":{"text":{"type":"text","analyzer":"english"}}},\
        "root":{"type":"keyword"},"leaf":{"type":"keyword"},"color":{"type":"keyword"},\
        "star":{"type":"keyword"},"cents":{"type":"long"},"in_stock":{"type":"boolean"}}}}
        """
}
