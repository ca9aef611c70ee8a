package city.pishkhan.api.persons;

import city.pishkhan.messages.Messages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The people of cases, for the hub's own rooms: whoever asks has authorised its caller, and puts nothing of what it gets into a journal, a
 * log or a queue. An erased person is found by nobody and has neither name nor mobile.
 */
public interface Persons {

    /** What stands in the place of a value that was erased. */
    String ERASED = Messages.of(Persons.class).both("persons.erased");

    /**
     * Somebody for whom a case was opened.
     *
     * @param person opaque id
     * @param role   {@code owner}, {@code co-owner} or {@code proxy}
     * @param name   {@code null} once erased
     * @param mobile {@code 09…}; {@code null} if none was given, and once erased
     */
    record Party(UUID person, String role, String name, String mobile, boolean erased) {}

    /**
     * @param id national or legal-person ID, canonical
     * @return the person's opaque id
     */
    Optional<UUID> find(String id);

    /**
     * Somebody without a case becomes known here, having proved who they are.
     *
     * @param id national ID, canonical
     * @return the person's opaque id, the one that there was if somebody is known already
     */
    UUID admit(String id);

    /** The mobile number that was given for the person last, {@code 09…}. */
    Optional<String> mobile(UUID person);

    /**
     * An opaque name of a person's mobile: equal for equal numbers of one person, and of no use to who has not the vault's key.
     *
     * @param mobile {@code 09…}
     * @return 32 hex digits
     */
    String number(UUID person, String mobile);

    /** The people of a case in the order in which they were named, and after them who holds authority in it; of an authority the two of it. */
    List<Party> ofCase(UUID caseId);

    /** As {@link #ofCase}, of several at once, by case; one that has no people is not there. */
    Map<UUID, List<Party>> ofCases(Collection<UUID> cases);

    /**
     * The cases that were opened for a person, and those that an authority lets the person act in, newest first; of whom there are none,
     * the authorities that concern the person.
     */
    List<UUID> cases(UUID person);
}
