package city.pishkhan.api.security;

import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users of one of the hub's realms, without their passwords. */
public interface UserDirectory {

    /**
     * A user.
     *
     * @param source origin, e.g. the file's name
     * @param person as {@link Caller#person}
     * @param proof  digest of the login's credential, such as its password hash. Roles are approved for one credential,
     *               because whoever replaces it takes over the login
     */
    record User(String name, Set<String> roles, String source, String person, String proof) {
        public User {
            roles = Set.copyOf(roles);
        }

        /** Creates a user without a known credential. */
        public User(String name, Set<String> roles, String source, String person) {
            this(name, roles, source, person, "");
        }

        /** Creates a user without a known person. */
        public User(String name, Set<String> roles, String source) {
            this(name, roles, source, "");
        }
    }

    /** All users, by name. */
    List<User> users();

    /**
     * A signed {@link User#source}.
     *
     * @param content    bytes of the source
     * @param signatures signatures by name of the signer; not verified by the directory
     */
    record SignedSource(String source, byte[] content, Map<String, byte[]> signatures) {}

    /** The signed sources. */
    default List<SignedSource> signedSources() {
        return List.of();
    }

    /** Returns {@code true} if settings make added users and roles effective without a second person. */
    default boolean isEffectiveAtOnce() {
        return false;
    }

    /**
     * Reason why a login must not have these roles, because they exclude roles that its person has in this directory.
     *
     * @param login login that authenticates in another way, e.g. at the console
     * @return empty if the roles are permitted, and for an unknown login
     */
    default Optional<Text> exclusionReason(String login, Set<String> roles) {
        return Optional.empty();
    }
}
