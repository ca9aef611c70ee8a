package city.pishkhan.planning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings the 23 islands that the comprehensive planning system replaced (22 districts and the head office) into the built-in registry,
 * one CSV file each.
 *
 * <p><b>Format</b>: UTF-8 (a byte order mark is allowed), comma-separated, RFC 4180 quoting, at most {@value #LONGEST_ROW} characters a row. The
 * first row names the columns, in any order: {@code renovation_code} (seven parts, e.g. {@code 22-3-17-4-1-0-0}), {@code uses} (codes of
 * the configured list, joined by {@code ;}), {@code floors} (0–200 storeys above ground, pilotis included), {@code density} (0–10,000,
 * percent of the land area), {@code land_area} (m², up to two decimals, a point), {@code regional_price} (rial per m²), {@code owners}
 * (national or legal-person IDs, joined by {@code ;}). {@code name} and {@code comment} may stand there and are not read; any other column
 * refuses the file. Persian and Arabic digits are read as digits. The order of uses and of owners means nothing.
 *
 * <p><b>Rejects</b>: a row that breaks a rule is rejected with its line and the rule, and the others go on: an invalid identifier, an unknown use,
 * a number out of its range, a wrong number of columns, a property of another district in a district's file
 * ({@code renovation-code.other-island}), a renovation code that an earlier line of the same file has ({@code row.duplicate}).
 *
 * <p><b>Conflicts</b>: a property may be in its district's file and in the head office's. Equal rows are merged. Where they differ, FIELD BY FIELD,
 * the district's value holds for the fields of the setting {@code district.fields} (by default what is measured on the spot:
 * {@code land_area} and {@code owners}), the head office's value for all others (what the plan says: uses, floors, density, price). Both
 * values are recorded. The outcome does not depend on the order of the imports.
 *
 * <p>A file is imported whole or not at all, and importing it again changes nothing. A property that is missing in a later file of its island
 * stays: a file that was cut short must not erase a city. For every file {@code rows = merged + conflicts + rejects}.
 */
public interface IslandImport {

    /** The island of the head office; the others are {@code "1"} to {@code "22"}. */
    String HEAD = "head";

    /** Characters that one row may have. */
    int LONGEST_ROW = 65_536;

    /**
     * Imports one island's file.
     *
     * @param csv    the file
     * @param island {@code "1"} to {@code "22"}, or {@link #HEAD}
     * @throws UnreadableIsland if there is no such island, or the file is not of this format; nothing was changed
     */
    ImportReport importIsland(Path csv, String island);

    /**
     * Imports every island whose file lies in a folder: {@code 1.csv} to {@code 22.csv} and {@code head.csv}, each in a transaction of its own,
     * the head office last.
     *
     * @throws UnreadableIsland if the folder has a CSV file of another name, then nothing was changed; or at the first file that is not of
     *     the format, then those before it are imported
     */
    List<ImportReport> importFolder(Path folder);

    /** The last report of every island, district 1 to 22 and the head office, as far as they were imported. */
    List<ImportReport> reports();

    /** One report, with at most {@value Report#SHOWN} of its rejects and conflicts; see {@link #rejects} and {@link #conflicts}. */
    Optional<ImportReport> report(UUID id);

    /** Rejects of one import after a line, by line. */
    List<ImportReport.Reject> rejects(UUID id, long afterLine, int limit);

    /** Conflicts of one import after a line, by line and field; a line's fields may be cut by the limit. */
    List<ImportReport.Conflict> conflicts(UUID id, long afterLine, int limit);
}
