package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.examination.SheetType.PDF;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the unpacked content of an object stream in pieces: a table of object numbers and positions, then the objects
 * (ISO 32000, 7.5.7). Rejects a table with a position at which no value begins, because readers could start there and
 * see different tokens.
 */
final class PdfPackedObjects {
    private final int first;
    private final PdfDictionaries dictionaries;
    private final PdfTokens tokens;
    private final PdfTokens table;
    /** content of the table: object number and position of each object in turn */
    private final int[] numbers;

    private int read;
    private int position;
    /** positions of the objects in ascending order, or {@code null} while the table is read */
    private int @Nullable [] starts;

    private int next;

    /**
     * @param count number of objects
     * @param first position of the first object
     * @param searched keys to find at any depth
     */
    PdfPackedObjects(int count, int first, Set<String> searched) {
        this.first = first;
        this.dictionaries = new PdfDictionaries(searched);
        this.tokens = new PdfTokens(dictionaries);
        this.numbers = new int[2 * count];
        this.table = new PdfTokens(new PdfTokens.Visitor() {
            @Override
            public void opened(boolean dictionary) {
                throw contradictory();
            }

            @Override
            public void closed(boolean dictionary) {
                throw contradictory();
            }

            @Override
            public void name(String name) {
                throw contradictory();
            }

            @Override
            public void string() {
                throw contradictory();
            }

            @Override
            public void word(String word) {
                if (read == numbers.length || !word.matches("[0-9]{1,9}")) {
                    throw contradictory();
                }
                numbers[read++] = Integer.parseInt(word);
            }
        });
    }

    PdfDictionaries dictionaries() {
        return dictionaries;
    }

    /** Processes a buffer from index 0 to its limit. */
    void process(ByteBuffer piece) {
        int limit = piece.limit();
        for (int i = 0; i < limit && !dictionaries.isUnbounded(); i++, position++) {
            if (position < first) {
                table.process(piece.get(i));
            } else {
                object(piece.get(i));
            }
        }
    }

    private void object(byte b) {
        if (starts == null) {
            endTable();
        }
        if (starts != null && next < starts.length && starts[next] == position) {
            if (!dictionaries.isClosed() || !tokens.isBoundary(b)) {
                throw contradictory();
            }
            next++;
        }
        tokens.process(b);
    }

    private void endTable() {
        table.finish();
        Set<Integer> objects = new HashSet<>();
        starts = new int[numbers.length / 2];
        for (int i = 0; i < starts.length; i++) {
            if (!objects.add(numbers[2 * i])) {
                throw contradictory();
            }
            starts[i] = first + numbers[2 * i + 1];
        }
        if (read < numbers.length) {
            throw contradictory();
        }
        // if the table has a position twice, or one before the first object, no object is read there, and finish()
        // rejects the table
        Arrays.sort(starts);
    }

    /** Ends the last object of the stream, and rejects the stream if an object is missing or incomplete. */
    void finish() {
        if (starts == null) {
            endTable();
        }
        tokens.finish();
        if (starts == null || next < starts.length || !dictionaries.isClosed() || dictionaries.isUnbounded()) {
            throw contradictory();
        }
    }

    private static city.pishkhan.api.Refusal contradictory() {
        return SheetRefusal.damaged(PDF, "an object stream contradicts its own table");
    }
}
