package city.pishkhan.api.certificates;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Certificates: recorded when issued, put on paper when somebody asks ({@link CertificatePapers}), checked by anyone at {@code /verify/{code}}. */
public interface Certificates {
    /** names of what the hub itself puts into the content of each, beside the facts of the case */
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
     * @param code     unguessable, for {@code /verify}
     * @param template e.g. {@code building-permit}
     * @param content  what it certifies, frozen
     * @param state    {@code valid}, {@code held} (a payment that it rests on was taken back) or {@code revoked}
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

    /**
     * Issues in the caller's transaction; a second call for the same case and template returns the first.
     *
     * @param personal names of what in the content is personal, beside what always is; it is sealed with the case's key
     */
    Certificate issue(
            UUID caseId, String caseNumber, String template, Map<String, Object> content, Set<String> personal);

    /** Seals in certificates of before what has become personal, in transactions of its own. @return of how many */
    int sealFacts(Set<String> names);

    Optional<Certificate> ofCase(UUID caseId);

    /** What anyone may learn: code, state, template, number, issue date, digest; empty if unknown. */
    Optional<Certificate> verify(String code);

    /** The case of a certificate, for the hub's own rooms. */
    Optional<UUID> caseOf(String code);

    /**
     * Makes a certificate worthless for good, in the caller's transaction, under the lock of its case; what follows from it
     * for the case is the engine's. Only by four eyes: {@code certificate-revoke} of {@link
     * Approvals}.
     *
     * @throws Refusal NOT_FOUND, or CONFLICT {@code certificate.revoked}
     */
    Certificate revoke(Caller caller, String code);

    /**
     * Nobody is to rely on what the case was issued until {@link #release}, in the caller's transaction; what is revoked stays so.
     *
     * @param why stable code, for the journal
     * @return whether something valid was issued
     */
    boolean hold(UUID caseId, String why);

    /** What it was held for is put right; in the caller's transaction. @return whether something was held */
    boolean release(UUID caseId);

    /** Whether what the case was issued is held; in the caller's transaction. */
    boolean held(UUID caseId);

    /** The newest valid certificate of a kind for a property or vehicle, without what it says of people. */
    Optional<Certificate> valid(String template, String subject);

    /**
     * One line of a bulk check: the code that is on the paper, or the number and day that are.
     *
     * @param code   or {@code null}
     * @param number of the case, or {@code null}
     * @param issued day in Tehran, or {@code null}
     */
    record Asked(String code, String number, LocalDate issued) {}

    /**
     * As {@link #verify}, for many: one answer a line, in their order. How many were asked for is journaled, never which.
     *
     * @param asked at most 1,000
     * @throws Refusal TOO_MANY {@code certificate.check-brake}
     */
    List<Optional<Certificate>> check(Caller caller, List<Asked> asked);
}
