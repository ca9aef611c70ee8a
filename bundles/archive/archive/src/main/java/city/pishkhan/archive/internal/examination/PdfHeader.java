package city.pishkhan.archive.internal.examination;

import java.nio.ByteBuffer;
import java.util.Set;

/** Reads the tokens of a PDF object up to its stream or its end. */
final class PdfHeader implements PdfTokens.Visitor {
    private static final Set<String> ENDS =
            Set.of("stream", "endstream", "endobj", "obj", "xref", "startxref", "trailer");

    private final PdfDictionaries dictionaries;
    private int at;
    private String end = "";

    /**
     * @param from position just after {@code obj}
     * @param to maximum end position
     * @param searched keys to find at any depth
     */
    PdfHeader(ByteBuffer sheet, int from, int to, Set<String> searched) {
        dictionaries = new PdfDictionaries(searched);
        PdfTokens tokens = new PdfTokens(this);
        int limit = Math.min(to, sheet.limit());
        for (at = from; at < limit; at++) {
            tokens.process(sheet.get(at));
            if (!end.isEmpty() || dictionaries.isUnbounded()) {
                return;
            }
        }
        tokens.finish();
    }

    /** Returns {@code true} if the object has a valid end, all its dictionaries are closed, and it is within the limits. */
    boolean isWhole() {
        return !end.isEmpty() && dictionaries.isClosed() && !dictionaries.isUnbounded();
    }

    /** Returns the position just after the last token of the object. */
    int end() {
        return at;
    }

    boolean hasStream() {
        return end.equals("stream");
    }

    PdfDictionaries dictionaries() {
        return dictionaries;
    }

    /**
     * Returns {@code true} if the object is an object stream. {@code /Type} may be missing, because readers recognize
     * object streams by the references to them.
     */
    boolean isObjectStream() {
        return "/ObjStm".equals(dictionaries.outer("Type"))
                || dictionaries.hasOuter("N") && dictionaries.hasOuter("First");
    }

    /** Returns {@code true} if {@code FlateDecode} is the stream's only filter. */
    boolean isDeflated() {
        String filter = dictionaries.outer("Filter");
        return "/FlateDecode".equals(filter) || "[ /FlateDecode ]".equals(filter);
    }

    /**
     * Returns {@code true} if the stream has filters other than {@code FlateDecode}, filter parameters, or content in
     * another file.
     */
    boolean isUnusual() {
        return dictionaries.hasOuter("Filter") && !isDeflated()
                || dictionaries.hasOuter("DecodeParms")
                || dictionaries.hasOuter("DP")
                || dictionaries.hasOuter("F")
                || dictionaries.hasOuter("FFilter");
    }

    /**
     * Returns a number of the top-level dictionary; -1 if it is missing, refers to another object or is larger than the
     * limit.
     */
    int number(String key, int limit) {
        String value = dictionaries.outer(key);
        if (value == null || !value.matches("[0-9]{1,9}")) {
            return -1;
        }
        int number = Integer.parseInt(value);
        return number > limit ? -1 : number;
    }

    @Override
    public void opened(boolean dictionary) {
        dictionaries.opened(dictionary);
    }

    @Override
    public void closed(boolean dictionary) {
        dictionaries.closed(dictionary);
    }

    @Override
    public void name(String name) {
        dictionaries.name(name);
    }

    @Override
    public void string() {
        dictionaries.string();
    }

    @Override
    public void word(String word) {
        if (ENDS.contains(word)) {
            end = word;
        } else {
            dictionaries.word(word);
        }
    }
}
