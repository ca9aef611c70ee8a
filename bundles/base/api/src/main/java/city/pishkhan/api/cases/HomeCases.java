package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Cases that citizens open online, without an office. The procedure of the service must allow {@code home}, and the
 * registry of the subject must know its owner. Otherwise the same rules apply as at an office: the same procedure and
 * rule set, and one open case per subject and service.
 */
public interface HomeCases {

    /**
     * A subject that the caller owns. {@code toString} omits personal data.
     *
     * @param person  opaque id
     * @param subject plate in canonical form
     * @param owner   applicant with the registry's name of the owner and the citizen's verified mobile
     */
    record OwnedSubject(UUID person, String service, String subject, Applicant owner) {
        @Override
        public String toString() {
            return "OwnedSubject[" + person + "]";
        }
    }

    /**
     * Checks in the registry that the caller owns a vehicle; must be called outside any transaction. A login may try ten wrong
     * plates a day.
     *
     * @param plate plate as typed
     * @throws city.pishkhan.api.Refusal FORBIDDEN {@code citizen.unproved/home} for a login whose mobile is not verified, {@code
     *     citizen.waits} after a change of the mobile; INVALID {@code service.unknown}, {@code service.not-at-home}, {@code
     *     vehicle.not-own} (the same for another's vehicle and an unknown plate) or the error in the plate; TOO_MANY {@code
     *     home.too-many}; UNAVAILABLE {@code vehicles.unavailable}
     */
    OwnedSubject match(Caller citizen, String service, String plate);

    /**
     * Opens the case under the current rule set, and starts its first stage.
     *
     * @param district district of residence, which becomes responsible for the case
     * @throws city.pishkhan.api.Refusal as {@link Cases#open}; FORBIDDEN if the service is suspended, or no longer
     *     available to offices
     */
    CaseView open(Caller citizen, OwnedSubject matched, int district);

    /**
     * As {@link #match(Caller, String, String)}, for the subject of one of the caller's own cases that was sent back.
     * The ownership is checked again, because the vehicle may have been sold.
     *
     * @throws city.pishkhan.api.Refusal in addition, NOT_FOUND for a case outside the login's scope; CONFLICT {@code
     *     home.of-office} for a case that was opened at an office
     */
    OwnedSubject rematch(Caller citizen, UUID id);

    /**
     * Submits a case again after it was sent back and corrected. The engine evaluates the procedure from its start, because earlier
     * answers may change.
     *
     * @throws city.pishkhan.api.Refusal STALE for another version; CONFLICT {@code case.submitted} if it was not sent back,
     *     {@code case.ended}
     */
    CaseView submit(Caller citizen, OwnedSubject matched, UUID id, long version);
}
