package city.pishkhan.journal.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.Seals;
import city.pishkhan.journal.WitnessState;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.verification.JdbcJournal;
import city.pishkhan.verification.Source;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Implements {@link Seals} and seals periodically. */
@Component(
        service = {Seals.class, SharedKeyProvider.class},
        immediate = true,
        configurationPid = "city.pishkhan.journal")
@Designate(ocd = Sealer.Config.class)
public final class Sealer implements Seals, SharedKeyProvider {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final long PAUSE_MS = 1_000;

    /** PID {@code city.pishkhan.journal}. */
    @ObjectClassDefinition(name = "Pishkhan journal")
    @interface Config {
        @AttributeDefinition(description = "Interval of seals, in seconds")
        int seal_seconds() default 60;

        @AttributeDefinition(
                description =
                        "Number of entries that triggers a seal immediately, and maximum number of entries of a seal")
        int seal_entries() default 10_000;

        @AttributeDefinition(
                description =
                        "PKCS#12 keystore with Ed25519 keys under aliases seal-1, seal-2 …, identical on every node; empty: generated at the first start and stored in the data folder")
        String keystore() default "";

        @AttributeDefinition(
                description = "Password of the keystore, env:NAME or file:/path; empty: generated with the keystore")
        String keystore_password() default "";

        @AttributeDefinition(
                description =
                        "Folder in which every seal is stored as a separate file for an external witness; empty: none")
        String witness_folder() default "";
    }

    private final Tx tx;
    private final Journal journal;
    private final DataSource database;
    private final SealKeys keys;
    private final SealCreator sealing;
    private final @Nullable SealFolder drop;
    private final CaseProofBuilder proving;
    private final PeriodicTask rounds;
    private String trouble = "";

    @Activate
    public Sealer(
            BundleContext context,
            @Reference Tx tx,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=hub)") DataSource database,
            Config config) {
        this.tx = tx;
        this.journal = journal;
        this.database = database;
        this.keys = keys(data(context), config);
        this.sealing = new SealCreator(
                tx, keys, Clock.systemUTC(), Duration.ofSeconds(config.seal_seconds()), config.seal_entries());
        this.proving = new CaseProofBuilder(tx, sealing);
        this.drop = config.witness_folder().isEmpty() ? null : new SealFolder(Path.of(config.witness_folder()), tx);
        rounds = PeriodicTask.of("journal-sealing", this::sealIfDue)
                .allowInQuarantine()
                .startEvery(Duration.ofMillis(PAUSE_MS));
    }

    private static SealKeys keys(Path data, Config config) {
        boolean ours = config.keystore().isEmpty();
        Path file = ours ? data.resolve("seal.p12") : Path.of(config.keystore());
        String password = config.keystore_password().isEmpty()
                ? Secrets.ensureGenerated(data.resolve("seal.password"))
                : Secrets.resolve(config.keystore_password());
        return new SealKeys(new KeyFile(file, password), ours, Clock.systemUTC());
    }

    static Path data(BundleContext context) {
        String karaf = context.getProperty("karaf.data");
        return karaf == null ? context.getDataFile("journal").toPath() : Path.of(karaf, "pishkhan", "journal");
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    private void sealIfDue() {
        try {
            sealing.sealIfDue()
                    .ifPresent(seal -> LOG.debug("Seal {} covers entries up to {}", seal.number(), seal.to()));
            if (drop != null && !Participation.isQuarantined()) {
                drop.catchUp();
            }
            trouble = "";
        } catch (RuntimeException e) {
            // log the same error only once
            if (!e.toString().equals(trouble)) {
                LOG.error("THE JOURNAL IS NOT SEALED, OR ITS SEALS ARE NOT WITNESSED: {}", e.toString());
            }
            trouble = e.toString();
        }
    }

    /** The signing key that the journal requires. */
    @Override
    public List<SharedKey> sharedKeys() {
        return List.of(tx.required(keys::shared));
    }

    /** Introduces the first signing key now, instead of with the first seal. */
    @Override
    public void createMissing() {
        if (tx.required(SealRepository::keys).isEmpty()) {
            sealing.signer();
        }
    }

    @Override
    public List<Seal> newest(int limit) {
        return tx.required(sql -> SealRepository.newest(sql, limit));
    }

    @Override
    public long unsealed() {
        return sealing.unsealed();
    }

    @Override
    public Optional<Seal> sealNow() {
        return sealing.sealNow();
    }

    @Override
    public Source source() {
        try {
            return new JdbcJournal(database.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }

    @Override
    public List<PublicKey> anchors() {
        return keys.file().exists()
                ? keys.file().pairs().stream().map(KeyFile.Pair::publicKey).toList()
                : List.of();
    }

    @Override
    public List<SealKey> keys() {
        return tx.required(SealRepository::keys);
    }

    @Override
    public SealKey rotate(Caller operator, String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("reason.missing", "reason");
        }
        return tx.required(sql -> {
            SealKey key = sealing.rotate(reason);
            journal.record(null, "journal.key-rotated", operator, Map.of("key", key.id(), "previous", key.previous()));
            return key;
        });
    }

    @Override
    public CaseProof prove(UUID caseId, OptionalLong seal) {
        return proving.prove(caseId, seal);
    }

    @Override
    public Optional<CaseProof> proveLast(String event, OptionalLong seal, Predicate<Entry> wanted) {
        return proving.proveLast(event, seal, wanted);
    }

    @Override
    public EvidenceFile.Signature sign(byte[] manifest) {
        return proving.sign(manifest);
    }

    @Override
    public List<WitnessState> witnesses() {
        return new WitnessRepository(tx).states();
    }
}
