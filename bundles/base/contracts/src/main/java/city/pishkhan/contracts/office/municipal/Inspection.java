package city.pishkhan.contracts.office.municipal;

import java.util.Map;

/**
 * Report of an expert's inspection. Photos are sheets of the case that were added before.
 *
 * @param findings exactly the facts that the procedure's inspection requires, by the names of the published vocabulary; for a violation
 *                 report {@code violation} ({@code none} if there is none), {@code violationArea} (m²), {@code violationUse}
 * @param report   the expert's text, 1 to 2,000 characters
 */
public record Inspection(Map<String, Object> findings, String report) {
    /** Omits findings and text, which may be personal. */
    @Override
    public String toString() {
        return "Inspection[]";
    }
}
