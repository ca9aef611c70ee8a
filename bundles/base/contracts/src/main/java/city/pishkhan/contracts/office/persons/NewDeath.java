package city.pishkhan.contracts.office.persons;

/**
 * A death, as in the death certificate. {@code toString} shows nothing.
 *
 * @param nationalId  national ID of the dead person; 10 digits, check digit included
 * @param certificate number of the death certificate, 1 to 50 characters
 * @param died        day of death, e.g. {@code 2026-11-20}
 */
public record NewDeath(String nationalId, String certificate, String died) {
    @Override
    public String toString() {
        return "NewDeath[]";
    }
}
