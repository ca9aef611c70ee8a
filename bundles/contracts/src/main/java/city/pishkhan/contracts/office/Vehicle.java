package city.pishkhan.contracts.office;

/**
 * A vehicle as the registry knows it; nothing of its owner.
 *
 * @param plate       by which a case names it, e.g. {@code 12ب14547}
 * @param vin         17 letters and digits
 * @param model       code in the ministry's tariff
 * @param title       what people call it
 * @param fuel        {@code petrol}, {@code diesel}, {@code cng}, {@code lpg}, {@code dual}, {@code hybrid}, {@code electric}
 * @param use         {@code private}, {@code taxi}, {@code ambulance} …
 * @param modelYear   Persian year
 * @param paidThrough last Persian year whose duty is paid
 */
public record Vehicle(
        String plate,
        String vin,
        String model,
        String title,
        String fuel,
        String use,
        int modelYear,
        int paidThrough) {}
