package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;

/**
 * A value whose digits are right. {@code toString} shows no value.
 *
 * @param kind  as it was asked
 * @param value in the one form that the hub keeps
 */
public record CheckedValue(
        @OneOf({"person", "mobile", "postal-code", "renovation-code", "plate", "case-number"}) String kind,
        String value) {
    @Override
    public String toString() {
        return "CheckedValue[" + kind + "]";
    }
}
