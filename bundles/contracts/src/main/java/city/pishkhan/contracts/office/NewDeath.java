package city.pishkhan.contracts.office;

/**
 * A death, as its certificate says. {@code toString} shows nothing.
 *
 * @param nationalId  whose; 10 digits, check digit included
 * @param certificate number of the death certificate, 1 to 50 characters
 * @param died        the day, e.g. {@code 2026-11-20}
 */
public record NewDeath(String nationalId, String certificate, String died) {
    @Override
    public String toString() {
        return "NewDeath[]";
    }
}
