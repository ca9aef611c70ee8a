package city.pishkhan.planning.internal;

import city.pishkhan.persistence.TestStore;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
