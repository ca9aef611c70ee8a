package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What banks say that they settled to us (فایل تسویه), held line by line against our own record. */
public interface Settlements {

    /**
     * How a bank writes its file: one sale a line.
     *
     * @param gateway   whose file it is
     * @param terminal  of the lines, where no column says it; else {@code null}
     * @param separator between columns
     * @param header    lines at the top that are none
     * @param columns   in their order: {@code reference}, {@code amount}, {@code day} (all three needed; the day as yyyyMMdd, yyyy-MM-dd or
     *                  yyyy/MM/dd, Gregorian or Persian), {@code order} (may be empty in a line), {@code terminal}, {@code kind} ({@code
     *                  sale} or empty, or {@code reversal} where the bank took the sale back); {@code -} for what is of no use
     */
    record Format(String gateway, String terminal, Charset charset, char separator, int header, List<String> columns) {
        /** that a column may have; a mistyped one would silently be none */
        public static final Set<String> COLUMNS = Collections.unmodifiableSet(
                new LinkedHashSet<>(List.of("reference", "amount", "day", "order", "terminal", "kind", "-")));

        /** @throws IllegalArgumentException for a column's name that is none of {@link #COLUMNS}, or comes twice */
        public Format {
            columns = List.copyOf(columns);
            Set<String> seen = new HashSet<>();
            for (String column : columns) {
                if (!COLUMNS.contains(column)) {
                    throw new IllegalArgumentException(
                            Messages.of(Settlements.class).both("settlements.column-unknown", column));
                }
                if (!column.equals("-") && !seen.add(column)) {
                    throw new IllegalArgumentException(
                            Messages.of(Settlements.class).both("settlements.column-twice", column));
                }
            }
        }
    }

    /**
     * What was in a file.
     *
     * @param lines  sales in it
     * @param total  rial
     * @param before whether the same content was taken before, here or at another node; then nothing was done
     */
    record Taken(int lines, long total, boolean before) {}

    /**
     * A file that was taken, and how far its lines are held against our record.
     *
     * @param lines     sales in it: the sum of the last three
     * @param total     rial, by the file
     * @param matched   lines that say what we have
     * @param different lines of which there is a {@link Difference}
     * @param pending   lines of sales that have not ended with us
     * @param state     {@code taking}, {@code taken}; {@code withdrawing} and {@code withdrawn} once two of the treasury took it back
     */
    record File(
            UUID id,
            String gateway,
            String name,
            Instant taken,
            int lines,
            long total,
            int matched,
            int different,
            int pending,
            String state) {}

    /**
     * Something that the bank and we see differently.
     *
     * @param kind        {@code unknown-sale} (no attempt of ours), {@code bank-only} (it failed or was reversed by our record), {@code
     *                    other-sale} (another reference than we have), {@code other-order} (the bank sold it for another order
     *                    than the one that it paid here), {@code taken-back} (the bank took back afterwards what we have), {@code amount}, {@code twice} (listed before), {@code ours-only} (we
     *                    have it, no file of the bank does)
     * @param ours        rial by our record, or {@code null}
     * @param banks       rial by the bank's file, or {@code null}
     * @param file        name of the file
     * @param line        in it, from 1; 0 for what it does not list
     * @param explanation in the words of who explained it, or of the hub when the payment came after all; {@code null} while open, as
     *                    {@code explainedBy}
     */
    record Difference(
            UUID id,
            String kind,
            String gateway,
            String terminal,
            String reference,
            Long order,
            Long ours,
            Long banks,
            String file,
            int line,
            Instant found,
            String explanation,
            String explainedBy) {}

    /**
     * Takes a file's content, once over all nodes. Each line is a hint that the bank be asked about what is pending; where a bank cannot be
     * asked, its own books are its word.
     *
     * @throws Refusal INVALID {@code settlement.lines} naming line and column of what cannot be read; nothing of such a file is taken
     */
    Taken take(Format format, String name, byte[] content);

    /** What was taken, the newest first. */
    Page<File> files(String cursor, int limit);

    /** The newest first. @param open only those that nobody explained */
    Page<Difference> differences(boolean open, String cursor, int limit);

    /** How many differences nobody explained. */
    long open();

    /**
     * Closes a difference.
     *
     * @param explanation 1 to 500 characters
     * @throws Refusal NOT_FOUND, CONFLICT if it is explained, INVALID
     */
    Difference explain(Caller caller, UUID id, String explanation);
}
