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

/** Seals of the journal: how they stand, and what is needed to check them. */
public interface Seals {

    /** The newest seals, newest first. */
    List<Seal> newest(int limit);

    /** Entries that have their number and no seal yet. */
    long unsealed();

    /** Seals what is numbered, now. @return the last seal made, empty if there was nothing to seal or another node does it */
    Optional<Seal> sealNow();

    /** The journal as it stands, for a check or an export; the caller closes it. */
    Source source();

    /** Public keys of this node's keystore, oldest first: what a check on this node trusts. They lie outside the database. */
    List<PublicKey> anchors();

    /** Keys as the journal has them introduced, oldest first. */
    List<SealKey> keys();

    /**
     * Makes a new key and has the present one introduce it; from now on it signs. If the present one is not in this node's keystore, nobody
     * introduces the new one, and whoever checks must be given it.
     *
     * @param reason recorded with the key and in the journal
     * @throws city.pishkhan.api.Refusal INVALID without a reason
     */
    SealKey rotate(Caller operator, String reason);

    /**
     * The entries of a case with what proves them. Proofs lead to the seal that covers the last entry that is sealed; nothing is sealed for
     * this, so that asking never makes work for others.
     *
     * @param seal number of one more seal to tie them to, such as a witness's last
     * @throws city.pishkhan.api.Refusal INVALID naming {@code seal} if there is none of that number; TOO_LARGE for more than 10,000 entries
     */
    CaseProof prove(UUID caseId, OptionalLong seal);

    /**
     * The last entry of an event in the hub's own chain that is sealed and is one of those wanted, with what proves it; empty if there is none among
     * the last hundred.
     *
     * @param seal as {@link #prove}
     */
    Optional<CaseProof> proveLast(String event, OptionalLong seal, Predicate<Entry> wanted);

    /**
     * Signs the manifest of an evidence file by the key that signs seals.
     *
     * @throws city.pishkhan.api.Refusal UNAVAILABLE if this node does not have the key
     */
    EvidenceFile.Signature sign(byte[] manifest);

    /** How far each outside witness has taken the seals, by name. */
    List<WitnessState> witnesses();
}
