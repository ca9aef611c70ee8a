package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * A case to be opened at the caller's office.
 *
 * @param service    e.g. {@code building-permit}; small letters, digits and dashes. A subject has one open case of a service at most
 * @param subject    plate or VIN of a vehicle where the service is about one, e.g. {@code 12ب14547}; else renovation code of the property: {@code district-region-block-house-building-apartment-shop}, 0 where absent, e.g.
 *                   {@code 22-3-17-4-1-0-0}
 * @param applicants 1 to 50, exactly one of them the owner
 * @param request    what is to be built; absent where the service asks for something else
 * @param facts      what else the service asks for, by the names of the published vocabulary; absent where it asks for nothing
 * @param specialRequest number of the committee's decision that grants a special request of this service for this property, e.g.
 *                   {@code S-1405-0007}; the case is opened on its ground, once, and takes the same path as any other. Absent otherwise
 */
public record NewCase(
        String service,
        String subject,
        List<Applicant> applicants,
        @Nullable Request request,
        @Nullable Map<String, Object> facts,
        @Nullable String specialRequest) {
    /** Facts may be personal. */
    @Override
    public String toString() {
        return "NewCase[service=" + service + ", subject=" + subject + "]";
    }
}
