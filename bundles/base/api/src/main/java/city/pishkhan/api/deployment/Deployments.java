package city.pishkhan.api.deployment;

import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Text;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Deploys bundles, features, route files and configuration files into the running hub. A file is checked first and compared with
 * the running version, and rolled back automatically if it does not run. Only one deployment runs at a time.
 */
public interface Deployments {

    /** Kind of a file, determined by its name. */
    enum Kind {
        /** {@code *.jar} with a symbolic name */
        BUNDLE,
        /** {@code *.kar}, or {@code *.xml} with features: all their bundles and configurations together */
        FEATURE,
        /** {@code *.camel.yaml} */
        ROUTES,
        /** {@code city.pishkhan.*.cfg} */
        CONFIGURATION
    }

    /** Outcome of a deployment. */
    enum Effect {
        /** the new version runs */
        SWITCHED,
        /** the new version did not run; the previous version runs again */
        WENT_BACK,
        /** an operator rolled back to the previous version */
        ROLLED_BACK,
        /** the deployment was not tried, because the new version could not run */
        REFUSED,
        /** neither the new nor the previous version runs */
        STUCK,
        /** the hub stopped before the outcome was known; the next start restored the previous version */
        INTERRUPTED
    }

    /**
     * Preview of a deployment.
     *
     * @param name      symbolic name of the bundle, name of the first feature, or name of the file
     * @param sha256    SHA-256 of the file, hex
     * @param before    SHA-256 of the running version, hex; empty if there is none
     * @param restarted symbolic names of the bundles that are refreshed and restarted, including the deployed bundle
     * @param contexts  Camel contexts that stop during the deployment
     * @param doors     paths whose requests wait during the deployment
     * @param agencies  agencies whose inquiries wait during the deployment
     * @param problems  reasons why the file cannot run; empty if there are none
     * @param warnings  parts of the file that will not work although it runs, such as missing configuration
     */
    record Plan(
            Kind kind,
            String name,
            String sha256,
            String before,
            List<String> restarted,
            List<String> contexts,
            List<String> doors,
            List<String> agencies,
            List<Text> problems,
            List<Text> warnings) {
        public Plan {
            restarted = List.copyOf(restarted);
            contexts = List.copyOf(contexts);
            doors = List.copyOf(doors);
            agencies = List.copyOf(agencies);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }

        /** Returns a plan of the same file with a further warning. */
        public Plan withWarning(Text further) {
            List<Text> all = new ArrayList<>(warnings);
            all.add(further);
            return new Plan(kind, name, sha256, before, restarted, contexts, doors, agencies, problems, all);
        }

        /** Returns a plan that has no effects, with a further problem. */
        public Plan withoutEffects(Text problem) {
            List<Text> all = new ArrayList<>(problems);
            all.add(problem);
            return new Plan(kind, name, sha256, before, List.of(), List.of(), List.of(), List.of(), all, warnings);
        }

        /** Joins all problems in one line. Call it only if {@link #problems} is not empty. */
        public Text problem() {
            return problems.stream()
                    .reduce((one, more) -> one.followedBy("; ", more))
                    .orElseThrow();
        }
    }

    /**
     * A recorded deployment.
     *
     * @param by             principal of the operator; {@code host} for a file that was placed in {@code deploy/}
     * @param source         path of the deployed file; empty for a rollback
     * @param sha256         SHA-256 of the new version, hex; empty for a removal
     * @param before         SHA-256 of the previous version, hex; empty if there was none
     * @param cause          reason for an effect other than {@link Effect#SWITCHED}; else empty
     * @param restarted      symbolic names of the bundles that were stopped
     * @param millis         duration in milliseconds until the new version ran, or until the previous version ran
     *     again; 0 if the deployment was not tried
     * @param leftBehind     resources that stopped versions did not release, e.g. a thread, one per line; a warning
     *     that causes no rollback
     * @param outageMillis   time in milliseconds from the stop of the previous version until a version ran, including a
     *     failed attempt and its rollback; 0 if there was no previous version. For {@link Effect#STUCK}, until the hub
     *     gave up
     * @param rollbackMillis part of the outage that the rollback took, in milliseconds; 0 if there was none
     */
    record Entry(
            Instant at,
            String by,
            Kind kind,
            String name,
            String source,
            String sha256,
            String before,
            Effect effect,
            @Nullable String cause,
            List<String> restarted,
            long millis,
            List<String> leftBehind,
            long outageMillis,
            long rollbackMillis) {
        public Entry {
            restarted = List.copyOf(restarted);
            // histories that an earlier version of the hub wrote have no leftBehind
            leftBehind = leftBehind == null ? List.of() : List.copyOf(leftBehind);
        }
    }

    /**
     * Checks a file without changing anything.
     *
     * @throws city.pishkhan.api.Refusal if the file is of no {@link Kind}
     */
    Plan plan(Path file);

    /**
     * Deploys a file; returns when the new or the previous version runs.
     *
     * @throws city.pishkhan.api.Refusal if the file is of no {@link Kind}, already runs or cannot run, or another
     *     deployment is running
     */
    Entry deploy(Path file, Caller by);

    /**
     * Rolls back to the previous version, or removes the file if there was none.
     *
     * @param name as in {@link Entry#name()}
     * @throws city.pishkhan.api.Refusal if nothing of that name was ever deployed, or another deployment is running
     */
    Entry rollback(String name, Caller by);

    /**
     * As {@link #deploy}, but returns at once and deploys on a thread that no deployment stops. The file must exist
     * until the outcome is known.
     */
    CompletableFuture<Entry> beginDeployment(Path file, Caller by);

    /**
     * As {@link #rollback}, but returns at once and rolls back on a thread that no deployment stops, because the
     * rollback may stop the caller's own bundle. A caller that does not wait for the end finds the entry in the
     * {@linkplain #history() history}.
     */
    CompletableFuture<Entry> beginRollback(String name, Caller by);

    /**
     * Removes a feature and its bundles; its configuration stays.
     *
     * @param name name of a feature, as in {@link Entry#name()}
     * @throws city.pishkhan.api.Refusal if no feature of that name runs, another feature or bundle uses it, or another deployment
     *     is running
     */
    Entry remove(String name, Caller by);

    /** All deployments on this node, oldest first. */
    List<Entry> history();

    /** The deployment of each version that runs now, by name; removed names are omitted. */
    List<Entry> deployed();

    /**
     * Opens a version that an entry of {@link #history} names.
     *
     * @param name as in {@link Entry#name()}
     * @param sha256 as in {@link Entry#sha256()} or {@link Entry#before()}
     * @throws java.io.UncheckedIOException if this node no longer keeps that version
     */
    InputStream open(String name, String sha256);
}
