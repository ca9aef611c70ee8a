package city.pishkhan.api.persons;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Deaths (فوت) as districts record them: open cases of the dead are held until heirs with the whole of the shares are recorded. */
public interface Deaths {

    /** @param certificate number of the death certificate. {@code toString} shows nothing */
    record NewDeath(String nationalId, String certificate, LocalDate died) {
        @Override
        public String toString() {
            return "NewDeath[]";
        }
    }

    /**
     * One that is recorded. {@code toString} shows nothing of the person.
     *
     * @param nationalId whose
     * @param district   that recorded it
     * @param undone     when it was undone, for it was none; or {@code null}
     * @param reason     why it was undone, or {@code null}
     */
    record Death(
            UUID id,
            String nationalId,
            String certificate,
            LocalDate died,
            int district,
            Instant recorded,
            Instant undone,
            String reason) {
        @Override
        public String toString() {
            return "Death[" + id + "]";
        }
    }

    /** @throws Refusal INVALID with the field at fault; CONFLICT {@code death.twice} */
    Death record(Caller district, NewDeath given);

    /** Takes back what was recorded by mistake. @throws Refusal NOT_FOUND; CONFLICT {@code death.undone} */
    Death undo(Caller district, UUID id, String reason);

    /** Those of the caller's district, newest first. */
    Page<Death> list(Caller district, String cursor, int limit);
}
