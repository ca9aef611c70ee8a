package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.doors.call.DoorJson;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream with its own thread, so that a slow client delays only itself. */
final class EventStreamWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreamWorker.class);
    private static final int PAGE = 200;
    private static final long PAUSE_MILLIS = 500;
    /** Maximum time without output; proxies close silent connections. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Journal journal;
    private final AsyncContext exchange;
    private final Duration longest;
    private final Consumer<EventStreamWorker> onEnd;
    private final Thread thread = new Thread(this, "oversight-stream");
    private final CountDownLatch ended = new CountDownLatch(1);
    private long after;

    EventStreamWorker(
            Journal journal, AsyncContext exchange, long after, Duration longest, Consumer<EventStreamWorker> onEnd) {
        this.journal = journal;
        this.exchange = exchange;
        this.after = after;
        this.longest = longest;
        this.onEnd = onEnd;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void end() {
        ended.countDown();
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            stream(exchange.getResponse().getOutputStream());
        } catch (InterruptedException | IOException e) {
            LOG.debug("A stream ends: {}", e.toString());
        } catch (RuntimeException e) {
            // the failure is only logged, because the client reconnects and continues after the last entry that it
            // received
            IncidentLog.warn(EventStreamWorker.class, "A stream ended early: {}", e.toString());
        } finally {
            onEnd.accept(this);
            exchange.complete();
        }
    }

    private void stream(OutputStream out) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long lastWrite = begin;
        // reconnection delay of the client, in milliseconds
        write(out, "retry: 1000\n\n");
        while (System.nanoTime() - begin < longest.toNanos()) {
            List<Journal.Entry> fresh = journal.entriesAfter(after, PAGE);
            if (!fresh.isEmpty()) {
                send(out, fresh);
                lastWrite = System.nanoTime();
            } else if (System.nanoTime() - lastWrite > SILENCE.toNanos()) {
                write(out, ": nothing new\n\n");
                lastWrite = System.nanoTime();
            }
            if (ended.await(fresh.size() < PAGE ? PAUSE_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void send(OutputStream out, List<Journal.Entry> fresh) throws IOException {
        StringBuilder events = new StringBuilder();
        for (Journal.Entry entry : fresh) {
            events.append("id: ")
                    .append(entry.sequence())
                    .append("\ndata: ")
                    .append(DoorJson.write(OversightCaseMapper.INSTANCE.entry(entry)))
                    .append("\n\n");
        }
        write(out, events.toString());
        after = fresh.get(fresh.size() - 1).number();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
