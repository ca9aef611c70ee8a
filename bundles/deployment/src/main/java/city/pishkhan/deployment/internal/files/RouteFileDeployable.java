package city.pishkhan.deployment.internal.files;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteFileCheck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.ServiceReference;

/** A route file: its context is another one once its routes have been replaced. */
public final class RouteFileDeployable extends FileDeployable {
    private final Supplier<RouteContexts> contexts;
    private final Supplier<RouteFileCheck> check;
    private Instant marked = Instant.MIN;
    private boolean leaves;

    /** @param target the file in {@code etc/routes} */
    public RouteFileDeployable(Path target, Supplier<RouteContexts> contexts, Supplier<RouteFileCheck> check) {
        super(target);
        this.contexts = contexts;
        this.check = check;
    }

    @Override
    public Kind kind() {
        return Kind.ROUTES;
    }

    /** Its context is called as it is, and has other routes afterwards. */
    @Override
    public Set<String> ownBundles() {
        return Set.of(name());
    }

    @Override
    public Plan plan(byte[] content, String sha256, String before) {
        RouteFileCheck rules = check.get();
        List<String> problems = content == null
                ? List.of()
                : rules == null ? List.of("nothing here runs route files") : rules.problems(content);
        List<String> stopped = context().isPresent() ? List.of(name()) : List.of();
        return new Plan(kind(), name(), sha256, before, List.of(), stopped, List.of(), List.of(), problems, List.of());
    }

    @Override
    void mark(byte[] content) {
        marked = Instant.now();
        leaves = content == null;
    }

    @Override
    public Optional<String> pending() {
        Optional<RouteContexts.Info> context = context();
        boolean there = context.filter(
                        one -> one.started() != null && !one.started().isBefore(marked))
                .isPresent();
        return (leaves ? context.isEmpty() : there)
                ? Optional.empty()
                : Optional.of("routes of " + name() + " are not the new ones: the log says why");
    }

    @Override
    public boolean brings(ServiceReference<?> service) {
        return false;
    }

    private Optional<RouteContexts.Info> context() {
        RouteContexts running = contexts.get();
        return running == null
                ? Optional.empty()
                : running.contexts().stream()
                        .filter(one -> one.name().equals(name()))
                        .findFirst();
    }
}
