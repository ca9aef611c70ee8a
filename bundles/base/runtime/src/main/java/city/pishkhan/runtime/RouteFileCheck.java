package city.pishkhan.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks route files before they start. Published by the component that runs route files. */
public interface RouteFileCheck {

    /**
     * Result of a check. Only a start shows whether Camel accepts the routes.
     * @param problems reasons why the file would not run: violated rules with line numbers, unset properties, unreachable partners; empty
     *     if no problem is known
     * @param warnings parts that would not work although the file runs
     * @param agencies agencies whose inquiries the routes consume
     */
    record Findings(List<String> problems, List<String> warnings, Set<String> agencies) {
        public Findings {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            agencies = Set.copyOf(agencies);
        }
    }

    /**
     * Checks a file without starting it. Opens a connection to each partner that the routes call, for up to 2 seconds each.
     * @param file       file name, e.g. {@code telecom.camel.yaml}
     * @param content    the file's bytes
     * @param properties values for placeholders, used if {@code etc/city.pishkhan.route-<name>.cfg} does not exist yet
     */
    Findings check(String file, byte[] content, Map<String, String> properties);

    /**
     * Checks only the text and the properties of a file; opens no connections.
     *
     * @param file file name, e.g. {@code telecom.camel.yaml}
     * @return violated rules and unset properties; empty if no problem is known
     */
    List<String> problems(String file, byte[] content);

    /**
     * Returns the reason why an installed route file does not run; empty if it runs, or if no file of that name is
     * installed.
     */
    Optional<String> refusal(String file);
}
