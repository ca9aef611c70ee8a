package city.pishkhan.api.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What citizens have proved of themselves: numbers, by a code that came back at a counter or by the register of numbers, and slips that a
 * counter printed. For the hub's own rooms; which case that opens is theirs to say.
 */
public interface CitizenProofs {

    /**
     * Something that a login's proof opens wholly.
     *
     * @param number the cases that call the person by this number, as {@link city.pishkhan.api.persons.Persons#number} names it; {@code null}
     *               for none
     * @param caseId the one case; {@code null} for none. Without number and case: all cases of the person
     * @param from   since when; cases that {@code office} has are open before
     * @param office code of the office that vouched; {@code null} if it was none
     */
    record Grant(String number, UUID caseId, Instant from, String office) {

        /** Whether this is about a case. @param named the number by which it calls the person, or {@code null} */
        public boolean covers(UUID id, String named) {
            return caseId == null && number == null || id.equals(caseId) || number != null && number.equals(named);
        }

        /** Whether it opens a case that this office has. */
        public boolean open(String officeOfTheCase, Instant now) {
            return !from.isAfter(now) || officeOfTheCase.equals(office);
        }
    }

    /**
     * How far one login reaches.
     *
     * @param grants       empty for a login that proved nothing but that a code came to the number
     * @param changesFrom  from when delivery may be redirected and a case withdrawn by it; long past where nothing waits
     * @param byNumber     whether it was by a number at all, so that cases which name that number are in sight; not so by a slip
     */
    record Reach(List<Grant> grants, Instant changesFrom, boolean byNumber) {
        /** Of who proved nothing. */
        public static final Reach UNPROVED = new Reach(List.of(), Instant.EPOCH, true);

        public Reach {
            grants = List.copyOf(grants);
        }
    }

    /**
     * How far a login reaches now; asked anew for each call, so that a proof that has ended opens nothing more.
     *
     * @param number of the login, see {@link Caller#citizenNumber}
     */
    Reach reach(UUID person, String number);

    /** The mobile of a login whose number is proved, {@code 09…}; empty if it is not. @param number see {@link Caller#citizenNumber} */
    Optional<String> mobile(UUID person, String number);

    /** Until when one of these persons' change of number waits; empty if none does. */
    Optional<Instant> changing(Collection<UUID> persons);

    /**
     * A proof as operators see it.
     *
     * @param kind   {@code counter}, {@code register} or {@code slip}
     * @param mobile masked; {@code null} of a slip
     * @param office that vouched, or {@code null}
     * @param used   last; {@code null} of a slip that nobody used
     * @param waits  until when something of it waits, or {@code null}
     * @param state  {@code good}, {@code used} (a slip), {@code ended} or {@code lapsed}
     */
    record Proof(
            UUID person,
            String kind,
            String mobile,
            String office,
            Instant made,
            Instant used,
            Instant waits,
            String state) {}

    /** What these persons proved, the newest first, at most 200. */
    List<Proof> list(Collection<UUID> persons);
}
