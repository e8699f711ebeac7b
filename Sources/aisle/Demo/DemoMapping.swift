import JSON

/// How the demonstration's products are indexed.
enum DemoMapping {
    static let body: JSONValue = [
        "mappings": [
            "properties": [
                "id": ["type": "keyword"],
                "title": ["type": "text", "analyzer": "english"],
                "description": ["type": "text", "analyzer": "english"],
                "brand": ["type": "keyword"], "category": ["type": "keyword"],
                "tags": ["type": "keyword"], "color": ["type": "keyword"],
                "material": ["type": "keyword"], "price": ["type": "double"],
                "rating": ["type": "float"], "reviews_count": ["type": "integer"],
                "in_stock": ["type": "boolean"], "created_at": ["type": "date"],
            ]
        ]
    ]
}
