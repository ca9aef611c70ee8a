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
 * The part of an object before its stream or its end, read token by token (ISO 32000, 7.2): strings and comments are skipped, escapes in names
 * undone.
 */
final class PdfHeader {
    private static final Set<String> ENDS =
            Set.of("stream", "endstream", "endobj", "obj", "xref", "startxref", "trailer");
    private static final int LONGEST_TOKEN = 32;
    /** dictionaries whose keys are names that their writer chose */
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

    private static final Set<String> DECISIVE = Set.of("S", "URI", "A", "OpenAction", "AcroForm", "Names");

    private final ByteBuffer sheet;
    private final int limit;
    private int at;
    private final Deque<Frame> open = new ArrayDeque<>();

    private final Set<String> allKeys = new HashSet<>();
    private boolean doubled;
    /** of the outer dictionary */
    private final Set<String> keys = new HashSet<>();

    private final Set<String> types = new HashSet<>();
    private final List<String> filters = new ArrayList<>();
    private String end = "";

    /** A dictionary or an array that is read. */
    private static final class Frame {
        private final boolean dictionary;
        /** whether its keys are names that its writer chose, as those of fonts */
        private final boolean free;

        private final Set<String> given = new HashSet<>();
        /** whose value is read, or {@code null} */
        private String key;

        private boolean valued;

        Frame(boolean dictionary, boolean free) {
            this.dictionary = dictionary;
            this.free = free;
        }
    }

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
        return !end.isEmpty() && open.isEmpty();
    }

    /** Just behind its last token. */
    int end() {
        return at;
    }

    boolean hasStream() {
        return end.equals("stream");
    }

    /** The keys of its dictionaries at any depth, but those that a writer chooses freely. */
    Set<String> allKeys() {
        return allKeys;
    }

    /** Whether a key that says what happens is there twice: readers take the first or the last. */
    boolean isAmbiguous() {
        return doubled;
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
            allKeys.add(name);
            doubled |= !frame.given.add(name) && DECISIVE.contains(name);
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

    /** The key of the outer dictionary that has a value here, also in an array, or an empty text. */
    private String outerKey() {
        Frame inner = open.peek();
        Frame outer = open.peekLast();
        boolean direct = inner == outer || inner != null && !inner.dictionary && open.size() == 2;
        return outer == null || !outer.dictionary || outer.key == null || !direct ? "" : outer.key;
    }

    /** @param name empty for what is no name */
    private void value(String name) {
        given();
        switch (outerKey()) {
            case "Type" -> types.add(name);
            case "Filter" -> filters.add(name);
            default -> {
                // says nothing of the stream
            }
        }
    }

    /** The key has a value. */
    private void given() {
        Frame frame = open.peek();
        if (frame != null && frame.key != null) {
            frame.valued = true;
            if (open.size() == 1) {
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
            // as if the key were not there
            open.peek().valued = true;
        } else {
            value("");
        }
    }
}
