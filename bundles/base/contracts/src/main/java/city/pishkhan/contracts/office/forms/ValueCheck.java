package city.pishkhan.contracts.office.forms;

import city.pishkhan.contracts.OneOf;

/**
 * A value for a check of its digits. {@code toString} shows no value.
 *
 * @param kind  {@code person} (national or legal-person ID), {@code mobile}, {@code postal-code}, {@code renovation-code}, {@code plate},
 *              {@code case-number} or {@code day} (Persian or Gregorian, e.g. {@code 1405/09/08}; its canonical form is {@code 2026-11-29})
 * @param value value as typed; digits of any script
 */
public record ValueCheck(
        @OneOf({"person", "mobile", "postal-code", "renovation-code", "plate", "case-number", "day"}) String kind,
        String value) {
    @Override
    public String toString() {
        return "ValueCheck[" + kind + "]";
    }
}
