package city.pishkhan.cases.internal.office;

import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.RenovationCode;
import java.util.function.IntSupplier;

/**
 * What a case is about.
 *
 * @param value    renovation code or plate, in its one form
 * @param district 1 to 22: where a property lies; of a vehicle, which lies nowhere, the office's
 */
record Subject(String value, int district) {

    /** @throws city.pishkhan.api.Refusal INVALID {@code subject} */
    static Subject of(Procedure procedure, String given, IntSupplier officeDistrict) {
        if (procedure.vehicle()) {
            String plate = Applicants.named("subject", () -> PlateNumber.parse(given == null ? "" : given)
                    .value());
            return new Subject(plate, officeDistrict.getAsInt());
        }
        RenovationCode property = Applicants.named("subject", () -> RenovationCode.parse(given));
        return new Subject(property.value(), property.district());
    }

    /** Where the office stands. */
    static int district(Offices offices, String office) {
        return offices.find(office)
                .map(Offices.Office::district)
                .orElseThrow(() -> new IllegalStateException("Office " + office + " is in no register"));
    }
}
