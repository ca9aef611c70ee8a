package city.pishkhan.spi;

/**
 * A vehicle's record in the registry, without its owner.
 *
 * @param plate       canonical form
 * @param vin         17 capital letters and digits
 * @param model       the model's code in the ministry's tariff, e.g. {@code dena-plus}
 * @param title       name of the model for people
 * @param fuel        {@code petrol}, {@code diesel}, {@code cng}, {@code lpg}, {@code dual}, {@code hybrid}, {@code electric}
 * @param use         {@code private}, {@code taxi}, {@code ambulance} …
 * @param modelYear   Persian year; the connector converts Gregorian years
 * @param paidThrough last Persian year whose duty is paid
 */
public record VehicleRecord(
        String plate,
        String vin,
        String model,
        String title,
        String fuel,
        String use,
        int modelYear,
        int paidThrough) {}
