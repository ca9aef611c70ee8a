package city.pishkhan.soap;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.soap.internal.Platform;
import city.pishkhan.soap.internal.Proxy;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.function.Consumer;

/**
 * A partner that speaks SOAP, by the interface that was generated from its contract. Set up once, used by all threads. It follows no
 * redirect, sends nothing twice, keeps no session, takes no document type; a reply is bounded in bytes, depth, elements and time.
 *
 * @param <P> the contract's port
 */
public final class SoapPartner<P> implements AutoCloseable {

    /** One operation; {@code E} is the contract's own fault, which only its connector can read. */
    public interface Call<P, T, E extends Exception> {
        T on(P port) throws E;
    }

    private final Proxy<P> proxy;
    /** told what of a reply is not as agreed */
    private final Consumer<String> departures;

    private SoapPartner(Proxy<P> proxy, Consumer<String> departures) {
        this.proxy = proxy;
        this.departures = departures;
    }

    private static <P> SoapPartner<P> of(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        return new SoapPartner<>(Platform.in(() -> new Proxy<>(contract, endpoint, attachments)), what -> {});
    }

    public static <P> SoapPartner<P> of(Class<P> contract, SoapEndpoint endpoint) {
        return of(contract, endpoint, false);
    }

    /** The same, with binary content beside the message (MTOM). */
    public static <P> SoapPartner<P> withAttachments(Class<P> contract, SoapEndpoint endpoint) {
        return of(contract, endpoint, true);
    }

    /** The same partner, whose departures from its contract are noted as well. */
    SoapPartner<P> noting(Consumer<String> log) {
        return new SoapPartner<>(proxy, log);
    }

    /**
     * Calls once.
     *
     * @param what begins the message if it fails: who is called and, where it matters, by which operation
     * @return never {@code null}
     * @throws E if the partner says a fault of its contract
     * @throws PartnerUnavailable for all else: no connection, no HTTP 200, a fault that the contract does not know, a reply beyond the
     *     bounds. Nobody here knows then what the partner did. It is a {@link ContractBroken} for a whole reply that is no SOAP, not the
     *     contract's or without content
     */
    public <T, E extends Exception> T call(String what, Call<P, T, E> call) throws E {
        if (Participation.quarantined()) {
            throw new PartnerUnavailable(what + ": not called, this installation is in quarantine");
        }
        T result;
        try {
            result = Platform.in(() -> call.on(proxy.port()));
        } catch (RuntimeException e) {
            // of a page that came instead, CXF tells a piece: nobody knows what stands there
            String cause = PartnerWords.cause(e).replaceFirst("\\s*Incoming portion of HTML stream:.*", "");
            if (unreadable(e)) {
                departures.accept(what + ": " + cause);
                throw new ContractBroken(what + ": " + cause, e);
            }
            throw new PartnerUnavailable(what + ": " + cause, e);
        }
        if (result == null) {
            throw rubbish(what + ": the reply is empty");
        }
        return result;
    }

    /** A reply that is not what was agreed: operators are told. @param what begins as with {@link #call} */
    public ContractBroken rubbish(String what) {
        departures.accept(what);
        return new ContractBroken(what);
    }

    /** Whether a reply came whole, and was none. */
    private boolean unreadable(Throwable failure) {
        for (Throwable one = failure; one != null && one != one.getCause(); one = one.getCause()) {
            if (one instanceof IOException) {
                return false;
            }
        }
        return proxy.status() == HttpURLConnection.HTTP_OK;
    }

    @Override
    public void close() {
        Platform.in(() -> {
            proxy.close();
            return null;
        });
    }
}
