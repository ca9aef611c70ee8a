package city.pishkhan.contracts.office.forms;

import city.pishkhan.contracts.OneOf;

/**
 * A value with correct digits. {@code toString} shows no value.
 *
 * @param kind  kind, as in the request
 * @param value value in its canonical form
 */
public record CheckedValue(
        @OneOf({"person", "mobile", "postal-code", "renovation-code", "plate", "case-number"}) String kind,
        String value) {
    @Override
    public String toString() {
        return "CheckedValue[" + kind + "]";
    }
}
