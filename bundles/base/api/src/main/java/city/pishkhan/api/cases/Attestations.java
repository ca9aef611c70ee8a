package city.pishkhan.api.cases;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attestations of papers. A clerk compares a scan with its original and attests the match, and the original goes back
 * to its owner. The district either relies on the copy or summons the original. An attested paper is a document of the
 * archive, so its attestation counts in every later case that may use it. Each method authorises its caller by the
 * case, as {@link Cases} does, and records changes in the case's journal.
 */
public interface Attestations {
    /** Kind of the sheet on which a person signed for the return of an original. */
    String RECEIPT = "original-receipt";

    /**
     * The clerk's observations on the original. {@code toString} omits them.
     *
     * @param serial printed serial number
     * @param issuer issuer of the paper
     * @param seen   compared features and their appearance
     */
    record OriginalObservations(String serial, String issuer, String seen) {
        @Override
        public String toString() {
            return "OriginalObservations[]";
        }
    }

    /**
     * An event of an attested paper.
     *
     * @param step   {@code returned}, {@code verified}, {@code summoned}, {@code brought}, {@code disputed} or {@code
     *     recalled}
     * @param caseId case in which the event happened
     * @param party  {@code office:1204} or {@code district:22}
     * @param reason {@code null} if the step needs none, or it is erased
     * @param sheet  SHA-256 of the signed receipt, or {@code null}
     */
    record Step(
            String step,
            UUID caseId,
            String party,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable String sheet) {}

    /**
     * An attestation of one document.
     *
     * @param caseId   case in which the document was attested
     * @param sheets   SHA-256 of each scan of the document, by page; the attestation is sealed with them
     * @param seen     {@code null} after the case is erased
     * @param office   office that attested the document
     * @param state    {@code attested}, {@code verified}, {@code disputed} or {@code recalled}
     * @param original location of the original: {@code kept} at the office, {@code returned}, {@code summoned} or
     *     {@code brought}
     * @param steps    oldest first
     */
    record Attestation(
            UUID id,
            UUID caseId,
            String kind,
            List<String> sheets,
            @Nullable OriginalObservations seen,
            String office,
            @Nullable Instant at,
            String state,
            String original,
            List<Step> steps) {
        public Attestation {
            sheets = List.copyOf(sheets);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Attestations of a case's papers.
     *
     * @param attestable papers of the case that are in the archive and not attested yet
     */
    record CaseAttestations(List<Attestation> attestations, List<Cases.Paper> attestable) {
        public CaseAttestations {
            attestations = List.copyOf(attestations);
            attestable = List.copyOf(attestable);
        }
    }

    /**
     * A disputed attestation.
     *
     * @param complaint tracking code of the complaint to the Disciplinary Committee, for the district
     */
    record Dispute(Attestation attestation, String complaint) {}

    /** A case that used a recalled sheet, and its office. */
    record Use(UUID caseId, String number, String office) {}

    /**
     * A recalled sheet.
     *
     * @param uses every case that has the sheet among its papers, by id
     */
    record Recall(UUID id, String kind, String sha256, Instant at, List<Use> uses) {
        public Recall {
            uses = List.copyOf(uses);
        }
    }

    /**
     * A task of an office concerning an original, or a notice that a sheet was recalled.
     *
     * @param attestation {@code null} for a recalled sheet
     * @param state       {@code kept}, {@code brought}, {@code summoned} or {@code recalled}
     */
    record Task(UUID caseId, String caseNumber, UUID attestation, String kind, String state, @Nullable Instant since) {}

    /**
     * Attests that a paper of the case matches its original. Repeating the same attestation has no effect.
     *
     * @throws Refusal NOT_FOUND {@code paper.unknown}; INVALID {@code attestation.kind} for a paper that belongs only to its
     *     case; CONFLICT {@code attestation.exists}, {@code attestation.case-ended}
     */
    Attestation attest(Caller clerk, UUID caseId, String kind, String sha256, OriginalObservations seen);

    /** Attestations of the case's papers, oldest first, including those made in other cases. */
    CaseAttestations findByCase(Caller caller, UUID caseId);

    /**
     * The receipt to be signed by the person who collects the original: PDF, A4, Persian, signed by the hub.
     *
     * @throws Refusal NOT_FOUND
     */
    byte[] receipt(Caller clerk, UUID caseId, UUID attestation);

    /**
     * Records the return of the original.
     *
     * @param nationalId national ID of the person of the case who collected it
     * @param sha256     signed receipt, scanned for this case as {@link #RECEIPT}
     * @throws Refusal INVALID {@code original.receiver}, {@code paper.kind}; NOT_FOUND {@code sheet.unknown}; CONFLICT {@code
     *     original.not-here}, {@code original.receipt-used}
     */
    Attestation recordReturn(Caller clerk, UUID caseId, UUID attestation, String nationalId, String sha256);

    /**
     * Records that the district relies on the copy.
     *
     * @throws Refusal CONFLICT {@code attestation.ended}
     */
    Attestation verify(Caller district, UUID caseId, UUID attestation);

    /**
     * Disputes an attestation as false. The attestation then no longer counts in any case, and a complaint against the
     * office goes to the Disciplinary Committee.
     *
     * @param reason 10 to 2,000 characters
     */
    Dispute dispute(Caller district, UUID caseId, UUID attestation, String reason);

    /**
     * Summons the original for the district; the office and the applicants are notified.
     *
     * @throws Refusal CONFLICT {@code original.summoned}
     */
    Attestation summon(Caller district, UUID caseId, UUID attestation, String reason);

    /**
     * Records that the original was brought to the case's office, which shows it to the district.
     *
     * @throws Refusal CONFLICT {@code original.not-summoned}
     */
    Attestation recordArrival(Caller clerk, UUID caseId, UUID attestation);

    /**
     * Recalls a wrong sheet from the archive. It is no longer shown or used, and every case that has it is notified.
     *
     * @throws Refusal NOT_FOUND {@code paper.unknown}; INVALID {@code attestation.kind}; CONFLICT {@code recall.done}
     */
    Recall recall(Caller district, UUID caseId, String kind, String sha256, String reason);

    /** Tasks of the caller's office, newest first, up to 200; recalls of the last 90 days. */
    List<Task> tasks(Caller office);
}
