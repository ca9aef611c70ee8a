package city.pishkhan.soap;

import city.pishkhan.soap.internal.Platform;
import city.pishkhan.soap.internal.Proxy;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;

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

    private SoapPartner(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        proxy = Platform.in(() -> new Proxy<>(contract, endpoint, attachments));
    }

    public static <P> SoapPartner<P> of(Class<P> contract, SoapEndpoint endpoint) {
        return new SoapPartner<>(contract, endpoint, false);
    }

    /** The same, with binary content beside the message (MTOM). */
    public static <P> SoapPartner<P> withAttachments(Class<P> contract, SoapEndpoint endpoint) {
        return new SoapPartner<>(contract, endpoint, true);
    }

    /**
     * Calls once.
     *
     * @param what begins the message if it fails: who is called and, where it matters, by which operation
     * @return never {@code null}
     * @throws E if the partner says a fault of its contract
     * @throws PartnerUnavailable for all else: no connection, no HTTP 200, no SOAP, a fault that the contract does not know, a reply
     *     beyond the bounds or without content. Nobody here knows then what the partner did
     */
    public <T, E extends Exception> T call(String what, Call<P, T, E> call) throws E {
        T result;
        try {
            result = Platform.in(() -> call.on(proxy.port()));
        } catch (RuntimeException e) {
            throw new PartnerUnavailable(what + ": " + PartnerWords.cause(e), e);
        }
        if (result == null) {
            throw new PartnerUnavailable(what + ": the reply is empty");
        }
        return result;
    }

    @Override
    public void close() {
        Platform.in(() -> {
            proxy.close();
            return null;
        });
    }
}
