package city.pishkhan.cluster.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.persistence.host.HostRegister.Quarantine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the quarantine of this installation in the journal and the health check, and ends it for
 * {@link InstallationRelease}. Every few seconds it also records the database server that admitted nodes use.
 */
@Component(
        service = {HealthWatch.class, QuarantineGuard.class},
        immediate = true)
public final class QuarantineGuard implements HealthWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineGuard.class);
    private static final Messages MESSAGES = Messages.of(QuarantineGuard.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Tx tx;
    private final Journal journal;
    private final HostRegister register;
    private final PeriodicTask rounds;
    private volatile Quarantine quarantine;

    @Activate
    public QuarantineGuard(BundleContext context, @Reference Tx tx, @Reference Journal journal) throws IOException {
        this(tx, journal, new HostRegister(Path.of(context.getProperty("karaf.data"))));
        rounds.startEvery(Duration.ofMillis(1), PAUSE);
    }

    QuarantineGuard(Tx tx, Journal journal, HostRegister register) {
        this.tx = tx;
        this.journal = journal;
        this.register = register;
        this.rounds = PeriodicTask.of("host-register", this::applyDecision).allowInQuarantine();
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /**
     * Records this host in the database and applies the decision whether the installation is in quarantine.
     * Synchronized, so that an earlier decision is never applied after a later one.
     */
    synchronized void applyDecision() {
        HostRegister.Decision decision = tx.required(sql -> {
            try {
                HostRegister.Decision found = register.reevaluate(sql);
                found.quarantine().filter(one -> !one.journaled()).ifPresent(one -> {
                    journal.record(null, "installation.quarantined", Caller.HUB, Map.of("cause", one.cause()));
                    register.recordJournaled(sql, one.id());
                });
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            decision.apply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Quarantine> now = decision.quarantine();
        if (now.isPresent() && quarantine == null) {
            LOG.error(
                    "THIS INSTALLATION IS IN QUARANTINE AND SENDS NOTHING: {}",
                    warning(now.get()).what());
        } else if (now.isEmpty() && quarantine != null) {
            LOG.warn("The quarantine of this installation has ended; waiting messages are sent now");
        }
        quarantine = now.orElse(null);
    }

    private static HealthWarning warning(Quarantine found) {
        return HealthWarning.of(MESSAGES, "quarantine/" + found.cause(), "", found.since(), found.since());
    }

    @Override
    public String name() {
        return "installation";
    }

    @Override
    public List<HealthWarning> warnings() {
        Quarantine now = quarantine;
        return now == null ? List.of() : List.of(warning(now));
    }

    /**
     * Ends the quarantine in the caller's transaction.
     *
     * @throws Refusal CONFLICT if the installation is not in quarantine
     */
    void release(Caller approver, UUID approval) {
        long entry = journal.lastSequence();
        tx.run(sql -> {
            if (!register.release(sql, approver.principal(), entry)) {
                throw Refusal.conflict("installation.not-quarantined");
            }
            journal.record(null, "installation.released", approver, Map.of("approval", approval.toString()));
            tx.afterCommit(this::applyDecision);
        });
    }
}
