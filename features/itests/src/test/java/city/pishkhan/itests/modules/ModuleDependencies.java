package city.pishkhan.itests.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Allowed dependencies between modules. A module is a package with its subpackages; the longest matching name decides. Dependencies not
 * listed here are forbidden. A new module in {@code core}, {@code trust}, {@code partners}, {@code archive} or {@code routes} has the rights
 * of its group and needs no line here. {@code platform} covers the bundles with third-party libraries and the few classes of the hub in them.
 */
final class ModuleDependencies {

    private static final Path ROOT = Path.of("../..");

    /**
     * Groups of bundles with the modules that each module of the group may use. A module with other rights has a line
     * of its own below.
     */
    private static final Map<String, Set<String>> GROUPS = Map.of(
            // core modules use each other only through services of the api
            "core", Set.of("identifiers", "spi", "api", "persistence", "platform"),
            "trust", Set.of("identifiers", "spi", "api", "persistence", "platform"),
            // a wrapper communicates with a partner and does not know how the hub uses the answers
            "partners", Set.of("identifiers", "spi", "soap", "rest", "persistence", "platform"),
            "archive", Set.of("identifiers", "spi", "soap", "rest", "persistence", "platform"));

    private static final Set<String> ROUTES = modules("routes").stream()
            .filter(module -> !Set.of("gate", "doors").contains(module))
            .map(module -> "routes." + module)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Set<String>> MAY_SEE = new HashMap<>();

    static {
        GROUPS.forEach((group, dependencies) ->
                modules("bundles/" + group).forEach(moduleName -> allow(moduleName, dependencies)));
        allow("messages");
        allow("identifiers");
        allow("spi");
        allow("contracts");
        // proofs and their verification also run without a hub, so proofs depends on nothing, and verification only on
        // proofs
        allow("proofs");
        allow("verification", "proofs");
        allow("platform");
        // configuration depends on nothing, because it also validates settings before other bundles start, and without
        // a hub
        allow("configuration");
        allow("api", "identifiers", "spi");
        allow("persistence", "identifiers", "api", "platform");
        allow("outgoing", "persistence", "platform");
        allow("journal", "identifiers", "spi", "api", "persistence", "proofs", "verification", "outgoing", "platform");
        allow("pdf", "identifiers");
        allow("evidence", "identifiers", "api", "journal", "proofs", "pdf", "platform");
        allow("certificates", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        // originals needs pdf for its receipts
        allow("originals", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        allow("payments", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        allow("webhooks", "identifiers", "spi", "api", "persistence", "outgoing", "platform");
        // backup needs the journal, because a backup is signed like a seal, and a restore is compared with the
        // witness's seals
        allow(
                "backup",
                "identifiers",
                "spi",
                "api",
                "persistence",
                "journal",
                "proofs",
                "verification",
                "configuration",
                "platform");
        // cluster needs configuration, the only module that parses configuration files
        allow("cluster", "identifiers", "spi", "api", "persistence", "configuration", "platform");
        allow("soap", "spi", "platform");
        allow("rest", "spi", "platform");
        // exception: the archive wraps stores and itself implements the api service Papers; its sheets are proved like
        // the journal
        allow("archive", "identifiers", "spi", "api", "persistence", "proofs", "platform");
        // keeping uses the archive's schema, and pdf for the certificates of destroyed sheets
        allow("keeping", "identifiers", "spi", "api", "persistence", "archive", "pdf", "platform");
        allow("pictures", "identifiers", "api", "persistence", "platform");
        allow("tls", "platform");
        allow("camel", "identifiers", "spi", "api", "platform");
        // commands use the core through its services, and in addition imports of planning, the archive's tools, and
        // the journal's seals
        allow(
                "shell",
                "identifiers",
                "api",
                "persistence",
                "planning",
                "archive",
                "keeping",
                "journal",
                "proofs",
                "verification",
                "configuration",
                "platform");
        // runtime is the contract between the gate, health, deployments and route bundles; it asks the bundle guard
        // which
        // code may run
        allow("runtime", "api", "platform");
        // health names partners that violate their contracts
        allow("health", "identifiers", "spi", "api", "runtime", "tls", "configuration", "platform");
        allow("gate", "identifiers", "spi", "api", "contracts", "runtime", "health", "tls", "platform");
        allow("deployment", "identifiers", "spi", "api", "runtime", "configuration", "platform");
        allow("doors", "identifiers", "spi", "api", "contracts", "runtime");
        ROUTES.forEach(moduleName -> allow(moduleName, "identifiers", "spi", "api", "contracts", "runtime", "doors"));
    }

    private ModuleDependencies() {}

    private static void allow(String moduleName, String... dependencies) {
        allow(moduleName, Set.of(dependencies));
    }

    private static void allow(String moduleName, Set<String> dependencies) {
        Set<String> all = new HashSet<>(dependencies);
        all.add(moduleName);
        // messages may be used everywhere
        all.add("messages");
        MAY_SEE.put(moduleName, all);
    }

    /** Returns the names of the modules in a folder of the source tree. */
    private static List<String> modules(String folder) {
        try (Stream<Path> folders = Files.list(ROOT.resolve(folder))) {
            return folders.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> all() {
        return MAY_SEE.keySet();
    }

    static Set<String> routes() {
        return ROUTES;
    }

    /** Returns the module of a package; empty for a package in none of the modules. */
    static Optional<String> moduleOf(String packageName) {
        String ours = "city.pishkhan.";
        return MAY_SEE.keySet().stream()
                .filter(moduleName -> (packageName + ".").startsWith(ours + moduleName + "."))
                .max(Comparator.comparingInt(String::length));
    }

    static boolean isAllowed(String moduleName, String other) {
        return MAY_SEE.get(moduleName).contains(other);
    }
}
