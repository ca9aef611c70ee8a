package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages with codes in the background, ahead of all queued notifications. It gives up after a few attempts, because the
 * person can request another code.
 */
final class CodeTextSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CodeTextSender.class);
    private static final int THREADS = 4;
    private static final int WAITING = 200;
    private static final int ATTEMPTS = 3;

    private final Supplier<TextSender> sender;
    private final long pauseMillis;
    private final Semaphore places = new Semaphore(WAITING);
    private final ScheduledThreadPoolExecutor threads;

    /**
     * @param sender returns {@code null} while there is no provider
     */
    CodeTextSender(String name, Supplier<TextSender> sender, long pauseMillis) {
        this.sender = sender;
        this.pauseMillis = pauseMillis;
        this.threads = new ScheduledThreadPoolExecutor(THREADS, DetachedThreads.named(name));
    }

    /**
     * @param made determines the message; empty if there is no receiver
     * @param permit counts a message that has a receiver; returns {@code false} if it may not be sent
     * @throws Refusal {@code UNAVAILABLE} if too many messages are waiting
     */
    void send(Supplier<Optional<TextMessage>> made, BooleanSupplier permit) {
        if (!places.tryAcquire()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "login.busy", null);
        }
        threads.execute(() -> findAndSend(made, permit));
    }

    private void findAndSend(Supplier<Optional<TextMessage>> made, BooleanSupplier permit) {
        boolean later = false;
        try {
            later = !made.get()
                    .filter(message -> isPermitted(message, permit))
                    .map(message -> trySend(message, 1))
                    .orElse(true);
        } catch (RuntimeException e) {
            LOG.warn("A one-time code was not sent: {}", e.getClass().getName());
        } finally {
            if (!later) {
                places.release();
            }
        }
    }

    private static boolean isPermitted(TextMessage message, BooleanSupplier permit) {
        boolean permitted = permit.getAsBoolean();
        if (!permitted) {
            LOG.warn("One-time code {} is not sent: the hub has reached its limit of codes", message.id());
        }
        return permitted;
    }

    private void retry(TextMessage message, int attempt) {
        boolean later = false;
        try {
            later = !trySend(message, attempt);
        } finally {
            if (!later) {
                places.release();
            }
        }
    }

    /** @return {@code false} if another attempt is scheduled */
    private boolean trySend(TextMessage message, int attempt) {
        TextSender provider = sender.get();
        try {
            if (provider != null) {
                provider.send(message);
                return true;
            }
        } catch (PartnerRefused e) {
            LOG.info("One-time code {} is rejected by the provider: {}", message.id(), e.code());
            return true;
        } catch (PartnerUnavailable e) {
            LOG.debug("One-time code {}: attempt {} failed", message.id(), attempt);
        }
        if (attempt == ATTEMPTS) {
            LOG.warn("One-time code {} was not sent: the provider of text messages is not available", message.id());
            return true;
        }
        threads.schedule(() -> retry(message, attempt + 1), pauseMillis, TimeUnit.MILLISECONDS);
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
