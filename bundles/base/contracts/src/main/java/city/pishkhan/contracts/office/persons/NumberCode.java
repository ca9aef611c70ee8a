package city.pishkhan.contracts.office.persons;

/**
 * A code read out at the counter. {@code toString} shows nothing.
 *
 * @param nationalId national ID for which the code was requested
 * @param code       six or eight digits from the SMS; digits of any script are accepted
 */
public record NumberCode(String nationalId, String code) {
    @Override
    public String toString() {
        return "NumberCode[]";
    }
}
