package city.pishkhan.demo.offices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.client.ScriptedHub;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbsenceSceneTest {
    private static final Plot PLOT =
            new Plot("22-3-17-4-1-0-0", Set.of("residential"), 5, 100, 300, List.of("0499370899"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private volatile boolean away;
    private volatile boolean deputy;
    private volatile boolean asleep;

    private String hub(String call, String token) {
        if (call.startsWith("GET /committee/v1/experts")) {
            String office = call.substring(call.indexOf("office=") + 7);
            return "200 {\"items\": [{\"id\": \"e" + office + "\", \"login\": \"expert-" + office + "\"}]}";
        }
        if (call.contains("/experts/e1204/leaves {")) {
            away = call.contains("\"until\"");
        }
        if (call.contains("/experts/e1204/changes {")) {
            deputy = call.contains("\"deputy\":\"e2301\"");
        }
        if (call.contains("/submission") && away && !deputy && !asleep) {
            return "409 {\"code\": \"case.no-expert\", \"messageEn\": \"Office 1204 has no expert in architecture.\"}";
        }
        return (call.startsWith("POST /office/v1/cases {") ? "201" : "200")
                + " {\"id\": \"c1\", \"version\": 2, \"stage\": \"plan-order\", \"number\": \"7\", \"needs\": []}";
    }

    private String show() throws IOException, InterruptedException {
        try (ScriptedHub hub = new ScriptedHub(this::hub)) {
            new AbsenceScene(
                            new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false),
                            user -> hub.door())
                    .show(PLOT);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void stageWaitsUntilDeputyIsNamed() throws Exception {
        String output = show();
        assertTrue(output.contains("no expert in architecture. (409 case.no-expert)"), output);
        assertTrue(output.contains("the case is now at stage plan-order"), output);
        assertEquals(List.of(false, false), List.of(away, deputy), "the register is as it was");
    }

    @Test
    void failsIfOfficeAdvancesWithoutExpert() {
        asleep = true;
        assertTrue(assertThrows(CityException.class, this::show).getMessage().contains("has no architect"));
        assertEquals(List.of(false, false), List.of(away, deputy));
    }
}
