package city.pishkhan.planning.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tests that every planning system behind the SPI must pass. */
abstract class PlanningSystemContract {
    static final PlanOrder HOUSE = new PlanOrder(
            "22-3-17-4-1-0-0",
            22,
            List.of("commercial", "residential"),
            8,
            240,
            new BigDecimal("312.50"),
            4_420_080L,
            List.of("0499370899", "0790419904"),
            "any");
    static final PlanOrder SHOP = new PlanOrder(
            "6-1-2-3-0-0-7",
            6,
            List.of("commercial"),
            0,
            100,
            new BigDecimal("18.00"),
            912_345_678_901L,
            List.of("10380284790"),
            "any");

    /** The system under test. */
    abstract PlanningSystem system();

    /** Adds or changes a property; the system determines the revision. */
    abstract void put(PlanOrder order) throws Exception;

    private PlanOrder get(String code) {
        return system().planOrder(code).orElseThrow();
    }

    private static PlanOrder withRevision(PlanOrder o, String revision) {
        return new PlanOrder(
                o.renovationCode(),
                o.district(),
                o.uses(),
                o.floors(),
                o.density(),
                o.landArea(),
                o.regionalPrice(),
                o.owners(),
                revision);
    }

    @Test
    void returnsWholePlanOrder() throws Exception {
        put(HOUSE);
        put(SHOP);
        assertEquals(withRevision(HOUSE, get(HOUSE.renovationCode()).revision()), get(HOUSE.renovationCode()));
        assertEquals(withRevision(SHOP, get(SHOP.renovationCode()).revision()), get(SHOP.renovationCode()));
        assertTrue(!get(SHOP.renovationCode()).revision().isBlank());
    }

    @Test
    void unknownPropertyIsEmpty() throws Exception {
        put(HOUSE);
        assertEquals(Optional.empty(), system().planOrder("22-3-17-4-1-0-1"));
    }

    @Test
    void invalidRenovationCodeIsEmpty() {
        for (String text : List.of("", "22-3-17", "23-3-17-4-1-0-0", "22-3-17-4-1-0-0' or '1'='1", "<x/>", "null")) {
            assertEquals(Optional.empty(), system().planOrder(text), text);
        }
    }

    @Test
    void acceptsPersianDigitsAndLeadingZeros() throws Exception {
        put(HOUSE);
        assertEquals(get("22-3-17-4-1-0-0"), get("۲۲-۰۳-۱۷-۴-۱-۰-۰"));
    }

    @Test
    void revisionChangesOnlyWithRecord() throws Exception {
        PlanOrder order = new PlanOrder(
                "5-1-1-1-1-0-0",
                5,
                List.of("residential"),
                4,
                180,
                new BigDecimal("200.00"),
                1_000_000L,
                List.of("0684159414"),
                "any");
        put(order);
        String first = get(order.renovationCode()).revision();
        put(order);
        assertEquals(first, get(order.renovationCode()).revision());
        put(new PlanOrder(
                order.renovationCode(),
                5,
                order.uses(),
                5,
                180,
                order.landArea(),
                order.regionalPrice(),
                order.owners(),
                "any"));
        assertNotEquals(first, get(order.renovationCode()).revision());
        assertEquals(5, get(order.renovationCode()).floors());
    }

    @Test
    void answersConcurrentRequests() throws Exception {
        put(HOUSE);
        put(SHOP);
        PlanOrder house = get(HOUSE.renovationCode());
        PlanOrder shop = get(SHOP.renovationCode());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                PlanOrder wanted = i % 2 == 0 ? house : shop;
                calls.add(() -> wanted.equals(get(wanted.renovationCode())));
            }
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                assertTrue(call.get());
            }
        } finally {
            threads.shutdown();
        }
    }
}
