package city.pishkhan.api.cases;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Papers that go one way: a clerk compares a scan with its original and says so, the original goes back to its owner, and the district trusts
 * the copy, or has the original brought. What is attested is a document of the archive, so that it holds in every later case that may use it.
 * Each method authorises its caller by the case, as {@link Cases} does, and journals in it.
 */
public interface Attestations {
    /** Kind of the sheet on which somebody signed that the original came back. */
    String RECEIPT = "original-receipt";

    /**
     * What the clerk saw on the original. {@code toString} shows none of it.
     *
     * @param serial number printed on it
     * @param issuer who issued it
     * @param seen   what was compared, and how it looked
     */
    record Seen(String serial, String issuer, String seen) {
        @Override
        public String toString() {
            return "Seen[]";
        }
    }

    /**
     * Something that happened to an attested paper.
     *
     * @param step   {@code returned}, {@code verified}, {@code summoned}, {@code brought}, {@code disputed} or {@code recalled}
     * @param caseId in which
     * @param party  {@code office:1204} or {@code district:22}
     * @param reason {@code null} where none is asked for, or it is erased
     * @param sheet  SHA-256 of the signed receipt, or {@code null}
     */
    record Step(String step, UUID caseId, String party, Instant at, String reason, String sheet) {}

    /**
     * @param caseId   in which it was attested
     * @param sheets   SHA-256 of each scan of the document, in the order of its pages; the attestation is sealed with them
     * @param seen     {@code null} once the case is erased
     * @param office   that attested it
     * @param state    {@code attested}, {@code verified}, {@code disputed} or {@code recalled}
     * @param original where the original is: {@code kept} at the office, {@code returned}, {@code summoned} or {@code brought}
     * @param steps    oldest first
     */
    record Attestation(
            UUID id,
            UUID caseId,
            String kind,
            List<String> sheets,
            Seen seen,
            String office,
            Instant at,
            String state,
            String original,
            List<Step> steps) {
        public Attestation {
            sheets = List.copyOf(sheets);
            steps = List.copyOf(steps);
        }
    }

    /** @param attestable papers of the case that the archive keeps and nobody has attested yet */
    record OfCase(List<Attestation> attestations, List<Cases.Paper> attestable) {
        public OfCase {
            attestations = List.copyOf(attestations);
            attestable = List.copyOf(attestable);
        }
    }

    /** A false attestation. @param complaint code by which the district follows what the Disciplinary Committee makes of it */
    record Dispute(Attestation attestation, String complaint) {}

    /** A case that used a recalled sheet, and the office that has it. */
    record Use(UUID caseId, String number, String office) {}

    /** @param uses every case that has the sheet among its papers, by id */
    record Recall(UUID id, String kind, String sha256, Instant at, List<Use> uses) {
        public Recall {
            uses = List.copyOf(uses);
        }
    }

    /**
     * What an office still has to do with an original, or was told of a sheet.
     *
     * @param attestation {@code null} of a recalled sheet
     * @param state       {@code kept}, {@code brought}, {@code summoned} or {@code recalled}
     */
    record Task(UUID caseId, String caseNumber, UUID attestation, String kind, String state, Instant since) {}

    /**
     * Says that a paper of the case was compared with its original; the same once more is the same.
     *
     * @throws Refusal NOT_FOUND {@code paper.unknown}; INVALID {@code attestation.kind} for a paper that belongs to its case alone; CONFLICT
     *                 {@code attestation.exists}, {@code attestation.case-ended}
     */
    Attestation attest(Caller clerk, UUID caseId, String kind, String sha256, Seen seen);

    /** Of the papers of a case, wherever they were attested, oldest first. */
    OfCase ofCase(Caller caller, UUID caseId);

    /** The receipt that whoever takes the original back signs: PDF, A4, Persian, signed by the hub. @throws Refusal NOT_FOUND */
    byte[] receipt(Caller clerk, UUID caseId, UUID attestation);

    /**
     * The original went back.
     *
     * @param nationalId of somebody of the case, who took it
     * @param sha256     of the receipt that they signed, scanned for this case as {@link #RECEIPT}
     * @throws Refusal INVALID {@code original.receiver}, {@code paper.kind}; NOT_FOUND {@code sheet.unknown}; CONFLICT {@code original.not-here},
     *                 {@code original.receipt-used}
     */
    Attestation returned(Caller clerk, UUID caseId, UUID attestation, String nationalId, String sha256);

    /** The district trusts the copy. @throws Refusal CONFLICT {@code attestation.ended} */
    Attestation verify(Caller district, UUID caseId, UUID attestation);

    /**
     * The district says that the attestation is false: it ends in every case, and the Disciplinary Committee has a complaint against the office.
     *
     * @param reason 10 to 2,000 characters
     */
    Dispute dispute(Caller district, UUID caseId, UUID attestation, String reason);

    /** The district wants to see the original; the office and the applicants hear of it. @throws Refusal CONFLICT {@code original.summoned} */
    Attestation summon(Caller district, UUID caseId, UUID attestation, String reason);

    /** The original was brought to the office of the case, which shows it to the district. @throws Refusal CONFLICT {@code original.not-summoned} */
    Attestation brought(Caller clerk, UUID caseId, UUID attestation);

    /**
     * Takes a wrong sheet out of the archive: it is shown and used nowhere any more, and each case that has it is told so.
     *
     * @throws Refusal NOT_FOUND {@code paper.unknown}; INVALID {@code attestation.kind}; CONFLICT {@code recall.done}
     */
    Recall recall(Caller district, UUID caseId, String kind, String sha256, String reason);

    /** A paper of a case is about to be shown to who may see it. @throws Refusal GONE {@code sheet.recalled} if it was a wrong one */
    void requireShown(UUID caseId, String sha256);

    /** What the caller's office has to do, newest first, at most 200; recalls of the last 90 days. */
    List<Task> tasks(Caller office);
}
