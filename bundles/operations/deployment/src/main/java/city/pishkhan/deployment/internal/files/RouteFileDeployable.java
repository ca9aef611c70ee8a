package city.pishkhan.deployment.internal.files;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.model.AgencyChange;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteFileCheck;
import city.pishkhan.runtime.RouteFileCheck.Findings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** A route file. It is in force once its context has been replaced. */
public final class RouteFileDeployable extends FileDeployable {
    private static final Messages MESSAGES = Messages.of(RouteFileDeployable.class);

    private final DeploymentEnvironment hub;
    private final Supplier<RouteFileCheck> check;
    private Instant marked = Instant.MIN;
    private boolean leaves;

    /** @param target the file in {@code etc/routes} */
    public RouteFileDeployable(Path target, DeploymentEnvironment hub, Supplier<RouteFileCheck> check) {
        super(target);
        this.hub = hub;
        this.check = check;
    }

    @Override
    public Kind kind() {
        return Kind.ROUTES;
    }

    /** Returns the name of the file, which is also the name of the context whose routes are replaced. */
    @Override
    public Set<String> ownBundles() {
        return Set.of(name());
    }

    @Override
    public Plan plan(byte @Nullable [] content, String sha256, String before) {
        Findings findings = check(content, Map.of());
        List<String> stopped = stopping();
        AgencyChange agencies = new AgencyChange(hub.consumingContexts(), stopped, stopped, findings.agencies());
        List<Text> problems = new ArrayList<>(
                findings.problems().stream().map(Text::untranslated).toList());
        problems.addAll(agencies.conflicts());
        List<Text> warnings = new ArrayList<>(
                findings.warnings().stream().map(Text::untranslated).toList());
        warnings.addAll(agencies.abandoned());
        return new Plan(
                kind(),
                name(),
                sha256,
                before,
                List.of(),
                stopped,
                List.of(),
                List.copyOf(agencies.waiting()),
                problems,
                warnings);
    }

    /**
     * Checks a version.
     *
     * @param content {@code null} if the file is to be deleted
     * @param brought property values that are deployed with the file
     */
    public Findings check(byte @Nullable [] content, Map<String, String> brought) {
        RouteFileCheck rules = check.get();
        return content == null
                ? new Findings(List.of(), List.of(), Set.of())
                : rules == null
                        ? new Findings(List.of(MESSAGES.english("plan.no-routes")), List.of(), Set.of())
                        : rules.check(name(), content, brought);
    }

    /** Returns the name of this file's Camel context if the context runs. */
    public List<String> stopping() {
        return context().isPresent() ? List.of(name()) : List.of();
    }

    @Override
    void mark(byte @Nullable [] content) {
        marked = Instant.now();
        leaves = content == null;
    }

    @Override
    public Optional<String> pending() {
        Optional<RouteContexts.Info> context = context();
        boolean isLoaded = context.filter(
                        one -> one.started() != null && !one.started().isBefore(marked))
                .isPresent();
        return (leaves ? context.isEmpty() : isLoaded)
                ? Optional.empty()
                : Optional.of(MESSAGES.english("plan.not-new", name(), reason()));
    }

    @Override
    public boolean hasService(ServiceReference<?> service) {
        return name().equals(service.getProperty(RouteContexts.CONTEXT));
    }

    private String reason() {
        RouteFileCheck rules = check.get();
        return rules == null ? "" : rules.refusal(name()).orElse("");
    }

    private Optional<RouteContexts.Info> context() {
        RouteContexts running = hub.contexts().get();
        return running == null
                ? Optional.empty()
                : running.contexts().stream()
                        .filter(one -> one.name().equals(name()))
                        .findFirst();
    }
}
