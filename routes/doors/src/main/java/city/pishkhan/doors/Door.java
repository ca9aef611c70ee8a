package city.pishkhan.doors;

import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.Sha256;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.MDC;

/** Wraps each operation of a door: who may call it, and what happens when it is called twice. */
public final class Door {
    /** Key in the log's context under which services find the call's W3C trace context. */
    public static final String TRACE = "traceparent";

    private final Access access;
    private final Idempotency idempotency;

    public Door(Access access, Idempotency idempotency) {
        this.access = access;
        this.idempotency = idempotency;
    }

    /** What is kept of a POST for its repetitions; the body is written once, for the store and for the caller. */
    private record Kept(int status, Long version, String location, @JsonRawValue String body) {}

    private record Found(int status, Long version, String location, JsonNode body) {}

    /** An operation that changes nothing. @param operation as the access table names it */
    public Processor read(String operation, Function<DoorCall, DoorReply> work) {
        return exchange -> {
            DoorCall doorCall = call(exchange);
            access.check(doorCall.caller(), operation);
            doorCall.requireAllRead();
            exchange.getMessage().setBody(traced(doorCall, work));
        };
    }

    /** An operation that changes something, once per key. */
    public Processor once(String operation, Function<DoorCall, DoorReply> work) {
        return once(operation, doorCall -> doorCall, (doorCall, same) -> work.apply(doorCall));
    }

    /**
     * As {@link #once(String, Function)}.
     *
     * @param before what is to be done before the transaction begins, because it asks others or writes files
     * @param work   with what came of that
     */
    public <T> Processor once(String operation, Function<DoorCall, T> before, BiFunction<DoorCall, T, DoorReply> work) {
        return guarded(operation, doorCall -> {
            T prepared = before.apply(doorCall);
            return kept(operation, doorCall, wanted(call -> work.apply(call, prepared)), idempotency::once);
        });
    }

    /** As {@link #once(String, Function)}, for work that does nothing outside its transaction: one statement less, see {@link Idempotency#onceOptimistic}. */
    public Processor optimistic(String operation, Function<DoorCall, DoorReply> work) {
        return guarded(operation, doorCall -> kept(operation, doorCall, wanted(work), idempotency::onceOptimistic));
    }

    /** As {@link #optimistic(String, Function)}, with something before it as {@link #once(String, Function, BiFunction)}. */
    public <T> Processor optimistic(
            String operation, Function<DoorCall, T> before, BiFunction<DoorCall, T, DoorReply> work) {
        return guarded(operation, doorCall -> {
            T prepared = before.apply(doorCall);
            return kept(operation, doorCall, wanted(call -> work.apply(call, prepared)), idempotency::onceOptimistic);
        });
    }

    /** As {@link #once(String, Function)}, for work that asks a system outside while no transaction is open. */
    public Processor detached(String operation, Function<DoorCall, DoorReply> work) {
        return guarded(operation, doorCall -> kept(operation, doorCall, wanted(work), idempotency::onceDetached));
    }

    /** What an operation writes of its own call with its transactions, see {@link Idempotency.Claim}. */
    public interface Claim {
        void hold();

        /** @param doorReply that the operation returns as well */
        void keep(DoorReply doorReply);
    }

    /** As {@link #detached(String, Function)}, for work that has transactions of its own before and afterwards. */
    public Processor claimed(String operation, BiFunction<DoorCall, Claim, DoorReply> work) {
        return guarded(operation, doorCall -> {
            Fresh fresh = new Fresh();
            return fresh.or(idempotency.onceClaimed(
                    doorCall.caller(),
                    operation,
                    doorCall.key(),
                    digest(doorCall),
                    claim -> fresh.outcome(wanted(doorCall, work.apply(doorCall, new Claim() {
                        @Override
                        public void hold() {
                            claim.hold();
                        }

                        @Override
                        public void keep(DoorReply doorReply) {
                            claim.keep(fresh.outcome(wanted(doorCall, doorReply)));
                        }
                    })))));
        });
    }

    /** As much of what was changed as the caller would rather have; a repetition is answered as the first call was. */
    private static Function<DoorCall, DoorReply> wanted(Function<DoorCall, DoorReply> work) {
        return doorCall -> wanted(doorCall, work.apply(doorCall));
    }

    private static DoorReply wanted(DoorCall doorCall, DoorReply whole) {
        return doorCall.origin().wants() == DoorCall.Form.MINIMAL ? whole.minimal() : whole;
    }

    /** The services find the trace of the call where the log does. */
    private static DoorReply traced(DoorCall doorCall, Function<DoorCall, DoorReply> work) {
        MDC.put(TRACE, doorCall.origin().traceparent());
        try {
            return work.apply(doorCall);
        } finally {
            MDC.remove(TRACE);
        }
    }

    private Processor guarded(String operation, Function<DoorCall, DoorReply> work) {
        return exchange -> {
            DoorCall doorCall = call(exchange);
            try {
                access.check(doorCall.caller(), operation);
                doorCall.requireAllRead();
                exchange.getMessage().setBody(laidAside(doorCall, work));
            } finally {
                doorCall.release();
            }
        };
    }

    private static DoorReply laidAside(DoorCall doorCall, Function<DoorCall, DoorReply> work) {
        DoorCall laid = doorCall.laidAside();
        try {
            return traced(laid, work);
        } finally {
            laid.release();
        }
    }

    /** A change that If-Match makes safe to repeat: its key is optional. */
    public Processor change(String operation, Function<DoorCall, DoorReply> work) {
        Processor keyed = once(operation, work);
        Processor plain = read(operation, wanted(work));
        return exchange -> (call(exchange).key() == null ? plain : keyed).process(exchange);
    }

    /** An operation for everybody: those who lead people here, such as banks, may add to the address what is theirs. */
    public static Processor open(Function<DoorCall, DoorReply> work) {
        return exchange -> exchange.getMessage().setBody(traced(call(exchange), work));
    }

    /** One of the ways of {@link Idempotency}. */
    private interface Store {
        Idempotency.Result once(
                Caller caller, String operation, String key, String digest, Supplier<Idempotency.Outcome> work);
    }

    private static DoorReply kept(
            String operation, DoorCall doorCall, Function<DoorCall, DoorReply> work, Store store) {
        Fresh fresh = new Fresh();
        return fresh.or(store.once(
                doorCall.caller(),
                operation,
                doorCall.key(),
                digest(doorCall),
                () -> fresh.outcome(work.apply(doorCall))));
    }

    /** The reply of a call that was not there before: its body is written once. */
    private static final class Fresh {
        private DoorReply reply;

        Idempotency.Outcome outcome(DoorReply doorReply) {
            String body = doorReply.body() == null ? null : DoorJson.write(doorReply.body());
            Object written = body == null ? null : new DoorReply.Written(body);
            reply = new DoorReply(doorReply.status(), doorReply.version(), doorReply.location(), written, false, null);
            return new Idempotency.Outcome(
                    DoorJson.write(new Kept(doorReply.status(), doorReply.version(), doorReply.location(), body)),
                    doorReply.about());
        }

        DoorReply or(Idempotency.Result result) {
            if (!result.replayed() && reply != null) {
                return reply;
            }
            Found found = DoorJson.read(result.value(), Found.class);
            Object body = found.body == null ? null : new DoorReply.Written(found.body.toString());
            return new DoorReply(found.status, found.version, found.location, body, true, null);
        }
    }

    /** Over what the caller said, not over how: the same in REST and SOAP, with or without blanks. */
    private static String digest(DoorCall doorCall) {
        Object body = doorCall.said();
        String canonical =
                DoorJson.write(new TreeMap<>(doorCall.allParams())) + "\n" + (body == null ? "" : DoorJson.write(body));
        return Sha256.hex(canonical);
    }

    private static DoorCall call(Exchange exchange) {
        return exchange.getMessage().getBody(DoorCall.class);
    }
}
