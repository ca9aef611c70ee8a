package city.pishkhan.gate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class KnownDoorsTest {
    private static final int OWNERS = 8;
    private static final int TIMES = 500;

    private final KnownDoors doors = new KnownDoors();

    @Test
    void findsDoorOfPath() {
        doors.declare("office", Set.of("/office/v1", "/soap/office"));
        doors.declare("agency", Set.of("/soap/agency"));
        assertEquals(Optional.of("/office/v1"), doors.find("/office/v1"));
        assertEquals(Optional.of("/office/v1"), doors.find("/office/v1/cases/5"));
        assertEquals(Optional.of("/soap/agency"), doors.find("/soap/agency"));
    }

    @Test
    void similarPrefixIsNoDoor() {
        doors.declare("office", Set.of("/office/v1", "/pay"));
        assertEquals(Optional.empty(), doors.find("/office/v12"));
        assertEquals(Optional.empty(), doors.find("/payments"));
        assertEquals(Optional.empty(), doors.find("/office"));
        assertEquals(Optional.empty(), doors.find("/"));
    }

    @Test
    void findsNothingBeforeDeclaration() {
        assertEquals(Optional.empty(), doors.find("/office/v1"));
        doors.declare("nothing", Set.of());
        assertEquals(Optional.empty(), doors.find("/office/v1"));
    }

    @Test
    void findsMostSpecificDoor() {
        doors.declare("outer", Set.of("/rules"));
        doors.declare("inner", Set.of("/rules/drafts"));
        assertEquals(Optional.of("/rules/drafts"), doors.find("/rules/drafts/5"));
        assertEquals(Optional.of("/rules"), doors.find("/rules/other"));
        doors.remove("inner");
        assertEquals(Optional.of("/rules"), doors.find("/rules/drafts/5"));
    }

    @Test
    void removesDoorWithItsLastOwner() {
        doors.declare("login", Set.of("/auth/v1"));
        doors.declare("session", Set.of("/auth/v1"));
        doors.remove("login");
        assertEquals(Optional.of("/auth/v1"), doors.find("/auth/v1/session"));
        doors.remove("session");
        assertEquals(Optional.empty(), doors.find("/auth/v1/session"));
        doors.remove("session");
    }

    @Test
    void lastDeclarationReplacesEarlier() {
        doors.declare("office", Set.of("/office/v1"));
        doors.declare("office", Set.of("/office/v2"));
        assertEquals(Optional.empty(), doors.find("/office/v1"));
        assertEquals(Optional.of("/office/v2"), doors.find("/office/v2"));
    }

    /** Concurrent look-ups find each door that stays declared, and concurrent declarations are not lost. */
    @Test
    void staysConsistentDuringConcurrentChanges() {
        doors.declare("lasting", Set.of("/office/v1"));
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            requests.add(CompletableFuture.runAsync(() -> {
                do {
                    assertEquals(Optional.of("/office/v1"), doors.find("/office/v1/cases"));
                    assertEquals(
                            "/door-0", doors.find("/door-0/x").orElse("/door-0"), "the door itself or none, no other");
                } while (!over.get());
            }));
        }
        List<CompletableFuture<Void>> owners = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            String name = "/door-" + i;
            owners.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < TIMES; n++) {
                    doors.remove(name);
                    doors.declare(name, Set.of(name));
                }
            }));
        }
        owners.forEach(owner -> owner.orTimeout(30, TimeUnit.SECONDS).join());
        over.set(true);
        requests.forEach(request -> request.orTimeout(30, TimeUnit.SECONDS).join());
        for (int i = 0; i < OWNERS; i++) {
            assertEquals(Optional.of("/door-" + i), doors.find("/door-" + i));
        }
    }
}
