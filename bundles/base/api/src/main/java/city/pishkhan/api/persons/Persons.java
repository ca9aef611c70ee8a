package city.pishkhan.api.persons;

import city.pishkhan.messages.Messages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The persons of cases, for other bundles of the hub. The calling bundle has authorised its user, and must not write results to a
 * journal, a log or a queue. An erased person cannot be found and has neither name nor mobile.
 */
public interface Persons {

    /** Text in place of an erased value. */
    String ERASED = Messages.of(Persons.class).bilingual("persons.erased");

    /**
     * A person of a case.
     *
     * @param person opaque id
     * @param role   {@code owner}, {@code co-owner} or {@code proxy}
     * @param name   {@code null} after erasure
     * @param mobile {@code 09…}; {@code null} if none was given, and after erasure
     */
    record Party(UUID person, String role, @Nullable String name, @Nullable String mobile, boolean erased) {}

    /**
     * Finds a person.
     *
     * @param id national or legal-person ID in canonical form
     * @return the person's opaque id
     */
    Optional<UUID> find(String id);

    /**
     * Registers a person without a case, after proof of identity.
     *
     * @param id national ID in canonical form
     * @return the person's opaque id; the existing one if the person is already known
     */
    UUID register(String id);

    /** The person's most recent mobile, {@code 09…}. */
    Optional<String> mobile(UUID person);

    /**
     * An opaque identifier of a person's mobile: equal for equal mobiles of the same person, and useless without the vault's key.
     *
     * @param mobile {@code 09…}
     * @return 32 hex digits
     */
    String number(UUID person, String mobile);

    /**
     * Returns the applicants of a case in the order of the application, then the owner and the holder of each authority
     * that applies to the case.
     */
    List<Party> ofCase(UUID caseId);

    /** As {@link #ofCase}, for several cases; a case without persons is not in the map. */
    Map<UUID, List<Party>> ofCases(Collection<UUID> cases);

    /**
     * Cases that were opened for a person or in which the person may act by an authority, newest first. If there are
     * none, the ids of the authorities in which the person is owner or holder.
     */
    List<UUID> cases(UUID person);
}
