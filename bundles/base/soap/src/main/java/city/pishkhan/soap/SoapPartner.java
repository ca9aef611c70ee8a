package city.pishkhan.soap;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.function.Consumer;

/**
 * Client of a SOAP partner, with the interface generated from its contract. Thread-safe. It follows no redirects, never
 * repeats a request, keeps no session and rejects document types. Responses are limited in size, nesting, elements and time.
 *
 * @param <P> the contract's port
 */
public final class SoapPartner<P> implements AutoCloseable {

    /** A call of one operation; {@code E} is the contract's own fault, which only the connector can interpret. */
    public interface Call<P, T, E extends Exception> {
        T invoke(P port) throws E;
    }

    private final Proxy<P> proxy;
    /** Receives descriptions of contract violations. */
    private final Consumer<String> departures;

    private SoapPartner(Proxy<P> proxy, Consumer<String> departures) {
        this.proxy = proxy;
        this.departures = departures;
    }

    private static <P> SoapPartner<P> of(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        return new SoapPartner<>(CxfContext.call(() -> new Proxy<>(contract, endpoint, attachments)), what -> {});
    }

    public static <P> SoapPartner<P> of(Class<P> contract, SoapEndpoint endpoint) {
        return of(contract, endpoint, false);
    }

    /** Creates a partner with binary attachments (MTOM). */
    public static <P> SoapPartner<P> withAttachments(Class<P> contract, SoapEndpoint endpoint) {
        return of(contract, endpoint, true);
    }

    /** Returns a copy whose contract violations are also passed to a log. */
    SoapPartner<P> withLog(Consumer<String> log) {
        return new SoapPartner<>(proxy, log);
    }

    /**
     * Makes one call.
     *
     * @param what beginning of error messages: the partner and, if useful, the operation
     * @return the result, never {@code null}
     * @throws E if the partner returns a fault of its contract
     * @throws PartnerUnavailable in all other cases: no connection, a status other than 200, an unknown fault, or a response
     *     beyond the limits. It is then unknown whether the partner processed the request. A complete response that is not SOAP,
     *     violates the contract or is empty causes a {@link ContractBroken}
     */
    public <T, E extends Exception> T call(String what, Call<P, T, E> call) throws E {
        Participation.requireSending(what, PartnerUnavailable::new);
        T result;
        try {
            result = CxfContext.call(() -> call.invoke(proxy.port()));
        } catch (RuntimeException e) {
            // CXF quotes the beginning of an unexpected page, which may have any content
            String cause = PartnerText.cause(e).replaceFirst("\\s*Incoming portion of HTML stream:.*", "");
            if (isUnreadable(e)) {
                departures.accept(what + ": " + cause);
                throw new ContractBroken(what + ": " + cause, e);
            }
            throw new PartnerUnavailable(what + ": " + cause, e);
        }
        if (result == null) {
            throw invalidReply(what + ": the reply is empty");
        }
        return result;
    }

    /**
     * Creates the exception for an invalid response, which is also shown to operators.
     *
     * @param what error message, which begins as with {@link #call}
     */
    public ContractBroken invalidReply(String what) {
        departures.accept(what);
        return new ContractBroken(what);
    }

    /** Returns {@code true} if a complete response arrived but could not be parsed. */
    private boolean isUnreadable(Throwable failure) {
        for (Throwable one = failure; one != null && one != one.getCause(); one = one.getCause()) {
            if (one instanceof IOException) {
                return false;
            }
        }
        return proxy.status() == HttpURLConnection.HTTP_OK;
    }

    @Override
    public void close() {
        CxfContext.call(() -> {
            proxy.close();
            return true;
        });
    }
}
