package city.pishkhan.payments.internal;

import static city.pishkhan.payments.internal.PaymentsHarness.CLERK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.AttemptListener;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.payments.internal.FakeGateway.Nature;
import city.pishkhan.spi.PartnerUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bill has one open attempt at a gateway, however often and on whichever node it is begun. */
class SharedAttemptTest {
    private static PaymentsHarness harness;
    private FakeGateway saman;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    @BeforeEach
    void banks() {
        saman = new FakeGateway("saman", Nature.ONE_STEP, harness.db.tx()::isActive);
        harness.gatewayRegistry.add(saman);
        try {
            harness.requestAndApprove("merchant-account", saman);
        } catch (Refusal e) {
            assertEquals("merchant.approved", e.code());
        }
        harness.gatewayRegistry.breaker(harness.bank).close();
        harness.gatewayRegistry.breaker(saman).close();
    }

    @AfterEach
    void calm() {
        harness.bank.opening = null;
        harness.bank.meanwhile = order -> {};
        harness.gatewayRegistry.remove(saman);
    }

    private static Attempt begin(Bill bill, String gateway) {
        return harness.payments.begin(CLERK, bill.caseId(), bill.id(), gateway);
    }

    private static long sessions(FakeGateway bank) {
        return bank.calls.stream().filter(c -> c.startsWith("pay ")).count();
    }

    @Test
    void secondCallReturnsOpenAttempt() {
        Bill bill = harness.bill();
        long before = sessions(harness.bank);
        Attempt first = begin(bill, "mellat");
        for (int i = 0; i < 22; i++) {
            assertEquals(first, begin(bill, i % 2 == 0 ? null : "mellat"));
        }
        assertEquals(first, harness.otherNode().begin(CLERK, bill.caseId(), bill.id(), null));
        assertEquals(1, harness.payments.attempts(bill.id()).size());
        assertEquals(before + 1, sessions(harness.bank));
        assertEquals(List.of("payment.billed", "payment.created", "payment.started"), harness.events(bill));
        harness.payAndReturn(first);
        harness.payments.confirm(first.id());
        assertEquals("paid", harness.reload(bill).state());
    }

    @Test
    void waitingCallerIsNotifiedOfSharedAttempt() {
        Bill bill = harness.bill();
        Attempt first = begin(bill, null);
        List<Object> notified = new ArrayList<>();
        Attempt again = harness.payments.begin(CLERK, bill.caseId(), bill.id(), null, new AttemptListener() {
            @Override
            public void created() {
                notified.add("created");
            }

            @Override
            public void started(Attempt attempt) {
                notified.add(attempt);
            }
        });
        assertEquals(first, again);
        assertEquals(List.of("created", first), notified);
    }

    @Test
    void concurrentCallsOnTwoNodesOpenOneSession() throws Exception {
        Payments other = harness.otherNode();
        ExecutorService clerks = Executors.newFixedThreadPool(20);
        try {
            for (int round = 0; round < 5; round++) {
                Bill bill = harness.bill();
                long before = sessions(harness.bank);
                CountDownLatch there = new CountDownLatch(20);
                List<Callable<UUID>> calls = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    Payments node = i % 2 == 0 ? harness.payments : other;
                    calls.add(() -> {
                        there.countDown();
                        there.await(10, TimeUnit.SECONDS);
                        return untilOpen(node, bill);
                    });
                }
                Set<UUID> attempts = new HashSet<>();
                for (Future<UUID> call : clerks.invokeAll(calls)) {
                    attempts.add(call.get());
                }
                assertEquals(1, attempts.size());
                assertEquals(1, harness.payments.attempts(bill.id()).size());
                assertEquals(before + 1, sessions(harness.bank));
            }
        } finally {
            clerks.shutdownNow();
        }
    }

    /** Begins a payment on a node, and retries while another node is opening the session at the bank. */
    private static UUID untilOpen(Payments node, Bill bill) {
        while (true) {
            try {
                return node.begin(CLERK, bill.caseId(), bill.id(), null).id();
            } catch (Refusal e) {
                assertEquals("bill.being-opened", e.code());
                assertEquals(409, e.kind().status());
            }
        }
    }

    @Test
    void waitingCallsShareRefusalOfFirstCall() throws Exception {
        Bill bill = harness.bill();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        List<Long> orders = Collections.synchronizedList(new ArrayList<>());
        harness.bank.meanwhile = order -> {
            orders.add(order);
            asked.countDown();
            try {
                answer.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new PartnerUnavailable("timeout");
        };
        ExecutorService clerks = Executors.newFixedThreadPool(4);
        try {
            Callable<Attempt> call = () -> begin(bill, "mellat");
            List<Future<Attempt>> calls = new ArrayList<>(List.of(clerks.submit(call)));
            asked.await(10, TimeUnit.SECONDS);
            for (int i = 0; i < 3; i++) {
                calls.add(clerks.submit(call));
            }
            assertEquals(
                    "bill.being-opened",
                    assertThrows(Refusal.class, () -> harness.otherNode()
                                    .begin(CLERK, bill.caseId(), bill.id(), "mellat"))
                            .code());
            org.awaitility.Awaitility.await()
                    .until(() -> Thread.getAllStackTraces().values().stream()
                                    .filter(s -> java.util.Arrays.stream(s)
                                            .anyMatch(f -> f.getClassName().endsWith("JoinedOpenings")
                                                    && "await".equals(f.getMethodName())))
                                    .count()
                            == 3);
            answer.countDown();
            for (Future<Attempt> future : calls) {
                var e = assertThrows(java.util.concurrent.ExecutionException.class, future::get);
                assertEquals("gateway.no-answer", ((Refusal) e.getCause()).code());
            }
            assertEquals(1, orders.size(), "a silent bank is called once");
        } finally {
            answer.countDown();
            clerks.shutdownNow();
        }
    }

    @Test
    void payerMayChooseSecondGateway() {
        Bill bill = harness.bill();
        Attempt mellat = begin(bill, "mellat");
        Attempt atSaman = begin(bill, "saman");
        assertNotEquals(mellat.id(), atSaman.id());
        assertEquals(atSaman, begin(bill, "saman"));
        assertEquals(mellat, begin(bill, "mellat"));
        assertEquals(atSaman, begin(bill, null), "the newest open session comes first");
        assertEquals(2, harness.payments.attempts(bill.id()).size());
    }

    @Test
    void openSessionPrecedesPreferredGateway() {
        Bill bill = harness.bill();
        harness.bank.opening = new PartnerUnavailable("timeout");
        Attempt first = begin(bill, null);
        assertEquals("saman", first.gateway());
        harness.bank.opening = null;
        assertEquals(first, begin(bill, null));
    }

    @Test
    void nearlyExpiredSessionIsNotShared() {
        Bill bill = harness.bill();
        Attempt first = begin(bill, "mellat");
        harness.watch.advance(Duration.ofMinutes(14));
        assertEquals(first, begin(bill, "mellat"));
        harness.watch.advance(Duration.ofMinutes(2));
        Attempt second = begin(bill, "mellat");
        assertNotEquals(first.id(), second.id());
        assertEquals(second, begin(bill, "mellat"));
    }

    @Test
    void cancelledAttemptIsNotShared() {
        Bill bill = harness.bill();
        Attempt first = begin(bill, "mellat");
        harness.payments.acceptCallback("mellat", PaymentsHarness.form(first, null));
        assertNotEquals(first.id(), begin(bill, "mellat").id());
    }

    @Test
    void crashDuringOpeningBlocksBillForThirtySeconds() {
        Bill bill = harness.bill();
        harness.bank.meanwhile = order -> {
            throw new FakeGateway.Crash();
        };
        assertThrows(FakeGateway.Crash.class, () -> begin(bill, "mellat"));
        harness.bank.meanwhile = order -> {};
        assertEquals(
                "bill.being-opened",
                assertThrows(Refusal.class, () -> begin(bill, "mellat")).code());
        harness.watch.advance(Duration.ofSeconds(31));
        assertEquals("started", begin(bill, "mellat").state());
    }

    @Test
    void withdrawnAccountReturnsNoOpenSession() {
        Bill bill = harness.bill();
        begin(bill, "saman");
        harness.requestAndApprove("merchant-withdraw", saman);
        assertEquals(
                "merchant.withdrawn",
                assertThrows(Refusal.class, () -> begin(bill, "saman")).code());
    }
}
