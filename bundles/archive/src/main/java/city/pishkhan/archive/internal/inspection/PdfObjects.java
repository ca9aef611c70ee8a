package city.pishkhan.archive.internal.inspection;

import static city.pishkhan.archive.internal.inspection.SheetType.PDF;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the object streams of a PDF through one small window, all of them together within limits: of what comes out, of what is read of
 * the sheet for it, and of how many there are. A sheet may name the same stream often, or a stream that never ends.
 */
final class PdfObjects {
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FLATE = "/FlateDecode".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FILTER = "/Filter".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OBJECT = " obj".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "endstream".getBytes(StandardCharsets.US_ASCII);
    private static final int DICTIONARY = 4096;
    private static final int WINDOW = 64 << 10;
    private static final long MOST_UNPACKED = 64 << 20;
    /** writers put a hundred objects and more into each: this is half a million objects */
    private static final int MOST_STREAMS = 5_000;

    private final ByteBuffer sheet;
    private final byte[] window = new byte[WINDOW];
    private long unpackable = MOST_UNPACKED;
    /** each byte stands in one stream or one dictionary, and of a dictionary the name, its beginning, its end and two filters are looked for */
    private long readable;

    private int streams;

    PdfObjects(ByteBuffer sheet) {
        this.sheet = sheet;
        this.readable = 5L * sheet.limit() + (1 << 20);
    }

    /** @param position somewhere in the stream's dictionary */
    void unpack(int position, PdfNames.Visitor visitor) {
        if (++streams > MOST_STREAMS) {
            throw SheetRefusal.damaged(PDF, "its objects are in too many streams");
        }
        int stream = find(STREAM, position, position + DICTIONARY);
        if (stream < 0) {
            throw SheetRefusal.damaged(PDF, "an object stream is missing");
        }
        int from = stream + STREAM.length;
        from += sheet.get(from) == '\r' && sheet.get(from + 1) == '\n' ? 2 : 1;
        int dictionary = position;
        while (dictionary > Math.max(0, position - DICTIONARY) && !Bytes.at(sheet, OBJECT, dictionary)) {
            dictionary--;
        }
        read(position - dictionary);
        PdfNames names = new PdfNames(visitor);
        if (find(FLATE, dictionary, stream) >= 0) {
            inflate(from, names);
        } else {
            int end = find(END, from, sheet.limit());
            if (find(FILTER, dictionary, stream) >= 0 || end < 0) {
                throw SheetRefusal.damaged(PDF, "its objects are packed in an unusual way");
            }
            unpacked(end - from);
            names.take(sheet.slice(from, end - from));
        }
        names.finish();
    }

    /** As {@link Bytes#find}, within what may still be read. */
    private int find(byte[] wanted, int from, int to) {
        int last = (int) Math.min(Math.min(to, sheet.limit()), from + readable + 1);
        int found = Bytes.find(sheet, wanted, from, last);
        read((found < 0 ? last : found) - from);
        return found;
    }

    private void read(long bytes) {
        readable -= bytes;
        if (readable < 0) {
            throw SheetRefusal.damaged(PDF, "the same bytes are given as many object streams");
        }
    }

    private void unpacked(long bytes) {
        unpackable -= bytes;
        if (unpackable < 0) {
            throw SheetRefusal.damaged(PDF, "its objects are too large");
        }
    }

    private void inflate(int from, PdfNames names) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(sheet.slice(from, sheet.limit() - from));
            long before = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(window);
                read(inflater.getBytesRead() - before);
                before = inflater.getBytesRead();
                unpacked(n);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw SheetRefusal.damaged(PDF, "an object stream is cut short");
                }
                names.take(ByteBuffer.wrap(window, 0, n));
            }
        } catch (DataFormatException e) {
            throw SheetRefusal.damaged(PDF, "an object stream cannot be unpacked");
        } finally {
            inflater.end();
        }
    }
}
