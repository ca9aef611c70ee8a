package city.pishkhan.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Result of the import of one island's file: {@code rows = merged + conflicts + rejects}. Personal values are masked.
 *
 * @param id id of this import
 * @param island number of a district, or {@link IslandImport#HEAD}
 * @param file name of the file
 * @param sha256 SHA-256 of the file, as hexadecimal digits
 * @param at time of the import
 * @param rows number of rows below the header
 * @param merged rows that agree with the other island's file, or whose property is not in it
 * @param conflicts rows that differ from the other island's file
 * @param rejects rows that break a rule
 * @param added number of properties added to the registry
 * @param changed number of properties changed in the registry
 * @param rejectList the first {@value #SHOWN} rejects
 * @param conflictList the first {@value #SHOWN} conflicting fields
 */
public record ImportReport(
        UUID id,
        String island,
        String file,
        String sha256,
        Instant at,
        long rows,
        long merged,
        long conflicts,
        long rejects,
        long added,
        long changed,
        List<Reject> rejectList,
        List<Conflict> conflictList) {

    /** Maximum length of the lists in a report. */
    public static final int SHOWN = 1_000;

    /**
     * A rejected row.
     *
     * @param line line in the file; the header is line 1
     * @param rule stable code of the rule, e.g. {@code national-id.check-digit}
     */
    public record Reject(long line, String rule, @Nullable String english, String persian) {}

    /**
     * One field of a property in which two islands differ.
     *
     * @param line line in the imported file
     * @param code renovation code
     * @param field column name
     * @param district value in the district's file
     * @param head value in the head office's file
     * @param kept {@code district} or {@code head}: the value that applies
     */
    public record Conflict(long line, String code, String field, String district, String head, String kept) {}

    public ImportReport {
        if (rows != merged + conflicts + rejects) {
            throw new IllegalArgumentException("Report does not add up: " + rows + " rows, " + merged + " merged, "
                    + conflicts + " conflicts, " + rejects + " rejects");
        }
        rejectList = List.copyOf(rejectList);
        conflictList = List.copyOf(conflictList);
    }

    /** Formats the report, with one line per figure, reject and conflict. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append("%s  %s  sha256 %s%n"
                .formatted(IslandImport.HEAD.equals(island) ? "head office" : "district " + island, file, sha256));
        out.append("  rows %d = merged %d + conflicts %d + rejects %d; properties added %d, changed %d%n"
                .formatted(rows, merged, conflicts, rejects, added, changed));
        rejectList.forEach(r -> out.append("  line %d: rejected: %s%n".formatted(r.line(), r.english())));
        conflictList.forEach(
                c -> out.append("  line %d: conflict: %s %s: district says %s, head office says %s; %s holds%n"
                        .formatted(c.line(), c.code(), c.field(), c.district(), c.head(), c.kept())));
        long more = rejects - rejectList.size();
        if (more > 0) {
            out.append("  … and %d more rejects%n".formatted(more));
        }
        return out.toString();
    }
}
