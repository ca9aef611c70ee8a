package city.pishkhan.contracts.citizen;

/**
 * What somebody reports of a building. {@code toString} shows nothing.
 *
 * @param property renovation code, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are taken
 * @param kind     a code of {@code /report-kinds}, e.g. {@code extra-floor}
 * @param text     what there is to see, 10 to 2,000 characters; the expert who inspects reads it
 */
public record NewReport(String property, String kind, String text) {
    @Override
    public String toString() {
        return "NewReport[]";
    }
}
