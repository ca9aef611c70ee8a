package city.pishkhan.contracts.office;

/**
 * What was read back at the counter. {@code toString} shows nothing.
 *
 * @param nationalId for which the code was asked
 * @param code       six or eight digits, from the SMS; digits of any script are taken
 */
public record NumberCode(String nationalId, String code) {
    @Override
    public String toString() {
        return "NumberCode[]";
    }
}
