package city.pishkhan.cases.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs calls concurrently. */
final class ConcurrentCalls {
    private ConcurrentCalls() {}

    /**
     * Starts all calls together.
     *
     * @return the result or the exception of each call, in order
     */
    static List<Object> all(List<? extends Callable<?>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        ExecutorService pool = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<Object>> futures = new ArrayList<>();
            for (Callable<?> call : calls) {
                futures.add(pool.submit(() -> {
                    start.await();
                    return outcome(call);
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : futures) {
                outcomes.add(future.get(30, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * As {@link #callWhileOpen}, with a single other call.
     *
     * @return result or exception of the other call
     */
    static Object overlapping(CasesHarness hub, Runnable first, Callable<?> second) throws Exception {
        return callWhileOpen(hub, first, List.of(second)).get(0);
    }

    /**
     * Runs the first call in a transaction that stays open until all other calls wait for locks, then lets all of them finish.
     *
     * @return the results or exceptions of the other calls
     */
    static List<Object> callWhileOpen(CasesHarness hub, Runnable first, List<? extends Callable<?>> others)
            throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            Future<?> holder = pool.submit(() -> hub.tx.run(sql -> {
                first.run();
                done.countDown();
                await(commit);
            }));
            await(done);
            List<Future<Object>> waiting = new ArrayList<>();
            for (Callable<?> other : others) {
                waiting.add(pool.submit(() -> outcome(other)));
                hub.awaitBlocked(waiting.size());
            }
            commit.countDown();
            holder.get(30, TimeUnit.SECONDS);
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : waiting) {
                outcomes.add(future.get(30, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            commit.countDown();
            pool.shutdownNow();
        }
    }

    private static Object outcome(Callable<?> call) {
        try {
            return call.call();
        } catch (Exception e) {
            return e;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nothing happened for 30 s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
