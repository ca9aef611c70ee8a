package city.pishkhan.deployment.internal.bundles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Whether a bundle would find what it needs among what the others offer, and whoever uses the version before what it uses. Uses constraints are
 * left to the framework: what fails there goes back.
 */
final class Resolution {
    private static final List<String> OPTIONAL = List.of("optional", "dynamic");

    private final Collection<? extends Capability> offered;

    /** @param offered by everybody but the version before */
    Resolution(Collection<? extends Capability> offered) {
        this.offered = offered;
    }

    /** What a bundle does not find, in words. */
    List<String> missing(Resource candidate) {
        return missing(candidate.getRequirements(null), candidate);
    }

    /** @param needs what a bundle, or those who use it, need of the candidate or of anybody else */
    List<String> missing(Collection<? extends Requirement> needs, Resource candidate) {
        List<String> missing = new ArrayList<>();
        for (Requirement need : needs) {
            Map<String, String> directives = need.getDirectives();
            boolean mandatory = directives.getOrDefault("effective", "resolve").equals("resolve")
                    && !OPTIONAL.contains(directives.getOrDefault("resolution", "mandatory"));
            if (mandatory && !found(need, candidate)) {
                missing.add(words(need));
            }
        }
        return missing.stream().distinct().sorted().toList();
    }

    private boolean found(Requirement need, Resource candidate) {
        return candidate.getCapabilities(need.getNamespace()).stream().anyMatch(one -> matches(need, one))
                || offered.stream().anyMatch(one -> matches(need, one));
    }

    private static boolean matches(Requirement need, Capability one) {
        if (!one.getNamespace().equals(need.getNamespace())) {
            return false;
        }
        String filter = need.getDirectives().get("filter");
        try {
            return filter == null || FrameworkUtil.createFilter(filter).matches(one.getAttributes());
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    private String words(Requirement need) {
        String filter = String.valueOf(need.getDirectives().get("filter"));
        List<String> versions = offered.stream()
                .filter(one -> one.getNamespace().equals(need.getNamespace()))
                .filter(one -> filter.contains(
                        "(" + one.getNamespace() + "=" + one.getAttributes().get(one.getNamespace()) + ")"))
                .map(one -> one.getAttributes().get("version"))
                .filter(Version.class::isInstance)
                .map(String::valueOf)
                .distinct()
                .sorted()
                .toList();
        return need.getNamespace() + " " + filter + (versions.isEmpty() ? "" : " (there is " + versions + ")");
    }
}
