package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.archive.sheets.SheetRemoval;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Carries out an approved disposal list in atomic steps: first the documents are removed from the index, then unshared content records,
 * then the content itself. After a crash the same call resumes, because the rows record the remaining work. Content that a crash left in a
 * store is removed by the daily sweep.
 */
public final class Destruction {
    /** maximum number of documents per step */
    private static final int DOCUMENTS = 50;
    /** maximum number of contents per step; each needs a lock, and PostgreSQL supports a few thousand locks */
    private static final int CONTENTS = 500;

    private static final int REMOVALS = 250;
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 250;

    private final Tx tx;
    private final Journal journal;
    private final DisposalList list;
    private final SheetRemoval content;
    private final Supplier<DocumentSigner> signer;
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param signer supplies the document signer, or {@code null} if none is available */
    public Destruction(
            Tx tx, Journal journal, DisposalList list, SheetRemoval content, Supplier<DocumentSigner> signer) {
        this.tx = tx;
        this.journal = journal;
        this.list = list;
        this.content = content;
        this.signer = signer;
    }

    /** @see city.pishkhan.keeping.ArchiveDisposals#carryOut */
    public Disposal carryOut(Caller operator, UUID id, Consumer<Disposal> progress) {
        ArchiveRetentionService.requireOperator(operator);
        tx.run(sql -> requireApproved(DisposalList.load(sql, id).state().equals("listed")));
        requireSigner();
        requireAllStores();
        begin(operator, id);
        int waits = 0;
        for (Step step = step(id); step != Step.DONE; step = step(id)) {
            if (step == Step.PROGRESSED) {
                waits = 0;
                progress.accept(tx.required(sql -> DisposalList.load(sql, id)));
            } else if (++waits > TRIES) {
                throw Refusal.conflict("disposal.in-use");
            } else {
                pause();
            }
        }
        return end(operator, id);
    }

    private DocumentSigner requireSigner() {
        DocumentSigner now = signer.get();
        if (now == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "disposal.seal-away", null);
        }
        return now;
    }

    private void requireAllStores() {
        if (!content.hasAllStores()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "disposal.copy-away", null);
        }
    }

    private void begin(Caller operator, UUID id) {
        tx.run(sql -> {
            DisposalRepository.lock(sql, id).orElseThrow(DisposalList::unknown);
            if (DisposalRepository.begin(sql, id, operator.principal())) {
                journal.record(null, "archive-disposal.begun", operator, Map.of("disposal", id));
            }
        });
    }

    private static void requireApproved(boolean listed) {
        if (listed) {
            throw Refusal.conflict("disposal.not-approved");
        }
    }

    private void pause() {
        try {
            never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.conflict("disposal.interrupted");
        }
    }

    private enum Step {
        /** the step made progress */
        PROGRESSED,
        /** the remaining sheets are being stored again at this moment */
        BLOCKED,
        /** no work remains */
        DONE
    }

    private Step step(UUID id) {
        Step removal = tx.separate(sql -> removeDocuments(sql, id));
        if (removal != Step.DONE) {
            return removal;
        }
        Step decided = tx.separate(sql -> decide(sql, id));
        return decided == Step.DONE ? remove(id) : decided;
    }

    /**
     * Removes documents from the index. Documents that may no longer be destroyed are dropped from the disposal list
     * first.
     */
    private Step removeDocuments(Handle sql, UUID id) {
        DisposalRepository.lock(sql, id);
        List<Long> next = DisposalRepository.listed(sql, id, Long.MIN_VALUE, DOCUMENTS);
        if (next.isEmpty()) {
            return Step.DONE;
        }
        DestructionRepository.lock(sql, next);
        List<Long> free = lockFree(sql, next);
        if (free.isEmpty()) {
            return Step.BLOCKED;
        }
        list.review(sql, id, free);
        List<Long> still = DisposalRepository.listed(sql, id, Long.MIN_VALUE, DOCUMENTS).stream()
                .filter(free::contains)
                .toList();
        DestructionRepository.deleteDocuments(sql, id, still);
        return Step.PROGRESSED;
    }

    /**
     * Locks the scans of the given documents and returns the documents that can be deleted now, without those whose
     * scans are being uploaded again.
     */
    private List<Long> lockFree(Handle sql, List<Long> documents) {
        List<DestructionRepository.Sheet> scans = DestructionRepository.sheets(
                sql, documents.stream().filter(document -> document < 0).toList());
        List<String> alone = content.tryLock(
                sql,
                scans.stream()
                        .map(DestructionRepository.Sheet::sha256)
                        .distinct()
                        .toList());
        List<Long> busy = scans.stream()
                .filter(scan -> !alone.contains(scan.sha256()))
                .map(DestructionRepository.Sheet::document)
                .toList();
        return documents.stream().filter(document -> !busy.contains(document)).toList();
    }

    private Step decide(Handle sql, UUID id) {
        DisposalRepository.lock(sql, id);
        List<String> next = DestructionRepository.listUndecided(sql, id, CONTENTS);
        if (next.isEmpty()) {
            return Step.DONE;
        }
        List<String> alone = content.tryLock(sql, next);
        if (alone.isEmpty()) {
            return Step.BLOCKED;
        }
        DestructionRepository.decide(sql, id, alone);
        return Step.PROGRESSED;
    }

    /**
     * Removes the content of committed deletions. If a crash occurs before the removal is recorded, the next run
     * repeats the removal.
     */
    private Step remove(UUID id) {
        List<DestructionRepository.DeletedContent> next =
                tx.required(sql -> DestructionRepository.unremoved(sql, id, REMOVALS));
        if (next.isEmpty()) {
            return Step.DONE;
        }
        List<String> addresses = next.stream()
                .flatMap(gone -> Stream.of(gone.address(), gone.sha256()))
                .distinct()
                .toList();
        try {
            content.remove(addresses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tx.run(sql -> {
            DestructionRepository.deleteRecords(sql, addresses);
            DestructionRepository.markRemoved(sql, id, next);
        });
        return Step.PROGRESSED;
    }

    /** Ends the list and stores its signed certificate. A repeated call only returns the ended list. */
    private Disposal end(Caller operator, UUID id) {
        return tx.required(sql -> {
            if (DisposalRepository.lock(sql, id).orElseThrow().equals("c")) {
                return DisposalList.load(sql, id);
            }
            DisposalRepository.end(sql, id, digest(sql, id));
            Disposal done = DisposalList.load(sql, id);
            byte[] certificate = requireSigner()
                    .signPdf(
                            DestructionCertificate.create(done, DisposalRepository.reasons(sql, id)),
                            DestructionCertificate.reason());
            DisposalRepository.certify(sql, id, certificate);
            Map<String, Object> figures = DisposalList.figures(done);
            figures.put("documents", done.destroyed());
            figures.put("sheets", done.sheets() - done.kept());
            figures.put("kept", done.kept());
            figures.put("bytes", done.bytes());
            figures.put("digest", done.digest());
            figures.put("number", done.number());
            figures.put("certificate", Sha256.hex(certificate));
            journal.record(null, "archive-disposal.ended", operator, figures);
            return done;
        });
    }

    private static String digest(Handle sql, UUID id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (Writer out = new OutputStreamWriter(
                    new DigestOutputStream(OutputStream.nullOutputStream(), sha256), StandardCharsets.UTF_8)) {
                DisposalRepository.writeSheets(sql, id, out);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
