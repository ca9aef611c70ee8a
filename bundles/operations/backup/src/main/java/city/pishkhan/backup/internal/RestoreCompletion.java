package city.pishkhan.backup.internal;

import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.backup.RepeatedErasures;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.RestoreOrder;
import city.pishkhan.persistence.copy.RestoreOrder.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes a restore once the database is available: restores sheets, repeats erasures, then resumes inquiries to agencies.
 * The hub serves no requests until then. Each step can be repeated after a crash.
 */
@Component(service = HealthWatch.class, immediate = true)
public final class RestoreCompletion implements HealthWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreCompletion.class);
    private static final Caller HOST = new Caller("host", Set.of());

    private final Tx tx;
    private final HubJournal journal;
    private final Path data;
    private final BackupRepository repository;
    private final @Nullable PeriodicTask rounds;
    private volatile @Nullable PartProgress progress;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<BackupPart> parts = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RepeatedErasures rooms;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Inquiries inquiries;

    /** @param recorder not used here; this reference ensures that the recorder has created the tables */
    @Activate
    public RestoreCompletion(
            BundleContext context, @Reference Tx tx, @Reference HubJournal journal, @Reference ErasureRecorder recorder)
            throws IOException {
        this(tx, journal, Path.of(context.getProperty("karaf.data")));
    }

    RestoreCompletion(Tx tx, HubJournal journal, Path data) throws IOException {
        this.tx = tx;
        this.journal = journal;
        this.data = data;
        this.repository = new BackupRepository(tx);
        this.rounds = RestoreOrder.find(data).isPresent()
                ? PeriodicTask.of("restore", this::continueRestore)
                        .allowInQuarantine()
                        .startEvery(Duration.ofMillis(500))
                : null;
    }

    /**
     * Performs the next phases of the restore (sheets and files, then erasures) as far as the services that they need
     * are available.
     */
    void continueRestore() {
        try {
            Optional<RestoreOrder> order = RestoreOrder.find(data);
            if (order.filter(o -> o.phase() == Phase.PARTS).isPresent() && tryRestoreParts(order.get())) {
                order.get().withPhase(Phase.ERASURES).write(data);
                order = RestoreOrder.find(data);
            }
            if (order.filter(o -> o.phase() == Phase.ERASURES).isPresent() && tryRepeatErasures()) {
                repository.restoration().filter(done -> !done.isReported()).ifPresent(this::reportRestored);
                RestoreOrder.delete(data);
                LOG.warn("THE BACKUP IS RESTORED; the hub serves");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean tryRestoreParts(RestoreOrder order) throws IOException {
        try (BackupFile backup = BackupFile.open(Path.of(order.backup()))) {
            Set<String> missing = backup.missing();
            for (Map.Entry<String, Long> folder : backup.manifest().parts().entrySet()) {
                Optional<BackupPart> owner = parts.stream()
                        .filter(part -> part.folder().equals(folder.getKey()))
                        .findFirst();
                if (folder.getKey().equals("etc")) {
                    continue;
                }
                if (owner.isEmpty()) {
                    return false;
                }
                PartProgress now = new PartProgress(Clock.systemUTC(), folder.getKey(), folder.getValue());
                progress = now;
                backup.files(folder.getKey(), name -> {
                    if (!missing.contains(folder.getKey() + "/" + name)) {
                        try (InputStream in = backup.open(folder.getKey(), name)) {
                            owner.get().put(name, in);
                        }
                    }
                    now.increment();
                });
                LOG.warn(
                        "Restored: {} {}, without {} that could not be read when the backup was written",
                        folder.getValue(),
                        folder.getKey(),
                        missing.stream()
                                .filter(name -> name.startsWith(folder.getKey() + "/"))
                                .count());
            }
            return true;
        } finally {
            progress = null;
        }
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public List<HealthWarning> warnings() {
        PartProgress now = progress;
        return now == null ? List.of() : now.warnings();
    }

    /**
     * Repeats the erasures that are marked for repetition after the restore. The person's own key is restored only
     * within the transaction that needs it to find the person's data.
     */
    private boolean tryRepeatErasures() {
        List<UUID> persons =
                tx.required(sql -> sql.createQuery("select person from backup.erasure where again order by person")
                        .mapTo(UUID.class)
                        .list());
        RepeatedErasures now = rooms;
        if (inquiries == null || !persons.isEmpty() && now == null) {
            return false;
        }
        for (UUID person : persons) {
            tx.run(sql -> {
                sql.createUpdate("update vault.key k set wrapped = e.kept, destroyed = null from backup.erasure e"
                                + " where e.person = :person and k.owner = :person and e.kept is not null")
                        .bind("person", person)
                        .execute();
                List<String> open = now.repeatErasure(person);
                sql.createUpdate("update backup.erasure set again = false, kept = null where person = :person")
                        .bind("person", person)
                        .execute();
                open.forEach(number -> LOG.warn("Case {} is open, but its person is erased. End the case", number));
            });
        }
        return true;
    }

    private void reportRestored(BackupRepository.Restoration done) {
        int again = inquiries.resend(null);
        journal.record(
                "backup.restored",
                HOST,
                Map.of(
                        "backup", done.backup().toString(),
                        "made", done.made().toString(),
                        "withoutKeys", done.withoutKeys(),
                        "withoutErasures", done.withoutErasures(),
                        "destroyed", done.destroyed(),
                        "inquiries", again));
        tx.run(sql -> repository.markReported(sql, done.id()));
        LOG.warn("Restored: {} inquiries sent again", again);
    }

    @Deactivate
    public void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
