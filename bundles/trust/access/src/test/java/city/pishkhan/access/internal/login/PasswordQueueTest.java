package city.pishkhan.access.internal.login;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordQueueTest {
    private static final int CHECKS = 2;
    private static final int WAITING = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hashing = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void stop() {
        hashing.countDown();
        threads.shutdownNow();
    }

    private CompletableFuture<String> login(PasswordQueue queue) {
        return login(queue, false);
    }

    private CompletableFuture<String> login(PasswordQueue queue, boolean isFamiliar) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return queue.check(() -> isFamiliar, () -> {
                            begun.incrementAndGet();
                            try {
                                hashing.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "checked";
                        });
                    } catch (PasswordQueue.Busy e) {
                        return "busy";
                    }
                },
                threads);
    }

    @Test
    void limitsConcurrentChecksAndRejectsExcessLogins() throws Exception {
        PasswordQueue queue = new PasswordQueue(CHECKS, WAITING, 60_000);
        List<CompletableFuture<String>> logins = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            logins.add(login(queue));
        }
        await().atMost(20, SECONDS)
                .until(() -> logins.stream().filter(CompletableFuture::isDone).count() >= 60 - CHECKS - WAITING - 1);
        assertEquals(CHECKS, begun.get());
        hashing.countDown();
        List<String> answers = logins.stream().map(CompletableFuture::join).toList();
        assertEquals(begun.get(), answers.stream().filter("checked"::equals).count());
    }

    @Test
    void rejectsLoginAfterMaximumWait() throws Exception {
        PasswordQueue queue = new PasswordQueue(1, WAITING, 50);
        login(queue);
        await().atMost(20, SECONDS).until(() -> begun.get() == 1);
        assertEquals("busy", login(queue).get(20, SECONDS));
        hashing.countDown();
        await().atMost(20, SECONDS).until(() -> login(queue).get(20, SECONDS).equals("checked"));
    }

    @Test
    void failedCheckFreesItsPlace() throws Exception {
        PasswordQueue queue = new PasswordQueue(1, 0, 50);
        assertThrows(
                IllegalStateException.class,
                () -> queue.check(() -> true, () -> {
                    throw new IllegalStateException("the realm is away");
                }));
        assertEquals("right", queue.check(() -> true, () -> "right"));
    }

    @Test
    void prefersFamiliarLoginsWithoutStarvingStrangers() throws Exception {
        PasswordQueue queue = new PasswordQueue(1, 60, 60_000);
        login(queue);
        await().atMost(20, SECONDS).until(() -> begun.get() == 1);
        List<String> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            boolean isFamiliar = i >= 5;
            waiting.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            queue.check(
                                    () -> {
                                        asked.incrementAndGet();
                                        return isFamiliar;
                                    },
                                    () -> order.add(isFamiliar ? "familiar" : "stranger"));
                        } catch (PasswordQueue.Busy e) {
                            order.add("busy");
                        }
                    },
                    threads));
        }
        await().atMost(20, SECONDS).until(() -> asked.get() == 10 && queue.waiting() == 10);
        hashing.countDown();
        waiting.forEach(CompletableFuture::join);
        assertEquals(
                List.of("familiar", "familiar", "familiar", "stranger", "familiar", "familiar", "stranger"),
                order.subList(0, 7));
    }
}
