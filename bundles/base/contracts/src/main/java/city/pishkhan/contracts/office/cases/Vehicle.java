package city.pishkhan.contracts.office.cases;

/**
 * Registry data of a vehicle, without its owner.
 *
 * @param plate       plate as used in cases, e.g. {@code 12ب14547}
 * @param vin         17 letters and digits
 * @param model       code of the model in the ministry's tariff
 * @param title       name of the model
 * @param fuel        {@code petrol}, {@code diesel}, {@code cng}, {@code lpg}, {@code dual}, {@code hybrid}, {@code electric}
 * @param use         {@code private}, {@code taxi}, {@code ambulance} …
 * @param modelYear   Persian year
 * @param paidThrough last Persian year with a paid duty
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
