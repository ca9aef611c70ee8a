package city.pishkhan.spi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What may be built on a property, and whose it is.
 *
 * @param renovationCode canonical renovation code
 * @param district       1 to 22
 * @param uses           permitted uses, codes such as {@code residential}
 * @param floors         storeys above ground that are allowed, pilotis included
 * @param density        floor area allowed as percent of the land area
 * @param landArea       m²
 * @param regionalPrice  regional value in rial per m²
 * @param owners         national or legal-person IDs of the registered owners
 * @param revision       revision of the record, changes whenever the record does
 */
public record PlanOrder(
        String renovationCode,
        int district,
        List<String> uses,
        int floors,
        int density,
        BigDecimal landArea,
        long regionalPrice,
        List<String> owners,
        String revision) {

    public PlanOrder {
        uses = List.copyOf(uses);
        owners = List.copyOf(owners);
    }

    /** The facts that a case has of its plan order, by the names of {@code vocabulary.yaml}. Of the owners only their number is one. */
    public Map<String, Object> facts() {
        return Map.of(
                "allowedFloors", (long) floors,
                "permittedUses", uses,
                "density", (long) density,
                "landArea", landArea,
                "regionalPrice", regionalPrice,
                "registeredOwners", (long) owners.size(),
                "orderRevision", revision);
    }
}
