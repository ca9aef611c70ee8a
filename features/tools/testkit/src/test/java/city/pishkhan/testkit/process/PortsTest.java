package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsNamedWithTheOptionThatChoosesAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CityException trouble = assertThrows(
                    CityException.class, () -> Ports.demandFree(Map.of("--hub-port", taken.getLocalPort())));
            assertTrue(trouble.getMessage().contains("Port " + taken.getLocalPort()), trouble.getMessage());
            assertTrue(trouble.getMessage().contains("--hub-port"), trouble.getMessage());
        }
    }

    @Test
    void afreePortIsNoTrouble() throws IOException {
        Ports.demandFree(Map.of("--hub-port", Ports.any()));
    }
}
