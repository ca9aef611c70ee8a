package city.pishkhan.cases.internal.inquiries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Combines concurrent calls of a group into one. A call also joins if another call of its group is running. A single call is not delayed;
 * joined calls wait hardly longer than they would for database locks. Thread-safe.
 *
 * @param <G> group; calls of different groups are independent
 * @param <K> key of a call
 * @param <V> result of a call
 */
final class JoinedCalls<G, K, V> {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final Function<List<K>, Map<K, V>> all;
    /** Groups with a running call, and the calls that wait for it. Guarded by this. */
    private final Map<G, List<Waiting<K, V>>> groups = new HashMap<>();

    private static final class Waiting<K, V> {
        private final K key;
        private V got;
        /** {@code true} if the result is set, or if this call has to run the next combined call */
        private boolean over;

        private List<Waiting<K, V>> together = List.of();

        private Waiting(K key) {
            this.key = key;
        }
    }

    /** @param all executes the calls for all keys; keys without a result are absent from the map */
    JoinedCalls(Function<List<K>, Map<K, V>> all) {
        this.all = all;
    }

    /**
     * Executes a call, alone or combined with others.
     *
     * @param others number of other calls that are expected; they are awaited for a few milliseconds
     * @return the result, or {@code null} if there is none or the combined call failed; the caller then has to repeat the call alone
     */
    V call(G group, K key, int others) {
        Waiting<K, V> mine = await(group, new Waiting<>(key), others);
        if (!mine.together.isEmpty()) {
            Map<K, V> got = new HashMap<>();
            try {
                got.putAll(all.apply(
                        mine.together.stream().map(one -> one.key).distinct().toList()));
            } finally {
                done(group, mine.together, got);
            }
        }
        return mine.got;
    }

    /**
     * Waits for the running call. Afterwards {@code together} holds the calls that this thread has to execute, or is empty if another
     * thread did.
     */
    private synchronized Waiting<K, V> await(G group, Waiting<K, V> mine, int others) {
        List<Waiting<K, V>> waiting = groups.get(group);
        if (waiting == null) {
            groups.put(group, new ArrayList<>());
            mine.together = List.of(mine);
            gather(group, mine, others);
            return mine;
        }
        waiting.add(mine);
        notifyAll();
        while (!mine.over) {
            pause(group, mine, 0);
        }
        return mine;
    }

    private void gather(G group, Waiting<K, V> mine, int others) {
        long until = System.nanoTime() + MOMENT_NANOS;
        for (long left = MOMENT_NANOS;
                groups.get(group).size() < others && left > 0;
                left = until - System.nanoTime()) {
            pause(group, mine, TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        List<Waiting<K, V>> together = new ArrayList<>(groups.put(group, new ArrayList<>()));
        together.add(0, mine);
        mine.together = together;
    }

    /** @param ms maximum wait in milliseconds, 0 for no limit */
    private void pause(G group, Waiting<K, V> mine, long ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(group, mine);
            throw new IllegalStateException("The hub stops", e);
        }
    }

    /** Removes an interrupted call. If this thread had to execute the combined call, another waiting thread does. */
    private void leave(G group, Waiting<K, V> mine) {
        if (mine.together.isEmpty()) {
            groups.get(group).remove(mine);
            return;
        }
        List<Waiting<K, V>> others =
                mine.together.stream().filter(one -> one != mine).toList();
        groups.get(group).addAll(0, others);
        next(group);
    }

    private synchronized void done(G group, List<Waiting<K, V>> together, Map<K, V> got) {
        for (Waiting<K, V> one : together) {
            // of two calls with the same key, one gets the result
            one.got = got.remove(one.key);
            one.over = true;
        }
        next(group);
    }

    /** Lets the first waiting call execute all waiting calls. */
    private void next(G group) {
        List<Waiting<K, V>> waiting = groups.get(group);
        if (waiting.isEmpty()) {
            groups.remove(group);
        } else {
            groups.put(group, new ArrayList<>());
            waiting.get(0).together = waiting;
            waiting.get(0).over = true;
        }
        notifyAll();
    }
}
