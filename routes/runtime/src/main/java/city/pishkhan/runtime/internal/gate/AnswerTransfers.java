package city.pishkhan.runtime.internal.gate;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import city.pishkhan.runtime.internal.http.BodyPace;
import city.pishkhan.runtime.internal.http.ClientAddress;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends bodies without a thread that waits for the client: a limited number at once, in total and for one login or network. */
final class AnswerTransfers {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerTransfers.class);
    private static final String ATTRIBUTE = AnswerTransfers.class.getName();
    private static final int CHUNK = 1 << 15;

    private final Semaphore places;
    private final int ofOne;
    private final Function<ClientAddress, String> network;
    private final RequestPlaces.HolderCounts holders = new RequestPlaces.HolderCounts();

    /**
     * @param most    bodies that are sent at once
     * @param ofOne   of these, for one login, or one network without a login
     * @param network the network of a client, or {@code null} if the client is not known
     */
    AnswerTransfers(int most, int ofOne, Function<ClientAddress, String> network) {
        places = new Semaphore(most);
        this.ofOne = ofOne;
        this.network = network;
    }

    /** Offers the transfers to the servlets behind the gate. */
    void offer(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Those that the gate offers, or {@code null}. */
    static AnswerTransfers of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AnswerTransfers transfers ? transfers : null;
    }

    /**
     * Reserves a place for a body.
     *
     * @throws Refusal UNAVAILABLE {@code hub.busy}, TOO_MANY {@code request.too-many}; the body is closed then
     */
    Transfer reserve(HttpServletRequest request, InputStream body) throws IOException {
        String holder = request.getAttribute(Requests.CALLER) instanceof Caller caller
                ? "login " + caller.principal()
                : network.apply(ClientAddress.of(request));
        if (holder != null && !holders.enter(holder, ofOne)) {
            body.close();
            throw RequestPlaces.tooMany();
        }
        if (!places.tryAcquire()) {
            leave(holder);
            body.close();
            throw BodyPace.busy();
        }
        return new Transfer(holder, body);
    }

    private void leave(String holder) {
        if (holder != null) {
            holders.leave(holder);
        }
    }

    /** One body on its way. */
    final class Transfer implements WriteListener, AsyncListener {
        private final String holder;
        private final InputStream body;
        private final AtomicBoolean ended = new AtomicBoolean();
        private AsyncContext exchange;
        private ServletOutputStream out;
        private byte[] chunk;

        private Transfer(String holder, InputStream body) {
            this.holder = holder;
            this.body = body;
        }

        /** Sends the body from now on; the servlets must have done with the answer. */
        void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean begun = false;
            try {
                exchange = request.startAsync(request, response);
                // the connection's own minimum rate ends it, not its duration
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
            while (out.isReady()) {
                if (ended.get()) {
                    return;
                }
                int n = body.read(chunk);
                if (n < 0) {
                    end();
                    exchange.complete();
                    return;
                }
                out.write(chunk, 0, n);
            }
        }

        /** The server breaks the answer off: the client sees that bytes are missing. */
        @Override
        public void onError(Throwable thrown) {
            LOG.debug("An answer was not sent to its end", thrown);
            if (end()) {
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
            // one body, one exchange
        }

        /** Returns the place. @return whether this call did so */
        boolean end() {
            if (!ended.compareAndSet(false, true)) {
                return false;
            }
            leave(holder);
            places.release();
            try {
                body.close();
            } catch (IOException e) {
                LOG.debug("A body was not closed", e);
            }
            return true;
        }
    }
}
