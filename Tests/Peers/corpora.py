"""The documents of the benchmark: generated products, and the real ones, replicated on demand."""
import gzip
import json
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATASETS = os.path.join(HERE, "..", "..", "..", "shared", "datasets")
# Of the words of a replica, this part is altered: half are exchanged for another word of the
# corpus, half get another letter.
ALTERED = 0.05
IN_STOCK = 0.85
WORD = re.compile(r"\w+")


def flattened(d, identifier, rnd):
    """The document every engine indexes: the product, single-valued facets, a price in cents."""
    out = {"id": identifier, **{k: v for k, v in d.items() if k != "id"}}
    category = d.get("category") or []
    if category:
        out["root"], out["leaf"] = category[0], category[-1]
    if d.get("rating") is not None:
        out["star"] = str(int(d["rating"]))
    if d.get("price") is not None:
        out["cents"] = round(d["price"] * 100)
    out.setdefault("in_stock", rnd.random() < IN_STOCK)
    for key in ("brand", "color"):
        if not d.get(key):
            out.pop(key, None)
    return out


def line(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def generated(aisle, path, count):
    """Writes products of the project's own generator."""
    rnd = random.Random(1)
    raw = subprocess.Popen([aisle, "generate", str(count)], stdout=subprocess.PIPE, text=True)
    with open(path, "w", encoding="utf-8") as out:
        for i, text in enumerate(raw.stdout):
            out.write(line(flattened(json.loads(text), f"g{i}", rnd)))
    if raw.wait() != 0:
        sys.exit("the product generator failed")
    return count


def products():
    """Every real product as it was published."""
    for name in sorted(os.listdir(DATASETS)):
        source = os.path.join(DATASETS, name, "products.ndjson.gz")
        if os.path.exists(source):
            with gzip.open(source, "rt", encoding="utf-8") as lines:
                for text in lines:
                    yield json.loads(text)


def altered(text, rnd, vocabulary):
    """A text with some of its words altered."""
    places = list(WORD.finditer(text))
    chosen = [m for m in places if rnd.random() < ALTERED]
    for m in reversed(chosen):
        word = m.group()
        if rnd.random() < .5:
            word = rnd.choice(vocabulary)
        else:
            k = rnd.randrange(len(word))
            word = word[:k] + rnd.choice("abcdefghijklmnopqrstuvwxyz") + word[k + 1:]
        text = text[:m.start()] + word + text[m.end():]
    return text


def real(path, count=None):
    """Writes the real products, replicated up to `count`; how many, 0 where they are not at hand.

    Replicas have new ids and altered titles and descriptions, so that no two documents are equal.
    """
    if not os.path.isdir(DATASETS):
        return 0
    rnd = random.Random(2)
    originals = [flattened(d, f"r{i}", rnd) for i, d in enumerate(products())]
    count = count or len(originals)
    vocabulary = [w for d in originals[::10] for w in WORD.findall(d.get("title") or "")]
    with open(path, "w", encoding="utf-8") as out:
        for i in range(count):
            d = originals[i % len(originals)]
            if i >= len(originals):
                d = {**d, "id": f"r{i}"}
                for key in ("title", "description"):
                    if d.get(key):
                        d[key] = altered(d[key], rnd, vocabulary)
            out.write(line(d))
    return count
