package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.Causes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for an external database, because the hub may start first, and reports why the database does not answer. */
final class ExternalWait implements DatabaseStart {

    /** Called when the database answers for the first time. */
    @FunctionalInterface
    interface AvailabilityListener {
        void onAvailable() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExternalWait.class);
    private static final Messages MESSAGES = Messages.of(ExternalWait.class);
    private static final long RETRY_MILLIS = 2_000;

    private final DataSource source;
    private final AvailabilityListener answered;
    private final Thread thread = new Thread(this::await, "pishkhan-postgres");

    private volatile String problem = "the external database has not answered yet";

    ExternalWait(DataSource source, AvailabilityListener answered) {
        this.source = source;
        this.answered = answered;
    }

    ExternalWait begin() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void await() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = source.getConnection()) {
                LOG.debug("{} answers", connection);
                answered.onAvailable();
                problem = "";
                return;
            } catch (SQLException e) {
                String why = Causes.plain(e);
                if (!why.equals(problem)) {
                    LOG.warn("{}: {}", MESSAGES.bilingual("external-wait.silent"), why);
                }
                problem = why;
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.of(problem).filter(p -> !p.isEmpty());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
