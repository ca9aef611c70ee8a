package city.pishkhan.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What became of one island's file: {@code rows = merged + conflicts + rejects}. Personal values are masked throughout.
 *
 * @param id           of this import
 * @param island       {@code "1"} to {@code "22"}, or {@link IslandImport#HEAD}
 * @param file         the file's name
 * @param sha256       digest of the file, hex
 * @param at           when
 * @param rows         rows below the header
 * @param merged       rows that agree with what the other island says, or that it does not speak of
 * @param conflicts    rows that differ from what the other island says
 * @param rejects      rows that break a rule
 * @param added        properties that the registry had not
 * @param changed      properties that the registry had otherwise
 * @param rejectList   the first {@value #SHOWN} rejects
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

    /** How much of the lists a report carries itself. */
    public static final int SHOWN = 1_000;

    /**
     * @param line in the file, the header is line 1
     * @param rule stable, e.g. {@code national-id.check-digit}
     */
    public record Reject(long line, String rule, String english, String persian) {}

    /**
     * One field of one property in which two islands differ.
     *
     * @param line     in the imported file
     * @param code     renovation code
     * @param field    column name
     * @param district what the district's file says
     * @param head     what the head office's file says
     * @param kept     {@code district} or {@code head}: whose value holds
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

    /** The report as people read it, one line per figure, reject and conflict. */
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
