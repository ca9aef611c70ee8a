package city.pishkhan.contracts.citizen;

/**
 * A one-time code, to be exchanged for a token. {@code toString} shows nothing.
 *
 * @param nationalId for which it was asked
 * @param code       six or eight digits, from the SMS; digits of any script are taken
 */
public record CodeEntry(String nationalId, String code) {
    @Override
    public String toString() {
        return "CodeEntry[]";
    }
}
