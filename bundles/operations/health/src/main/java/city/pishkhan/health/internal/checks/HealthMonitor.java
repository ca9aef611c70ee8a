package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.health.HubHealth;
import city.pishkhan.health.HealthReports;
import city.pishkhan.health.internal.DeadlineExecutor;
import city.pishkhan.health.internal.DeadlineExecutor.Outcome;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all health checks in parallel and reports within a second, even if a check hangs. A check that does not return is reported as
 * silent, and its previous warnings stay valid until it returns.
 */
@Component(
        service = {HealthReports.class, HubHealth.class},
        immediate = true)
public final class HealthMonitor implements HubHealth, HealthReports {
    private static final Messages MESSAGES = Messages.of(HealthMonitor.class);
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    /** Checks without which the hub cannot serve. They are reported as down while they are not registered. */
    private static final Set<String> EXPECTED = Set.of("broker", "database", "routes");

    private static final String SILENT = "silent";

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<HealthWatch> watches = new CopyOnWriteArrayList<>();

    private final DeadlineExecutor<Question, CheckReply> threads =
            new DeadlineExecutor<>("pishkhan-health", Duration.ofMillis(HealthCheck.ANSWER_MILLIS));
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DetachedThreads.named("pishkhan-health-asking"));
    private final Map<String, List<HealthWarning>> lastWarnings = new ConcurrentHashMap<>();
    private final Set<Question> failing = ConcurrentHashMap.newKeySet();
    private final Map<Known, Instant> first = new ConcurrentHashMap<>();
    private final MetricsRegistry metricsRegistry;
    private final MultiGauge well;
    private final MultiGauge warnings;

    /**
     * @param target  a {@link HealthCheck} or a {@link HealthWatch}
     * @param problem {@code true} to query the problem, {@code false} to query the warnings
     */
    private record Question(String name, Object target, boolean problem) {}

    private record CheckReply(Optional<String> problem, List<HealthWarning> warnings) {}

    private record Known(String check, String kind, String subject) {}

    @Activate
    public HealthMonitor(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
        executor.prestartAllCoreThreads();
        well = MultiGauge.builder("pishkhan.health.up")
                .description("1 if a check of /health/ready finds no problem that prevents the hub from serving")
                .register(metricsRegistry.registry());
        warnings = MultiGauge.builder("pishkhan.health.warnings")
                .description("warnings of /health/ready by check and kind")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, this::measure);
    }

    /** Creates the monitor with the given checks, for tests. */
    HealthMonitor(MetricsRegistry metricsRegistry, List<HealthCheck> checks, List<HealthWatch> watches) {
        this(metricsRegistry);
        this.checks.addAll(checks);
        this.watches.addAll(watches);
    }

    @Override
    public Report report() {
        Map<Question, Supplier<CheckReply>> work = new LinkedHashMap<>();
        checks.forEach(check -> {
            addTask(work, new Question(check.name(), check, true), () -> new CheckReply(check.problem(), List.of()));
            addTask(
                    work,
                    new Question(check.name(), check, false),
                    () -> new CheckReply(Optional.empty(), check.warnings()));
        });
        watches.forEach(watch -> addTask(
                work,
                new Question(watch.name(), watch, false),
                () -> new CheckReply(Optional.empty(), watch.warnings())));
        Map<String, Optional<String>> problems = new TreeMap<>();
        Map<String, List<HealthWarning>> allWarnings = new TreeMap<>();
        EXPECTED.forEach(name -> problems.put(name, Optional.of("not there yet")));
        threads.runAll(work).forEach((question, outcome) -> {
            if (question.problem()) {
                problems.put(question.name(), problem(outcome));
            } else {
                List<HealthWarning> now = warnings(question.name(), outcome);
                if (!now.isEmpty()) {
                    allWarnings.put(question.name(), now);
                }
            }
        });
        lastWarnings.keySet().retainAll(names(work));
        failing.retainAll(work.keySet());
        first.keySet().removeIf(known -> !names(work).contains(known.check()));
        return new Report(problems, allWarnings);
    }

    @Override
    public HealthState state() {
        // the report runs on a dedicated thread: threads that start during a caller's request would keep the caller's
        // bundle from being unloaded
        Report now = CompletableFuture.supplyAsync(this::report, executor).join();
        return new HealthState(
                now.isUp(),
                now.problems().entrySet().stream()
                        .map(check -> new Check(check.getKey(), check.getValue().orElse(null)))
                        .toList(),
                now.warnings().entrySet().stream()
                        .flatMap(check -> check.getValue().stream().map(one -> new CheckWarning(check.getKey(), one)))
                        .toList());
    }

    /** Logs the first failure of a check. The thread of the check logs it, so that a blocked log does not delay the report. */
    private void addTask(Map<Question, Supplier<CheckReply>> work, Question question, Supplier<CheckReply> ask) {
        work.put(question, () -> {
            try {
                CheckReply result = ask.get();
                failing.remove(question);
                return result;
            } catch (RuntimeException | LinkageError e) {
                if (failing.add(question)) {
                    LOG.warn("Health check {} failed: {}", question.name(), e.toString());
                    LOG.debug("Cause", e);
                }
                throw e;
            }
        });
    }

    private static Set<String> names(Map<Question, ?> work) {
        return work.keySet().stream().map(Question::name).collect(Collectors.toSet());
    }

    private static Optional<String> problem(Outcome<CheckReply> outcome) {
        return outcome.value()
                .map(CheckReply::problem)
                .orElseGet(() -> Optional.of(outcome.pending()
                        .map(since -> "does not answer since " + format(since))
                        .orElse("the check itself fails")));
    }

    private List<HealthWarning> warnings(String name, Outcome<CheckReply> outcome) {
        if (outcome.value().isPresent()) {
            List<HealthWarning> now = addTimes(name, outcome.value().get().warnings());
            lastWarnings.put(name, now);
            return now;
        }
        List<HealthWarning> before = new ArrayList<>(lastWarnings.getOrDefault(name, List.of()));
        before.add(silentWarning(name, outcome.pending()));
        return before;
    }

    private HealthWarning silentWarning(String name, Optional<Instant> pending) {
        Instant since = first.computeIfAbsent(new Known(name, SILENT, ""), k -> pending.orElseGet(Instant::now));
        return HealthWarning.of(MESSAGES, pending.isPresent() ? SILENT : SILENT + "/failing", "", since, since);
    }

    /** Adds the time of the first occurrence to warnings without a time. */
    private List<HealthWarning> addTimes(String name, List<HealthWarning> now) {
        Set<Known> present = new HashSet<>();
        List<HealthWarning> dated = new ArrayList<>();
        for (HealthWarning one : now) {
            Known known = new Known(name, one.kind(), one.subject());
            present.add(known);
            dated.add(one.since() != null ? one : one.since(first.computeIfAbsent(known, k -> Instant.now())));
        }
        first.keySet().removeIf(known -> known.check().equals(name) && !present.contains(known));
        return List.copyOf(dated);
    }

    /** Formats a time with seconds precision. */
    static String format(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void measure() {
        Report now = report();
        well.register(
                now.problems().entrySet().stream()
                        .<MultiGauge.Row<?>>map(check -> MultiGauge.Row.of(
                                Tags.of("check", check.getKey()),
                                check.getValue().isEmpty() ? 1 : 0))
                        .toList(),
                true);
        Map<Tags, Long> counts = new LinkedHashMap<>();
        now.warnings()
                .forEach((check, all) ->
                        all.forEach(one -> counts.merge(Tags.of("check", check, "kind", one.kind()), 1L, Long::sum)));
        warnings.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(one.getKey(), one.getValue()))
                        .toList(),
                true);
    }

    @Deactivate
    void stop() {
        metricsRegistry.removeMeasurements(this);
        well.register(List.of(), true);
        warnings.register(List.of(), true);
        executor.shutdown();
        threads.close();
    }
}
