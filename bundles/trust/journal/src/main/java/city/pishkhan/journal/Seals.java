package city.pishkhan.journal;

import city.pishkhan.api.security.Caller;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.verification.Source;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

/** Seals of the journal: their state, and the data needed to verify them. */
public interface Seals {

    /** Returns up to {@code limit} seals, newest first. */
    List<Seal> newest(int limit);

    /** Number of numbered entries without a seal. */
    long unsealed();

    /**
     * Seals all numbered entries now.
     *
     * @return the last seal created; empty if nothing was unsealed or another node is sealing
     */
    Optional<Seal> sealNow();

    /** Opens the journal for a verification or an export; the caller closes it. */
    Source source();

    /** Public keys in this node's keystore, oldest first. They are stored outside the database and are trusted by checks on this node. */
    List<PublicKey> anchors();

    /** Keys as introduced in the journal, oldest first. */
    List<SealKey> keys();

    /**
     * Creates a new signing key, introduced by the present key. If the present key is not in this node's keystore, the new key
     * has no introduction and must be given to every verifier.
     *
     * @param reason recorded with the key and in the journal
     * @throws city.pishkhan.api.Refusal INVALID without a reason
     */
    SealKey rotate(Caller operator, String reason);

    /**
     * Returns the entries of a case with their proofs, which lead to the seal over the last sealed entry. This call creates no
     * seal, so that queries cause no work for other nodes.
     *
     * @param seal number of another seal to include, such as a witness's last one
     * @throws city.pishkhan.api.Refusal INVALID for {@code seal} if it does not exist; TOO_LARGE for more than 10,000 entries
     */
    CaseProof prove(UUID caseId, OptionalLong seal);

    /**
     * Returns the last sealed entry of this event in the hub's own chain that satisfies {@code wanted}, with its proof;
     * empty if none of the last hundred entries of the event does.
     *
     * @param seal as {@link #prove}
     * @param wanted condition for the entry
     */
    Optional<CaseProof> proveLast(String event, OptionalLong seal, Predicate<Entry> wanted);

    /**
     * Signs the manifest of an evidence file with the key that signs seals.
     *
     * @throws city.pishkhan.api.Refusal UNAVAILABLE if this node does not have the key
     */
    EvidenceFile.Signature sign(byte[] manifest);

    /** Progress of each external witness, by name. */
    List<WitnessState> witnesses();
}
