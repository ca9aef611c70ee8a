package city.pishkhan.spi;

import java.util.Optional;

/** Whose a vehicle is, as its registry says: asked for one pair of person and plate at a time, by who says that it is theirs. */
public interface VehicleOwnership {

    /** @param name as the registry has it, 1 to 200 characters */
    record Owner(String name) {
        /** Names nobody. */
        @Override
        public String toString() {
            return "Owner";
        }
    }

    /**
     * @param nationalId canonical
     * @param plate      canonical form, e.g. {@code 12ب14547}
     * @return empty if the vehicle is another's, or the registry knows no such vehicle or person
     * @throws PartnerUnavailable the registry was not reached, or what came back made no sense
     */
    Optional<Owner> owner(String nationalId, String plate);
}
