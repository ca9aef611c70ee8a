package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.PDF;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds all objects of a PDF independent of its cross-reference table, and unpacks its object streams through a small window. Limits apply
 * to all streams together: unpacked bytes, bytes read, and number of streams. A malicious file may reference one stream many times or
 * contain an endless one.
 */
final class PdfObjects {
    private static final byte[] OBJECT = bytes("obj");
    private static final byte[] END = bytes("endstream");
    private static final byte[] TRAILER = bytes("trailer");
    private static final byte[] DICTIONARY = bytes("<<");
    private static final int WINDOW = 64 << 10;
    private static final long MOST_UNPACKED = 64 << 20;
    /** writers usually put at least a hundred objects into a stream, so the limit allows half a million objects */
    private static final int MOST_STREAMS = 5_000;
    /** maximum number of objects of one stream */
    private static final int MOST_PACKED = 100_000;

    /**
     * Keys that mark active content, each with a description of that content. The keys are too short to be searched in
     * raw bytes, where compressed data contains them by chance, and are searched in parsed dictionaries only.
     */
    private static final Map<String, String> ACTIVE = Map.of(
            "JS", "a script",
            "XFA", "an XFA form",
            "AA", "an action that runs automatically",
            "EF", "another file");

    private final ByteBuffer sheet;
    private final PdfNames.Visitor visitor;
    private final byte[] window = new byte[WINDOW];
    private long unpackBudget = MOST_UNPACKED;
    /** remaining number of bytes to read; in a valid file each byte belongs to at most one stream and one object */
    private long readBudget;

    private int streams;

    /** @param visitor receives the names in object streams */
    PdfObjects(ByteBuffer sheet, PdfNames.Visitor visitor) {
        this.sheet = sheet;
        this.visitor = visitor;
        this.readBudget = 3L * sheet.limit() + (1 << 20);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Finds all objects and checks the names in them and in the object streams.
     *
     * @return number of object streams
     */
    int run() {
        int limit = sheet.limit();
        for (int at = Bytes.find(sheet, OBJECT, 0, limit); at >= 0; at = Bytes.find(sheet, OBJECT, at + 1, limit)) {
            if (isNumbered(at)) {
                object(at + OBJECT.length);
            }
        }
        for (int at = Bytes.find(sheet, TRAILER, 0, limit); at >= 0; at = Bytes.find(sheet, TRAILER, at + 1, limit)) {
            trailer(at + TRAILER.length);
        }
        return streams;
    }

    /**
     * Returns {@code true} if object number and generation precede the position. By chance, compressed data of about
     * one in a million sheets matches.
     */
    private boolean isNumbered(int object) {
        int generation = runStart(object, true);
        int number = runStart(runStart(generation, false), true);
        return generation < object
                && runStart(generation, false) < generation
                && runStart(number, false) < number
                && number < runStart(generation, false);
    }

    /** Returns the start of the run of blanks or digits that ends at a position. */
    private int runStart(int from, boolean blanks) {
        int at = from;
        while (at > 0 && (blanks ? PdfNames.isBlank(sheet.get(at - 1)) : isDigit(sheet.get(at - 1)))) {
            at--;
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void object(int from) {
        PdfHeader header =
                new PdfHeader(sheet, from, (int) Math.min(sheet.limit(), from + readBudget + 1), ACTIVE.keySet());
        countRead(header.end() - from);
        if (!header.isWhole()) {
            throw SheetRefusal.damaged(PDF, "an object has no end");
        }
        requirePermitted(header.dictionaries());
        if (header.hasStream() && header.isObjectStream()) {
            unpack(header);
        }
    }

    private void trailer(int from) {
        int at = from;
        while (at < sheet.limit() && PdfNames.isBlank(sheet.get(at))) {
            at++;
        }
        if (Bytes.hasBytesAt(sheet, DICTIONARY, at)) {
            PdfHeader header = new PdfHeader(sheet, at, (int) Math.min(sheet.limit(), at + readBudget + 1), Set.of());
            countRead(header.end() - at);
            requirePermitted(header.dictionaries());
        }
    }

    private static void requirePermitted(PdfDictionaries dictionaries) {
        for (String name : dictionaries.found()) {
            throw SheetRefusal.active(ACTIVE.get(name));
        }
        if (dictionaries.isDoubled()) {
            throw SheetRefusal.damaged(PDF, "an object can be read in two ways");
        }
    }

    private void unpack(PdfHeader header) {
        if (++streams > MOST_STREAMS) {
            throw SheetRefusal.damaged(PDF, "its objects are in too many streams");
        }
        int from = header.end();
        from += sheet.get(from) == '\r' && sheet.get(from + 1) == '\n' ? 2 : 1;
        int count = header.number("N", MOST_PACKED);
        int first = header.number("First", (int) MOST_UNPACKED);
        if (header.isUnusual() || count < 0 || first < 0) {
            throw SheetRefusal.damaged(PDF, "its objects are packed in an unusual way");
        }
        PdfNames names = new PdfNames(visitor);
        PdfPackedObjects objects = new PdfPackedObjects(count, first, ACTIVE.keySet());
        if (header.isDeflated()) {
            inflate(from, names, objects);
        } else {
            int end = Bytes.find(sheet, END, from, (int) Math.min(sheet.limit(), from + readBudget + 1));
            countRead((end < 0 ? sheet.limit() : end) - from);
            if (end < 0) {
                throw SheetRefusal.damaged(PDF, "an object stream has no end");
            }
            countUnpacked(end - from);
            names.process(sheet.slice(from, end - from));
            objects.process(sheet.slice(from, end - from));
        }
        names.finish();
        objects.finish();
        requirePermitted(objects.dictionaries());
    }

    private void countRead(long bytes) {
        readBudget -= bytes;
        if (readBudget < 0) {
            throw SheetRefusal.damaged(PDF, "many objects share the same bytes");
        }
    }

    private void countUnpacked(long bytes) {
        unpackBudget -= bytes;
        if (unpackBudget < 0) {
            throw SheetRefusal.damaged(PDF, "its objects are too large");
        }
    }

    private void inflate(int from, PdfNames names, PdfPackedObjects objects) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(sheet.slice(from, sheet.limit() - from));
            long before = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(window);
                countRead(inflater.getBytesRead() - before);
                before = inflater.getBytesRead();
                countUnpacked(n);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw SheetRefusal.damaged(PDF, "an object stream is cut short");
                }
                names.process(ByteBuffer.wrap(window, 0, n));
                objects.process(ByteBuffer.wrap(window, 0, n));
            }
        } catch (DataFormatException e) {
            throw SheetRefusal.damaged(PDF, "an object stream cannot be unpacked");
        } finally {
            inflater.end();
        }
    }
}
