package city.pishkhan.planning.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.TestStore;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryPlanningSystemTest extends PlanningSystemContract {
    @TempDir
    static Path folder;

    static TestStore store;
    static IslandImport islands;
    static PlanningSystem registry;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        registry = new RegistryPlanningSystem(store.tx(), store.schemas());
        islands = new SqlIslandImport(store.tx(), store.schemas(), IslandFiles.config("land_area,owners"));
        PartnerUnavailable empty =
                assertThrows(PartnerUnavailable.class, () -> registry.planOrder(HOUSE.renovationCode()));
        assertTrue(empty.getMessage().contains("pishkhan:planning-import"), empty.getMessage());
        islands.importIsland(IslandFiles.file(folder, IslandFiles.row(SHOP)), "" + SHOP.district());
    }

    @Test
    void unknownCodeIsUnavailableDuringImport() {
        store.tx().run(sql -> {
            sql.execute("select pg_advisory_xact_lock(hashtext('planning.import'))");
            assertThrows(PartnerUnavailable.class, () -> elsewhere(() -> registry.planOrder("22-9-9-9-9-9-9")));
            assertTrue(
                    elsewhere(() -> registry.planOrder(SHOP.renovationCode())).isPresent());
        });
        assertTrue(registry.planOrder("22-9-9-9-9-9-9").isEmpty());
    }

    /** Runs the work on another connection. */
    private static <T> T elsewhere(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Override
    PlanningSystem system() {
        return registry;
    }

    @Override
    void put(PlanOrder order) {
        islands.importIsland(IslandFiles.file(folder, IslandFiles.row(order)), "" + order.district());
    }
}
