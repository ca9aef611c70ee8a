package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Cases that their owner opens at home, by no office: of services whose procedure says {@code home}, and whose subject's registry says whose it
 * is. Everything else is as at an office: one procedure, one rule set, one open case of a subject and service.
 */
public interface HomeCases {

    /**
     * A subject whose owner the caller is. {@code toString} names nobody.
     *
     * @param person  opaque id
     * @param subject plate, in its one form
     * @param owner   as the registry calls the person, with the number that the person proved
     */
    record Matched(UUID person, String service, String subject, Applicant owner) {
        @Override
        public String toString() {
            return "Matched[" + person + "]";
        }
    }

    /**
     * Asks the registry whether the caller owns a vehicle, outside any transaction. Ten plates in a day may be wrong ones, of whomever.
     *
     * @param plate as it was typed
     * @throws city.pishkhan.api.Refusal FORBIDDEN {@code citizen.unproved/home} for a login whose number nobody proved, {@code citizen.waits} for a
     *                 changed one; INVALID {@code service.unknown}, {@code service.not-at-home}, {@code vehicle.not-own} (another's and none sound
     *                 alike) or what is wrong with the plate; TOO_MANY {@code home.too-many}; UNAVAILABLE {@code vehicles.unavailable}
     */
    Matched match(Caller citizen, String service, String plate);

    /**
     * Opens the case under the rule set in force, and starts its first stage.
     *
     * @param district where the citizen lives, 1 to 22: that one looks after it
     * @throws city.pishkhan.api.Refusal as {@link Cases#open}; FORBIDDEN if the service is suspended, or no office has it any more
     */
    CaseView open(Caller citizen, Matched matched, int district);

    /**
     * As {@link #match(Caller, String, String)}, of the subject of one's own case that was handed back: it may have been sold meanwhile.
     *
     * @throws city.pishkhan.api.Refusal besides, NOT_FOUND for a case out of the login's reach; CONFLICT {@code home.of-office} for one that an office
     *                 submits
     */
    Matched matchAgain(Caller citizen, UUID id);

    /**
     * Submits a case again that was handed back, once what was wrong is put right where that is done: whoever said so is asked anew.
     *
     * @throws city.pishkhan.api.Refusal PRECONDITION_FAILED for another version; CONFLICT {@code case.submitted} if it was not handed back,
     *                 {@code case.ended}
     */
    CaseView submit(Caller citizen, Matched matched, UUID id, long version);
}
