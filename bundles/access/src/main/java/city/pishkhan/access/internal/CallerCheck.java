package city.pishkhan.access.internal;

import city.pishkhan.access.internal.ExclusionTable.Conflict;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a caller may be who they say: no roles that exclude each other, and a person where one is needed. */
final class CallerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CallerCheck.class);
    private static final int MOST_TOLD = 1_000;

    private final PersonDigests persons;
    /** Each is told of once, not with every request. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    CallerCheck(PersonDigests persons) {
        this.persons = persons;
    }

    /**
     * By this login alone.
     *
     * @throws Refusal UNAUTHENTICATED {@code login.excluded} or {@code login.person}
     */
    Caller alone(Caller caller) {
        ExclusionTable.SHIPPED.among(caller.roles()).ifPresent(conflict -> refuse(caller, conflict));
        Optional<String> needed = persons.needed(caller.roles());
        if (caller.person().isEmpty() && needed.isPresent()) {
            warn(caller, needed.get() + " needs a person");
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.person", null, needed.get());
        }
        return caller;
    }

    /**
     * Beside what the same person has by other logins: what they have there stands, and this login is refused.
     *
     * @param elsewhere roles of the caller's person
     * @throws Refusal UNAUTHENTICATED {@code login.excluded}
     */
    Caller beside(Caller caller, Collection<String> elsewhere) {
        ExclusionTable.SHIPPED.between(caller.roles(), elsewhere).ifPresent(conflict -> refuse(caller, conflict));
        return caller;
    }

    private void refuse(Caller caller, Conflict conflict) {
        warn(
                caller,
                conflict.one() + " and " + conflict.other() + " are never one person's ("
                        + conflict.reason().english() + ")");
        throw Refusal.of(
                Refusal.Kind.UNAUTHENTICATED,
                "login.excluded",
                null,
                conflict.one(),
                conflict.other(),
                conflict.rule());
    }

    private void warn(Caller caller, String why) {
        if (told.size() < MOST_TOLD && told.add(caller.principal() + " " + why)) {
            LOG.warn("Login {} is refused: {}", caller.principal(), why);
        }
    }
}
