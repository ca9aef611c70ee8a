package city.pishkhan.api.security;

import java.util.List;
import java.util.Set;

/** Who can log in here: what a realm of ours knows of its users, without their passwords. */
public interface UserDirectory {

    /** @param source where it is written, e.g. the file's name */
    record User(String name, Set<String> roles, String source) {
        public User {
            roles = Set.copyOf(roles);
        }
    }

    /** All users, by name. */
    List<User> users();
}
