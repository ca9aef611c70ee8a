package city.pishkhan.archive.internal.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of an object before its stream or its end, read token by token (ISO 32000, 7.2): strings and comments are skipped, escapes in names
 * undone.
 */
final class PdfHeader {
    private static final Set<String> ENDS =
            Set.of("stream", "endstream", "endobj", "obj", "xref", "startxref", "trailer");
    private static final int LONGEST_TOKEN = 32;

    private final ByteBuffer sheet;
    private final int limit;
    private int at;
    private int depth;
    private int arrays;
    /** the key of the outer dictionary whose value is read, or {@code null} */
    private String key;

    private boolean valued;

    private final Set<String> names = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final List<String> filters = new ArrayList<>();
    private String end = "";

    /**
     * @param from just behind {@code obj}
     * @param to   where it must have ended
     */
    PdfHeader(ByteBuffer sheet, int from, int to) {
        this.sheet = sheet;
        this.at = from;
        this.limit = Math.min(to, sheet.limit());
        while (end.isEmpty() && at < limit) {
            token();
        }
    }

    /** Whether it ends as it should, with all its dictionaries closed. */
    boolean whole() {
        return !end.isEmpty() && depth == 0;
    }

    /** Just behind its last token. */
    int end() {
        return at;
    }

    boolean hasStream() {
        return end.equals("stream");
    }

    /** All names in it, at any depth. */
    Set<String> names() {
        return names;
    }

    /** Readers know an object stream by what leads to it, with or without its type. */
    boolean isObjectStream() {
        return types.contains("ObjStm") || keys.contains("N") && keys.contains("First");
    }

    /** In order; an empty name for what is no name. */
    List<String> filters() {
        return filters;
    }

    /** Whether its stream is more than packed by one filter: parameters of the filter, or bytes in another file. */
    boolean isUnusual() {
        return keys.contains("DecodeParms") || keys.contains("DP") || keys.contains("F") || keys.contains("FFilter");
    }

    private void token() {
        byte b = sheet.get(at);
        if (PdfNames.blank(b)) {
            at++;
        } else if (b == '%') {
            while (at < limit && sheet.get(at) != '\n' && sheet.get(at) != '\r') {
                at++;
            }
        } else if (b == '/') {
            name();
        } else if (b == '(') {
            string();
            value("");
        } else if (b == '<' && next() == '<') {
            value("");
            depth++;
            at += 2;
        } else if (b == '>' && next() == '>') {
            depth = Math.max(0, depth - 1);
            at += 2;
        } else if (b == '<') {
            while (at < limit && sheet.get(at) != '>') {
                at++;
            }
            at++;
            value("");
        } else if (b == '[') {
            given();
            arrays++;
            at++;
        } else if (b == ']') {
            arrays = Math.max(0, arrays - 1);
            at++;
        } else if (PdfNames.regular(b)) {
            word();
        } else {
            at++;
        }
    }

    private byte next() {
        return at + 1 < limit ? sheet.get(at + 1) : 0;
    }

    /** Balanced parentheses are part of a string, and what stands behind a backslash. */
    private void string() {
        int open = 0;
        do {
            byte b = sheet.get(at++);
            if (b == '\\') {
                at++;
            } else if (b == '(') {
                open++;
            } else if (b == ')') {
                open--;
            }
        } while (open > 0 && at < limit);
    }

    private void name() {
        int from = ++at;
        while (at < limit && PdfNames.regular(sheet.get(at))) {
            at++;
        }
        byte[] raw = new byte[Math.min(at - from, PdfNames.LONGEST_ESCAPED)];
        sheet.get(from, raw);
        String name = PdfNames.unescaped(raw, raw.length);
        names.add(name);
        if (depth == 1 && arrays == 0 && (key == null || valued)) {
            key = name;
            valued = false;
        } else {
            value(name);
        }
    }

    /** @param name empty for what is no name */
    private void value(String name) {
        given();
        if (depth == 1 && "Type".equals(key)) {
            types.add(name);
        } else if (depth == 1 && "Filter".equals(key)) {
            filters.add(name);
        }
    }

    /** The key has a value. */
    private void given() {
        if (depth == 1 && key != null) {
            valued = true;
            keys.add(key);
        }
    }

    private void word() {
        int from = at;
        while (at < limit && PdfNames.regular(sheet.get(at))) {
            at++;
        }
        byte[] raw = new byte[Math.min(at - from, LONGEST_TOKEN)];
        sheet.get(from, raw);
        String word = new String(raw, StandardCharsets.ISO_8859_1);
        if (ENDS.contains(word)) {
            end = word;
        } else if (word.equals("null") && depth == 1 && key != null && !valued) {
            // as if the key were not there
            valued = true;
        } else {
            value("");
        }
    }
}
