package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;

/**
 * A value whose digits are to be checked. {@code toString} shows no value.
 *
 * @param kind  {@code person} (national or legal-person ID), {@code mobile}, {@code postal-code}, {@code renovation-code}, {@code plate},
 *              {@code case-number} or {@code day} (Persian or Gregorian, e.g. {@code 1405/09/08}; its one form is {@code 2026-11-29})
 * @param value as it was typed; digits of any script
 */
public record ValueCheck(
        @OneOf({"person", "mobile", "postal-code", "renovation-code", "plate", "case-number", "day"}) String kind,
        String value) {
    @Override
    public String toString() {
        return "ValueCheck[" + kind + "]";
    }
}
