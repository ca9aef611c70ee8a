package city.pishkhan.api.persons;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deaths (فوت) that districts record. Open cases of a deceased person are held until heirs with all shares are recorded. */
public interface Deaths {

    /**
     * A death to be recorded.
     *
     * @param certificate number of the death certificate. {@code toString} omits all values
     */
    record NewDeath(String nationalId, String certificate, @Nullable LocalDate died) {
        @Override
        public String toString() {
            return "NewDeath[]";
        }
    }

    /**
     * A recorded death. {@code toString} omits personal data.
     *
     * @param nationalId national ID of the deceased
     * @param district   district that recorded it
     * @param annulled   time at which the record was annulled as a mistake, or {@code null}
     * @param reason     reason for annulling it, or {@code null}
     */
    record Death(
            UUID id,
            @Nullable String nationalId,
            @Nullable String certificate,
            LocalDate died,
            int district,
            Instant recorded,
            @Nullable Instant annulled,
            @Nullable String reason) {
        @Override
        public String toString() {
            return "Death[" + id + "]";
        }
    }

    /**
     * Records a death.
     *
     * @throws Refusal INVALID with the invalid field; CONFLICT {@code death.twice}
     */
    Death record(Caller district, NewDeath given);

    /**
     * Annuls a mistaken record.
     *
     * @throws Refusal NOT_FOUND; CONFLICT {@code death.annulled}
     */
    Death annul(Caller district, UUID id, String reason);

    /** Deaths recorded by the caller's district, newest first. */
    Page<Death> list(Caller district, @Nullable String cursor, int limit);
}
