package city.pishkhan.contracts.office.cases;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * A case to be opened at the caller's office.
 *
 * @param service        e.g. {@code building-permit}; lower-case letters, digits and hyphens. A subject can have one
 *                       open case of a service
 * @param subject        plate or VIN of a vehicle for a vehicle service, e.g. {@code 12ب14547}; otherwise renovation
 *                       code of the property: {@code district-region-block-house-building-apartment-shop}, 0 for
 *                       missing parts, e.g. {@code 22-3-17-4-1-0-0}
 * @param applicants     1 to 50 applicants, exactly one of them the owner
 * @param request        planned building; absent if the service does not ask for one
 * @param facts          further facts that the service asks for, by the names of the published vocabulary; absent if it asks for none
 * @param specialRequest number of the committee's decision that grants this service for this property as a special request, e.g.
 *                       {@code S-1405-0007}. Each decision permits one case, which passes through the usual stages. Absent otherwise
 */
public record NewCase(
        String service,
        String subject,
        List<Applicant> applicants,
        @Nullable Request request,
        @Nullable Map<String, Object> facts,
        @Nullable String specialRequest) {
    /** Omits the facts, which may be personal. */
    @Override
    public String toString() {
        return "NewCase[service=" + service + ", subject=" + subject + "]";
    }
}
