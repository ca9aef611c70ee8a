package city.pishkhan.api.cases;

import java.util.Optional;

/** Who has a case in hand, for the hub's own rooms: whoever asks tells its caller no more than that there is somebody. */
public interface CaseHandlers {

    /**
     * @param office   code of the office that has it
     * @param district 1 to 22
     * @param expert   login of the expert whose turn the inspection was or, of a case of citizens, of the one expert by whom its office may
     *                 handle the service today; {@code null} where there is none, or more than one
     */
    record Handlers(String office, int district, String expert) {}

    /** @param number of a case, in its one form @return empty if there is no such case */
    Optional<Handlers> find(String number);
}
