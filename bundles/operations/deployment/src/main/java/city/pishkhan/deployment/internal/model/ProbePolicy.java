package city.pishkhan.deployment.internal.model;

import city.pishkhan.deployment.internal.model.HubState.ComponentState;
import city.pishkhan.deployment.internal.model.HubState.Part;
import city.pishkhan.runtime.RouteContexts.Info;
import city.pishkhan.runtime.RouteContexts.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether a deployment works: new components run, and everything that ran before runs again. Components that waited or
 * failed before may remain so.
 */
public final class ProbePolicy {
    /** Beginning of the component runtime's message about a service whose component failed to start. */
    private static final String FOLLOW_UP_MESSAGE = "Unable to get service for reference";

    private final HubState before;
    private final Set<String> own;
    private final boolean removed;

    /**
     * @param before state before the deployment
     * @param own symbolic names of the deployed bundles
     * @param removed {@code true} if an item is removed, together with what only it provided
     */
    public ProbePolicy(HubState before, Set<String> own, boolean removed) {
        this.before = before;
        this.own = own;
        this.removed = removed;
    }

    /**
     * Result of a check.
     *
     * @param failed problems that waiting will not solve
     * @param waiting problems that may solve themselves
     */
    public record Finding(List<String> failed, List<String> waiting) {

        public boolean isWell() {
            return failed.isEmpty() && waiting.isEmpty();
        }

        /** All problems in one line. */
        public String summary() {
            List<String> all = new ArrayList<>(failed);
            all.addAll(waiting);
            return String.join("; ", all);
        }
    }

    public Finding evaluate(HubState now) {
        Finding finding = new Finding(new ArrayList<>(), new ArrayList<>());
        if (!now.settled()) {
            finding.waiting.add("routes are being started");
        }
        now.components().forEach((key, part) -> checkComponent(key, part, finding));
        if (!removed) {
            before.components().forEach((key, part) -> {
                if (!own.contains(part.bundle())
                        && part.state() == ComponentState.WELL
                        && !now.components().containsKey(key)) {
                    finding.waiting.add(key + " is gone");
                }
            });
        }
        now.contexts().forEach((name, info) -> checkContext(info, now.settled(), finding));
        before.contexts().values().stream()
                .filter(info -> info.state() == State.RUNNING && !now.contexts().containsKey(info.name()))
                .filter(info -> !removed && !(own.contains(info.name()) && hasNoRoutes(info.name(), now.components())))
                .forEach(info -> finding.waiting.add("routes of " + info.name() + " are gone"));
        return finding;
    }

    private void checkComponent(String key, Part part, Finding finding) {
        Part earlier = before.components().get(key);
        boolean well = earlier == null ? own.contains(part.bundle()) : earlier.state() == ComponentState.WELL;
        switch (part.state()) {
            case WELL -> {
                // an active component is no problem
            }
            case UNCONFIGURED -> {
                if (earlier != null && well && !removed) {
                    finding.waiting.add(key + " no longer has a configuration");
                }
            }
            case WAITS -> {
                boolean waited = earlier != null
                        && earlier.state() == ComponentState.WAITS
                        && earlier.lacks().containsAll(part.lacks());
                if (!waited && (well || own.contains(part.bundle())) && !removed) {
                    finding.waiting.add(key + " waits for " + String.join(", ", part.lacks()));
                }
            }
            case FAILED -> {
                if (earlier == null || earlier.state() != ComponentState.FAILED) {
                    (part.cause().contains(FOLLOW_UP_MESSAGE) ? finding.waiting : finding.failed)
                            .add(key + ": " + part.cause());
                }
            }
        }
    }

    /**
     * Checks a Camel context. Until all published routes have been started, a context that looks failed may still
     * start.
     */
    private void checkContext(Info info, boolean settled, Finding finding) {
        Info earlier = before.contexts().get(info.name());
        switch (info.state()) {
            case RUNNING -> {
                if (earlier != null
                        && !own.contains(info.name())
                        && !removed
                        && !info.routes().containsAll(earlier.routes())) {
                    finding.waiting.add("routes of " + info.name() + ": " + info.routes());
                }
            }
            case WAITING -> {
                if (earlier == null || earlier.state() != State.WAITING) {
                    finding.waiting.add(info.name() + " " + info.problem());
                }
            }
            case FAILED -> {
                if (earlier == null || earlier.state() != State.FAILED) {
                    (settled ? finding.failed : finding.waiting)
                            .add("routes of " + info.name() + " do not start"
                                    + (info.problem().isEmpty() ? "" : ": " + info.problem()));
                }
            }
        }
    }

    private static boolean hasNoRoutes(String bundle, Map<String, Part> components) {
        return components.values().stream().noneMatch(part -> part.bundle().equals(bundle) && part.routes());
    }
}
