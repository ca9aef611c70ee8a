package city.pishkhan.contracts.office.forms;

import java.math.BigDecimal;
import java.util.List;

/**
 * Planning data of a property.
 *
 * @param renovationCode renovation code in its canonical form
 * @param district       1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param uses           permitted uses, e.g. {@code residential}
 * @param floors         permitted storeys above ground, including the pilotis
 * @param density        permitted floor area in percent of the land
 * @param landArea       land area in m²
 * @param owners         national or legal-person IDs of the registered owners; only the first and last three digits are shown, enough for a
 *                       comparison with a card
 * @param revision       revision of the planning record
 */
public record Property(
        String renovationCode,
        int district,
        List<String> uses,
        int floors,
        int density,
        BigDecimal landArea,
        List<String> owners,
        String revision) {}
