package city.pishkhan.archive.internal.examination;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the names in a PDF and decodes their escapes. The PDF is processed in pieces; a name may continue in the next piece. */
final class PdfNames {
    private static final int LONGEST = 32;
    /**
     * maximum number of bytes to store: one character more than the longest searched name, with every character escaped
     */
    static final int LONGEST_ESCAPED = 3 * (LONGEST + 1);

    private enum NameState {
        /** neither in a name nor directly after one */
        ELSEWHERE,
        NAME,
        /** in the blanks after a name; the next name may follow */
        BLANKS
    }

    private final Visitor visitor;
    private final byte[] raw = new byte[LONGEST_ESCAPED];
    private int size;
    private NameState at = NameState.ELSEWHERE;
    /** last complete name, not yet reported because the next name is still unknown; {@code null} if there is none */
    private @Nullable String before;

    private int beforeEnd;
    private int end;

    PdfNames(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Receives the names of a PDF in the order in which they occur. */
    interface Visitor {
        /**
         * @param next name that follows immediately or after blanks, or an empty string
         * @param position position just after the name, counted from the first piece
         */
        void name(String name, String next, int position);
    }

    /** Processes a buffer from index 0 to its limit. */
    void process(ByteBuffer piece) {
        int limit = piece.limit();
        for (int i = 0; i < limit; i++) {
            process(piece.get(i), end + i);
        }
        end += limit;
    }

    /** Reports the last name of the PDF to the visitor; called after the last piece. */
    void finish() {
        if (at == NameState.NAME) {
            endName(end);
        }
        reportPrevious("");
        at = NameState.ELSEWHERE;
    }

    private void process(byte b, int position) {
        if (at == NameState.NAME) {
            if (isRegular(b)) {
                // longer names are irrelevant and are cut
                if (size < raw.length) {
                    raw[size++] = b;
                }
                return;
            }
            endName(position);
        }
        if (b == '/') {
            // a new name begins; the previous name is kept, because both are reported together
            size = 0;
            at = NameState.NAME;
        } else if (at == NameState.BLANKS && !isBlank(b)) {
            reportPrevious("");
            at = NameState.ELSEWHERE;
        }
    }

    private void endName(int position) {
        String name = name();
        reportPrevious(name);
        before = name;
        beforeEnd = position;
        at = NameState.BLANKS;
    }

    private void reportPrevious(String next) {
        if (before != null) {
            String name = before;
            before = null;
            visitor.name(name, next, beforeEnd);
        }
    }

    private String name() {
        return unescaped(raw, size);
    }

    /**
     * Decodes a name.
     *
     * @param size number of valid bytes
     */
    static String unescaped(byte[] raw, int size) {
        byte[] name = new byte[LONGEST + 1];
        int length = 0;
        for (int i = 0; i < size && length < name.length; length++) {
            int escaped = raw[i] == '#' ? escaped(raw, i, size) : -1;
            name[length] = escaped >= 0 ? (byte) escaped : raw[i];
            i += escaped >= 0 ? 3 : 1;
        }
        return new String(name, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static int escaped(byte[] raw, int from, int size) {
        if (from + 2 >= size) {
            return -1;
        }
        int high = Character.digit(raw[from + 1], 16);
        int low = Character.digit(raw[from + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0;
    }

    static boolean isRegular(byte b) {
        return !isBlank(b) && "()<>[]{}/%".indexOf(b) < 0;
    }
}
