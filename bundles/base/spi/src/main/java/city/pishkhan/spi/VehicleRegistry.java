package city.pishkhan.spi;

import java.util.Optional;
import java.util.UUID;

/** The registry of vehicles (سامانه خودرو): a vehicle's data and the last year whose duty is paid. Each call is about one vehicle. */
public interface VehicleRegistry {

    /**
     * Returns the record of the vehicle with a plate.
     * @param plate canonical form, e.g. {@code 12ب14547}
     * @return empty if the registry knows no such vehicle
     * @throws PartnerUnavailable the registry was not reached or sent an invalid reply
     */
    Optional<VehicleRecord> byPlate(String plate);

    /**
     * As {@link #byPlate}, by the vehicle identification number.
     *
     * @param vin 17 capital letters and digits
     */
    Optional<VehicleRecord> byVin(String vin);

    /**
     * Notifies the registry that the duty is paid through a year. A call with the same id has no further effect.
     *
     * @param id    id of the inquiry for this notice
     * @param plate canonical form
     * @param year  Persian year
     * @return the registry's own reference, or {@code null}
     * @throws PartnerUnavailable the outcome is unknown; call again
     * @throws PartnerRefused     the registry rejects the notice in this form
     */
    String reportDutyPaid(UUID id, String plate, int year);
}
