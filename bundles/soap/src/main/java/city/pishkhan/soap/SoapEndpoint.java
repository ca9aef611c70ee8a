package city.pishkhan.soap;

import city.pishkhan.messages.Messages;
import city.pishkhan.spi.PartnerAddress;
import java.net.URI;
import java.time.Duration;

/**
 * Where a partner's SOAP endpoint is, and how much of its time and bytes we take.
 *
 * @param url           http or https; a slash at its end does not count
 * @param user          for HTTP Basic; empty for no login
 * @param password      of that user
 * @param connect       until a connection must stand
 * @param receive       for each wait for something to read, and again for the whole reply
 * @param maxReplyBytes of the whole reply, attachments included
 */
public record SoapEndpoint(
        URI url, String user, String password, Duration connect, Duration receive, long maxReplyBytes) {
    private static final Messages MESSAGES = Messages.of(SoapEndpoint.class);

    /** @throws IllegalArgumentException if a limit is none, or the address is no web address; in English and Persian */
    public SoapEndpoint {
        url = PartnerAddress.plain(url);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(MESSAGES.both("soap-endpoint.url", url));
        }
        // to the transport zero means for ever
        if (connect.toMillis() <= 0 || receive.toMillis() <= 0 || maxReplyBytes <= 0) {
            throw new IllegalArgumentException(MESSAGES.both("soap-endpoint.limits"));
        }
    }

    /** Without the login. */
    @Override
    public String toString() {
        return url.toString();
    }
}
