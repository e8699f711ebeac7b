/// The shop: every family a product can be drawn from. Brands are invented, phones' names are not,
/// since shoppers type those.
enum ProductFamilies {
    static let all: [ProductFamily] = electronics + fashion + home + leisure

    private static let gadgets = "Voltara, Nimbus, Kestrel, Orbix, Lumeno, Arcwell, Pinetek, Solvik"
    private static let garments =
        "Harrow & Vale, Linnea, Corvo, Birchline, Maren, Tidewear, Osprey Lane"
    private static let interiors = "Hearthside, Fjordic, Elmcraft, Casa Loma, Willowby, Northbeam"
    private static let outdoors = "Ridgeline, Trailhawk, Alpenglow, Cascade Supply, Summit & Stone"

    private static let phoneModels =
        "iPhone 13, iPhone 14, iPhone 15, iPhone 15 Pro, iPhone 15 Pro Max, iPhone 16, iPhone SE, "
        + "Galaxy S23, Galaxy S24, Galaxy S24 Ultra, Galaxy A55, Pixel 8, Pixel 8a, Pixel 9"

    private static let electronics: [ProductFamily] = [
        ProductFamily(
            "Electronics/Phones/Smartphones", nouns: phoneModels, brands: "Apple, Samsung, Google",
            sizes: "64GB, 128GB, 256GB, 512GB, 1TB", priceCents: 69_900, weight: 3),
        ProductFamily(
            "Electronics/Phones/Cases",
            nouns: "case, wallet case, clear case, bumper case, flip cover, screen protector",
            brands: "Spigel, Casely, Armorite, Peelo, Nimbus",
            materials: "silicone, leather, polycarbonate, tempered glass", sizes: phoneModels,
            priceCents: 1_990, weight: 8),
        ProductFamily(
            "Electronics/Phones/Chargers",
            nouns: "wireless charger, power bank, USB-C cable, wall charger, car charger",
            brands: gadgets, sizes: "15W, 20W, 30W, 45W, 65W, 100W", priceCents: 2_490),
        ProductFamily(
            "Electronics/Audio/Headphones",
            nouns: "wireless headphones, noise cancelling headphones, earbuds, gaming headset",
            brands: gadgets, sizes: "20 h, 30 h, 40 h, 60 h", priceCents: 8_900, weight: 5),
        ProductFamily(
            "Electronics/Audio/Speakers",
            nouns: "bluetooth speaker, soundbar, bookshelf speakers, subwoofer, turntable",
            brands: gadgets, materials: "walnut, oak, aluminum", priceCents: 14_900),
        ProductFamily(
            "Electronics/Computers/Laptops",
            nouns: "laptop, ultrabook, gaming laptop, chromebook, 2-in-1 laptop", brands: gadgets,
            sizes: "13-inch 8GB, 14-inch 16GB, 15-inch 16GB, 16-inch 32GB, 17-inch 64GB",
            priceCents: 104_900, weight: 3),
        ProductFamily(
            "Electronics/Computers/Accessories",
            nouns: "mechanical keyboard, wireless mouse, monitor stand, webcam, docking station",
            brands: gadgets, materials: "aluminum, plastic", priceCents: 5_900),
        ProductFamily(
            "Electronics/Computers/Monitors",
            nouns: "monitor, curved monitor, gaming monitor, ultrawide monitor", brands: gadgets,
            sizes: "24-inch, 27-inch, 32-inch, 34-inch", priceCents: 28_900, weight: 2),
        ProductFamily(
            "Electronics/Cameras", nouns: "mirrorless camera, action camera, camera lens, tripod",
            brands: "Opteka, Lumeno, Kestrel, Prisma", sizes: "12 MP, 24 MP, 45 MP",
            priceCents: 44_900, weight: 2),
    ]

    private static let fashion: [ProductFamily] = [
        ProductFamily(
            "Fashion/Shoes/Running", nouns: "running shoes, trail running shoes, racing flats",
            brands: "Strider, Aerofoot, Ridgeline, Pacer", materials: "mesh, knit",
            sizes: "size 6, size 7, size 8, size 9, size 10, size 11, size 12", priceCents: 10_900,
            weight: 6),
        ProductFamily(
            "Fashion/Shoes/Boots", nouns: "hiking boots, chelsea boots, rain boots, ankle boots",
            brands: "Ridgeline, Corvo, Cobbleworth", materials: "leather, suede, rubber",
            sizes: "size 6, size 7, size 8, size 9, size 10, size 11", priceCents: 13_900),
        ProductFamily(
            "Fashion/Women/Dresses",
            nouns: "summer dress, maxi dress, wrap dress, cocktail dress, evening gown",
            brands: garments, materials: "cotton, linen, silk, viscose", sizes: "XS, S, M, L, XL",
            priceCents: 7_900, weight: 6),
        ProductFamily(
            "Fashion/Men/Shirts", nouns: "oxford shirt, flannel shirt, polo shirt, t-shirt",
            brands: garments, materials: "cotton, linen, flannel", sizes: "S, M, L, XL, XXL",
            priceCents: 3_900, weight: 6),
        ProductFamily(
            "Fashion/Outerwear/Jackets", nouns: "rain jacket, down jacket, denim jacket, parka",
            brands: garments, materials: "nylon, wool, denim, leather", sizes: "S, M, L, XL",
            priceCents: 14_900),
        ProductFamily(
            "Fashion/Accessories/Bags", nouns: "backpack, tote bag, crossbody bag, duffel bag",
            brands: garments, materials: "canvas, leather, nylon", sizes: "15 L, 20 L, 30 L, 45 L",
            priceCents: 6_900),
        ProductFamily(
            "Fashion/Accessories/Watches", nouns: "watch, chronograph, diver watch, smartwatch",
            brands: "Meridian, Kestrel, Halden", materials: "stainless steel, titanium, leather",
            sizes: "38 mm, 40 mm, 42 mm, 44 mm", priceCents: 19_900, weight: 3),
    ]

    private static let home: [ProductFamily] = [
        ProductFamily(
            "Home/Furniture/Living Room",
            nouns: "sofa, coffee table, bookshelf, armchair, TV stand, side table",
            brands: interiors, materials: "walnut, oak, velvet, linen, pine",
            sizes: "120 cm, 160 cm, 180 cm, 200 cm", priceCents: 39_900, weight: 6),
        ProductFamily(
            "Home/Furniture/Office", nouns: "standing desk, office chair, desk, filing cabinet",
            brands: interiors, materials: "oak, walnut, steel, mesh",
            sizes: "120 x 60 cm, 140 x 70 cm, 160 x 80 cm", priceCents: 27_900),
        ProductFamily(
            "Home/Kitchen/Cookware", nouns: "frying pan, saucepan, dutch oven, wok, baking tray",
            brands: "Emberly, Coppergate, Cucina Nova",
            materials: "cast iron, stainless steel, copper, ceramic",
            sizes: "20 cm, 24 cm, 28 cm, 32 cm", priceCents: 5_400, weight: 5),
        ProductFamily(
            "Home/Kitchen/Coffee", nouns: "espresso machine, coffee grinder, café press, kettle",
            brands: "Emberly, Baristo, Cucina Nova", materials: "stainless steel, glass",
            sizes: "0.5 L, 1 L, 1.5 L", priceCents: 12_900),
        ProductFamily(
            "Home/Bedding", nouns: "duvet cover, sheet set, pillow, wool blanket, quilt",
            brands: interiors, materials: "cotton, linen, wool, down, bamboo",
            sizes: "single, double, queen, king", priceCents: 6_400),
        ProductFamily(
            "Home/Lighting", nouns: "table lamp, floor lamp, pendant light, desk lamp",
            brands: interiors, materials: "brass, glass, rattan, concrete",
            sizes: "6W, 9W, 12W", priceCents: 8_400),
        ProductFamily(
            "Home/Garden", nouns: "garden hose, planter, pruning shears, watering can, parasol",
            brands: "Greenlea, Thistle & Thorn, Plotwise", materials: "terracotta, steel, teak",
            priceCents: 4_400),
        ProductFamily(
            "Home/Tools", nouns: "cordless drill, impact driver, circular saw, tool set, sander",
            brands: "Torqman, Ironfield, Voltara", sizes: "12V, 18V, 20V, 40V",
            priceCents: 11_900),
    ]

    private static let leisure: [ProductFamily] = [
        ProductFamily(
            "Sports/Fitness", nouns: "yoga mat, dumbbell set, kettlebell, resistance bands",
            brands: "Pacer, Ironfield, Asana Works", materials: "rubber, cork, cast iron",
            sizes: "2 kg, 5 kg, 8 kg, 12 kg, 16 kg", priceCents: 4_900),
        ProductFamily(
            "Sports/Camping", nouns: "tent, sleeping bag, camping stove, lantern, camping chair",
            brands: outdoors, materials: "nylon, polyester, aluminum",
            sizes: "1-person, 2-person, 4-person", priceCents: 12_900, weight: 5),
        ProductFamily(
            "Sports/Cycling", nouns: "bike helmet, bike light, bike lock, gravel bike, bike pump",
            brands: "Velodor, Ridgeline, Spokeman", materials: "carbon, aluminum, steel",
            sizes: "S, M, L", priceCents: 7_900),
        ProductFamily(
            "Toys/Games", nouns: "board game, jigsaw puzzle, card game, dice set",
            brands: "Meeple House, Puzzlewick", sizes: "2-4 players, 3-6 players, 1000 pieces",
            priceCents: 3_400),
        ProductFamily(
            "Toys/Building", nouns: "building blocks, train set, robot kit, marble run",
            brands: "Brickadee, Tinkerlab", materials: "wood, plastic",
            sizes: "50 pieces, 120 pieces, 500 pieces", priceCents: 4_900),
        ProductFamily(
            "Beauty/Skin Care", nouns: "face serum, moisturizer, sunscreen, night cream, cleanser",
            brands: "Aloette, Derma Nord, Rosalba", sizes: "30 ml, 50 ml, 100 ml, 200 ml",
            priceCents: 2_400, weight: 5),
        ProductFamily(
            "Grocery/Coffee & Tea", nouns: "coffee beans, ground coffee, green tea, herbal tea",
            brands: "Baristo, Montclair Roasters, Leaf & Kettle",
            sizes: "100 g, 250 g, 500 g, 1 kg", priceCents: 1_290),
        ProductFamily(
            "Pets/Dogs", nouns: "dog bed, dog leash, dog collar, chew toy, dog food",
            brands: "Waggon, Fetchwell", materials: "nylon, leather, fleece", sizes: "S, M, L, XL",
            priceCents: 2_900),
        ProductFamily(
            "Office/Stationery", nouns: "notebook, fountain pen, planner, desk organizer, markers",
            brands: "Papermark, Inkwell & Co", materials: "paper, leather, bamboo",
            sizes: "A4, A5, A6", priceCents: 1_490),
    ]
}
