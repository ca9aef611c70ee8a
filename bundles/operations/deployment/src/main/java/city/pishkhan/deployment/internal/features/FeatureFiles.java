package city.pishkhan.deployment.internal.features;

import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.files.RouteFileDeployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import city.pishkhan.runtime.RouteFileCheck;
import city.pishkhan.runtime.RouteFileCheck.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files in {@code etc} that features contain. Configurations belong to the operator: they are written only if missing, and
 * remain. Route files belong to the feature: they are replaced and removed with it. A route file from another source is not
 * changed.
 */
final class FeatureFiles {
    private static final Messages MESSAGES = Messages.of(FeatureFiles.class);
    private static final String CONFIGURATION = "[A-Za-z0-9._~-]+\\.cfg";
    private static final String ROUTES = "[A-Za-z0-9_][A-Za-z0-9._-]*\\.camel\\.yaml";

    private final Path etc;
    private final DeploymentEnvironment hub;
    private final Supplier<RouteFileCheck> rules;
    private final List<Path> configurations = new ArrayList<>();
    private final Set<String> brought = new TreeSet<>();
    private final Map<String, RouteFileDeployable> moved = new TreeMap<>();

    /** @param rules checks route files */
    FeatureFiles(Path etc, DeploymentEnvironment hub, Supplier<RouteFileCheck> rules) {
        this.etc = etc;
        this.hub = hub;
        this.rules = rules;
    }

    private Path routes(String file) {
        return etc.resolve("routes").resolve(file);
    }

    private RouteFileDeployable deployable(String file) {
        return new RouteFileDeployable(routes(file), hub, rules);
    }

    /**
     * Checks the files before anything is written.
     *
     * @param running the installed version
     */
    Findings check(FeatureContent running, FeatureContent next) throws IOException {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Set<String> agencies = new TreeSet<>();
        for (String file : next.configurations().keySet()) {
            if (!file.matches(CONFIGURATION)) {
                problems.add(MESSAGES.english("features.configuration", file));
            }
        }
        for (Map.Entry<String, byte[]> one : next.routeFiles().entrySet()) {
            if (one.getKey().matches(ROUTES)) {
                Findings found = deployable(one.getKey()).check(one.getValue(), properties(one.getKey(), next));
                found.problems().forEach(problem -> problems.add(one.getKey() + ": " + problem));
                found.warnings().forEach(warning -> warnings.add(one.getKey() + ": " + warning));
                agencies.addAll(found.agencies());
            } else {
                problems.add(MESSAGES.english("features.configuration", "routes/" + one.getKey()));
            }
        }
        for (String file : changing(running, next)) {
            byte[] ours = running.routeFiles().get(file);
            if (file.matches(ROUTES)
                    && Files.exists(routes(file))
                    && !Arrays.equals(ours, Files.readAllBytes(routes(file)))) {
                problems.add(MESSAGES.english("features.routes", file));
            }
        }
        return new Findings(problems, warnings, agencies);
    }

    /** Values for a route file's placeholders from the configuration in the same feature. */
    private static Map<String, String> properties(String file, FeatureContent next) throws IOException {
        byte[] brought =
                next.configurations().get("city.pishkhan.route-" + file.replaceFirst("\\.camel\\.yaml$", "") + ".cfg");
        Properties values = brought == null ? new Properties() : ConfigurationFile.load(brought);
        Map<String, String> properties = new TreeMap<>();
        values.stringPropertyNames().forEach(key -> properties.put(key, values.getProperty(key)));
        return properties;
    }

    /** Names of the route files that must be changed. */
    private Set<String> changing(FeatureContent running, FeatureContent next) throws IOException {
        Set<String> all = new TreeSet<>(running.routeFiles().keySet());
        all.addAll(next.routeFiles().keySet());
        Set<String> changing = new TreeSet<>();
        for (String file : all) {
            byte[] wanted = next.routeFiles().get(file);
            boolean exists = Files.exists(routes(file));
            if (exists ? !Arrays.equals(wanted, Files.readAllBytes(routes(file))) : wanted != null) {
                changing.add(file);
            }
        }
        return changing;
    }

    /** Names of the contexts that stop. */
    List<String> stopping(FeatureContent running, FeatureContent next) throws IOException {
        return changing(running, next).stream()
                .flatMap(file -> deployable(file).stopping().stream())
                .toList();
    }

    /**
     * Returns the steps that install the route files and configurations of a version; existing configurations are not
     * changed.
     *
     * @param from the version to replace
     */
    List<Step> stepsTo(FeatureContent next, FeatureContent from) {
        List<Step> steps = new ArrayList<>();
        Set<String> routeFiles = new TreeSet<>(from.routeFiles().keySet());
        routeFiles.addAll(next.routeFiles().keySet());
        routeFiles.stream()
                .filter(file -> file.matches(ROUTES))
                .forEach(file ->
                        steps.add(Step.file(routes(file), next.routeFiles().get(file))));
        from.configurations().keySet().stream()
                .filter(file -> file.matches(CONFIGURATION) && Files.notExists(etc.resolve(file)))
                .forEach(file -> steps.add(Step.file(etc.resolve(file), null)));
        return steps;
    }

    /** Writes missing configurations. */
    void configure(FeatureContent next) throws IOException {
        for (Map.Entry<String, byte[]> one : next.configurations().entrySet()) {
            Path file = etc.resolve(one.getKey());
            if (one.getKey().matches(CONFIGURATION) && Files.notExists(file)) {
                replace(one.getValue(), file);
                configurations.add(file);
            }
        }
    }

    /** Deletes the configurations that a failed version added. */
    void undo() throws IOException {
        for (Path file : configurations) {
            Files.deleteIfExists(file);
        }
        configurations.clear();
        moved.clear();
    }

    /**
     * Deletes route files before the bundles that they use are removed.
     *
     * @return names of the deleted files
     */
    Set<String> removeRoutes(FeatureContent running, FeatureContent next) throws Fault {
        Set<String> gone = new TreeSet<>(running.routeFiles().keySet());
        gone.addAll(brought);
        gone.removeAll(next.routeFiles().keySet());
        for (String file : gone) {
            put(file, null);
        }
        brought.removeAll(gone);
        return gone;
    }

    /**
     * Writes route files after the bundles that they use are installed.
     *
     * @return names of the changed files
     */
    Set<String> writeRoutes(FeatureContent next) throws Fault, IOException {
        Set<String> changed = changing(FeatureContent.NONE, next);
        for (String file : changed) {
            put(file, next.routeFiles().get(file));
            brought.add(file);
        }
        return changed;
    }

    private void put(String file, byte @Nullable [] content) throws Fault {
        RouteFileDeployable routes = deployable(file);
        routes.put(content);
        moved.put(file, routes);
    }

    /** Message about a file that has not taken effect yet; empty if all files have taken effect. */
    Optional<String> pending() {
        return configurations.stream()
                .map(file -> file.getFileName().toString())
                .filter(file -> !hub.isInForce(file))
                .map(file -> file + " is not in force")
                .findFirst()
                .or(() -> moved.values().stream()
                        .map(RouteFileDeployable::pending)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** Replaces a file atomically. */
    static void replace(byte[] content, Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
