package city.pishkhan.spi;

import java.util.Optional;
import java.util.UUID;

/** The registry of vehicles (سامانه خودرو): what a vehicle is, and through which year its duty is paid. One at a time. */
public interface VehicleRegistry {

    /**
     * @param plate canonical form, e.g. {@code 12ب14547}
     * @return empty if the registry knows no such vehicle
     * @throws PartnerUnavailable the registry was not reached, or what came back made no sense
     */
    Optional<VehicleRecord> byPlate(String plate);

    /** As {@link #byPlate}. @param vin 17 capital letters and digits */
    Optional<VehicleRecord> byVin(String vin);

    /**
     * Tells the registry that nothing is owed through a year. The same id again changes nothing.
     *
     * @param id   of the inquiry that carries it
     * @param year Persian
     * @return the registry's own reference, or {@code null}
     * @throws PartnerUnavailable not known whether it was heard; tell it again
     * @throws PartnerRefused     the registry will not take it as it is
     */
    String settled(UUID id, String plate, int year);
}
