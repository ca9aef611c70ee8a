package city.pishkhan.soap;

import city.pishkhan.messages.Messages;
import city.pishkhan.spi.PartnerAddress;
import java.net.URI;
import java.time.Duration;

/**
 * Address, login and limits of a partner's SOAP endpoint.
 *
 * @param url http or https; a slash at its end is ignored
 * @param user user for HTTP Basic; empty for no login
 * @param password password of that user
 * @param connect timeout for a connection
 * @param receive timeout for each read, and also for the whole response
 * @param maxReplyBytes maximum size of the whole response, attachments included
 */
public record SoapEndpoint(
        URI url, String user, String password, Duration connect, Duration receive, long maxReplyBytes) {
    private static final Messages MESSAGES = Messages.of(SoapEndpoint.class);

    /** @throws IllegalArgumentException if a limit is not positive or the address is invalid; the message is in English and Persian */
    public SoapEndpoint {
        url = PartnerAddress.withoutTrailingSlash(url);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(MESSAGES.bilingual("soap-endpoint.url", url));
        }
        // the transport treats zero as unlimited
        if (connect.toMillis() <= 0 || receive.toMillis() <= 0 || maxReplyBytes <= 0) {
            throw new IllegalArgumentException(MESSAGES.bilingual("soap-endpoint.limits"));
        }
    }

    /** Returns the address only, without the login. */
    @Override
    public String toString() {
        return url.toString();
    }
}
