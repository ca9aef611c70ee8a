package city.pishkhan.simulators.bank;

import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a bank's settlement file after the end of each day, or at the next start of the bank. */
final class SettlementClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementClock.class);

    private final SettlementFiles files;
    private LocalDate seen = LocalDate.MIN;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bank-day");
        thread.setDaemon(true);
        return thread;
    });

    SettlementClock(SettlementFiles files) {
        this.files = files;
        clock.scheduleWithFixedDelay(this::writeIfDayEnded, 0, 1, TimeUnit.SECONDS);
    }

    private void writeIfDayEnded() {
        LocalDate today = files.today();
        if (today.equals(seen)) {
            return;
        }
        try {
            files.write(today.minusDays(1));
            seen = today;
        } catch (IOException e) {
            LOG.warn("The day's settlement file cannot be written; retrying", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
