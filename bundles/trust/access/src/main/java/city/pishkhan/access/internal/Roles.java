package city.pishkhan.access.internal;

import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.RenovationCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The valid forms of roles. Other names from a realm, e.g. groups of a directory, are ignored. */
public final class Roles {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    private static final Set<String> PLAIN = Set.of(
            "operator",
            "institute",
            "planning",
            "headquarters",
            "committee",
            "chair",
            "discipline",
            "treasury",
            "notary",
            "oversight");
    private static final Set<String> OF_A_TENANT = Set.of("office", "expert", "agency", "district", "citizen");
    private static final Pattern TENANT_ROLE = Pattern.compile("(office|expert):[0-9]{1,6}|agency:[a-z][a-z0-9-]{0,30}"
            + "|district:(" + RenovationCode.DISTRICT + ")|citizen:[A-Za-z0-9_-]{8,64}(\\.[0-9a-f]{32})?");

    private Roles() {}

    /** The kinds of roles. */
    public static Set<String> kinds() {
        return Stream.concat(PLAIN.stream(), OF_A_TENANT.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns {@code true} if roles of this kind name a tenant, as {@code office:1204} does. */
    static boolean isTenant(String kind) {
        return OF_A_TENANT.contains(kind);
    }

    /** Returns {@code true} if the role has a valid form. */
    public static boolean isValid(String role) {
        return isTenant(Caller.kind(role)) ? TENANT_ROLE.matcher(role).matches() : PLAIN.contains(role);
    }

    public static Set<String> valid(Collection<String> roles, String user) {
        Set<String> valid = new LinkedHashSet<>();
        for (String role : roles) {
            if (isValid(role)) {
                valid.add(role);
            } else {
                LOG.warn("user {}: unknown role {} is ignored", user, role);
            }
        }
        return valid;
    }
}
