package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Certificates to be checked.
 *
 * @param lines 1 to 1,000
 */
public record CertificateList(List<Line> lines) {

    /**
     * One certificate, identified by its code or by number and day of issue.
     *
     * @param code   printed code, as people type it
     * @param number printed number of the case, e.g. {@code 22-1405-0000123-2}
     * @param issued printed day of issue: {@code 1405/09/04} or {@code 2026-11-25}
     */
    public record Line(@Nullable String code, @Nullable String number, @Nullable String issued) {}
}
