// Facets over all hits, counted from doc values by global ordinal as Elasticsearch does.
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.LongValues;

class LuceneFacets extends SimpleCollector {
    static final int SIZE = 10;
    /** Where a price range ends and the next begins, in cents. */
    static final long[] BOUNDS = {2500, 5000, 10000};

    /** Global ordinals of a reader, made once when it is opened. */
    static class Globals {
        final Map<String, SortedDocValues> singles = new HashMap<>();
        final Map<String, SortedSetDocValues> lists = new HashMap<>();
        final Map<String, OrdinalMap> maps = new HashMap<>();

        Globals(IndexReader reader) throws IOException {
            for (String f : LuceneIndexing.FACETS) {
                SortedDocValues v = MultiDocValues.getSortedValues(reader, f);
                if (v == null) v = DocValues.emptySorted();
                singles.put(f, v);
                if (v instanceof MultiDocValues.MultiSortedDocValues)
                    maps.put(f, ((MultiDocValues.MultiSortedDocValues) v).mapping);
            }
            for (String f : LuceneIndexing.LISTS) {
                SortedSetDocValues v = MultiDocValues.getSortedSetValues(reader, f);
                if (v == null) v = DocValues.emptySortedSet();
                lists.put(f, v);
                if (v instanceof MultiDocValues.MultiSortedSetDocValues)
                    maps.put(f, ((MultiDocValues.MultiSortedSetDocValues) v).mapping);
            }
        }
    }

    final Globals shared;
    final String[] singles, lists;
    final int[][] counts, listCounts;
    final int[] ranges = new int[BOUNDS.length + 1];
    final SortedDocValues[] values;
    final SortedSetDocValues[] listValues;
    final LongValues[] globals, listGlobals;
    SortedNumericDocValues prices;
    NumericDocValues price;

    LuceneFacets(Globals shared, String[] singles, String[] lists) {
        this.shared = shared;
        this.singles = singles;
        this.lists = lists;
        counts = new int[singles.length][];
        listCounts = new int[lists.length][];
        for (int i = 0; i < singles.length; i++)
            counts[i] = new int[shared.singles.get(singles[i]).getValueCount()];
        for (int i = 0; i < lists.length; i++)
            listCounts[i] = new int[(int) shared.lists.get(lists[i]).getValueCount()];
        values = new SortedDocValues[singles.length];
        listValues = new SortedSetDocValues[lists.length];
        globals = new LongValues[singles.length];
        listGlobals = new LongValues[lists.length];
    }

    @Override protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        for (int i = 0; i < singles.length; i++) {
            values[i] = DocValues.getSorted(leaf.reader(), singles[i]);
            OrdinalMap map = shared.maps.get(singles[i]);
            globals[i] = map == null ? null : map.getGlobalOrds(leaf.ord);
        }
        for (int i = 0; i < lists.length; i++) {
            listValues[i] = DocValues.getSortedSet(leaf.reader(), lists[i]);
            OrdinalMap map = shared.maps.get(lists[i]);
            listGlobals[i] = map == null ? null : map.getGlobalOrds(leaf.ord);
        }
        prices = DocValues.getSortedNumeric(leaf.reader(), "cents");
        price = DocValues.unwrapSingleton(prices);
    }

    @Override public void collect(int doc) throws IOException {
        for (int i = 0; i < counts.length; i++)
            if (values[i].advanceExact(doc)) {
                int ord = values[i].ordValue();
                counts[i][globals[i] == null ? ord : (int) globals[i].get(ord)]++;
            }
        for (int i = 0; i < listCounts.length; i++)
            if (listValues[i].advanceExact(doc))
                for (int n = listValues[i].docValueCount(); n > 0; n--) {
                    long ord = listValues[i].nextOrd();
                    listCounts[i][(int) (listGlobals[i] == null ? ord : listGlobals[i].get(ord))]++;
                }
        if (price != null) {
            if (price.advanceExact(doc)) countPrice(price.longValue());
        } else if (prices.advanceExact(doc)) {
            countPrice(prices.nextValue());
        }
    }

    void countPrice(long cents) {
        int i = 0;
        while (i < BOUNDS.length && cents >= BOUNDS[i]) i++;
        ranges[i]++;
    }

    @Override public ScoreMode scoreMode() { return ScoreMode.COMPLETE_NO_SCORES; }

    /** Ordinals and counts of the most frequent values. */
    static PriorityQueue<long[]> best(int[] counts) {
        PriorityQueue<long[]> best = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        for (int ord = 0; ord < counts.length; ord++) {
            if (counts[ord] == 0) continue;
            if (best.size() == SIZE) {
                if (best.peek()[0] >= counts[ord]) continue;
                best.poll();
            }
            best.add(new long[] {counts[ord], ord});
        }
        return best;
    }

    /** What an answer shows: values with their counts, by field. */
    Map<String, Map<String, Long>> answer() throws IOException {
        Map<String, Map<String, Long>> all = new LinkedHashMap<>();
        for (int i = 0; i < singles.length; i++) {
            Map<String, Long> shown = new LinkedHashMap<>();
            for (long[] e : best(counts[i]))
                shown.put(shared.singles.get(singles[i]).lookupOrd((int) e[1]).utf8ToString(), e[0]);
            all.put(singles[i], shown);
        }
        for (int i = 0; i < lists.length; i++) {
            Map<String, Long> shown = new LinkedHashMap<>();
            for (long[] e : best(listCounts[i]))
                shown.put(shared.lists.get(lists[i]).lookupOrd(e[1]).utf8ToString(), e[0]);
            all.put(lists[i], shown);
        }
        Map<String, Long> shown = new LinkedHashMap<>();
        for (int i = 0; i < ranges.length; i++) shown.put("range" + i, (long) ranges[i]);
        all.put("cents", shown);
        return all;
    }
}
