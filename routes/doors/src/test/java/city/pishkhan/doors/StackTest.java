package city.pishkhan.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.Parts;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Scans contain personal data, so temporary files of the HTTP stack must be closed, and thereby removed, whatever the call's outcome. */
class StackTest {
    private static final String OPERATION = "office.case.submit";

    private final Set<String> open = new TreeSet<>(Set.of("deed", "plan"));
    private final List<String> seen = new ArrayList<>();
    private final Door door = new Door(new OfficesOnly(), new TestDoor.Memory());

    /** An access table with one row. */
    private static final class OfficesOnly implements Access {
        @Override
        public void check(Caller caller, String operation) {
            if (caller.office().isEmpty()) {
                throw new Refusal(Refusal.Kind.FORBIDDEN, "access.forbidden", null, "No.", "نه.");
            }
        }

        @Override
        public Scope scope(Caller caller, String operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Map<String, String>> table() {
            throw new UnsupportedOperationException();
        }
    }

    private Parts.Incoming part(String name) {
        InputStream content = new ByteArrayInputStream(name.getBytes()) {
            @Override
            public void close() {
                open.remove(name);
            }
        };
        return new Parts.Incoming(name, name + ".pdf", content);
    }

    private void call(String role, DoorReply answer) throws Exception {
        Parts.Body body = new Parts.Body(List.of(part("deed"), part("plan")));
        DoorCall.Origin origin = new DoorCall.Origin("127.0.0.1", Locale.ENGLISH, "r", "t", DoorCall.Form.DATA);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getIn().setBody(new DoorCall(new Caller("x", Set.of(role)), origin, Map.of(), "k", null, body));
            door.once(OPERATION, doorCall -> {
                        doorCall.body(Parts.class).all().forEach(p -> seen.add(p.name()));
                        if (answer == null) {
                            throw Refusal.notFound("upload");
                        }
                        return answer;
                    })
                    .process(exchange);
        }
    }

    @Test
    void taken() throws Exception {
        call("office:1204", DoorReply.ok("\"taken\""));
        assertEquals(List.of("deed", "plan"), seen);
        assertEquals(Set.of(), open);
    }

    @Test
    void closesPartsIfServiceRefuses() {
        assertThrows(RuntimeException.class, () -> call("office:1204", null));
        assertEquals(List.of("deed", "plan"), seen);
        assertEquals(Set.of(), open);
    }

    @Test
    void closesUnreadPartsIfAccessIsDenied() {
        assertThrows(Refusal.class, () -> call("district:22", DoorReply.done()));
        assertEquals(List.of(), seen);
        assertEquals(Set.of(), open);
    }
}
