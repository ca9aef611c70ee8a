package city.pishkhan.spi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The plan order of a property: permitted use, floors, density, and the registered owners.
 *
 * @param renovationCode canonical renovation code
 * @param district       number of the district
 * @param uses           permitted uses, codes such as {@code residential}
 * @param floors         permitted storeys above ground, pilotis included
 * @param density        permitted floor area in percent of the land area
 * @param landArea       land area in m²
 * @param regionalPrice  regional value in rial per m²
 * @param owners         national or legal-person IDs of the registered owners
 * @param revision       revision of the record; changes whenever the record does
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

    /**
     * The facts of a plan order in a case, by the names of {@code vocabulary.yaml}. They contain the number of owners, but not
     * their IDs.
     */
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
