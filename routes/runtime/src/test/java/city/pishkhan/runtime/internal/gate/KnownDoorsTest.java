package city.pishkhan.runtime.internal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownDoorsTest {

    @Test
    void tellsTheDoorOfAPath() {
        assertEquals(Optional.of("/office/v1"), KnownDoors.of("/office/v1"));
        assertEquals(Optional.of("/office/v1"), KnownDoors.of("/office/v1/cases/5"));
        assertEquals(Optional.of("/handbook"), KnownDoors.of("/handbook/glossary"));
        assertEquals(Optional.of("/soap/agency"), KnownDoors.of("/soap/agency"));
    }

    @Test
    void knowsNoDoorThatOnlyBeginsLikeOne() {
        assertEquals(Optional.empty(), KnownDoors.of("/office/v12"));
        assertEquals(Optional.empty(), KnownDoors.of("/payments"));
        assertEquals(Optional.empty(), KnownDoors.of("/"));
    }
}
