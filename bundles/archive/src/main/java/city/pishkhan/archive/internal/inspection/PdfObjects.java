package city.pishkhan.archive.internal.inspection;

import static city.pishkhan.archive.internal.inspection.SheetType.PDF;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks the object streams of a PDF, all of them together within one limit. */
final class PdfObjects {
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FLATE = "/FlateDecode".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FILTER = "/Filter".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OBJECT = " obj".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "endstream".getBytes(StandardCharsets.US_ASCII);
    private static final int DICTIONARY = 4096;
    private static final int MOST_UNPACKED = 64 << 20;

    private final ByteBuffer sheet;
    private int left = MOST_UNPACKED;

    PdfObjects(ByteBuffer sheet) {
        this.sheet = sheet;
    }

    /** @param position somewhere in the stream's dictionary */
    ByteBuffer unpack(int position) {
        int stream = Bytes.find(sheet, STREAM, position, position + DICTIONARY);
        if (stream < 0) {
            throw SheetRefusal.damaged(PDF, "an object stream is missing");
        }
        int from = stream + STREAM.length;
        from += sheet.get(from) == '\r' && sheet.get(from + 1) == '\n' ? 2 : 1;
        int dictionary = position;
        while (dictionary > Math.max(0, position - DICTIONARY) && !Bytes.at(sheet, OBJECT, dictionary)) {
            dictionary--;
        }
        if (Bytes.find(sheet, FLATE, dictionary, stream) >= 0) {
            return inflate(from);
        }
        int end = Bytes.find(sheet, END, from, sheet.limit());
        if (Bytes.find(sheet, FILTER, dictionary, stream) >= 0 || end < 0) {
            throw SheetRefusal.damaged(PDF, "its objects are packed in an unusual way");
        }
        return sheet.slice(from, end - from);
    }

    private ByteBuffer inflate(int from) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(sheet.slice(from, sheet.limit() - from));
            byte[] out = new byte[64 << 10];
            int size = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(out, size, out.length - size);
                size += n;
                left -= n;
                if (left < 0 || n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw SheetRefusal.damaged(
                            PDF, left < 0 ? "its objects are too large" : "an object stream is cut short");
                }
                if (size == out.length) {
                    out = Arrays.copyOf(out, 2 * out.length);
                }
            }
            return ByteBuffer.wrap(out, 0, size).slice();
        } catch (DataFormatException e) {
            throw SheetRefusal.damaged(PDF, "an object stream cannot be unpacked");
        } finally {
            inflater.end();
        }
    }
}
