package city.pishkhan.itests.rooms;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which room may see which. A room is a package with all below it, and the longest name that fits decides; what is not written here is not
 * allowed. {@code platform} stands for the bundles that carry what others wrote, and for what little of ours is in them.
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
        // what proves the journal stands alone, and what checks it knows only that: both run without a hub too
        allow("proofs");
        allow("verification", "proofs");
        allow("platform");
        // what files may say is known before anything else starts, and without a hub
        allow("configuration");
        allow("api", "identifiers", "spi");
        allow("persistence", "identifiers", "api", "platform");
        allow("outgoing", "persistence", "platform");
        // what a core room needs of another it gets by a service of the api
        CORE.forEach(room -> allow(room, "identifiers", "spi", "api", "persistence", "platform"));
        allow("journal", "identifiers", "spi", "api", "persistence", "proofs", "verification", "outgoing", "platform");
        allow("pdf", "identifiers");
        allow("evidence", "identifiers", "api", "journal", "proofs", "pdf", "platform");
        allow("certificates", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        // a receipt is a page of its own
        allow("originals", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        allow("payments", "identifiers", "spi", "api", "persistence", "pdf", "platform");
        allow("webhooks", "identifiers", "spi", "api", "persistence", "outgoing", "platform");
        // a backup is signed as seals are, and a restore is compared with those of the witness
        allow("backup", "identifiers", "spi", "api", "persistence", "journal", "proofs", "verification", "platform");
        allow("soap", "spi", "platform");
        allow("rest", "spi", "platform");
        // a wrapper speaks with a partner, and knows nothing of what the hub does with its words
        WRAPPERS.forEach(room -> allow(room, "identifiers", "spi", "soap", "rest", "persistence", "platform"));
        // the exception: the archive is a wrapper of stores, and is itself the service Papers of the api; its sheets
        // are proved as the journal is, and what is destroyed of it has a certificate
        allow("archive", "identifiers", "spi", "api", "persistence", "proofs", "pdf", "platform");
        allow("tls", "platform");
        allow("camel", "identifiers", "spi", "api", "platform");
        // the operator's commands show the core through its services, what planning and archive import, and the
        // journal's
        // seals
        allow(
                "shell",
                "identifiers",
                "api",
                "persistence",
                "planning",
                "archive",
                "journal",
                "proofs",
                "verification",
                "configuration",
                "platform");
        // health names partners that do not keep their contracts
        allow("runtime", "identifiers", "spi", "api", "contracts", "tls", "configuration", "platform");
        // deployments look at what the runtime runs, and at nothing else of the hub
        allow("deployment", "identifiers", "spi", "api", "runtime", "platform");
        allow("doors", "identifiers", "spi", "api", "contracts", "runtime");
        ROUTES.forEach(room -> allow(room, "identifiers", "spi", "api", "contracts", "runtime", "doors"));
    }

    private Rooms() {}

    private static void allow(String room, String... others) {
        Set<String> all = new HashSet<>(Set.of(others));
        all.add(room);
        // words for people may come from anywhere
        all.add("messages");
        MAY_SEE.put(room, all);
    }

    static Set<String> all() {
        return MAY_SEE.keySet();
    }

    static Set<String> routes() {
        return ROUTES;
    }

    /** @return empty for a package that is in no room of ours */
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
