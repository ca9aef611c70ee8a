package city.pishkhan.routes.fire.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FireDoorTest {

    @Test
    void thereAreTwoDoors() {
        assertEquals(FireByConnector.NAME, FireDoor.routes("connector"));
        assertEquals(FireByWorklist.NAME, FireDoor.routes("worklist "));
        assertThrows(IllegalArgumentException.class, () -> FireDoor.routes("both"));
    }
}
