package city.pishkhan.deployment.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.deployment.CodeAcceptances;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.leftovers.LeftoverWatch;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.HubWatch;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteFileCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.karaf.features.FeaturesService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys to this node. It depends only on the container, so that a faulty hub can be repaired. */
@Component(
        service = {Deployments.class, DeploymentService.class},
        immediate = true,
        configurationPid = "city.pishkhan.deployment")
@Designate(ocd = DeploymentService.Config.class)
public final class DeploymentService implements Deployments {
    private static final Messages MESSAGES = Messages.of(DeploymentService.class);
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentService.class);

    /** Number of deployments of a name whose versions are kept; older versions are deleted. */
    private static final int KEPT_DEPLOYMENTS = 20;

    private static final Duration STEADY = Duration.ofSeconds(1);
    private static final long CARRY_SECONDS = 2;
    /** Seconds that an operator's deployment waits for another deployment to end. */
    private static final long PATIENCE_SECONDS = 5;

    /** Time limits of deployments. */
    @ObjectClassDefinition(name = "Pishkhan deployments")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "maximum time of a stop, update, refresh or start, in seconds; afterwards it is interrupted and rolled back")
        int step_seconds() default 60;

        @AttributeDefinition(
                description =
                        "seconds within which the deployed version and everything that ran before must run; otherwise it is rolled back")
        int probe_seconds() default 30;
    }

    private final ReentrantLock one = new ReentrantLock();
    private final DeploymentAdmission admission;
    private final DeploymentHistory history;
    private final InterruptedDeployments cutOff;
    private volatile List<Entry> stuck;
    private final VersionStore store;
    private final DeployableFactory files;
    private final DeploymentRun run;
    private final DeploymentJournal record;
    private final HubWatch watch;
    private final DeployFolderReview review;
    private boolean reviewFails;
    private final AtomicInteger begun = new AtomicInteger();

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "deployment-record");
        thread.setDaemon(true);
        return thread;
    });

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RouteContexts contexts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RouteFileCheck routeFiles;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ConfigurationKeys keys;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile HubJournal journal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile FeaturesService features;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile InquiryDispatchers dispatchers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CodeAcceptances acceptances;

    @Activate
    public DeploymentService(
            BundleContext framework,
            @Reference ServiceComponentRuntime runtime,
            @Reference ServiceReference<ServiceComponentRuntime> runtimeReference,
            @Reference ConfigurationAdmin configurations,
            @Reference LeftoverWatch leftovers,
            @Reference BundleGuard guard,
            @Reference AcceptedCode acceptedCode,
            Config config) {
        admission = new DeploymentAdmission(acceptedCode, () -> acceptances);
        Path data = Path.of(String.valueOf(framework.getProperty("karaf.data")), "deployments");
        history = new DeploymentHistory(data.resolve("history.jsonl"));
        UnfinishedDeployments unfinished = new UnfinishedDeployments(data);
        cutOff = new InterruptedDeployments(unfinished, history);
        cutOff.record();
        stuck = history.stuck();
        store = new VersionStore(data);
        DeploymentEnvironment hub =
                new DeploymentEnvironment(framework, runtime, configurations, () -> contexts, () -> dispatchers, guard);
        files = new DeployableFactory(
                hub,
                Path.of(String.valueOf(framework.getProperty("karaf.etc"))),
                () -> routeFiles,
                () -> keys,
                () -> features,
                data.resolve("features"),
                new BoundedStep(Duration.ofSeconds(config.step_seconds())));
        watch = new HubWatch(
                runtime, () -> runtimeReference.getProperty(Constants.SERVICE_CHANGECOUNT), () -> contexts);
        run = new DeploymentRun(
                store,
                unfinished,
                new DeploymentProbe(
                        watch::now,
                        new PartnerProbe(framework)::missing,
                        STEADY,
                        Duration.ofSeconds(config.probe_seconds())),
                watch::before,
                leftovers::awaitLeftovers);
        record = new DeploymentJournal(history, data.resolve("journaled"), () -> journal);
        review = new DeployFolderReview(
                Path.of(String.valueOf(framework.getProperty("karaf.base")), "deploy"),
                new DeployFolderFileCheck(() -> keys, () -> routeFiles, hub, data.resolveSibling("kar")),
                history);
        writer.scheduleWithFixedDelay(record::copyNewEntries, CARRY_SECONDS, CARRY_SECONDS, TimeUnit.SECONDS);
        writer.scheduleWithFixedDelay(this::review, CARRY_SECONDS, CARRY_SECONDS, TimeUnit.SECONDS);
        writer.scheduleWithFixedDelay(this::recordFailures, CARRY_SECONDS, CARRY_SECONDS, TimeUnit.SECONDS);
    }

    private void review() {
        try {
            review.review();
            admission.offerAccepted();
            reviewFails = false;
        } catch (IOException | RuntimeException e) {
            if (!reviewFails) {
                LOG.warn("The folder deploy cannot be reviewed: {}", e.toString());
            }
            reviewFails = true;
        }
    }

    /** Rejected files in {@code deploy/}. */
    List<DeployFolderReview.Rejected> rejected() {
        return review.rejected();
    }

    /** Records the rejection of a file in {@code deploy/}, once for each content. */
    void reject(Path file, String cause) {
        if (!isTried(file)) {
            Kind kind = DeployFolderFileCheck.kind(file).orElse(Kind.BUNDLE);
            review.reject(file, kind, Sha256.hex(read(file)), cause);
        }
    }

    /** Rejects a file in {@code deploy/} until its code is accepted. */
    void rejectUntilAccepted(Path file, String cause) {
        reject(file, cause);
        admission.retryWhenAccepted(file);
    }

    /** Last deployments of their names after which neither the new nor the previous version runs. */
    List<Entry> stuck() {
        return stuck;
    }

    /**
     * Records current failures, unless a deployment runs, so that failures of a deployment do not count as earlier
     * failures. Never delays a deployment.
     */
    private void recordFailures() {
        int begin = begun.get();
        if (!one.isLocked()) {
            recordFailures(() -> begun.get() == begin);
        }
    }

    private void recordFailures(BooleanSupplier quiet) {
        try {
            watch.recordFailures(quiet);
        } catch (RuntimeException e) {
            LOG.warn("Failed deployments cannot be checked: {}", e.toString());
        }
    }

    @Deactivate
    void stop() {
        writer.shutdown();
    }

    @Override
    public Plan plan(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            Deployable target = files.of(name(file), content, null);
            Plan plan = plan(target, content);
            return run.isRunning(target, content)
                    ? plan.withoutEffects(MESSAGES.text("deployment.same", plan.name()))
                    : admission.warn(plan, target, file, content);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private Plan plan(Deployable target, byte @Nullable [] content) throws IOException {
        String before = target.present()
                .map(old -> store.storeRunning(target.name(), old))
                .orElse("");
        return target.plan(content, content == null ? "" : Sha256.hex(content), before);
    }

    @Override
    public Entry deploy(Path file, Caller by) {
        return deploy(file, by, null, PATIENCE_SECONDS);
    }

    /**
     * Deploys a file.
     *
     * @param location location for a new bundle; {@code null} for the default location
     * @param patience seconds to wait for another deployment
     */
    Entry deploy(Path file, Caller by, @Nullable String location, long patience) {
        return runExclusively(patience, () -> {
            byte[] content = read(file);
            Deployable target = files.of(name(file), content, location);
            if (run.isRunning(target, content)) {
                throw Refusal.conflict("deployment.same", target.name());
            }
            Plan plan = plan(target, content);
            if (!plan.problems().isEmpty()) {
                recordResult(refused(plan, by, file, plan.problem().english()));
                throw Refusal.conflict("deployment.impossible", plan.problem());
            }
            admission.requireAccepted(target, file, content);
            return recordResult(run.run(target, content, by.principal(), file.toString(), Effect.SWITCHED));
        });
    }

    private static Entry refused(Plan plan, Caller by, Path file, String problems) {
        return new Entry(
                Instant.now(),
                by.principal(),
                plan.kind(),
                plan.name(),
                file.toString(),
                plan.sha256(),
                plan.before(),
                Effect.REFUSED,
                problems,
                List.of(),
                0,
                List.of(),
                0,
                0);
    }

    @Override
    public Entry rollback(String name, Caller by) {
        return runExclusively(PATIENCE_SECONDS, () -> {
            Entry last = history.lastSwitch(name).orElseThrow(() -> Refusal.notFound("deployment"));
            Deployable target = files.of(last);
            byte[] content = last.before().isEmpty() ? null : store.read(name, last.before());
            Plan plan = plan(target, content);
            if (!plan.problems().isEmpty()) {
                throw Refusal.conflict("deployment.impossible", plan.problem());
            }
            return recordResult(run.run(target, content, by.principal(), "", Effect.ROLLED_BACK));
        });
    }

    @Override
    public CompletableFuture<Entry> beginDeployment(Path file, Caller by) {
        return begin(() -> deploy(file, by));
    }

    @Override
    public CompletableFuture<Entry> beginRollback(String name, Caller by) {
        return begin(() -> rollback(name, by));
    }

    private CompletableFuture<Entry> begin(Supplier<Entry> work) {
        CompletableFuture<Entry> outcome = new CompletableFuture<>();
        // a thread created here would be attributed to the caller's bundle
        writer.execute(() -> {
            try {
                outcome.complete(work.get());
            } catch (RuntimeException | LinkageError e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    @Override
    public Entry remove(String name, Caller by) {
        return runExclusively(PATIENCE_SECONDS, () -> {
            Entry last = history.lastSwitch(name)
                    .filter(entry -> entry.kind() == Kind.FEATURE)
                    .orElseThrow(() -> Refusal.notFound("deployment"));
            Deployable target = files.of(last);
            if (target.present().isEmpty()) {
                throw Refusal.notFound("deployment");
            }
            Plan plan = plan(target, null);
            if (!plan.problems().isEmpty()) {
                throw Refusal.conflict("deployment.impossible", plan.problem());
            }
            return recordResult(run.run(target, null, by.principal(), "", Effect.SWITCHED));
        });
    }

    /**
     * Uninstalls the bundle of a deleted file, unless the bundle had been installed from another location before the
     * file was deployed.
     */
    void uninstallDeleted(Path file, String location, Caller by) {
        history.lastSwitchFrom(file.toString())
                .filter(last -> last.kind() == Kind.BUNDLE)
                .filter(last -> location.equals(location(last.name())))
                .ifPresent(last -> runExclusively(
                        CARRY_SECONDS,
                        () -> recordResult(
                                run.run(files.of(last), null, by.principal(), file.toString(), Effect.SWITCHED))));
    }

    private String location(String bundle) {
        return files.hub().location(bundle);
    }

    @Override
    public List<Entry> history() {
        return history.all();
    }

    @Override
    public List<Entry> deployed() {
        return history.inForce();
    }

    @Override
    public InputStream open(String name, String sha256) {
        return store.open(name, sha256);
    }

    /**
     * Returns {@code true} if the file was tried with its present content. A file that was refused counts as not tried once its code
     * is accepted.
     */
    boolean isTried(Path file) {
        String sha256 = Sha256.hex(read(file));
        return history.lastFrom(file.toString())
                .filter(last -> last.sha256().equals(sha256))
                .filter(last -> last.effect() != Effect.REFUSED || !admission.isAcceptedNow(sha256))
                .isPresent();
    }

    /** Returns why the code in a file of the folder {@code deploy} may not be put in force; empty if it may. */
    Optional<Text> refusal(Path file) {
        return admission.refusal(file, read(file));
    }

    boolean isKnown(Path file) {
        return history.lastSwitchFrom(file.toString()).isPresent();
    }

    private Entry recordResult(Entry entry) {
        history.add(entry);
        cutOff.deleteFinished();
        stuck = history.stuck();
        if (entry.effect() == Effect.SWITCHED || entry.effect() == Effect.ROLLED_BACK) {
            LOG.info("{} {}", entry.effect(), entry.name());
        } else {
            LOG.error("{}", MESSAGES.bilingual("deployment.failed", entry.name(), entry.effect(), entry.cause()));
        }
        if (!entry.leftBehind().isEmpty()) {
            LOG.warn(
                    "{}",
                    MESSAGES.bilingual("deployment.left-behind", entry.name(), String.join("; ", entry.leftBehind())));
        }
        store.prune(entry.name(), history.versions(entry.name(), KEPT_DEPLOYMENTS));
        return entry;
    }

    private interface Work {
        Entry run() throws IOException;
    }

    private Entry runExclusively(long patience, Work work) {
        try {
            if (!one.tryLock(patience, TimeUnit.SECONDS)) {
                throw Refusal.conflict("deployment.busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.conflict("deployment.busy");
        }
        int turn = begun.incrementAndGet();
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            one.unlock();
            recordFailures(() -> begun.get() == turn);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static Refusal unreadable(Path file) {
        return Files.exists(file)
                ? Refusal.conflict("deployment.unreadable", name(file))
                : Refusal.conflict("deployment.unreadable/absent", name(file));
    }
}
