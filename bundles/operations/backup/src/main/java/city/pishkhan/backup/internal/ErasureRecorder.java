package city.pishkhan.backup.internal;

import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.DatabaseLoader;
import city.pishkhan.persistence.copy.ErasureRegister;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds each erasure to the {@link ErasureRegister}. The erasure is recorded in its own transaction and added to the register
 * after the commit; a failed write is retried periodically.
 */
@Component(
        service = {Erasable.class, ErasureRecorder.class},
        configurationPid = "city.pishkhan.backup")
@Designate(ocd = ErasureRecorder.Config.class)
public final class ErasureRecorder implements Erasable {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureRecorder.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** PID {@code city.pishkhan.backup}. */
    @ObjectClassDefinition(name = "Pishkhan backup")
    @interface Config {
        @AttributeDefinition(
                description =
                        "File of the register of erasures, in a place that survives the loss of this machine; empty: erasures/register.jsonl under the data folder")
        String erasures() default "";

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description =
                        "Key of the register's digests, env:NAME or file:/path, at least 32 characters, identical on every node; empty: generated at the first start and stored in the data folder")
        String key() default "";

        @AttributeDefinition(description = "Days without a backup rehearsal after which /health/ready warns; 0: never")
        int rehearsal_days() default 90;
    }

    private final Tx tx;
    private final ErasureRegister register;
    private final Path file;
    private final PeriodicTask rounds;

    /** Vault of the persons' keys. Optional for the start of this component, but required for erasures. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Vault vault;

    @Activate
    public ErasureRecorder(BundleContext context, @Reference Tx tx, @Reference Schemas schemas, Config config)
            throws IOException {
        this(tx, schemas, Path.of(context.getProperty("karaf.data")), config.erasures(), config.key());
    }

    ErasureRecorder(Tx tx, Schemas schemas, Path data, String file, String key) throws IOException {
        this.tx = tx;
        this.register = new ErasureRegister(
                key.isBlank() ? Secrets.ensureGenerated(data.resolve(ErasureRegister.KEY_FILE)) : Secrets.resolve(key));
        this.file = InstallationFiles.register(data, file);
        schemas.migrate(DatabaseLoader.class, "backup");
        if (!Files.exists(this.file)) {
            // An empty register states that no person was erased; a missing register file could also be a lost one.
            Files.createDirectories(this.file.getParent());
            Files.createFile(this.file);
        }
        rounds = PeriodicTask.of("erasure-register", this::write)
                .allowInQuarantine()
                .startEvery(Duration.ofSeconds(1), PAUSE);
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        tx.run(sql -> {
            sql.createUpdate(
                            "insert into backup.erasure (person, cases) values (:person, :cases)"
                                    + " on conflict (person) do update set cases = excluded.cases, at = now(), registered = null")
                    .bind("person", person)
                    .bindArray("cases", UUID.class, cases)
                    .execute();
            tx.beforeCommit(at -> recordOtherKeys(at, person));
            tx.afterCommit(this::tryWrite);
        });
    }

    /**
     * Also records other keys destroyed in this transaction, such as that of the person's papers. A restore destroys
     * all these keys again.
     */
    private void recordOtherKeys(Handle sql, UUID person) {
        Vault now = vault;
        List<UUID> destroyed = now == null
                ? List.of()
                : now.destroyedInTransaction().stream()
                        .filter(owner -> !owner.equals(person))
                        .toList();
        if (!destroyed.isEmpty()) {
            sql.createUpdate(
                            "update backup.erasure set cases = array(select unnest(cases) union select unnest(:destroyed))"
                                    + " where person = :person")
                    .bind("person", person)
                    .bindArray("destroyed", UUID.class, destroyed)
                    .execute();
        }
    }

    private void tryWrite() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.error("AN ERASURE IS NOT YET IN THE REGISTER; WRITING IS RETRIED: {}", e.toString());
        }
    }

    /**
     * Writes pending erasures to the register.
     *
     * @return total number of erasures in the register
     */
    synchronized long write() {
        return tx.separate(sql -> {
            Map<UUID, List<UUID>> waiting = new LinkedHashMap<>();
            // only one node at a time may write the file
            sql.execute("select pg_advisory_xact_lock(hashtext('pishkhan erasure register'))");
            sql.createQuery("select person, cases from backup.erasure where registered is null order by at, person")
                    .map((row, context) -> Map.entry(row.getObject(1, UUID.class), List.of((UUID[])
                            row.getArray(2).getArray())))
                    .forEach(e -> waiting.put(e.getKey(), e.getValue()));
            try {
                if (!waiting.isEmpty()) {
                    register.append(file, waiting);
                    sql.createUpdate("update backup.erasure set registered = now() where person = any(:persons)")
                            .bindArray("persons", UUID.class, List.copyOf(waiting.keySet()))
                            .execute();
                }
                return (long) register.read(file).size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    ErasureRegister register() {
        return register;
    }

    Path file() {
        return file;
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }
}
