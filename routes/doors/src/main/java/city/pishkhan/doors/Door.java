package city.pishkhan.doors;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Idempotency;
import city.pishkhan.identifiers.Sha256;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    public Processor read(String operation, Function<Call, Reply> work) {
        return exchange -> {
            Call call = call(exchange);
            access.check(call.caller(), operation);
            exchange.getMessage().setBody(traced(call, work));
        };
    }

    /** An operation that changes something, once per key. */
    public Processor once(String operation, Function<Call, Reply> work) {
        return once(operation, call -> {}, work);
    }

    /**
     * As {@link #once(String, Function)}.
     *
     * @param before what is to be found out before the transaction begins, because it asks others
     */
    public Processor once(String operation, Consumer<Call> before, Function<Call, Reply> work) {
        return guarded(operation, call -> {
            before.accept(call);
            return kept(operation, call, work, idempotency::once);
        });
    }

    /** As {@link #once(String, Function)}, for work that asks a system outside while no transaction is open. */
    public Processor detached(String operation, Function<Call, Reply> work) {
        return guarded(operation, call -> kept(operation, call, work, idempotency::onceDetached));
    }

    /** The services find the trace of the call where the log does. */
    private static Reply traced(Call call, Function<Call, Reply> work) {
        MDC.put(TRACE, call.origin().traceparent());
        try {
            return work.apply(call);
        } finally {
            MDC.remove(TRACE);
        }
    }

    private Processor guarded(String operation, Function<Call, Reply> work) {
        return exchange -> {
            Call call = call(exchange);
            access.check(call.caller(), operation);
            if (call.rawBody() instanceof InputStream content) {
                try (Upload upload = Upload.of(content)) {
                    exchange.getMessage().setBody(traced(call.with(upload), work));
                }
            } else {
                exchange.getMessage().setBody(traced(call, work));
            }
        };
    }

    /** A change that If-Match makes safe to repeat: its key is optional. */
    public Processor change(String operation, Function<Call, Reply> work) {
        Processor keyed = once(operation, work);
        Processor plain = read(operation, work);
        return exchange -> (call(exchange).key() == null ? plain : keyed).process(exchange);
    }

    /** An operation for everybody. */
    public static Processor open(Function<Call, Reply> work) {
        return exchange -> exchange.getMessage().setBody(traced(call(exchange), work));
    }

    /** {@link Idempotency#once} or {@link Idempotency#onceDetached}. */
    private interface Store {
        Idempotency.Result once(
                Caller caller, String operation, String key, String digest, Supplier<Idempotency.Outcome> work);
    }

    private static Reply kept(String operation, Call call, Function<Call, Reply> work, Store store) {
        AtomicReference<Reply> fresh = new AtomicReference<>();
        Idempotency.Result result = store.once(call.caller(), operation, call.key(), digest(call), () -> {
            Reply reply = work.apply(call);
            String body = reply.body() == null ? null : Json.write(reply.body());
            Object written = body == null ? null : new Reply.Written(body);
            fresh.set(new Reply(reply.status(), reply.version(), reply.location(), written, false, null));
            return new Idempotency.Outcome(
                    Json.write(new Kept(reply.status(), reply.version(), reply.location(), body)), reply.about());
        });
        if (!result.replayed() && fresh.get() != null) {
            return fresh.get();
        }
        Found found = Json.read(result.value(), Found.class);
        Object body = found.body == null ? null : new Reply.Written(found.body.toString());
        return new Reply(found.status, found.version, found.location, body, true, null);
    }

    /** Over what the caller said, not over how: the same in REST and SOAP, with or without blanks. */
    private static String digest(Call call) {
        Object body = call.rawBody() instanceof Upload upload ? upload.sha256() : call.rawBody();
        String canonical = Json.write(new TreeMap<>(call.allParams())) + "\n" + (body == null ? "" : Json.write(body));
        return Sha256.hex(canonical);
    }

    private static Call call(Exchange exchange) {
        return exchange.getMessage().getBody(Call.class);
    }
}
