package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.vault.internal.TestVault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkAttemptLimiterTest {
    private Instant now = Instant.parse("2026-11-25T08:30:00Z");
    private final TestStore database = TestStore.start();
    private final Vault vault = TestVault.create(database.tx(), database.schemas());
    private OptionalInt wait;
    private final NetworkAttemptLimiter guessing = codeLimiter();

    @AfterEach
    void stop() {
        database.close();
    }

    private NetworkAttemptLimiter codeLimiter() {
        return new NetworkAttemptLimiter(limiter(10), 3, Duration.ofMinutes(5));
    }

    /** Creates the limiter of another node with the same database. */
    private AttemptLimiter limiter(int total) {
        return TestAttempts.create(database, vault, total, () -> now);
    }

    private NetworkAttemptLimiter complaints(int most, int total) {
        return NetworkAttemptLimiter.complaints(limiter(total), most, Duration.ofHours(1));
    }

    private void assertMisses(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertEquals("code.unknown", answer(address, Optional.empty()));
        }
    }

    /** Returns the found value or the code of the refusal. */
    private String answer(String address, Optional<String> found) {
        try {
            return guessing.find(
                    address,
                    () -> found,
                    () -> new Refusal(
                            Refusal.Kind.NOT_FOUND, "code.unknown", null, "No such code.", "کد" + " یافت نشد."));
        } catch (Refusal refusal) {
            wait = refusal.retrySeconds();
            return refusal.code();
        }
    }

    @Test
    void validCodeWorksDespiteGuessesOfSameNetwork() {
        assertMisses("192.0.2.1", 3);
        for (int i = 0; i < 3; i++) {
            assertEquals("code.guessing", answer("192.0.2.9", Optional.empty()));
            assertEquals(OptionalInt.of(300), wait);
            assertEquals("standing", answer("192.0.2.1", Optional.of("standing")));
        }
        now = now.plus(Duration.ofMinutes(5));
        assertMisses("192.0.2.1", 1);
    }

    @Test
    void limitHoldsForParallelGuessesOnTwoNodes() throws Exception {
        NetworkAttemptLimiter second = codeLimiter();
        ExecutorService guessers = Executors.newFixedThreadPool(48);
        List<Callable<Boolean>> guesses = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            NetworkAttemptLimiter node = i % 2 == 0 ? guessing : second;
            guesses.add(() -> assertThrows(
                            Refusal.class,
                            () -> node.find("192.0.2.1", Optional::empty, () -> Refusal.notFound("tracking-code")))
                    .code()
                    .equals("tracking-code.unknown"));
        }
        int unknown = 0;
        for (Future<Boolean> guess : guessers.invokeAll(guesses)) {
            unknown += guess.get() ? 1 : 0;
        }
        guessers.shutdown();
        assertEquals(3, unknown);
    }

    @Test
    void jointGuessingLimitsEachNetworkToOneGuess() {
        for (int i = 0; i < 5; i++) {
            assertMisses("guesser-" + i, 2);
        }
        assertEquals("code.guessing", answer("guesser-0", Optional.empty()));
        assertMisses("another", 1);
        assertEquals("code.guessing", answer("another", Optional.empty()));
        assertEquals("standing", answer("another", Optional.of("standing")));
        now = now.plus(Duration.ofMinutes(61));
        assertMisses("another", 2);
    }

    @Test
    void limitsComplaintsPerNetwork() {
        NetworkAttemptLimiter complaints = complaints(3, 1_000);
        for (int i = 0; i < 3; i++) {
            assertEquals(i, lodge(complaints, "a", i));
        }
        now = now.plus(Duration.ofMinutes(20));
        Refusal refusal = assertThrows(Refusal.class, () -> lodge(complaints, "a", 3));
        assertEquals("complaint.too-many", refusal.code());
        assertEquals(OptionalInt.of(2_400), refusal.retrySeconds());
        lodge(complaints, "b", 0);
        now = now.plus(Duration.ofMinutes(40));
        lodge(complaints, "a", 0);
    }

    private static int lodge(NetworkAttemptLimiter complaints, String address, int number) {
        return complaints.runCounted(address, () -> number);
    }

    @Test
    void jointLimitLeavesEachNetworkOneComplaint() {
        NetworkAttemptLimiter complaints = complaints(3, 1_000);
        lodge(complaints, "early", 0);
        lodge(complaints, "early", 0);
        for (int i = 0; i < 998; i++) {
            lodge(complaints, "network-" + i, 0);
        }
        assertThrows(Refusal.class, () -> lodge(complaints, "early", 0));
        assertThrows(Refusal.class, () -> lodge(complaints, "network-1", 0));
        lodge(complaints, "late", 0);
        assertThrows(Refusal.class, () -> lodge(complaints, "late", 0));
        now = now.plus(Duration.ofHours(1));
        lodge(complaints, "late", 0);
        lodge(complaints, "late", 0);
    }

    @Test
    void rejectedComplaintsAreNotCounted() {
        NetworkAttemptLimiter complaints = complaints(3, 3);
        for (int i = 0; i < 5; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> complaints.runCounted("a", () -> {
                        throw new IllegalStateException("refused");
                    }));
        }
        for (int i = 0; i < 3; i++) {
            lodge(complaints, "a", i);
        }
    }

    /** All complaints are running before the first has finished. */
    @Test
    void parallelComplaintsRespectLimit() throws Exception {
        NetworkAttemptLimiter complaints = complaints(5, 1_000);
        CountDownLatch startedOrRefused = new CountDownLatch(20);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            List<Future<Integer>> codes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                codes.add(clients.submit(() -> {
                    try {
                        return complaints.runCounted("a", () -> {
                            startedOrRefused.countDown();
                            awaitEnd(end);
                            return 1;
                        });
                    } catch (Refusal refusal) {
                        startedOrRefused.countDown();
                        return 0;
                    }
                }));
            }
            startedOrRefused.await();
            end.countDown();
            int lodged = 0;
            for (Future<Integer> code : codes) {
                lodged += code.get();
            }
            assertEquals(5, lodged);
        } finally {
            end.countDown();
            clients.shutdown();
        }
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
