package city.pishkhan.api.cases;

import city.pishkhan.api.rules.StageKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How a case stands, for whoever was given its tracking code: nothing personal, nothing that names the case. */
public interface Tracking {

    /**
     * @param service   e.g. {@code building-permit}
     * @param serviceEn its title
     * @param serviceFa its title
     * @param stage     id of the stage in which the case is
     * @param stageEn   its title
     * @param stageFa   its title
     * @param since     when the case came into that stage, or ended
     * @param opened    when the case was opened
     */
    record Standing(
            String service,
            String serviceEn,
            String serviceFa,
            Cases.State state,
            String stage,
            String stageEn,
            String stageFa,
            Instant since,
            Instant opened) {}

    /**
     * @param code as somebody typed it
     * @return empty if no case has it
     * @throws city.pishkhan.identifiers.InvalidIdentifier if it cannot be one, which says nothing of any case
     */
    Optional<Standing> find(String code);

    /** @param office code of the office that has the case in hand */
    record Holder(UUID caseId, String office) {}

    /**
     * The case that has a tracking code, for the hub's own rooms: whoever asks has authorised its caller.
     *
     * @param code canonical
     */
    Optional<Holder> holder(String code);

    /**
     * What applicants may be told of their case, for the hub's own rooms.
     *
     * @param number    the case's number, for operators
     * @param code      its tracking code
     * @param service   e.g. {@code building-permit}
     * @param serviceFa its title
     * @param stages    by id
     */
    record Subject(String number, String code, String service, String serviceFa, Map<String, StageName> stages) {
        public Subject {
            stages = Map.copyOf(stages);
        }
    }

    /** @param titleFa for people */
    record StageName(StageKind kind, String titleFa) {}

    /** By case, an id that is no case's left out. */
    Map<UUID, Subject> subjects(Collection<UUID> cases);
}
