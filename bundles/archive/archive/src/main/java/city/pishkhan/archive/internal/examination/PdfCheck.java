package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.PDF;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Checks the structure of a PDF file (ISO 32000): the header, the cross-reference at its end, and the names in it. Counts pages and rejects
 * encryption and active content. Names are searched everywhere, including comments and data, because a reader could execute content that is
 * hidden there. Objects in compressed streams are unpacked within limits. A parser checks the same file independently, see
 * {@link PdfComparison}.
 */
final class PdfCheck {
    private static final byte[] EOF = bytes("%%EOF");
    private static final byte[] START_XREF = bytes("startxref");
    private static final byte[] XREF = bytes("xref");
    private static final int TAIL = 2048;

    /**
     * names that mark active content, each with a description of that content; each is long enough not to occur in
     * compressed data by chance
     */
    private static final Map<String, String> ACTIVE = Map.of(
            "JavaScript", "a script",
            "Launch", "a command",
            "EmbeddedFile", "another file",
            "EmbeddedFiles", "other files",
            "RichMedia", "media",
            "SubmitForm", "a form that submits data",
            "ImportData", "a reference to an external file",
            "GoToR", "a reference to an external file",
            "GoToE", "another file");

    /** values of {@code /S} that make an action active content */
    private static final Map<String, String> ACTIVE_ACTIONS = Map.of(
            "Rendition",
            "media",
            "Movie",
            "media",
            "RichMediaExecute",
            "media",
            "GoTo3DView",
            "media",
            "Hide",
            "a script");

    private final ByteBuffer sheet;
    private final SheetLimits sheetLimits;
    private long pages;
    /** number of occurrences of the name {@code /ObjStm} */
    private int objectStreamNames;

    PdfCheck(ByteBuffer sheet, SheetLimits sheetLimits) {
        this.sheet = sheet;
        this.sheetLimits = sheetLimits;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Counts pages and object streams, or rejects the file. */
    SheetCheck.Checked run() {
        checkFrame();
        PdfNames names = new PdfNames((name, next, position) -> {
            checkName(name, next);
            if (name.equals("ObjStm")) {
                objectStreamNames++;
            }
        });
        names.process(sheet);
        names.finish();
        int objectStreams = new PdfObjects(sheet, (name, next, position) -> checkName(name, next)).run();
        if (objectStreamNames > objectStreams) {
            throw SheetRefusal.damaged(PDF, "an object stream is missing");
        }
        if (pages == 0) {
            throw SheetRefusal.damaged(PDF, "it has no pages");
        }
        return new SheetCheck.Checked(PDF, (int) pages, objectStreams);
    }

    private void checkName(String name, String next) {
        if (name.equals("Type") && next.equals("Page")) {
            sheetLimits.pages(++pages);
        } else if (name.equals("Encrypt")) {
            throw SheetRefusal.encrypted();
        } else if (ACTIVE.containsKey(name)) {
            throw SheetRefusal.active(ACTIVE.get(name));
        } else if (name.equals("S") && ACTIVE_ACTIONS.containsKey(next)) {
            throw SheetRefusal.active(ACTIVE_ACTIONS.get(next));
        }
    }

    private void checkFrame() {
        int eof = Bytes.findLast(sheet, EOF, 0);
        if (eof < 0) {
            throw SheetRefusal.damaged(PDF, "its end is missing");
        }
        if (!Bytes.isPaddingOnly(sheet, eof + EOF.length)) {
            throw SheetRefusal.trailing(PDF);
        }
        int start = Bytes.findLast(sheet, START_XREF, eof - TAIL);
        if (start < 0 || start > eof) {
            throw SheetRefusal.damaged(PDF, "it has no cross-reference table");
        }
        int table = skipBlanks(number(start + START_XREF.length, eof));
        boolean reference =
                Bytes.hasBytesAt(sheet, XREF, table) || table < sheet.limit() && Character.isDigit(sheet.get(table));
        if (!reference) {
            throw SheetRefusal.damaged(PDF, "its objects are not where its cross-reference table says");
        }
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < sheet.limit() && PdfNames.isBlank(sheet.get(at))) {
            at++;
        }
        return at;
    }

    private int number(int from, int to) {
        long value = 0;
        int at = skipBlanks(from);
        int first = at;
        while (at < to && Character.isDigit(sheet.get(at)) && value < sheet.limit()) {
            value = value * 10 + sheet.get(at) - '0';
            at++;
        }
        if (at == first || value >= sheet.limit()) {
            throw SheetRefusal.damaged(PDF, "its objects are beyond its end");
        }
        return (int) value;
    }
}
