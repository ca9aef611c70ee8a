package city.pishkhan.api.security;

import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who can log in here: what a realm of ours knows of its users, without their passwords. */
public interface UserDirectory {

    /**
     * @param source where it is written, e.g. the file's name
     * @param person as {@link Caller#person}
     * @param proof  digest of what the login proves itself by, such as its password's hash: whoever changes that has the login
     */
    record User(String name, Set<String> roles, String source, String person, String proof) {
        public User {
            roles = Set.copyOf(roles);
        }

        /** Of which nobody knows how it proves itself. */
        public User(String name, Set<String> roles, String source, String person) {
            this(name, roles, source, person, "");
        }

        /** Of whom only the login is known. */
        public User(String name, Set<String> roles, String source) {
            this(name, roles, source, "");
        }
    }

    /** All users, by name. */
    List<User> users();

    /**
     * What {@link User#source} names, signed by somebody.
     *
     * @param content    as it lies
     * @param signatures by the name of who signed; whether they are good the directory does not know
     */
    record Signed(String source, byte[] content, Map<String, byte[]> signatures) {}

    /** The sources that somebody has signed. */
    default List<Signed> signed() {
        return List.of();
    }

    /** Whether its settings let what is added count without a second person. */
    default boolean atOnce() {
        return false;
    }

    /**
     * Why nobody has these roles who has that login, or another of the same person: they exclude what the person has here.
     *
     * @param login of somebody who comes by another way, say at the console
     * @return empty if they may, and for a login that is not known here
     */
    default Optional<Text> excluded(String login, Set<String> roles) {
        return Optional.empty();
    }
}
