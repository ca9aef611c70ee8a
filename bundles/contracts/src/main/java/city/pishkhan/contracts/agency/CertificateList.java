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
     * One certificate: by its code, or by number and day.
     *
     * @param code   printed on it, as people type it
     * @param number of the case, printed on it, e.g. {@code 22-1405-0000123-2}
     * @param issued the day of issue that is printed on it: {@code 1405/09/04}, or {@code 2026-11-25}
     */
    public record Line(@Nullable String code, @Nullable String number, @Nullable String issued) {}
}
