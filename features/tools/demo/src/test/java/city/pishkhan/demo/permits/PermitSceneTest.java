package city.pishkhan.demo.permits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermitSceneTest {

    private final List<PermitScene> shipped = PermitScene.read(Path.of("../../../etc/demo/cases.json"));

    @Test
    void scenesCoverEveryTwist() {
        assertEquals(7, shipped.size());
        for (PermitScene.Twist twist : PermitScene.Twist.values()) {
            assertTrue(shipped.stream().anyMatch(scene -> scene.twist() == twist), twist.name());
        }
    }

    @Test
    void sharesAddUpTo100Percent() {
        for (PermitScene scene : shipped) {
            assertEquals(
                    100,
                    scene.parts().stream().mapToInt(PermitScene.Part::share).sum(),
                    scene.id());
        }
    }

    @Test
    void plotMustAllowFinalRequestOfScene() {
        PermitScene grown = shipped.stream()
                .filter(scene -> scene.twist() == PermitScene.Twist.GROWN_PLAN)
                .findFirst()
                .orElseThrow();
        assertTrue(grown.isSuitable(plot(8, "residential", "commercial")));
        assertFalse(grown.isSuitable(plot(7, "residential", "commercial")), "seven floors are too few for eight");
        assertFalse(grown.isSuitable(plot(8, "residential")), "shops are not permitted");
    }

    private static Plot plot(int floors, String... uses) {
        return new Plot("1-1-1-1-1-0-0", Set.of(uses), floors, 400, 500, List.of("0499370899"));
    }
}
