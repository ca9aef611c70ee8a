package city.pishkhan.api.cases;

import city.pishkhan.api.rules.StageKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** State of a case for holders of its tracking code. It contains no personal data and does not identify the case. */
public interface Tracking {

    /**
     * State of a case.
     *
     * @param service   e.g. {@code building-permit}
     * @param serviceEn English title of the service
     * @param serviceFa Persian title of the service
     * @param stage     id of the present stage
     * @param stageEn   English title of the stage
     * @param stageFa   Persian title of the stage
     * @param since     time when the case entered the stage, or ended
     * @param opened    time when the case was opened
     */
    record TrackingStatus(
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
     * Finds the state of a case.
     *
     * @param code tracking code as typed
     * @return empty if no case has the code
     * @throws city.pishkhan.identifiers.InvalidIdentifier if the code is malformed, which reveals nothing about any case
     */
    Optional<TrackingStatus> find(@Nullable String code);

    /**
     * A case and its office.
     *
     * @param office code of the case's office
     */
    record TrackedCase(UUID caseId, String office) {}

    /**
     * The case with a tracking code, for bundles of the hub that have authorised their users.
     *
     * @param code canonical form
     */
    Optional<TrackedCase> findCase(String code);

    /**
     * Data of a case for notices to its applicants, for other bundles of the hub.
     *
     * @param number    the case number, for operators
     * @param code      its tracking code
     * @param service   e.g. {@code building-permit}
     * @param serviceFa Persian title of the service
     * @param stages    all stages of the case's procedure, by the id of the stage
     */
    record Subject(String number, String code, String service, String serviceFa, Map<String, StageName> stages) {
        public Subject {
            stages = Map.copyOf(stages);
        }
    }

    /**
     * Kind and title of a stage.
     *
     * @param titleFa Persian title
     */
    record StageName(StageKind kind, String titleFa) {}

    /** Data of several cases by id; unknown ids are omitted. */
    Map<UUID, Subject> subjects(Collection<UUID> cases);
}
