package city.pishkhan.api.deployment;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Brings bundles, features, route files and configuration files into the running hub: looked at first, held against what ran before, and taken back by
 * itself when that does not run any more. One at a time.
 */
public interface Deployments {

    /** What a file is, told by its name. */
    enum Kind {
        /** {@code *.jar} with a symbolic name */
        BUNDLE,
        /** {@code *.kar}, or {@code *.xml} of features: all bundles and configurations of it together */
        FEATURE,
        /** {@code *.camel.yaml} */
        ROUTES,
        /** {@code city.pishkhan.*.cfg} */
        CONFIGURATION
    }

    /** What became of a deployment. */
    enum Effect {
        /** it runs */
        SWITCHED,
        /** it did not run, what ran before runs again */
        WENT_BACK,
        /** an operator took it back */
        ROLLED_BACK,
        /** it was not tried, because it could not run */
        REFUSED,
        /** it did not run, and neither does what ran before */
        STUCK,
        /** the hub ended before it was known whether it runs; the next start brought back what ran before */
        INTERRUPTED
    }

    /**
     * What a deployment would do.
     *
     * @param name      symbolic name of the bundle, name of the first feature, or name of the file
     * @param sha256    of the file, hex
     * @param before    SHA-256 of what runs now, hex; empty if it is new
     * @param restarted symbolic names of the bundles that are refreshed and started again, its own among them
     * @param contexts  Camel contexts that stop meanwhile
     * @param doors     paths whose requests wait meanwhile
     * @param agencies  agencies whose inquiries wait meanwhile
     * @param problems  why it cannot run; empty if nothing is in its way
     * @param warnings  what will not work although it runs, such as configuration that is not there
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
            List<String> problems,
            List<String> warnings) {
        public Plan {
            restarted = List.copyOf(restarted);
            contexts = List.copyOf(contexts);
            doors = List.copyOf(doors);
            agencies = List.copyOf(agencies);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What was done.
     *
     * @param by        principal of who did it; {@code host} for who put a file into {@code deploy/}
     * @param source    the file that it came from; empty for a step back
     * @param sha256    of what was to run, hex; empty if it was to go
     * @param before    SHA-256 of what ran before, hex; empty if nothing did
     * @param cause     why it is not {@link Effect#SWITCHED}; empty otherwise
     * @param restarted symbolic names of the bundles that were stopped meanwhile
     * @param millis    what the switch took until it ran, or the way back until what ran before ran again; 0 if it was not tried
     * @param leftBehind what versions that were stopped for it did not end or let go, e.g. a thread, a line each; a warning, and no reason to go back
     * @param outageMillis   from the stop of what ran before until a version ran well, a failed attempt and its rollback included; 0 if nothing
     *                       ran before. For {@link Effect#STUCK} until it was given up
     * @param rollbackMillis of the outage, the time that the rollback took; 0 if there was none
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
            String cause,
            List<String> restarted,
            long millis,
            List<String> leftBehind,
            long outageMillis,
            long rollbackMillis) {
        public Entry {
            restarted = List.copyOf(restarted);
            // lines of an older history do not have it
            leftBehind = leftBehind == null ? List.of() : List.copyOf(leftBehind);
        }
    }

    /**
     * Looks, and changes nothing.
     *
     * @throws city.pishkhan.api.Refusal if the file is none of these kinds
     */
    Plan plan(Path file);

    /**
     * Comes back when the new version runs, or the old one again.
     *
     * @throws city.pishkhan.api.Refusal if the file is none of these kinds, runs already or cannot run, or another deployment is under way
     */
    Entry deploy(Path file, Caller by);

    /**
     * To the version that ran before, or to none if there was none.
     *
     * @param name as in {@link Entry#name()}
     * @throws city.pishkhan.api.Refusal if nothing of that name was ever deployed, or another deployment is under way
     */
    Entry rollback(String name, Caller by);

    /** As {@link #deploy}, on a thread that no version holds. The file must stay until the outcome is known. */
    CompletableFuture<Entry> beginDeployment(Path file, Caller by);

    /**
     * As {@link #rollback}, on a thread that no version holds: what is taken back may be what asks. Whoever waits for it shorter than it takes
     * finds its entry in the {@linkplain #history() history}.
     */
    CompletableFuture<Entry> beginRollback(String name, Caller by);

    /**
     * Takes a feature away, with its bundles. Its configuration stays.
     *
     * @param name of a feature, as in {@link Entry#name()}
     * @throws city.pishkhan.api.Refusal if no feature of that name runs, somebody uses it, or another deployment is under way
     */
    Entry remove(String name, Caller by);

    /** All that was done on this node, the oldest first. */
    List<Entry> history();

    /** The last deployment of each name that came into force and is still there, by name. */
    List<Entry> deployed();

    /**
     * Reads a version of which {@link #deployed} tells.
     *
     * @throws java.io.UncheckedIOException if this node does not keep it any more
     */
    byte[] content(Entry deployed);
}
