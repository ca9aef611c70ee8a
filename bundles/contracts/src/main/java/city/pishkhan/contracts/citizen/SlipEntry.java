package city.pishkhan.contracts.citizen;

/**
 * What stands on a login slip, to be exchanged for a token once. {@code toString} shows nothing.
 *
 * @param tracking tracking code of the case; letters and digits of any script and case are taken
 * @param pin      eight digits; digits of any script are taken
 */
public record SlipEntry(String tracking, String pin) {
    @Override
    public String toString() {
        return "SlipEntry[]";
    }
}
