package city.pishkhan.journal.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import city.pishkhan.proofs.SealedNodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates proofs that the entries of a case are sealed. Takes no lock that delays cases or sealing. */
final class CaseProofBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(CaseProofBuilder.class);
    private static final int MOST = 10_000;
    private static final String COLUMNS =
            "select n.sequence, e.id, e.case_id, e.position, e.at, e.event, e.actor, e.details, e.previous, e.hash"
                    + " from journal.entry e left join journal.number n on n.entry = e.id";

    private final Tx tx;
    private final SealCreator sealing;

    CaseProofBuilder(Tx tx, SealCreator sealing) {
        this.tx = tx;
        this.sealing = sealing;
    }

    CaseProof prove(UUID caseId, OptionalLong seal) {
        return tx.required(sql -> {
            // read the seals first: an entry sealed in the meantime counts as unsealed
            List<Seal> seals = new ArrayList<>(SealRepository.ofCase(sql, caseId));
            seal.ifPresent(number -> add(sql, seals, number));
            List<SealKey> keys = SealRepository.keys(sql);
            return CaseProof.of(entries(sql, caseId), seals, keys, nodes(sql));
        });
    }

    Optional<CaseProof> proveLast(String event, OptionalLong seal, Predicate<Entry> wanted) {
        return tx.required(sql -> sql
                .createQuery(
                        COLUMNS + " where e.case_id = :case and e.event = :event"
                                + " and n.sequence <= (select coalesce(max(last), 0) from journal.seal) order by e.position desc limit 100")
                .bind("case", Entry.HUB)
                .bind("event", event)
                .map(CaseProofBuilder::entry)
                .stream()
                .filter(wanted)
                .findFirst()
                .map(entry -> {
                    List<Seal> seals = new ArrayList<>();
                    SealRepository.findCovering(sql, entry.number())
                            .map(Sealed::seal)
                            .ifPresent(seals::add);
                    seal.ifPresent(number -> add(sql, seals, number));
                    return CaseProof.of(List.of(entry), seals, SealRepository.keys(sql), nodes(sql));
                }));
    }

    private static void add(Handle sql, List<Seal> seals, long number) {
        Seal found = SealRepository.find(sql, number)
                .orElseThrow(() -> Refusal.invalid("seal.unknown", "seal"))
                .seal();
        if (seals.stream().noneMatch(seal -> seal.number() == number)) {
            seals.add(found);
        }
    }

    private static SealedNodes nodes(Handle sql) {
        return new SealedNodes(
                sequence -> SealRepository.findCovering(sql, sequence)
                        .orElseThrow(() -> new IllegalStateException("No seal covers entry " + sequence)),
                number -> SealRepository.find(sql, number));
    }

    private static List<Entry> entries(Handle sql, UUID caseId) {
        List<Entry> entries = sql.createQuery(COLUMNS + " where e.case_id = :case order by e.position limit :most")
                .bind("case", caseId)
                .bind("most", MOST + 1)
                .map(CaseProofBuilder::entry)
                .list();
        if (entries.size() > MOST) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "evidence.too-large", null, MOST);
        }
        return entries;
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(
                row.getObject(1, Long.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    EvidenceFile.Signature sign(byte[] manifest) {
        try {
            KeyFile.Pair signer = sealing.signer();
            return new EvidenceFile.Signature(
                    signer.id(), SealKey.sign(signer.privateKey(), EvidenceFile.signedBytes(manifest)));
        } catch (IllegalStateException e) {
            LOG.error("No evidence file can be signed: {}", e.getMessage());
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "evidence.no-key", null);
        }
    }
}
