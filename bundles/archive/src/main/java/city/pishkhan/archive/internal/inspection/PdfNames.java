package city.pishkhan.archive.internal.inspection;

import java.nio.ByteBuffer;

/** Finds the names of a PDF, their escapes undone. */
final class PdfNames {
    private static final int LONGEST = 32;

    private final ByteBuffer bytes;

    PdfNames(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Takes one name after the other. */
    interface Visitor {
        /**
         * @param next     the name that follows with nothing but blanks between, or an empty text
         * @param position just behind the name
         */
        void name(String name, String next, int position);
    }

    void forEach(Visitor visitor) {
        int size = bytes.limit();
        for (int at = 0; at < size; at++) {
            if (bytes.get(at) == '/') {
                StringBuilder name = new StringBuilder();
                int behind = read(at + 1, name);
                StringBuilder next = new StringBuilder();
                int following = behind;
                while (following < size && blank(bytes.get(following))) {
                    following++;
                }
                if (following < size && bytes.get(following) == '/') {
                    read(following + 1, next);
                }
                visitor.name(name.toString(), next.toString(), behind);
                at = behind - 1;
            }
        }
    }

    private int read(int from, StringBuilder name) {
        int at = from;
        while (at < bytes.limit() && name.length() <= LONGEST && regular(bytes.get(at))) {
            int escaped = bytes.get(at) == '#' ? escaped(at) : -1;
            name.append((char) (escaped >= 0 ? escaped : bytes.get(at) & 0xff));
            at += escaped >= 0 ? 3 : 1;
        }
        return at;
    }

    private int escaped(int at) {
        if (at + 2 >= bytes.limit()) {
            return -1;
        }
        int high = Character.digit(bytes.get(at + 1), 16);
        int low = Character.digit(bytes.get(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    static boolean blank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0;
    }

    private static boolean regular(byte b) {
        return !blank(b) && "()<>[]{}/%".indexOf(b) < 0;
    }
}
