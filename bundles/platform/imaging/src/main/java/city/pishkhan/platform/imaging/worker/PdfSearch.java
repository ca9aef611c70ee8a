package city.pishkhan.platform.imaging.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Searches the bytes of a PDF for objects, trailers and cross-reference tables, whether or not anything refers to them. */
final class PdfSearch {
    private static final byte[] OBJECT = {'o', 'b', 'j'};
    private static final byte[] TRAILER = {'t', 'r', 'a', 'i', 'l', 'e', 'r'};
    private static final byte[] TABLE = {'x', 'r', 'e', 'f'};
    private static final int MOST_DIGITS = 10;

    private final byte[] bytes;

    /**
     * A definition of an object.
     *
     * @param position position of the object number in the file
     * @param value position after {@code obj}
     */
    record Place(long number, int generation, int position, int value) {}

    PdfSearch(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns all definitions in the order of the file. */
    List<Place> objects() throws IOException {
        List<Place> places = new ArrayList<>();
        for (int at = find(OBJECT, 0); at >= 0; at = find(OBJECT, at + 1)) {
            int generationEnds = runStart(at, true);
            int generation = runStart(generationEnds, false);
            int numberEnds = runStart(generation, true);
            int number = runStart(numberEnds, false);
            if (generation < generationEnds && numberEnds < generation && number < numberEnds) {
                if (numberEnds - number > MOST_DIGITS || generationEnds - generation > MOST_DIGITS) {
                    throw new IOException("an object has a number of more than " + MOST_DIGITS + " digits");
                }
                places.add(new Place(
                        number(number, numberEnds),
                        (int) number(generation, generationEnds),
                        number,
                        at + OBJECT.length));
            }
        }
        return places;
    }

    /** Returns the positions of the dictionaries of all trailers. */
    List<Integer> trailers() {
        List<Integer> trailers = new ArrayList<>();
        for (int at = find(TRAILER, 0); at >= 0; at = find(TRAILER, at + 1)) {
            int dictionary = afterBlanks(at + TRAILER.length);
            if (dictionary + 1 < bytes.length && bytes[dictionary] == '<' && bytes[dictionary + 1] == '<') {
                trailers.add(dictionary);
            }
        }
        return trailers;
    }

    /** Receives the entries of a cross-reference section that are in use. */
    interface Entries {
        void entry(long number, long position);
    }

    /** Returns the positions of all cross-reference tables. */
    List<Integer> tables() {
        List<Integer> tables = new ArrayList<>();
        for (int at = find(TABLE, 0); at >= 0; at = find(TABLE, at + 1)) {
            if (at > 0 && isBlank(bytes[at - 1])) {
                tables.add(at);
            }
        }
        return tables;
    }

    /** Reads a cross-reference table up to its end, or to the first text that does not belong to such a table. */
    void read(int table, Entries to) {
        int at = afterBlanks(table + TABLE.length);
        while (isDigit(at)) {
            int[] ends = {at};
            long first = readNumber(ends);
            long count = readNumber(ends);
            for (long i = 0; i < count && isDigit(ends[0]); i++) {
                long position = readNumber(ends);
                readNumber(ends);
                if (ends[0] < bytes.length && bytes[ends[0]] == 'n') {
                    to.entry(first + i, position);
                }
                ends[0] = afterBlanks(ends[0] + 1L);
            }
            at = ends[0];
        }
    }

    /** Returns the number at a position and moves the position to the next token. */
    private long readNumber(int[] at) {
        int from = at[0];
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        at[0] = afterBlanks(end);
        return number(from, Math.min(end, from + MOST_DIGITS));
    }

    /** Returns the position of the first byte that is not blank; the end of the file if there is none. */
    int afterBlanks(long from) {
        int at = (int) Math.min(Math.max(from, 0), bytes.length);
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private int find(byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            int i = 0;
            while (i < wanted.length && bytes[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    /** Returns the start of the sequence of blanks, or of digits, that ends at a position. */
    private int runStart(int from, boolean blanks) {
        int at = from;
        while (at > 0 && (blanks ? isBlank(bytes[at - 1]) : isDigit(at - 1))) {
            at--;
        }
        return at;
    }

    private boolean isDigit(int at) {
        return at >= 0 && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9';
    }

    private long number(int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0;
    }
}
