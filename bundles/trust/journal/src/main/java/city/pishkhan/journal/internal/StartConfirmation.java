package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.journal.Seals;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.persistence.host.WitnessFiles;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.platform.startup.Participation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link StartCheck} in a thread of its own if the hub waits for its witnesses at the start. */
@Component(service = StartConfirmation.class, immediate = true)
public final class StartConfirmation {
    private static final Logger LOG = LoggerFactory.getLogger(StartConfirmation.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Tx tx;
    private final @Nullable Path data;
    private final StartCheck check;
    private final Thread thread;

    @Activate
    public StartConfirmation(
            BundleContext context,
            @Reference Tx tx,
            @Reference Journal journal,
            @Reference EntryNumberer numbering,
            @Reference Seals seals)
            throws IOException {
        this.tx = tx;
        String karaf = context.getProperty("karaf.data");
        String etc = context.getProperty("karaf.etc");
        this.data = karaf == null ? null : Path.of(karaf);
        Set<String> files = etc == null ? Set.of() : WitnessFiles.names(Path.of(etc));
        check = new StartCheck(
                tx,
                journal,
                () -> {
                    numbering.number();
                    seals.sealNow();
                },
                new Decision(),
                files,
                LIMIT,
                PAUSE);
        thread = DetachedThreads.named("witness-start").newThread(this::run);
        if (data != null && Participation.isAwaitingWitnesses()) {
            thread.start();
        }
    }

    private void run() {
        try {
            check.run();
        } catch (InterruptedException e) {
            // interrupted, because this component is being stopped
        }
    }

    @Deactivate
    public void stop() {
        check.stop();
        thread.interrupt();
    }

    void add(WitnessClient witness) {
        check.add(witness);
    }

    void remove(WitnessClient witness) {
        check.remove(witness);
    }

    /**
     * Witnesses that did not confirm this start in time, by name, with the time at which the hub began to send without
     * them.
     */
    Map<String, Instant> unconfirmed() {
        return check.unconfirmed();
    }

    private final class Decision implements StartCheck.Verdict {
        @Override
        public void admit() {
            Participation.quarantine(false);
        }

        @Override
        public void quarantine() throws IOException {
            HostRegister register = new HostRegister(Objects.requireNonNull(data));
            HostRegister.Decision decision = tx.required(sql -> {
                try {
                    return register.quarantineOvertaken(sql);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            decision.apply();
            LOG.error("THIS INSTALLATION IS AN OLDER COPY AND SENDS NOTHING: a witness has later seals of its journal");
        }
    }
}
