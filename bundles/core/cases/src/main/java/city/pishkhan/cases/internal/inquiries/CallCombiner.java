package city.pishkhan.cases.internal.inquiries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Executes concurrent calls of the same group together, to save transactions. While a call of a group runs, further
 * calls of the group wait; the first of them then executes all of them. A call without concurrent calls is not delayed.
 * Joined calls wait about as long as they would wait for database locks. Thread-safe.
 *
 * @param <G> group; calls of different groups are independent
 * @param <K> key of a call
 * @param <V> result of a call
 */
final class CallCombiner<G, K, V> {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final Function<List<K>, Map<K, V>> batchCall;
    /** Groups with a running call, and the calls that wait for it. Guarded by this. */
    private final Map<G, List<Waiting<K, V>>> groups = new HashMap<>();

    private static final class Waiting<K, V> {
        private final K key;
        private @Nullable V result;
        /** {@code true} if the result is set, or if this thread has to execute {@link #batch} */
        private boolean ready;

        private List<Waiting<K, V>> batch = List.of();

        private Waiting(K key) {
            this.key = key;
        }
    }

    /** @param batchCall executes the calls for all keys; keys without a result are absent from the returned map */
    CallCombiner(Function<List<K>, Map<K, V>> batchCall) {
        this.batchCall = batchCall;
    }

    /**
     * Executes a call, alone or combined with others.
     *
     * @param expected number of other calls that are expected; they are awaited for a few milliseconds
     * @return the result, or {@code null} if there is none or the combined call failed; the caller then has to repeat the call alone
     */
    @Nullable
    V call(G group, K key, int expected) {
        Waiting<K, V> own = await(group, new Waiting<>(key), expected);
        if (!own.batch.isEmpty()) {
            Map<K, V> results = new HashMap<>();
            try {
                results.putAll(batchCall.apply(
                        own.batch.stream().map(one -> one.key).distinct().toList()));
            } finally {
                done(group, own.batch, results);
            }
        }
        return own.result;
    }

    /**
     * Waits for the running call. Afterwards {@code own.batch} contains the calls that this thread has to execute; it
     * is empty if another thread has executed this call.
     */
    private synchronized Waiting<K, V> await(G group, Waiting<K, V> own, int expected) {
        List<Waiting<K, V>> waiting = groups.get(group);
        if (waiting == null) {
            groups.put(group, new ArrayList<>());
            own.batch = List.of(own);
            gather(group, own, expected);
            return own;
        }
        waiting.add(own);
        notifyAll();
        while (!own.ready) {
            pause(group, own, 0);
        }
        return own;
    }

    private void gather(G group, Waiting<K, V> own, int expected) {
        long until = System.nanoTime() + MOMENT_NANOS;
        for (long left = MOMENT_NANOS;
                Objects.requireNonNull(groups.get(group)).size() < expected && left > 0;
                left = until - System.nanoTime()) {
            pause(group, own, TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        List<Waiting<K, V>> batch = new ArrayList<>(groups.put(group, new ArrayList<>()));
        batch.add(0, own);
        own.batch = batch;
    }

    /** @param ms maximum wait in milliseconds, 0 for no limit */
    private void pause(G group, Waiting<K, V> own, long ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            removeInterrupted(group, own);
            throw new IllegalStateException("The hub stops", e);
        }
    }

    /**
     * Removes an interrupted call. If this thread had to execute a batch, another waiting thread executes it instead.
     */
    private void removeInterrupted(G group, Waiting<K, V> own) {
        if (own.batch.isEmpty()) {
            Objects.requireNonNull(groups.get(group)).remove(own);
            return;
        }
        List<Waiting<K, V>> expected =
                own.batch.stream().filter(one -> one != own).toList();
        Objects.requireNonNull(groups.get(group)).addAll(0, expected);
        startNextBatch(group);
    }

    private synchronized void done(G group, List<Waiting<K, V>> batch, Map<K, V> results) {
        for (Waiting<K, V> one : batch) {
            // if two calls have the same key, the second gets no result, and its caller repeats it alone
            one.result = results.remove(one.key);
            one.ready = true;
        }
        startNextBatch(group);
    }

    /** Makes the thread of the first waiting call execute all waiting calls. */
    private void startNextBatch(G group) {
        List<Waiting<K, V>> waiting = Objects.requireNonNull(groups.get(group));
        if (waiting.isEmpty()) {
            groups.remove(group);
        } else {
            groups.put(group, new ArrayList<>());
            waiting.get(0).batch = waiting;
            waiting.get(0).ready = true;
        }
        notifyAll();
    }
}
