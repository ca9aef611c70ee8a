package city.pishkhan.access.internal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shapes of roles that a login may have; anything else from a realm (say, a group of the city's directory) is none of ours. */
final class Roles {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    private static final Pattern ROLE =
            Pattern.compile("operator|office:[0-9]{1,6}|agency:[a-z][a-z0-9-]{0,30}|district:([1-9]|1[0-9]|2[0-2])");

    private Roles() {}

    static Set<String> valid(Collection<String> roles, String user) {
        Set<String> valid = new LinkedHashSet<>();
        for (String role : roles) {
            if (ROLE.matcher(role).matches()) {
                valid.add(role);
            } else {
                LOG.warn("user {}: role {} is not known and is left out", user, role);
            }
        }
        return valid;
    }
}
