package city.pishkhan.cases.internal.inquiries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One call for all who call at the same moment, or while another of their group is under way: who comes alone waits for nobody, and who comes with
 * others hardly longer than it would have for their locks.
 *
 * @param <G> calls of different groups know nothing of each other
 * @param <K> what a caller asks for
 * @param <V> what it gets
 */
final class JoinedCalls<G, K, V> {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final Function<List<K>, Map<K, V>> all;
    /** groups of which a call is under way, and who waits for it */
    private final Map<G, List<Waiting<K, V>>> groups = new HashMap<>();

    private static final class Waiting<K, V> {
        private final K key;
        private V got;
        /** whether somebody called for it, or it is to do so itself */
        private boolean over;

        private List<Waiting<K, V>> together = List.of();

        private Waiting(K key) {
            this.key = key;
        }
    }

    /** @param all leaves out what it has nothing for */
    JoinedCalls(Function<List<K>, Map<K, V>> all) {
        this.all = all;
    }

    /**
     * @param others who probably call as well: so many are waited for, if they come at once
     * @return {@code null} if there is nothing for it, or the call for all failed: then it is to be asked for alone
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

    /** Waits for the call that is under way. @return with those for whom this thread is to call, or with nobody if another has done so */
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

    /** @param ms 0 for as long as it takes */
    private void pause(G group, Waiting<K, V> mine, long ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(group, mine);
            throw new IllegalStateException("The hub stops", e);
        }
    }

    /** If it was to call for others, one of them does. */
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
            // of two who ask for the same one gets it
            one.got = got.remove(one.key);
            one.over = true;
        }
        next(group);
    }

    /** The first of those who wait calls for all of them. */
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
