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
    void occupiedPortIsReportedWithItsOption() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CityException trouble = assertThrows(
                    CityException.class, () -> Ports.checkFree(Map.of("--hub-port", occupied.getLocalPort())));
            assertTrue(trouble.getMessage().contains("Port " + occupied.getLocalPort()), trouble.getMessage());
            assertTrue(trouble.getMessage().contains("--hub-port"), trouble.getMessage());
        }
    }

    @Test
    void freePortPassesCheck() throws IOException {
        Ports.checkFree(Map.of("--hub-port", Ports.findFree()));
    }
}
