package city.pishkhan.demo.vehicles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.client.ScriptedHub;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.waiting.CityException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VehicleCasesTest {

    @TempDir
    Path folder;

    private Path fleet;
    private String answerForSecondPlate = "409 {\"code\": \"case.already-open\"}";

    @BeforeEach
    void fleet() throws Exception {
        fleet = Files.writeString(
                folder.resolve("vehicles.csv"),
                "plate,comment\nP0,current-year,x\nP1,fleet-1,x\nP2,fleet-2,x\nP3,fleet-3,x\n");
    }

    private String answer(String call, String token) {
        if (call.startsWith("GET")) {
            String plate = call.substring(call.length() - 2);
            return "200 {\"plate\": \"" + plate + "\", \"paidThrough\": "
                    + (plate.equals("P1") ? PersianYear.year() : 1400) + "}";
        }
        if (call.contains("/delivery")) {
            return "200 {}";
        }
        return call.contains("P2") ? answerForSecondPlate : "201 {\"id\": \"c3\", \"number\": \"22-3\"}";
    }

    private static VehicleCases desk(ScriptedHub hub) {
        return new VehicleCases(new Clerk(hub.door()), hub.door());
    }

    @Test
    void skipsPaidVehiclesAndOpenCases() throws Exception {
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            VehicleCases.Opened opened = desk(hub).open(fleet);
            assertEquals("P3", opened.plate());
            assertEquals("22-3", opened.number());
            assertEquals(
                    "POST /office/v1/cases/c3/delivery",
                    hub.calls.get(hub.calls.size() - 1).replaceAll(" \\{.*", ""));
        }
    }

    @Test
    void rethrowsUnexpectedRefusal() throws Exception {
        answerForSecondPlate = "422 {\"code\": \"office.suspended\"}";
        Files.writeString(fleet, "P2,fleet-2,x\n");
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            assertThrows(HubClient.Refused.class, () -> desk(hub).open(fleet));
        }
    }

    @Test
    void failsIfFleetOwesNothing() throws Exception {
        Files.writeString(fleet, "P1,fleet-1,x\n");
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            assertThrows(CityException.class, () -> desk(hub).open(fleet));
        }
    }
}
