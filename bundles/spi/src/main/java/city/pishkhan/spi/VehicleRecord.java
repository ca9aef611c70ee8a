package city.pishkhan.spi;

/**
 * A vehicle as the registry knows it. Nothing of its owner.
 *
 * @param plate       canonical form
 * @param vin         17 capital letters and digits
 * @param model       code by which the ministry's tariff knows it, e.g. {@code dena-plus}
 * @param title       what people call it
 * @param fuel        {@code petrol}, {@code diesel}, {@code cng}, {@code lpg}, {@code dual}, {@code hybrid}, {@code electric}
 * @param use         {@code private}, {@code taxi}, {@code ambulance} …
 * @param modelYear   Persian year; the connector converts Gregorian ones
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
