package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.Causes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the server running: starts it, checks it, and restarts it with growing delays. */
final class Supervisor implements DatabaseStart {

    /** Creates the server, and its database folder if there is none. */
    @FunctionalInterface
    interface ServerFactory {
        PostgresServer open() throws IOException;
    }

    /** Called each time the server accepts connections again. */
    @FunctionalInterface
    interface ReadyListener {
        void onReady(PostgresServer server, int port) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Messages MESSAGES = Messages.of(Supervisor.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LAST_DELAY = Duration.ofSeconds(30);

    private final ServerFactory opening;
    private final ReadyListener ready;
    private final Thread thread = new Thread(this::watch, "pishkhan-postgres");
    private @Nullable PostgresServer server;
    private volatile String problem = "PostgreSQL is being started";

    Supervisor(ServerFactory opening, ReadyListener ready) {
        this.opening = opening;
        this.ready = ready;
    }

    Supervisor begin() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void watch() {
        Duration delay = FIRST_DELAY;
        try {
            while (true) {
                try {
                    if (server == null) {
                        server = opening.open();
                    }
                    ready.onReady(server, server.start());
                    delay = FIRST_DELAY;
                    problem = "";
                    while (server.running().isPresent()) {
                        Thread.sleep(LOOK.toMillis());
                    }
                    problem = "PostgreSQL has died and is being restarted";
                    LOG.error(MESSAGES.bilingual("supervisor.died"));
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    String why = Causes.plain(e);
                    if (!why.equals(problem)) {
                        LOG.error("{}; next try in {} s", why, delay.toSeconds(), e);
                    }
                    problem = why;
                    Thread.sleep(delay.toMillis());
                    delay = delay.multipliedBy(2).compareTo(LAST_DELAY) < 0 ? delay.multipliedBy(2) : LAST_DELAY;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() was called
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.of(problem).filter(p -> !p.isEmpty());
    }

    /** Stops supervising the server, then stops the server. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        boolean interrupted = false;
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            interrupted = true; // continue to stop the server; the interrupt is restored afterwards
        }
        if (server != null) {
            server.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
