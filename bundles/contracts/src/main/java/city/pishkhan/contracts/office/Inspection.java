package city.pishkhan.contracts.office;

import java.util.Map;

/**
 * What an expert found on the spot. Photos are sheets of the case, added before.
 *
 * @param findings the facts that the procedure's inspection names, by the names of the published vocabulary, all of them and no others:
 *                 for a violation report {@code violation} ({@code none} if there is none), {@code violationArea} (m²), {@code violationUse}
 * @param report   in the expert's words, 1 to 2,000 characters
 */
public record Inspection(Map<String, Object> findings, String report) {
    /** What was found may be personal, and so are an expert's words. */
    @Override
    public String toString() {
        return "Inspection[]";
    }
}
