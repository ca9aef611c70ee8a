package city.pishkhan.api.certificates;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Certificates. A certificate is recorded when issued, rendered on request ({@link CertificatePapers}), and can be checked by
 * anyone at {@code /verify/{code}}.
 */
public interface Certificates {
    /** names that the hub adds to the content of every certificate, in addition to the facts of the case */
    Set<String> OWN = Set.of(
            "case",
            "nonce",
            "subject",
            "district",
            "office",
            "ruleSet",
            "amount",
            "duties",
            "applicants",
            "conditions");

    /**
     * A certificate.
     *
     * @param code     unguessable, for {@code /verify}
     * @param template e.g. {@code building-permit}
     * @param content  certified content, never changed
     * @param state    {@code valid}, {@code expired} (its last day of validity has passed), {@code held} (a payment for it was taken
     *                 back) or {@code revoked}
     * @param digest   SHA-256 (hex) over code, template and content, printed on it
     */
    record Certificate(
            String code,
            @Nullable UUID caseId,
            String number,
            String template,
            Map<String, Object> content,
            String state,
            Instant issued,
            String digest) {}

    /**
     * Issues a certificate in the caller's transaction; a second call for the same case and template returns the first
     * certificate.
     *
     * @param personal names of personal values in the content, in addition to those that always are; they are sealed with the
     *                 case's key
     */
    Certificate issue(
            UUID caseId, String caseNumber, String template, Map<String, Object> content, Set<String> personal);

    /**
     * Seals values that have become personal in existing certificates, in transactions of its own.
     *
     * @return number of certificates that were changed
     */
    int sealFacts(Set<String> names);

    /** The certificate of a case. */
    Optional<Certificate> findByCase(UUID caseId);

    /** A certificate without the personal part of its content; empty if unknown. */
    Optional<Certificate> verify(String code);

    /** The case of a certificate, for other bundles of the hub. */
    Optional<UUID> findCaseId(String code);

    /**
     * Revokes a certificate for good, in the caller's transaction and under the lock of its case. The engine handles the
     * consequences for the case. Requires two persons: {@code certificate-revoke} of {@link city.pishkhan.api.governance.Approvals}.
     *
     * @throws Refusal NOT_FOUND, or CONFLICT {@code certificate.revoked}
     */
    Certificate revoke(Caller caller, String code);

    /**
     * Puts the case's certificate on hold, so that it is not valid until {@link #release}; in the caller's transaction.
     * A revoked certificate stays revoked.
     *
     * @param why stable code, for the journal
     * @return whether the case had a valid certificate
     */
    boolean placeOnHold(UUID caseId, String why);

    /**
     * Releases the case's held certificate, in the caller's transaction.
     *
     * @return whether a certificate was held
     */
    boolean release(UUID caseId);

    /** Returns {@code true} if the case's certificate is held; in the caller's transaction. */
    boolean isHeld(UUID caseId);

    /**
     * The newest certificate of a template for a property or vehicle, without personal data. It is neither held nor revoked now, and its
     * last day of validity is not before a given time.
     *
     * @param at time at which it must not be expired
     */
    Optional<Certificate> findValid(String template, String subject, Instant at);

    /**
     * One row of a bulk check: the code printed on the certificate, or its number and day.
     *
     * @param code   code, or {@code null}
     * @param number number of the case, or {@code null}
     * @param issued day of issue in Tehran, or {@code null}
     */
    record CertificateQuery(@Nullable String code, @Nullable String number, @Nullable LocalDate issued) {}

    /**
     * As {@link #verify}, for many certificates: one answer per row, in the same order. The journal records how many
     * certificates were checked, but not which.
     *
     * @param asked up to 1,000
     * @throws Refusal TOO_MANY {@code certificate.check-brake}
     */
    List<Optional<Certificate>> verifyAll(Caller caller, List<CertificateQuery> asked);
}
