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

class SuspensionSceneTest {
    private static final Plot PLOT =
            new Plot("22-3-17-4-1-0-0", Set.of("residential"), 5, 100, 300, List.of("0499370899"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private volatile boolean suspended;
    private volatile boolean asleep;
    private volatile boolean isHearingAnswered;
    private volatile int votes;

    private String hub(String call, String token) {
        if (call.contains("/complaints?")) {
            return "200 {\"items\": [{\"id\": \"m0\", \"party\": {\"name\": \"1204\"}},"
                    + " {\"id\": \"m1\", \"party\": {\"name\": \"2301\"}}]}";
        }
        if (call.contains("/complaints/m1/decision {")) {
            suspended = call.contains("\"measure\":\"suspend\"");
            assertEquals(suspended, call.contains("\"cases\":\"finish\""), call);
            return "200 {\"id\": \"m1\", \"decisions\": [\"d0\", \"d1\"]}";
        }
        votes += call.contains("/decisions/d1/votes {") ? 1 : 0;
        isHearingAnswered |= call.contains("/hearings/m1/answer {");
        if (call.startsWith("POST /office/v1/cases {")) {
            return suspended && !asleep
                    ? "403 {\"code\": \"office.suspended\", \"messageEn\": \"Office 2301 is suspended.\"}"
                    : "201 {\"id\": \"c1\", \"version\": 1}";
        }
        return "200 {\"id\": \"c1\", \"version\": 2, \"number\": \"7\"}";
    }

    private String show() throws IOException, InterruptedException {
        try (ScriptedHub hub = new ScriptedHub(this::hub)) {
            new SuspensionScene(
                            new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false),
                            user -> hub.door())
                    .show(PLOT);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void suspendedClerkIsRefusedUntilReinstated() throws Exception {
        String output = show();
        assertTrue(output.contains("Office 2301 is suspended. (403 office.suspended)"), output);
        assertTrue(output.contains("may open a case again"), output);
        assertTrue(isHearingAnswered, "the office is heard before");
        assertEquals(6, votes, "three bodies, twice");
        assertEquals(false, suspended);
    }

    @Test
    void failsIfSuspendedOfficeWorksAndReinstatesIt() {
        asleep = true;
        assertTrue(assertThrows(CityException.class, this::show).getMessage().contains("opened a case"));
        assertEquals(false, suspended);
    }
}
