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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Settlement files of the banks (فایل تسویه), compared line by line with the hub's own records. */
public interface Settlements {

    /**
     * Format of a bank's file with one sale per line.
     *
     * @param gateway   gateway of the file
     * @param terminal  terminal of all lines if there is no such column; else {@code null}
     * @param separator column separator
     * @param header    number of header lines
     * @param columns   in order: {@code reference}, {@code amount}, {@code day} (all three required; the day as yyyyMMdd,
     *                  yyyy-MM-dd or yyyy/MM/dd, Gregorian or Persian), {@code order} (may be empty in a line), {@code terminal},
     *                  {@code kind} ({@code sale} or empty, or {@code reversal} if the bank took the sale back); {@code -} for
     *                  ignored columns
     */
    record Format(
            String gateway,
            @Nullable String terminal,
            Charset charset,
            char separator,
            int header,
            List<String> columns) {
        /** allowed names of columns; without this check a misspelt column would be ignored silently */
        public static final Set<String> COLUMNS = Collections.unmodifiableSet(
                new LinkedHashSet<>(List.of("reference", "amount", "day", "order", "terminal", "kind", "-")));

        /** columns without which a line is not a sale */
        public static final List<String> REQUIRED = List.of("reference", "amount", "day");

        /**
         * @throws IllegalArgumentException for a column that is not in {@link #COLUMNS} or occurs twice, and if the gateway, the
         *     terminal or a {@link #REQUIRED} column is missing
         */
        public Format {
            Objects.requireNonNull(charset);
            columns = List.copyOf(columns);
            Set<String> seen = new HashSet<>();
            for (String column : columns) {
                if (!COLUMNS.contains(column)) {
                    throw new IllegalArgumentException(
                            Messages.of(Settlements.class).bilingual("settlements.column-unknown", column));
                }
                if (!column.equals("-") && !seen.add(column)) {
                    throw new IllegalArgumentException(
                            Messages.of(Settlements.class).bilingual("settlements.column-twice", column));
                }
            }
            for (String column : REQUIRED) {
                if (!seen.contains(column)) {
                    throw new IllegalArgumentException(
                            Messages.of(Settlements.class).bilingual("settlements.column-missing", column));
                }
            }
            if (gateway == null || gateway.isBlank()) {
                throw new IllegalArgumentException(
                        Messages.of(Settlements.class).bilingual("settlements.gateway-missing"));
            }
            if (!seen.contains("terminal") && (terminal == null || terminal.isBlank())) {
                throw new IllegalArgumentException(
                        Messages.of(Settlements.class).bilingual("settlements.terminal-missing"));
            }
            if (header < 0) {
                throw new IllegalArgumentException(
                        Messages.of(Settlements.class).bilingual("settlements.header-negative", header));
            }
        }
    }

    /**
     * Content of an imported file.
     *
     * @param lines  number of sales
     * @param total  total in rial
     * @param before whether the same content was imported before, on any node; if so, this call changed nothing
     */
    record ImportedContent(int lines, long total, boolean before) {}

    /**
     * An imported file and the state of its comparison.
     *
     * @param lines     number of sales; the sum of {@code matched}, {@code different} and {@code pending}
     * @param total     total in rial according to the file
     * @param matched   lines that match the hub's records
     * @param different lines with a {@link Difference}
     * @param pending   lines whose comparison is still open, because their sales are not completed in the hub
     * @param state     {@code taking} while its lines are being compared, then {@code taken}; {@code withdrawing} and
     *                  then {@code withdrawn} after two persons of the treasury withdrew it
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
     * A difference between the bank's file and the hub's records.
     *
     * @param kind        {@code unknown-sale} (no attempt of the hub), {@code bank-only} (failed or reversed in the
     *                    hub), {@code other-sale} (the hub has another reference), {@code other-order} (according to
     *                    the bank, the sale belongs to another order than the one that it paid in the hub), {@code
     *                    taken-back} (the bank took back a payment that the hub has), {@code amount}, {@code twice}
     *                    (listed before), {@code ours-only} (in no file of the bank)
     * @param ours        amount in rial in the hub, or {@code null}
     * @param banks       amount in rial in the bank's file, or {@code null}
     * @param file        name of the file
     * @param line        line in the file, from 1; 0 for a sale that the file does not list
     * @param explanation explanation by an operator, or by the hub if the payment arrived later; {@code null} while
     *                    open, like {@code explainedBy}
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
     * Imports a file's content, once across all nodes. A line about a sale that is pending in the hub makes the hub
     * query the bank. If the bank answers no inquiries, its file decides.
     *
     * @throws Refusal INVALID {@code settlement.lines} with line and column of each error; such a file is not imported at all
     */
    ImportedContent importFile(Format format, String name, byte[] content);

    /** Imported files, newest first. */
    Page<File> files(@Nullable String cursor, int limit);

    /**
     * Differences, newest first.
     *
     * @param open {@code true} to list only differences without an explanation
     */
    Page<Difference> differences(boolean open, @Nullable String cursor, int limit);

    /** Number of differences without an explanation. */
    long countOpen();

    /**
     * Closes a difference with an explanation.
     *
     * @param explanation 1 to 500 characters
     * @throws Refusal NOT_FOUND, CONFLICT if it is already explained, INVALID
     */
    Difference explain(Caller caller, UUID id, String explanation);
}
