package city.pishkhan.cases.internal.office;

import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.RenovationCode;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Subject of a case.
 *
 * @param value    normalised renovation code or plate number
 * @param district the district of the property, or the district of the office for a vehicle
 */
record Subject(String value, int district) {

    /** @throws city.pishkhan.api.Refusal INVALID for the field {@code subject} */
    static Subject of(Procedure procedure, @Nullable String given, IntSupplier officeDistrict) {
        if (procedure.hasVehicleSubject()) {
            String plate = ApplicantCheck.parseField("subject", () -> PlateNumber.parse(given == null ? "" : given)
                    .value());
            return new Subject(plate, officeDistrict.getAsInt());
        }
        RenovationCode property = ApplicantCheck.parseField("subject", () -> RenovationCode.parse(given));
        return new Subject(property.value(), property.district());
    }

    /** The district of an office. */
    static int district(Offices offices, String office) {
        return offices.find(office)
                .map(Offices.Office::district)
                .orElseThrow(() -> new IllegalStateException("Office " + office + " is not registered"));
    }
}
