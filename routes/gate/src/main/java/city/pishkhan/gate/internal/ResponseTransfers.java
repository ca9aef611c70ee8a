package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.gate.internal.http.BodyPace;
import city.pishkhan.gate.internal.http.ClientAddress;
import city.pishkhan.gate.internal.http.HolderCounts;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends response bodies without a thread that waits for the client. Limits the concurrent transfers in total and per login or network. */
final class ResponseTransfers {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseTransfers.class);
    private static final String ATTRIBUTE = ResponseTransfers.class.getName();
    private static final int CHUNK = 1 << 13;

    /** Maximum size of all bodies in memory in kilobytes; a body stays in memory until its client has read it. */
    private static final int MOST_KILOBYTES = 64 << 10;

    private final Semaphore kilobytes = new Semaphore(MOST_KILOBYTES);
    private final Semaphore places;
    private final Semaphore anonymous;
    private final Limits limits;
    private final Function<ClientAddress, String> network;
    private final HolderCounts holders = new HolderCounts();

    /**
     * Maximum numbers of concurrent transfers.
     * @param most      in total
     * @param anonymous in total without a login
     * @param login     per login
     * @param network   per network without a login
     */
    record Limits(int most, int anonymous, int login, int network) {}

    /** @param network returns the network of a client, or {@code null} if the client is unknown */
    ResponseTransfers(Limits limits, Function<ClientAddress, String> network) {
        places = new Semaphore(limits.most);
        anonymous = new Semaphore(limits.anonymous);
        this.limits = limits;
        this.network = network;
    }

    /** Makes the transfers available to the servlets behind the gate. */
    void offer(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Returns the transfers of a request, or {@code null} if the gate offered none. */
    static @Nullable ResponseTransfers of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ResponseTransfers transfers ? transfers : null;
    }

    /**
     * Reserves a place for a body.
     * @throws Refusal UNAVAILABLE {@code hub.busy} or TOO_MANY {@code request.too-many}; the body is closed in that case
     */
    Transfer reserve(HttpServletRequest request, InputStream body) throws IOException {
        Holder holder = request.getAttribute(Requests.CALLER) instanceof Caller caller
                ? new Holder("login " + caller.principal(), limits.login, false)
                : new Holder(network.apply(ClientAddress.of(request)), limits.network, true);
        if (holder.name != null && !holders.tryIncrement(holder.name, holder.limit)) {
            body.close();
            throw RequestPlaces.tooMany();
        }
        int memory = kilobytes(body);
        if (kilobytes.tryAcquire(memory)) {
            boolean isFree = !holder.isAnonymous || anonymous.tryAcquire();
            if (isFree && places.tryAcquire()) {
                return new Transfer(holder, body, memory);
            }
            if (isFree && holder.isAnonymous) {
                anonymous.release();
            }
            kilobytes.release(memory);
        }
        release(holder);
        body.close();
        throw BodyPace.busy();
    }

    /** @return kilobytes of memory that a body uses while it is sent; a body larger than the whole limit is sent alone */
    private static int kilobytes(InputStream body) throws IOException {
        return body instanceof ByteArrayInputStream bytes ? Math.min(MOST_KILOBYTES, (bytes.available() >> 10) + 1) : 0;
    }

    /**
     * The login or network whose concurrent transfers are counted together.
     *
     * @param name {@code null} if the client is unknown
     */
    private record Holder(String name, int limit, boolean isAnonymous) {}

    private void release(Holder holder) {
        if (holder.name != null) {
            holders.decrement(holder.name);
        }
    }

    final class Transfer implements WriteListener, AsyncListener {
        private final Holder holder;
        private final InputStream body;
        private final int memory;
        private final AtomicBoolean ended = new AtomicBoolean();
        private @Nullable AsyncContext exchange;
        private @Nullable ServletOutputStream out;
        private byte @Nullable [] chunk;

        private Transfer(Holder holder, InputStream body, int memory) {
            this.holder = holder;
            this.body = body;
            this.memory = memory;
        }

        /** Starts to send the body. The servlets must not use the response any more. */
        void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean begun = false;
            try {
                exchange = request.startAsync(request, response);
                // no timeout: the connection's minimum data rate ends a stalled transfer
                exchange.setTimeout(0);
                exchange.addListener(this);
                out = response.getOutputStream();
                chunk = new byte[CHUNK];
                out.setWriteListener(this);
                begun = true;
            } finally {
                if (!begun) {
                    end();
                }
            }
        }

        @Override
        public void onWritePossible() throws IOException {
            ServletOutputStream out = Objects.requireNonNull(this.out);
            byte[] chunk = Objects.requireNonNull(this.chunk);
            while (out.isReady()) {
                if (ended.get()) {
                    return;
                }
                int n = body.read(chunk);
                if (n < 0) {
                    end();
                    Objects.requireNonNull(exchange).complete();
                    return;
                }
                out.write(chunk, 0, n);
            }
        }

        /** Ends the transfer. The server aborts the response, and the client sees that bytes are missing. */
        @Override
        public void onError(Throwable thrown) {
            LOG.debug("An answer was not sent completely", thrown);
            if (end() && exchange != null) {
                exchange.complete();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // never happens: a transfer starts one asynchronous exchange
        }

        /**
         * Releases the place of this transfer.
         *
         * @return {@code true} if this call released the place, {@code false} if it was already released
         */
        boolean end() {
            if (!ended.compareAndSet(false, true)) {
                return false;
            }
            release(holder);
            kilobytes.release(memory);
            places.release();
            if (holder.isAnonymous) {
                anonymous.release();
            }
            try {
                body.close();
            } catch (IOException e) {
                LOG.debug("A body was not closed", e);
            }
            return true;
        }
    }
}
