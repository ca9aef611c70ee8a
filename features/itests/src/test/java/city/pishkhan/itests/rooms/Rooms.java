package city.pishkhan.itests.rooms;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Allowed dependencies between modules. A module is a package with its subpackages; the longest matching name decides. Dependencies not
 * listed here are forbidden. {@code platform} covers the bundles with third-party libraries and the few classes of the hub in them.
 */
final class Rooms {

    private static final Set<String> ROUTES = Set.of(
            "routes.office",
            "routes.agency",
            "routes.committee",
            "routes.visitor",
            "routes.handbook",
            "routes.console",
            "routes.citizen",
            "routes.oversight",
            "routes.inquiries",
            "routes.planning",
            "routes.bank",
            "routes.post",
            "routes.vehicles");
    private static final Set<String> WRAPPERS = Set.of(
            "planning",
            "archive",
            "archivesource",
            "s3",
            "clamd",
            "tika",
            "bank",
            "fire",
            "utilities",
            "vehicles",
            "numbers",
            "sms",
            "post");
    private static final Set<String> CORE = Set.of(
            "cases",
            "procedures",
            "governance",
            "discipline",
            "journal",
            "access",
            "sessions",
            "approvals",
            "audit",
            "cluster",
            "payments",
            "deliveries",
            "certificates",
            "worklist",
            "notifications",
            "citizenlogin",
            "violations",
            "originals",
            "webhooks",
            "backup",
            "vault");

    private static final Map<String, Set<String>> MAY_SEE = new HashMap<>();

    static {
        allow("messages");
        allow("identifiers");
        allow("spi");
        allow("contracts");
        // the journal's proofs stand alone and their verification depends only on them, because both also run without a
        // hub
        allow("proofs");
        allow("verification", "proofs");
        allow("platform");
        // configuration is validated before other bundles start, and without a hub
        allow("configuration");
        allow("api", "identifiers", "spi");
        allow("persistence", "identifiers", "api", "platform");
        allow("outgoing", "persistence", "platform");
        // core modules use each other only through services of the api
        CORE.forEach(room -> allow(room, "identifiers", "spi", "api", "persistence", "platform"));
        allow("journal", "identifiers", "spi", "api", "persistence", "proofs", "verification", "outgoing", "platform");
        allow("pdf", "identifiers");
        allow("evidence", "identifiers", "api", "journal", "proofs", "pdf", "platform");
        allow("certificates", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        // a receipt is a document of its own
        allow("originals", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        allow("payments", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        allow("webhooks", "identifiers", "spi", "api", "persistence", "outgoing", "platform");
        // a backup is signed like a seal, and a restore is compared with the witness's seals
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
        // configuration files are parsed in one place
        allow("cluster", "identifiers", "spi", "api", "persistence", "configuration", "platform");
        allow("soap", "spi", "platform");
        allow("rest", "spi", "platform");
        // a wrapper communicates with a partner and does not know how the hub uses the answers
        WRAPPERS.forEach(room -> allow(room, "identifiers", "spi", "soap", "rest", "persistence", "platform"));
        // exception: the archive wraps stores and itself implements the api service Papers; its sheets are proved like
        // the journal
        allow("archive", "identifiers", "spi", "api", "persistence", "proofs", "platform");
        // it shares its schema with the keeping of papers, where destroyed sheets get a certificate
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
        // health names partners that violate their contracts
        allow("runtime", "identifiers", "spi", "api", "contracts", "tls", "configuration", "platform");
        // deployments depend on the runtime's contexts only
        allow("deployment", "identifiers", "spi", "api", "runtime", "configuration", "platform");
        allow("doors", "identifiers", "spi", "api", "contracts", "runtime");
        ROUTES.forEach(room -> allow(room, "identifiers", "spi", "api", "contracts", "runtime", "doors"));
    }

    private Rooms() {}

    private static void allow(String room, String... others) {
        Set<String> all = new HashSet<>(Set.of(others));
        all.add(room);
        // messages may be used everywhere
        all.add("messages");
        MAY_SEE.put(room, all);
    }

    static Set<String> all() {
        return MAY_SEE.keySet();
    }

    static Set<String> routes() {
        return ROUTES;
    }

    /** Returns the module of a package; empty for a package in none of the modules. */
    static Optional<String> of(String packageName) {
        String ours = "city.pishkhan.";
        return MAY_SEE.keySet().stream()
                .filter(room -> (packageName + ".").startsWith(ours + room + "."))
                .max(Comparator.comparingInt(String::length));
    }

    static boolean maySee(String room, String other) {
        return MAY_SEE.get(room).contains(other);
    }
}
