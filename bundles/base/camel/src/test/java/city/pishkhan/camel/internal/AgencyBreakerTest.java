package city.pishkhan.camel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.agencies.InquiryDispatchers.Limit;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.ContractWatch.ContractViolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the state of an agency's circuit breaker that operators see, and the operators' actions on the breaker. */
class AgencyBreakerTest {
    private final InquiryDispatcher dispatcher = new InquiryDispatcher("gas", new FakeInquiries(), new AgencyRate(0));
    private final AgencyBreaker breaker = dispatcher.breaker();
    private final RunningDispatchers dispatchers = new RunningDispatchers();

    /** Number of consumers in the endpoint's options. */
    private record Consumers(int consumers) implements RunningDispatchers.LimitedConsumer {
        @Override
        public void limit(Limit limit) {
            assertNull(limit);
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(breaker.acquire());
            breaker.recordFailure(new IllegalStateException("HTTP 503"), true);
        }
    }

    @Test
    void reportsEndOfPauseWhileOpen() {
        assertEquals(Breaker.CLOSED, breaker.state());
        assertNull(breaker.until());
        Instant before = Instant.now();
        fail(5);
        assertEquals(Breaker.OPEN, breaker.state());
        assertFalse(breaker.until().isBefore(before.plusSeconds(1)), "the first pause is a second");
        assertTrue(breaker.until().isBefore(before.plusSeconds(60)));
        assertEquals("HTTP 503", breaker.lastError());
    }

    @Test
    void otherFailuresAreReportedWithoutOpening() {
        for (int i = 0; i < 20; i++) {
            assertTrue(breaker.acquire());
            breaker.recordFailure(new IllegalArgumentException("no such plot"), false);
        }
        assertEquals(Breaker.CLOSED, breaker.state());
        assertEquals("no such plot", breaker.lastError());
    }

    @Test
    void reportsAgencyThatViolatesContract() {
        dispatchers.add(dispatcher, new Consumers(1));
        fail(1);
        assertEquals(List.of(), dispatchers.violations(), "one that is down breaks no contract");
        for (String wrong : new String[] {"gas: no verdict", "gas: the answer cites another digest"}) {
            assertTrue(breaker.acquire());
            breaker.recordFailure(new ContractBroken(wrong), true);
        }
        ContractViolation departure = dispatchers.violations().get(0);
        assertEquals("gas 2", departure.partner() + " " + departure.count());
        assertEquals("gas: the answer cites another digest", departure.what());
        dispatchers.remove(dispatcher);
        assertEquals(List.of(), dispatchers.violations(), "nobody asks it any more");
    }

    @Test
    void immediateTryRequiresOpenBreaker() {
        breaker.tryNow();
        assertEquals(Breaker.CLOSED, breaker.state());
        fail(5);
        breaker.tryNow();
        assertEquals(Breaker.HALF_OPEN, breaker.state());
        assertNull(breaker.until());
        assertTrue(breaker.acquire());
        assertFalse(breaker.acquire(), "one tries, the others wait");
        breaker.tryNow();
        assertFalse(breaker.acquire(), "and no second one by asking twice");
        breaker.recordSuccess(1);
        assertEquals(Breaker.CLOSED, breaker.state());
    }

    @Test
    void returnsMedianLatency() {
        assertNull(breaker.latency());
        for (int ms : new int[] {10, 90, 20}) {
            breaker.recordSuccess(Duration.ofMillis(ms).toNanos());
        }
        assertEquals(Duration.ofMillis(20), breaker.latency());
    }

    @Test
    void returnsStateOfRunningDispatchers() {
        assertEquals(Optional.empty(), dispatchers.dispatchState("gas"));
        dispatchers.add(dispatcher, new Consumers(4));
        fail(5);
        DispatchState dispatchState = dispatchers.dispatchState("gas").orElseThrow();
        assertEquals(4, dispatchState.consumers());
        assertEquals(Breaker.OPEN, dispatchState.breaker());
        dispatchers.tryNow("water");
        assertEquals(Breaker.OPEN, breaker.state());
        dispatchers.tryNow("gas");
        assertEquals(Breaker.HALF_OPEN, breaker.state());
        dispatchers.remove(dispatcher);
        assertEquals(Optional.empty(), dispatchers.dispatchState("gas"));
    }
}
