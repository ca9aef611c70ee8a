package city.pishkhan.deployment.internal.bundles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/**
 * Checks whether the requirements of bundles can be satisfied by the available capabilities. The {@code uses}
 * constraints of packages are left to the framework; if these fail, the deployment is rolled back.
 */
final class Resolution {
    private static final List<String> OPTIONAL = List.of("optional", "dynamic");

    private static final Pattern PACKAGE = Pattern.compile("\\(?&?\\(osgi\\.wiring\\.package=([\\w.]+)\\)(.*?)\\)?");
    private static final Pattern RANGE = Pattern.compile("\\(version>=([^)]+)\\)\\(!\\(version>=([^)]+)\\)\\)");

    private final Collection<? extends Capability> offered;

    /** @param offered capabilities of all remaining and added bundles */
    Resolution(Collection<? extends Capability> offered) {
        this.offered = offered;
    }

    /**
     * Describes the unsatisfied requirements.
     *
     * @param needs requirements of the added bundles, or of users of the leaving ones
     */
    List<String> missing(Collection<? extends Requirement> needs) {
        List<String> missing = new ArrayList<>();
        for (Requirement need : needs) {
            Map<String, String> directives = need.getDirectives();
            boolean mandatory = directives.getOrDefault("effective", "resolve").equals("resolve")
                    && !OPTIONAL.contains(directives.getOrDefault("resolution", "mandatory"));
            if (mandatory && !isSatisfied(need)) {
                missing.add(describe(need));
            }
        }
        return missing.stream().distinct().sorted().toList();
    }

    private boolean isSatisfied(Requirement need) {
        return offered.stream().anyMatch(one -> matches(need, one));
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

    private String describe(Requirement need) {
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
        Matcher imported = PACKAGE.matcher(filter);
        String what = imported.matches()
                ? "package " + imported.group(1) + range(imported.group(2))
                : need.getNamespace() + " " + filter;
        return what + (versions.isEmpty() ? "" : " (there is " + versions + ")");
    }

    /** Formats a version range as in a manifest. */
    private static String range(String filter) {
        Matcher versions = RANGE.matcher(filter);
        return versions.matches()
                ? " [" + versions.group(1) + "," + versions.group(2) + ")"
                : filter.isEmpty() ? "" : " " + filter;
    }
}
