package city.pishkhan.spi;

import java.util.Optional;

/**
 * The vehicle registry's check of ownership. Each call checks one pair of person and plate, on behalf of a person who claims the
 * vehicle.
 */
public interface VehicleOwnership {

    /**
     * The registered owner of a vehicle.
     *
     * @param name name in the registry, 1 to 200 characters
     */
    record Owner(String name) {
        /** Omits the name, which is personal. */
        @Override
        public String toString() {
            return "Owner";
        }
    }

    /**
     * Returns the registered owner of a vehicle if that is the given person.
     * @param nationalId canonical form
     * @param plate      canonical form, e.g. {@code 12ب14547}
     * @return empty if the vehicle belongs to another person, or the registry does not know the vehicle or the person
     * @throws PartnerUnavailable the registry was not reached or sent an invalid reply
     */
    Optional<Owner> owner(String nationalId, String plate);
}
