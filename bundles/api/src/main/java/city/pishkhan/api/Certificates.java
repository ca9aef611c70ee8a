package city.pishkhan.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Certificates: recorded when issued, rendered when somebody asks, checked by anyone at {@code /verify/{code}}. */
public interface Certificates {

    /**
     * @param code     unguessable, for {@code /verify}
     * @param template e.g. {@code building-permit}
     * @param content  what it certifies, frozen
     * @param state    {@code valid} or {@code revoked}
     * @param digest   SHA-256 (hex) over code, template and content, printed on it
     */
    record Certificate(
            String code,
            UUID caseId,
            String number,
            String template,
            Map<String, Object> content,
            String state,
            Instant issued,
            String digest) {}

    /** Issues in the caller's transaction; a second call for the same case and template returns the first. */
    Certificate issue(UUID caseId, String caseNumber, String template, Map<String, Object> content);

    Optional<Certificate> ofCase(UUID caseId);

    /** What anyone may learn: code, state, template, number, issue date, digest; empty if unknown. */
    Optional<Certificate> verify(String code);

    /**
     * Makes a certificate worthless for good, in the caller's transaction. Only by four eyes: {@code certificate-revoke} of {@link
     * Approvals}.
     *
     * @throws Refusal NOT_FOUND, or CONFLICT {@code certificate.revoked}
     */
    Certificate revoke(Caller caller, String code);

    /** Renders a page for people. @return HTML, UTF-8, Persian, right to left */
    String render(Certificate certificate);
}
