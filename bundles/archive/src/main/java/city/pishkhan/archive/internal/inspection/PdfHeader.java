package city.pishkhan.archive.internal.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the part of an object before its stream or its end, token by token (ISO 32000, 7.2). Skips strings and comments and decodes escapes
 * in names.
 */
final class PdfHeader {
    private static final Set<String> ENDS =
            Set.of("stream", "endstream", "endobj", "obj", "xref", "startxref", "trailer");
    private static final int LONGEST_TOKEN = 32;
    /** dictionaries whose keys are arbitrary names */
    private static final Set<String> FREE = Set.of(
            "Font",
            "XObject",
            "ExtGState",
            "ColorSpace",
            "Pattern",
            "Shading",
            "Properties",
            "CharProcs",
            "Dests",
            "ClassMap",
            "RoleMap",
            "Colorants");

    private static final Set<String> DECISIVE = Set.of(
            "S",
            "URI",
            "A",
            "PA",
            "Next",
            "OpenAction",
            "AcroForm",
            "Names",
            "Root",
            "Pages",
            "Kids",
            "Annots",
            "Subtype",
            "Fields",
            "Outlines",
            "First");

    /** keys of the outer dictionary that are relevant for streams */
    private static final Set<String> STREAM_KEYS = Set.of("N", "First", "DecodeParms", "DP", "F", "FFilter");

    /** maximum number of open dictionaries and arrays */
    private static final int MOST_OPEN = 1_000;
    /** maximum number of filters of a stream */
    private static final int MOST_FILTERS = 100;

    private final ByteBuffer sheet;
    private final int limit;
    private int at;
    private final Deque<Frame> open = new ArrayDeque<>();

    /** names to search, because a file of 25 MB can have millions of others */
    private final Set<String> searched;

    private final Set<String> found = new HashSet<>();
    private boolean doubled;
    /** keys of the outer dictionary */
    private final Set<String> keys = new HashSet<>();

    private boolean objectStream;
    private final List<String> filters = new ArrayList<>();
    private String end = "";

    /** An open dictionary or array. */
    private static final class Frame {
        private final boolean dictionary;
        /** {@code true} for a dictionary with arbitrary keys, such as one of fonts */
        private final boolean free;

        private final Set<String> given = new HashSet<>();
        /** key whose value is being read, or {@code null} */
        private String key;

        private boolean valued;

        Frame(boolean dictionary, boolean free) {
            this.dictionary = dictionary;
            this.free = free;
        }
    }

    /**
     * @param from position just after {@code obj}
     * @param to maximum end position
     * @param searched keys to find at any depth
     */
    PdfHeader(ByteBuffer sheet, int from, int to, Set<String> searched) {
        this.searched = searched;
        this.sheet = sheet;
        this.at = from;
        this.limit = Math.min(to, sheet.limit());
        while (end.isEmpty() && at < limit && open.size() <= MOST_OPEN && filters.size() <= MOST_FILTERS) {
            token();
        }
    }

    /** Returns {@code true} if the object has a valid end and all its dictionaries are closed. */
    boolean whole() {
        return !end.isEmpty() && open.isEmpty();
    }

    /** Returns the position just after the last token. */
    int end() {
        return at;
    }

    boolean hasStream() {
        return end.equals("stream");
    }

    /** Returns the searched keys of dictionaries at any depth, except arbitrary keys. */
    Set<String> found() {
        return found;
    }

    /** Returns {@code true} if a security-relevant key occurs twice, because readers may use the first or the last. */
    boolean isAmbiguous() {
        return doubled;
    }

    /** Returns {@code true} if the object is an object stream, with or without a type: readers identify it by its references. */
    boolean isObjectStream() {
        return objectStream || keys.contains("N") && keys.contains("First");
    }

    /** Returns the filters in order; an empty string for a filter that is not a name. */
    List<String> filters() {
        return filters;
    }

    /** Returns {@code true} if the stream has filter parameters or refers to content in another file. */
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
            begin(true);
            at += 2;
        } else if (b == '>' && next() == '>') {
            end(true);
            at += 2;
        } else if (b == '<') {
            while (at < limit && sheet.get(at) != '>') {
                at++;
            }
            at++;
            value("");
        } else if (b == '[') {
            begin(false);
            at++;
        } else if (b == ']') {
            end(false);
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

    /** Skips a string with balanced parentheses and escapes. */
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
        Frame frame = open.peek();
        if (frame != null && frame.dictionary && (frame.key == null || frame.valued)) {
            key(frame, name);
        } else {
            value(name);
        }
    }

    private void key(Frame frame, String name) {
        frame.key = name;
        frame.valued = false;
        if (!frame.free) {
            if (searched.contains(name)) {
                found.add(name);
            }
            doubled |= DECISIVE.contains(name) && !frame.given.add(name);
        }
    }

    private void begin(boolean dictionary) {
        Frame outer = open.peek();
        given();
        open.push(new Frame(
                dictionary,
                dictionary && outer != null && outer.dictionary && FREE.contains(String.valueOf(outer.key))));
    }

    private void end(boolean dictionary) {
        if (!open.isEmpty() && open.peek().dictionary == dictionary) {
            open.pop();
        }
    }

    /** Returns the key of the outer dictionary whose value is being read, also inside an array, or an empty string. */
    private String outerKey() {
        Frame inner = open.peek();
        Frame outer = open.peekLast();
        boolean direct = inner == outer || inner != null && !inner.dictionary && open.size() == 2;
        return outer == null || !outer.dictionary || outer.key == null || !direct ? "" : outer.key;
    }

    /** @param name name, or an empty string if the value is not a name */
    private void value(String name) {
        given();
        switch (outerKey()) {
            case "Type" -> objectStream |= name.equals("ObjStm");
            case "Filter" -> filters.add(name);
            default -> {
                // not relevant for the stream
            }
        }
    }

    /** Records that the current key has a value. */
    private void given() {
        Frame frame = open.peek();
        if (frame != null && frame.key != null) {
            frame.valued = true;
            if (open.size() == 1 && STREAM_KEYS.contains(frame.key)) {
                keys.add(frame.key);
            }
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
        } else if (word.equals("null") && open.size() == 1 && open.peek().dictionary) {
            // a null value is equivalent to a missing key
            open.peek().valued = true;
        } else {
            value("");
        }
    }
}
