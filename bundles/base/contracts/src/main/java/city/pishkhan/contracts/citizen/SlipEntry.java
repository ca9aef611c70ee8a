package city.pishkhan.contracts.citizen;

/**
 * Content of a login slip, to be exchanged for a token once. {@code toString} shows nothing.
 *
 * @param tracking tracking code of the case; letters and digits of any script and case are accepted
 * @param pin      eight digits; digits of any script are accepted
 */
public record SlipEntry(String tracking, String pin) {
    @Override
    public String toString() {
        return "SlipEntry[]";
    }
}
