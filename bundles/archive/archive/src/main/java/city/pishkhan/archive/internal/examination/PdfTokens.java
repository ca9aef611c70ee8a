package city.pishkhan.archive.internal.examination;

import java.nio.charset.StandardCharsets;

/**
 * Splits PDF syntax into tokens (ISO 32000, 7.2), byte by byte, so that unpacked content is read through a small window. Skips comments and
 * the content of strings, and decodes escapes in names.
 */
final class PdfTokens {
    /** Maximum length of names and words; longer ones are cut. Real ones have up to 127 bytes. */
    private static final int LONGEST = 512;

    private final Visitor visitor;
    private final byte[] raw = new byte[LONGEST];
    private int size;
    private TokenState at = TokenState.BETWEEN;
    /** number of open parentheses of a string */
    private int parentheses;

    private boolean escaped;

    private enum TokenState {
        BETWEEN,
        COMMENT,
        NAME,
        WORD,
        STRING,
        HEXADECIMAL,
        /** after {@code <}, before the byte that shows whether a string or a dictionary begins */
        LESS,
        /** after {@code >}, before the second {@code >} that ends a dictionary */
        GREATER
    }

    /** Receives the tokens of PDF syntax in the order in which they occur. */
    interface Visitor {
        /** @param dictionary {@code false} for an array */
        void opened(boolean dictionary);

        /** @param dictionary {@code false} for an array */
        void closed(boolean dictionary);

        void name(String name);

        void string();

        /** Receives a number or keyword. */
        void word(String word);
    }

    PdfTokens(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Returns {@code true} if no token continues with this byte, so that a value can begin here. */
    boolean isBoundary(byte next) {
        return at == TokenState.BETWEEN
                || (at == TokenState.NAME || at == TokenState.WORD) && !PdfNames.isRegular(next);
    }

    /** Ends the last token of the content. */
    void finish() {
        process((byte) '\n');
    }

    void process(byte b) {
        switch (at) {
            case COMMENT -> at = b == '\n' || b == '\r' ? TokenState.BETWEEN : TokenState.COMMENT;
            case STRING -> string(b);
            case HEXADECIMAL -> hexadecimal(b);
            case LESS -> {
                at = TokenState.BETWEEN;
                if (b == '<') {
                    visitor.opened(true);
                } else {
                    hexadecimal(b);
                }
            }
            case GREATER -> {
                at = TokenState.BETWEEN;
                if (b == '>') {
                    visitor.closed(true);
                } else {
                    begin(b);
                }
            }
            case NAME, WORD -> {
                if (PdfNames.isRegular(b)) {
                    append(b);
                } else {
                    end();
                    begin(b);
                }
            }
            case BETWEEN -> begin(b);
        }
    }

    private void begin(byte b) {
        switch (b) {
            case '%' -> at = TokenState.COMMENT;
            case '/' -> at = TokenState.NAME;
            case '<' -> at = TokenState.LESS;
            case '>' -> at = TokenState.GREATER;
            case '[' -> visitor.opened(false);
            case ']' -> visitor.closed(false);
            case '(' -> {
                at = TokenState.STRING;
                parentheses = 1;
            }
            default -> {
                if (PdfNames.isRegular(b)) {
                    at = TokenState.WORD;
                    append(b);
                }
            }
        }
    }

    private void append(byte b) {
        if (size < LONGEST) {
            raw[size++] = b;
        }
    }

    private void end() {
        boolean name = at == TokenState.NAME;
        int length = size;
        size = 0;
        at = TokenState.BETWEEN;
        if (name) {
            visitor.name(PdfNames.unescaped(raw, length));
        } else {
            visitor.word(new String(raw, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    private void string(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '(') {
            parentheses++;
        } else if (b == ')' && --parentheses == 0) {
            at = TokenState.BETWEEN;
            visitor.string();
        }
    }

    private void hexadecimal(byte b) {
        at = TokenState.HEXADECIMAL;
        if (b == '>') {
            at = TokenState.BETWEEN;
            visitor.string();
        }
    }
}
