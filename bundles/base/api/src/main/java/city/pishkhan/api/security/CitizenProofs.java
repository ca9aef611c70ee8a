package city.pishkhan.api.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of identity by citizens: mobiles, proved by a code at a counter or by the register of numbers, and slips printed at a
 * counter. For other bundles of the hub, which decide themselves which cases a proof opens.
 */
public interface CitizenProofs {

    /**
     * Full access that a login's proof gives.
     *
     * @param number gives access to cases that contain this mobile of the person, as identified by {@link
     *     city.pishkhan.api.persons.Persons#number}; {@code null} for none
     * @param caseId gives access to one case; {@code null} for none. Without number and case: all cases of the person
     * @param from   start of the access; the cases of {@code office} are accessible even earlier
     * @param office code of the office that checked the proof; {@code null} if no office did
     */
    record Grant(@Nullable String number, @Nullable UUID caseId, Instant from, @Nullable String office) {

        /**
         * Returns {@code true} if this grant covers a case.
         *
         * @param named identifier of the person's mobile in the case, or {@code null}
         */
        public boolean isForCase(UUID id, @Nullable String named) {
            return caseId == null && number == null || id.equals(caseId) || number != null && number.equals(named);
        }

        /** Returns {@code true} if the grant is effective at {@code now} for a case of the given office. */
        public boolean isEffective(String officeOfTheCase, Instant now) {
            return !from.isAfter(now) || officeOfTheCase.equals(office);
        }
    }

    /**
     * Access of one login.
     *
     * @param grants      empty for a login whose only proof is the received code
     * @param changesFrom time from which the login may redirect deliveries and withdraw cases; in the past if there is no waiting
     *                    period
     * @param byNumber    whether the login was by mobile, so that it sees cases that contain that mobile; {@code false} for a
     *                    slip
     */
    record Reach(List<Grant> grants, Instant changesFrom, boolean byNumber) {
        /** Access of a login without proofs. */
        public static final Reach UNPROVED = new Reach(List.of(), Instant.EPOCH, true);

        public Reach {
            grants = List.copyOf(grants);
        }
    }

    /**
     * Current access of a login. It is evaluated at each call, so that an expired proof has no effect.
     *
     * @param number mobile of the login, see {@link Caller#citizenNumber}
     */
    Reach reach(UUID person, String number);

    /**
     * The proved mobile of a login, {@code 09…}; empty if it is not proved.
     *
     * @param number see {@link Caller#citizenNumber}
     */
    Optional<String> mobile(UUID person, String number);

    /** End of the waiting period for a change of mobile by one of these persons; empty if there is none. */
    Optional<Instant> changeWaitsUntil(Collection<UUID> persons);

    /**
     * A proof as operators see it.
     *
     * @param kind   {@code counter}, {@code register} or {@code slip}
     * @param mobile masked; {@code null} for a slip
     * @param office office that checked it, or {@code null}
     * @param used   time of the last use; {@code null} for an unused slip
     * @param waits  end of its waiting period, or {@code null}
     * @param state  {@code good}, {@code used} (a slip), {@code ended} or {@code lapsed}
     */
    record Proof(
            UUID person,
            String kind,
            @Nullable String mobile,
            String office,
            @Nullable Instant made,
            @Nullable Instant used,
            @Nullable Instant waits,
            String state) {}

    /** Proofs of these persons, newest first, up to 200. */
    List<Proof> list(Collection<UUID> persons);
}
