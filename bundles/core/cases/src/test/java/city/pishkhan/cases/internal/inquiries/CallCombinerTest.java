package city.pishkhan.cases.internal.inquiries;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallCombinerTest {
    private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CallCombiner<String, Integer, String> joined = new CallCombiner<>(this::all);

    private Map<Integer, String> all(List<Integer> keys) {
        calls.add(keys);
        if (keys.contains(0)) {
            try {
                first.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (keys.contains(13)) {
            throw new IllegalArgumentException("13");
        }
        Map<Integer, String> results = new HashMap<>();
        keys.stream().filter(key -> key % 2 == 0).forEach(key -> results.put(key, "got " + key));
        return results;
    }

    private CompletableFuture<String> apart(int key) {
        CompletableFuture<String> results = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                results.complete(joined.call("", key, 0));
            } catch (RuntimeException e) {
                results.completeExceptionally(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
        return results;
    }

    @Test
    void singleCallRunsAlone() {
        assertEquals("got 2", joined.call("", 2, 0));
        assertNull(joined.call("", 3, 0), "there is nothing for it");
        assertEquals(List.of(List.of(2), List.of(3)), calls);
    }

    @Test
    void callsDuringRunningCallAreCombined() {
        CompletableFuture<String> slow = apart(0);
        List<CompletableFuture<String>> waiting =
                IntStream.rangeClosed(1, 5).mapToObj(this::apart).toList();
        first.countDown();
        assertEquals("got 0", slow.join());
        assertEquals(
                Stream.of(null, "got 2", null, "got 4", null).toList(),
                waiting.stream().map(CompletableFuture::join).toList());
        assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4, 5)), calls);
    }

    @Test
    void firstCallWaitsBrieflyForOthers() {
        CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> joined.call("", 2, 1));
        assertEquals("got 2", one.join(), "and no longer");
        for (int i = 0; i < 200 && calls.stream().noneMatch(call -> call.size() == 2); i++) {
            List<CompletableFuture<String>> both = Stream.of(4, 6)
                    .map(key -> CompletableFuture.supplyAsync(() -> joined.call("", key, 1)))
                    .toList();
            assertEquals(
                    List.of("got 4", "got 6"),
                    both.stream().map(CompletableFuture::join).toList());
        }
        assertEquals(1, calls.stream().filter(call -> call.size() == 2).count());
    }

    @Test
    void otherGroupDoesNotWait() {
        CompletableFuture<String> slow = apart(0);
        assertEquals("got 2", joined.call("other", 2, 0));
        first.countDown();
        slow.join();
    }

    @Test
    void interruptedCallerDoesNotAffectOthers() throws InterruptedException {
        CompletableFuture<String> slow = apart(0);
        Thread interrupted = new Thread(() -> assertThrows(IllegalStateException.class, () -> joined.call("", 2, 0)));
        interrupted.start();
        await().until(() -> interrupted.getState() == Thread.State.WAITING);
        CompletableFuture<String> other = apart(4);
        interrupted.interrupt();
        interrupted.join();
        first.countDown();
        slow.join();
        assertEquals("got 4", other.join());
        assertEquals(List.of(List.of(0), List.of(4)), calls);
    }

    @Test
    void oneOfTwoEqualCallsReceivesResult() {
        CompletableFuture<String> slow = apart(0);
        CompletableFuture<String> one = apart(2);
        CompletableFuture<String> other = apart(2);
        first.countDown();
        slow.join();
        assertEquals(
                1,
                Stream.of(one, other)
                        .map(CompletableFuture::join)
                        .filter("got 2"::equals)
                        .count());
    }

    /** After a combined call failed, each joined caller may repeat its call alone. */
    @Test
    void failedCallAffectsOnlyItsCaller() {
        CompletableFuture<String> slow = apart(0);
        CompletableFuture<String> one = apart(13);
        CompletableFuture<String> other = apart(2);
        first.countDown();
        slow.join();
        List<Object> outcomes = Stream.of(one, other)
                .<Object>map(
                        results -> results.handle((value, failure) -> failure == null ? "none: " + value : "failed")
                                .join())
                .sorted()
                .toList();
        assertEquals(List.of("failed", "none: null"), outcomes);
        assertEquals("got 2", joined.call("", 2, 0), "and the next is called for");
        assertThrows(IllegalArgumentException.class, () -> joined.call("", 13, 0));
    }
}
