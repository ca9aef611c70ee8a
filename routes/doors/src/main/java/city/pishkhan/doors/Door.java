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
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Wraps each operation of a door with the access check and idempotency. */
public final class Door {
    /** Key of the logging context (MDC) under which services find the call's W3C trace context. */
    public static final String TRACE = "traceparent";

    private final Access access;
    private final Idempotency idempotency;

    public Door(Access access, Idempotency idempotency) {
        this.access = access;
        this.idempotency = idempotency;
    }

    /** Stored result of a POST. The body is serialized once, for the store and for the reply. */
    private record StoredReply(
            int status, @Nullable Long version, @Nullable String location, @JsonRawValue @Nullable String body) {}

    private record Found(int status, Long version, String location, JsonNode body) {}

    /**
     * Creates a processor for an operation that changes nothing.
     *
     * @param operation name in the access table
     */
    public Processor read(String operation, Function<DoorCall, DoorReply> work) {
        return exchange -> {
            DoorCall doorCall = call(exchange);
            access.check(doorCall.caller(), operation);
            doorCall.requireNoUnknownParameters();
            exchange.getMessage().setBody(runTraced(doorCall, work));
        };
    }

    /** Creates a processor for an operation that changes something, executed once per idempotency key. */
    public Processor once(String operation, Function<DoorCall, DoorReply> work) {
        return once(operation, doorCall -> doorCall, (doorCall, same) -> work.apply(doorCall));
    }

    /**
     * Same as {@link #once(String, Function)}, with a preparation step.
     * @param before runs before the transaction begins, because it calls other systems or writes files
     * @param work   receives the result of {@code before}
     */
    public <T> Processor once(String operation, Function<DoorCall, T> before, BiFunction<DoorCall, T, DoorReply> work) {
        return guarded(operation, doorCall -> {
            T prepared = before.apply(doorCall);
            return runOnce(operation, doorCall, applyPreference(call -> work.apply(call, prepared)), idempotency::once);
        });
    }

    /**
     * Same as {@link #once(String, Function)}, for work without effects outside its transaction. Saves one statement, see
     * {@link Idempotency#onceOptimistic}.
     */
    public Processor optimistic(String operation, Function<DoorCall, DoorReply> work) {
        return guarded(
                operation,
                doorCall -> runOnce(operation, doorCall, applyPreference(work), idempotency::onceOptimistic));
    }

    /** Same as {@link #optimistic(String, Function)}, with a preparation step as in {@link #once(String, Function, BiFunction)}. */
    public <T> Processor optimistic(
            String operation, Function<DoorCall, T> before, BiFunction<DoorCall, T, DoorReply> work) {
        return guarded(operation, doorCall -> {
            T prepared = before.apply(doorCall);
            return runOnce(
                    operation,
                    doorCall,
                    applyPreference(call -> work.apply(call, prepared)),
                    idempotency::onceOptimistic);
        });
    }

    /** Same as {@link #once(String, Function)}, for work that calls an external system while no transaction is open. */
    public Processor detached(String operation, Function<DoorCall, DoorReply> work) {
        return guarded(
                operation, doorCall -> runOnce(operation, doorCall, applyPreference(work), idempotency::onceDetached));
    }

    /** Records the state of a call in the transactions of its operation, see {@link Idempotency.Claim}. */
    public interface Claim {
        void recordStart();

        /** @param doorReply reply that the operation will return */
        void recordReply(DoorReply doorReply);
    }

    /** Same as {@link #detached(String, Function)}, for work with its own transactions before and after the external call. */
    public Processor claimed(String operation, BiFunction<DoorCall, Claim, DoorReply> work) {
        return guarded(operation, doorCall -> {
            FirstReply fresh = new FirstReply();
            return fresh.orReplayed(idempotency.onceClaimed(
                    doorCall.caller(),
                    operation,
                    doorCall.key(),
                    digest(doorCall),
                    claim -> fresh.outcome(applyPreference(doorCall, work.apply(doorCall, new Claim() {
                        @Override
                        public void recordStart() {
                            claim.recordRunning();
                        }

                        @Override
                        public void recordReply(DoorReply doorReply) {
                            claim.recordOutcome(fresh.outcome(applyPreference(doorCall, doorReply)));
                        }
                    })))));
        });
    }

    /** Reduces the reply to a change to the form that the caller prefers. A repetition gets the same reply as the first call. */
    private static Function<DoorCall, DoorReply> applyPreference(Function<DoorCall, DoorReply> work) {
        return doorCall -> applyPreference(doorCall, work.apply(doorCall));
    }

    private static DoorReply applyPreference(DoorCall doorCall, DoorReply whole) {
        return doorCall.origin().wants() == DoorCall.Form.MINIMAL ? whole.minimal() : whole;
    }

    /** Puts the trace of the call in the logging context, where the services read it. */
    private static DoorReply runTraced(DoorCall doorCall, Function<DoorCall, DoorReply> work) {
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
                doorCall.requireNoUnknownParameters();
                exchange.getMessage().setBody(runWithStoredBody(doorCall, work));
            } finally {
                doorCall.release();
            }
        };
    }

    private static DoorReply runWithStoredBody(DoorCall doorCall, Function<DoorCall, DoorReply> work) {
        DoorCall stored = doorCall.withStoredBody();
        try {
            return runTraced(stored, work);
        } finally {
            stored.release();
        }
    }

    /**
     * Creates a processor for a change whose idempotency key is optional, because the If-Match header already makes it
     * safe to repeat.
     */
    public Processor change(String operation, Function<DoorCall, DoorReply> work) {
        Processor keyed = once(operation, work);
        Processor plain = read(operation, applyPreference(work));
        return exchange -> (call(exchange).key() == null ? plain : keyed).process(exchange);
    }

    /**
     * Creates a processor for a public operation. Unknown query parameters are accepted, because senders such as banks may add their own.
     */
    public static Processor open(Function<DoorCall, DoorReply> work) {
        return exchange -> exchange.getMessage().setBody(runTraced(call(exchange), work));
    }

    /** One variant of {@link Idempotency}. */
    private interface Store {
        Idempotency.Result once(
                Caller caller,
                String operation,
                @Nullable String key,
                String digest,
                Supplier<Idempotency.Outcome> work);
    }

    private static DoorReply runOnce(
            String operation, DoorCall doorCall, Function<DoorCall, DoorReply> work, Store store) {
        FirstReply fresh = new FirstReply();
        return fresh.orReplayed(store.once(
                doorCall.caller(),
                operation,
                doorCall.key(),
                digest(doorCall),
                () -> fresh.outcome(work.apply(doorCall))));
    }

    /** Reply of a first call, whose body is serialized only once. */
    private static final class FirstReply {
        private @Nullable DoorReply reply;

        Idempotency.Outcome outcome(DoorReply doorReply) {
            String body = doorReply.body() == null ? null : DoorJson.write(doorReply.body());
            Object written = body == null ? null : new DoorReply.Written(body);
            reply = new DoorReply(doorReply.status(), doorReply.version(), doorReply.location(), written, false, null);
            return new Idempotency.Outcome(
                    DoorJson.write(
                            new StoredReply(doorReply.status(), doorReply.version(), doorReply.location(), body)),
                    doorReply.about());
        }

        DoorReply orReplayed(Idempotency.Result result) {
            if (!result.replayed() && reply != null) {
                return reply;
            }
            Found found = DoorJson.read(result.value(), Found.class);
            Object body = found.body == null ? null : new DoorReply.Written(found.body.toString());
            return new DoorReply(found.status, found.version, found.location, body, true, null);
        }
    }

    /** Digest of the call's content, independent of its syntax: equal for REST and SOAP, and with or without white space. */
    private static String digest(DoorCall doorCall) {
        Object body = doorCall.comparableBody();
        String canonical =
                DoorJson.write(new TreeMap<>(doorCall.allParams())) + "\n" + (body == null ? "" : DoorJson.write(body));
        return Sha256.hex(canonical);
    }

    private static DoorCall call(Exchange exchange) {
        return exchange.getMessage().getBody(DoorCall.class);
    }
}
