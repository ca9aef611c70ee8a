package city.pishkhan.payments.internal.attempt;

import city.pishkhan.payments.internal.attempt.SessionOpening.Answer;
import city.pishkhan.payments.internal.attempt.SessionOpening.OpeningResult;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets concurrent calls on this node that open a session for the same bill at the same gateway wait for the first of them. */
final class JoinedOpenings {
    private record Key(UUID bill, String gateway) {}

    /** maximum number of waiting calls; further calls are refused at once, so that they block no thread */
    private static final int MOST_WAITING = 8;

    private static final class Opening {
        final CompletableFuture<OpeningResult> result = new CompletableFuture<>();
        final Semaphore places = new Semaphore(MOST_WAITING);
    }

    private final ConcurrentMap<Key, Opening> running = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param patience maximum time for which a call waits for the first */
    JoinedOpenings(Duration patience) {
        this.patience = patience;
    }

    /**
     * Runs {@code first} unless another call is opening a session for the same bill. Otherwise waits for that call. If
     * it succeeds, runs {@code joined}, which finds the opened session. If it fails, returns its refusal without
     * calling the bank.
     */
    OpeningResult run(UUID bill, String gateway, Supplier<OpeningResult> first, Supplier<OpeningResult> joined) {
        Key key = new Key(bill, gateway);
        Opening own = new Opening();
        Opening other = running.putIfAbsent(key, own);
        if (other != null) {
            return await(other).orElseGet(joined);
        }
        OpeningResult tried = null;
        try {
            tried = first.get();
            return tried;
        } finally {
            running.remove(key, own);
            // the result is null if the first call failed with an exception
            own.result.complete(tried);
        }
    }

    /** Returns the refusal of the first call; empty if that call opened a session, or failed before it called the bank. */
    private Optional<OpeningResult> await(Opening first) {
        if (!first.places.tryAcquire()) {
            throw SessionOpening.opening();
        }
        try {
            return Optional.ofNullable(first.result.get(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .filter(tried -> tried.attempt() == null)
                    .map(tried -> new OpeningResult(null, tried.refusal(), Answer.NOT_CALLED));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SessionOpening.opening();
        } catch (ExecutionException | TimeoutException e) {
            throw SessionOpening.opening();
        } finally {
            first.places.release();
        }
    }
}
