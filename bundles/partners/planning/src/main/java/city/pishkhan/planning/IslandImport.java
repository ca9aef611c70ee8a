package city.pishkhan.planning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Imports the data of the systems ("islands") that the comprehensive planning system replaced: one per district and the head office.
 * Each has one CSV file, which is imported into the built-in registry.
 *
 * <p><b>Format</b>: UTF-8 (a byte order mark is allowed), comma-separated, RFC 4180 quoting, up to {@value #LONGEST_ROW} characters a row. The
 * first row names the columns, in any order: {@code renovation_code} (seven parts, e.g. {@code 22-3-17-4-1-0-0}), {@code uses} (codes of
 * the configured list, joined by {@code ;}), {@code floors} (0–200 storeys above ground, pilotis included), {@code density} (0–10,000,
 * percent of the land area), {@code land_area} (m², up to two decimals after a point), {@code regional_price} (rial per m²),
 * {@code owners}
 * (national or legal-person IDs, joined by {@code ;}). The optional columns {@code name} and {@code comment} are ignored. A file with any
 * other column is refused. Persian and Arabic digits are accepted. The order of uses and of owners is not significant.
 *
 * <p><b>Rejects</b>: a row that breaks a rule is rejected with its line and the rule, and the import continues. Rules: invalid identifiers,
 * unknown uses, numbers out of range, a wrong number of columns, a property of another district in a district's file
 * ({@code renovation-code.other-island}), a renovation code that occurs earlier in the same file ({@code row.duplicate}).
 *
 * <p><b>Conflicts</b>: a property may be in its district's file and in the head office's file. Equal rows are merged. If they differ, each
 * field is decided separately. The district's value applies to the fields in the setting {@code district.fields}, by default those measured
 * on site: {@code land_area} and {@code owners}. The head office's value applies to all other fields, which come from the plan: uses,
 * floors, density, price. Both values are recorded. The result does not depend on the order of the imports.
 *
 * <p>A file is imported completely or not at all, and importing it again changes nothing. A property that is missing in a later file of its
 * island remains, so that a truncated file cannot erase data. For every file {@code rows = merged + conflicts + rejects}.
 */
public interface IslandImport {

    /** The island of the head office; the districts have their numbers, such as {@code "1"}. */
    String HEAD = "head";

    /** Maximum number of characters of a row. */
    int LONGEST_ROW = 65_536;

    /**
     * Imports the file of one island.
     *
     * @param csv the file
     * @param island number of a district, or {@link #HEAD}
     * @throws InvalidIslandFile if the island is unknown or the file has another format; then nothing was changed
     */
    ImportReport importIsland(Path csv, String island);

    /**
     * Imports the files of a folder, {@code 1.csv} for district 1 and so on and {@code head.csv}, each in its own transaction, the
     * head office last.
     *
     * @throws InvalidIslandFile if the folder has a CSV file of another name, then nothing was changed; or at the first file
     *     with another format, then the files before it are imported
     */
    List<ImportReport> importFolder(Path folder);

    /** Returns the last report of every imported island: the districts in order, then the head office. */
    List<ImportReport> reports();

    /** Returns one report, with up to {@value ImportReport#SHOWN} rejects and conflicts; see {@link #rejects} and {@link #conflicts}. */
    Optional<ImportReport> report(UUID id);

    /** Returns rejects of one import after a line, by line. */
    List<ImportReport.Reject> rejects(UUID id, long afterLine, int limit);

    /** Returns conflicts of one import after a line, by line and field. The limit may cut off fields of the last line. */
    List<ImportReport.Conflict> conflicts(UUID id, long afterLine, int limit);
}
