package city.pishkhan.contracts.citizen;

/**
 * A one-time code, to be exchanged for a token. {@code toString} shows nothing.
 *
 * @param nationalId national ID for which the code was requested
 * @param code       six or eight digits from the SMS; digits of any script are accepted
 */
public record CodeEntry(String nationalId, String code) {
    @Override
    public String toString() {
        return "CodeEntry[]";
    }
}
