package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Formats a disposal list for the console. */
final class DisposalText {
    private static final double MEGABYTE = 1 << 20;

    private DisposalText() {}

    /**
     * Prints a disposal list.
     *
     * @param reasons number of documents that dropped out of the list, by reason
     */
    static void print(PrintStream out, Disposal one, Map<String, Long> reasons) {
        out.println("List " + one.id() + ": " + one.state());
        out.println("  retention ended before " + one.before() + "; created by " + one.madeBy() + ", "
                + toSeconds(Objects.requireNonNull(one.made())));
        String why = reasons.entrySet().stream()
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
        out.println("  documents: " + one.listed() + " to destroy, " + one.destroyed() + " destroyed, " + one.dropped()
                + " excluded" + (reasons.isEmpty() ? "" : why));
        if (one.number() != null) {
            out.println("  approval " + one.number() + ", " + one.authority() + "; proposed by " + one.proposedBy()
                    + ", approved by " + one.approvedBy() + ", " + toSeconds(Objects.requireNonNull(one.approved())));
        }
        if (one.begun() != null) {
            out.println("  started by " + one.carriedBy() + ", " + toSeconds(one.begun())
                    + (one.ended() == null ? "; not finished" : "; ended " + toSeconds(one.ended())));
            out.println("  sheets: " + sheets(one));
        }
        if (one.digest() != null) {
            out.println("  SHA-256 of the list of sheets: " + one.digest());
        }
    }

    static String sheets(Disposal one) {
        return String.format(
                Locale.ROOT,
                "%d of destroyed documents, %d of them still used by other documents, %d not yet removed, %.1f MB",
                one.sheets(),
                one.kept(),
                one.waiting(),
                one.bytes() / MEGABYTE);
    }

    private static Instant toSeconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
