package city.pishkhan.contracts.office;

import java.math.BigDecimal;
import java.util.List;

/**
 * What planning knows of a property.
 *
 * @param renovationCode in its one form
 * @param district       1 to 22
 * @param uses           that are permitted, e.g. {@code residential}
 * @param floors         storeys above ground that are allowed, pilotis included
 * @param density        floor area allowed, percent of the land
 * @param landArea       m²
 * @param owners         national or legal-person IDs of the registered owners, masked but for the first and last three digits: enough to hold
 *                       a card against, and no more
 * @param revision       of planning's record
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
